// The SQL of the statements of an account that came before.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "draagkracht/payments/statement_control.hpp"
#include "draagkracht/storage/transaction.hpp"
#include "payments/reconciliation_store.hpp"

namespace draagkracht::payments {

struct StoredStatement {
    base::StatementId id;
    StatementKey key;
    std::optional<StatementFormat> format;  // none: a list of payroll, or from before it was kept
    std::string sequence_number;
    base::Money opening;
    base::Money closing;
    std::optional<DaysBooked> days;  // none: nothing was booked, or received before they were kept
    std::string file_sha256;
    StatementState state;
    std::int64_t entries_done;
};

// Of these accounts what a statement of these days is held against (payments/continuity.hpp), in
// the order in which they came: those with days in common, the nearest that ended before them, the
// nearest before those, and the nearest after them. And those of that day and later of which it is
// not known on which days they were booked.
[[nodiscard]] std::vector<StoredStatement> statements_near(
    storage::Transaction& transaction,
    const std::vector<base::BankAccountId>& accounts,
    const DaysBooked& days
);

}  // namespace draagkracht::payments
