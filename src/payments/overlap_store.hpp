// The SQL of statements that overlap.
#pragma once

#include <vector>

#include "draagkracht/payments/overlap.hpp"
#include "draagkracht/payments/statement_control.hpp"
#include "draagkracht/storage/transaction.hpp"
#include "payments/reconciliation_store.hpp"

namespace draagkracht::payments {

struct StoredLine {
    StatementState state;
    BalanceLine line;
};

// The other statements of the account that can have entries on these days, with all of their own.
[[nodiscard]] std::vector<StoredLine> lines_on_days(
    storage::Transaction& transaction,
    base::BankAccountId account,
    const DaysBooked& days,
    const std::vector<base::StatementId>& except
);

// An entry of a statement that another one brought.
struct KnownEntry {
    base::StatementId statement;
    std::size_t number;
    EntryPrint print;
};
void add_known_entries(storage::Transaction& transaction, const std::vector<KnownEntry>& entries);

}  // namespace draagkracht::payments
