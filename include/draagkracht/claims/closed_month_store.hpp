// The SQL of the months whose books are closed, and the look at them of whoever books something.
#pragma once

#include <optional>
#include <vector>

#include "draagkracht/audit/trail.hpp"
#include "draagkracht/claims/closed_month.hpp"
#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::claims {

// Keeps the books open (claims::keep_books_open), and looks whether those of this business date
// are. Whoever writes a posting or says where money of the bank went calls it first, before ids are
// drawn: what is written has a lower id than the close of a month that waits for it, and a higher
// one than a close for which it waited. Problem claims.month-closed.
[[nodiscard]] base::Done keep_month_open(
    storage::Transaction& transaction, base::MunicipalityId municipality, base::BusinessDate today
);

[[nodiscard]] std::optional<base::Month> last_closed_month(
    storage::Transaction& transaction, base::MunicipalityId municipality
);
// The latest first.
[[nodiscard]] std::vector<ClosedMonth> closed_months(
    storage::Transaction& transaction, base::MunicipalityId municipality
);
// Answers with the id of the close. The books have been taken (claims::take_books).
[[nodiscard]] std::int64_t close_month(
    storage::Transaction& transaction,
    const audit::Author& author,
    base::MunicipalityId municipality,
    base::Month month,
    const std::string& proof_sha256
);

}  // namespace draagkracht::claims
