// The SQL of the lists for the benefit payroll: what falls due in a month, and the lists that were
// written.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "draagkracht/audit/trail.hpp"
#include "draagkracht/payments/set_off_list.hpp"
#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::payments {

// The running plans that are paid by set-off and of which an instalment falls due in the month, by
// client number.
[[nodiscard]] std::vector<SetOffFacts> set_off_facts_of(
    storage::Transaction& transaction, base::MunicipalityId municipality, base::Month month
);

// A list that was written for a month.
struct WrittenList {
    std::int64_t id;
    std::string number;
    std::string sha256;
};
// The last one, and how many there are of that month.
struct WrittenLists {
    std::optional<WrittenList> last;
    int count = 0;
};
[[nodiscard]] WrittenLists lists_of_month(
    storage::Transaction& transaction, base::MunicipalityId municipality, base::Month month
);

// Answers with its id.
std::int64_t add_list(
    storage::Transaction& transaction,
    const audit::Author& author,
    base::MunicipalityId municipality,
    base::Month month,
    const WrittenList& list,
    const std::vector<SetOffLine>& lines
);

// The lines of the last list of each of these months; a month without one is absent.
[[nodiscard]] std::map<base::Month, std::vector<AskedLine>> asked_lines_of(
    storage::Transaction& transaction,
    base::MunicipalityId municipality,
    const std::set<base::Month>& months
);

}  // namespace draagkracht::payments
