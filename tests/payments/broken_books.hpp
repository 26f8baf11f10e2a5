// Guarantee 1, money is conserved, as questions to the register.
#pragma once

#include <soci/soci.h>

#include <string>
#include <utility>
#include <vector>

#include "draagkracht/storage/database.hpp"
#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::payments {

// What must never be in the books, and is; empty when all is well.
inline std::string broken_books(storage::Database& database) {
    const std::string sums =
        "(SELECT bank_entry.id, bank_entry.amount_cents AS amount,"
        " COALESCE((SELECT SUM(amount_cents) FROM allocation"
        " WHERE entry_id = bank_entry.id), 0) AS allocated,"
        " COALESCE((SELECT SUM(amount_cents) FROM suspense_item"
        " WHERE entry_id = bank_entry.id), 0) AS suspended,"
        " COALESCE((SELECT SUM(amount_cents) FROM refund"
        " WHERE entry_id = bank_entry.id), 0) AS refunded FROM bank_entry) AS sums";
    const std::vector<std::pair<std::string, std::string>> questions{
        {"money is lost or made", sums + " WHERE amount <> allocated + suspended + refunded"},
        {"less than nothing waits", sums + " WHERE amount > 0 AND suspended < 0"},
        {"less than nothing is paid back", sums + " WHERE refunded < 0"},
        {"an allocation is not what was posted for it",
         "allocation WHERE amount_cents <> -COALESCE((SELECT SUM(amount_cents) FROM posting"
         " WHERE allocation_id = allocation.id), 0)"},
        {"what went back still counts under a plan",
         "(SELECT pair.entry_id FROM entry_return pair JOIN allocation"
         " ON allocation.entry_id IN (pair.entry_id, pair.returned_entry_id)"
         " GROUP BY pair.entry_id, claim_id, plan_id HAVING SUM(allocation.amount_cents) <> 0)"
         " AS back"},
        {"an entry stands below zero on a claim",
         "(SELECT allocation.entry_id FROM allocation JOIN bank_entry"
         " ON bank_entry.id = allocation.entry_id WHERE bank_entry.amount_cents > 0"
         " GROUP BY allocation.entry_id, claim_id, plan_id"
         " HAVING SUM(allocation.amount_cents) < 0)"
         " AS below"},
    };
    storage::Transaction transaction{database, "broken", storage::Access::read};
    std::string text;
    for (const auto& [what, query] : questions) {
        long long count = 0;
        transaction.sql() << "SELECT COUNT(*) FROM " + query, soci::into(count);
        text += count > 0 ? what + "; " : "";
    }
    return text;
}

}  // namespace draagkracht::payments
