// Receiving the statements of a file: which are new, which are known, and of which a part is known
// because other statements of the same days brought it. Nothing is booked yet.
#pragma once

#include <vector>

#include "payments/examination_service.hpp"

namespace draagkracht::payments {

// One statement of the file, and what must be done with it.
struct Work {
    base::StatementId id;
    base::MunicipalityId municipality;
    base::Date date;
    std::string duplicate_prefix;
    bool is_known;  // reconciled before
    std::int64_t entries_done;
    std::vector<bool> booked_elsewhere = {};  // by number of the entry, from 1; empty: none
    CountAndAmount known_before = {};         // what those come to
    norms::MatchLadders ladders = {};         // of the municipality

    [[nodiscard]] bool is_booked_elsewhere(const Entry& entry) const {
        return entry.number <= booked_elsewhere.size() && booked_elsewhere[entry.number - 1];
    }
};

// Registers the statements that are new; the rest is checked against what is there. In the order of
// the file. Problems of ReconciliationService::reconcile; then nothing was written.
[[nodiscard]] base::Outcome<std::vector<Work>> receive(
    storage::Database& database,
    const access::Occasion& occasion,
    const CheckedFile& file,
    StatementFile& source
);

}  // namespace draagkracht::payments
