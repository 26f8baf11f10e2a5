// Guarantee 1, money is conserved, and guarantee 3, once is once, over random histories.
#include <gtest/gtest.h>
#include <soci/soci.h>

#include "draagkracht/audit/trail.hpp"
#include "draagkracht/storage/rows.hpp"
#include "support/random_history.hpp"

namespace draagkracht::payments {

using storage::Transaction;
using test_support::BankRegister;
using test_support::Random;
using test_support::RandomHistory;
using test_support::StatementText;
using test_support::TestDatabase;
using test_support::text_of;

class ReconciliationGuaranteesOnBoth : public test_support::OnBothDatabases {};

namespace {

// How many rows a query finds that must not be there.
long long found(Transaction& transaction, const std::string& query) {
    long long count = 0;
    transaction.sql() << "SELECT COUNT(*) FROM (" + query + ") AS found", soci::into(count);
    return count;
}

base::Money sum(Transaction& transaction, const std::string& query) {
    long long cents = 0;
    transaction.sql() << "SELECT CAST(COALESCE(SUM(amount_cents), 0) AS BIGINT) FROM " + query,
        soci::into(cents);
    return base::Money::cents(cents);
}

void expect_money_is_conserved(storage::Database& database) {
    Transaction transaction{database, "guarantees", storage::Access::read};
    const std::string allocated =
        "COALESCE((SELECT SUM(amount_cents) FROM allocation WHERE entry_id = bank_entry.id), 0)";
    const std::string suspended =
        "COALESCE((SELECT SUM(amount_cents) FROM suspense_item WHERE entry_id = bank_entry.id), 0)";
    EXPECT_EQ(
        found(
            transaction,
            "SELECT id FROM bank_entry WHERE amount_cents <> " + allocated + " + " + suspended
        ),
        0
    ) << "an entry is not what was allocated and suspended of it";
    EXPECT_EQ(
        found(
            transaction,
            "SELECT id FROM allocation WHERE amount_cents <> -COALESCE((SELECT SUM(amount_cents)"
            " FROM posting WHERE allocation_id = allocation.id), 0)"
        ),
        0
    ) << "an allocation is not what was posted for it";
    EXPECT_EQ(
        found(
            transaction,
            "SELECT id FROM posting WHERE allocation_id IS NOT NULL AND claim_id <>"
            " (SELECT claim_id FROM allocation WHERE allocation.id = allocation_id)"
        ),
        0
    ) << "a posting stands on another claim than its allocation";
    EXPECT_EQ(
        found(
            transaction,
            "SELECT id FROM allocation WHERE plan_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM"
            " plan_claim WHERE plan_claim.plan_id = allocation.plan_id"
            " AND plan_claim.claim_id = allocation.claim_id)"
        ),
        0
    ) << "a plan was paid on a claim that is not in it";
    EXPECT_EQ(
        found(
            transaction,
            "SELECT claim_id FROM posting GROUP BY claim_id, component HAVING SUM(amount_cents) < 0"
        ),
        0
    ) << "more was paid than is owed";
    EXPECT_EQ(
        sum(transaction, "bank_entry"),
        sum(transaction,
            "(SELECT closing_cents - opening_cents AS amount_cents"
            " FROM bank_statement) AS moved")
    ) << "the bank total is not the total of the entries";
    EXPECT_EQ(
        sum(transaction, "allocation"), -sum(transaction, "posting WHERE allocation_id IS NOT NULL")
    ) << "the ledger total is not the total of the allocations";
    EXPECT_TRUE(audit::verify_chain(transaction).has_value());
}

void expect_closed(const StatementReport& report) {
    EXPECT_EQ(report.outcome, StatementOutcome::closed);
    EXPECT_EQ(report.allocated.amount + report.suspense.amount, report.payments.amount);
    EXPECT_EQ(report.ledger_amount, report.allocated.amount);
}

}  // namespace

TEST_P(ReconciliationGuaranteesOnBoth, MoneyIsConservedAndOnceIsOnce) {
    Random random;
    for (int round = 0; round < 12; ++round) {
        const RandomHistory history{random, 0, 25};
        TestDatabase one{GetParam()};
        BankRegister bank{one.database()};
        history.register_in(bank);
        for (const StatementText& statement : history.statements()) {
            const auto report = bank.reconcile(statement);
            ASSERT_TRUE(report.has_value()) << report.error().to_line();
            expect_closed(report->statements.at(0));
            expect_money_is_conserved(one.database());
        }
        const std::string once = bank.everything();
        for (const StatementText& statement : history.statements()) {
            const auto report = bank.reconcile(statement);
            ASSERT_TRUE(report.has_value()) << report.error().to_line();
            EXPECT_EQ(report->statements.at(0).outcome, StatementOutcome::known);
        }
        EXPECT_EQ(bank.everything(), once);
        if (testing::Test::HasFailure()) {
            return;
        }
    }
}

TEST_P(ReconciliationGuaranteesOnBoth, TheSizeOfAChunkChangesNothing) {
    Random random;
    for (int round = 0; round < 6; ++round) {
        const RandomHistory history{random, 0, 40};
        std::string expected;
        for (const std::size_t entries_per_chunk :
             {std::size_t{1000}, std::size_t{1}, static_cast<std::size_t>(random.between(2, 9))}) {
            TestDatabase fresh{GetParam()};
            BankRegister bank{fresh.database()};
            history.register_in(bank);
            for (const StatementText& statement : history.statements()) {
                const auto report =
                    bank.reconcile(bank.file(text_of({statement})), entries_per_chunk);
                ASSERT_TRUE(report.has_value()) << report.error().to_line();
            }
            expected = expected.empty() ? bank.everything() : expected;
            ASSERT_EQ(bank.everything(), expected) << "chunks of " << entries_per_chunk;
        }
    }
}

DRAAGKRACHT_ON_BOTH_DATABASES(ReconciliationGuaranteesOnBoth);

}  // namespace draagkracht::payments
