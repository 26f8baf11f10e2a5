// The SQL of statements that overlap.
#pragma once

#include <unordered_map>
#include <vector>

#include "draagkracht/base/id.hpp"
#include "draagkracht/payments/overlap.hpp"
#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::payments {

// Of each statement what it holds, in the order of the bank; nothing of one that holds nothing.
using EntriesOfStatements = std::unordered_map<base::StatementId, std::vector<EntryPrint>>;
[[nodiscard]] EntriesOfStatements entries_of(
    storage::Transaction& transaction, const std::vector<base::StatementId>& statements
);

// An entry of a statement that another one brought.
struct KnownEntry {
    base::StatementId statement;
    std::size_t number;
    EntryPrint print;
};
void add_known_entries(storage::Transaction& transaction, const std::vector<KnownEntry>& entries);
[[nodiscard]] std::vector<KnownEntry> known_entries_of(
    storage::Transaction& transaction, const std::vector<base::StatementId>& statements
);

}  // namespace draagkracht::payments
