// Guarantee 10, what a person placed stands: what stands by hand, to be held against what stood.
#pragma once

#include <gtest/gtest.h>
#include <soci/soci.h>

#include <map>
#include <string>

#include "draagkracht/base/id.hpp"
#include "draagkracht/storage/database.hpp"
#include "draagkracht/storage/rows.hpp"
#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::payments {

// What stands on an entry: "V-501 901 12.00; waits 3.00; back 0.00".
using Standing = std::map<base::EntryId, std::string>;

// Of the payments on which an act by hand stands, and that the bank did not take back.
inline Standing standing_by_hand(storage::Database& database) {
    const std::string touched =
        " WHERE EXISTS (SELECT 1 FROM hand_act_entry JOIN hand_act ON hand_act.id = act_id"
        " WHERE hand_act_entry.entry_id = bank_entry.id AND kind <> 'undone' AND NOT EXISTS"
        " (SELECT 1 FROM hand_act undoing WHERE undoing.undoes_act_id = hand_act.id))"
        " AND NOT EXISTS (SELECT 1 FROM entry_return WHERE returned_entry_id = bank_entry.id)";
    Standing standing;
    const auto read = [&](const std::string& query) {
        storage::Transaction transaction{database, "standing", storage::Access::read};
        long long entry = 0;
        std::string line;
        storage::for_each_row(
            (storage::ask(transaction, query), soci::into(entry), soci::into(line)),
            [&] { standing[base::EntryId{entry}] += line + "; "; }
        );
    };
    read(
        "SELECT bank_entry.id, claim.claim_number || ' ' || COALESCE(plan.plan_number, '-')"
        " || ' ' || CAST(SUM(allocation.amount_cents) AS TEXT) AS line FROM bank_entry"
        " JOIN allocation ON allocation.entry_id = bank_entry.id"
        " JOIN claim ON claim.id = allocation.claim_id"
        " LEFT JOIN plan ON plan.id = allocation.plan_id" +
        touched +
        " GROUP BY bank_entry.id, claim.claim_number, plan.plan_number"
        " HAVING SUM(allocation.amount_cents) <> 0 ORDER BY bank_entry.id, line"
    );
    for (const char* const table : {"suspense_item", "refund"}) {
        read(
            "SELECT bank_entry.id, '" + std::string{table} +
            "' || ' ' || CAST(COALESCE((SELECT SUM(amount_cents) FROM " + table +
            " WHERE entry_id = bank_entry.id), 0) AS TEXT) FROM bank_entry" + touched +
            " ORDER BY bank_entry.id"
        );
    }
    return standing;
}

// What was by hand, and still is, stands as it stood.
inline void expect_stands(const Standing& before, const Standing& now) {
    for (const auto& [entry, standing] : now) {
        const auto stood = before.find(entry);
        ASSERT_NE(stood, before.end()) << "no act was done meanwhile";
        EXPECT_EQ(standing, stood->second) << "entry " << entry.value();
    }
}

}  // namespace draagkracht::payments
