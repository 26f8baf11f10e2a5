// Rows that may never change, changed by somebody who can drop the guards: each is found by name.
#include "draagkracht/audit/row_proof.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <soci/soci.h>

#include <numeric>

#include "draagkracht/storage/bulk_insert.hpp"
#include "support/test_database.hpp"

namespace draagkracht::audit {
namespace {

using storage::BulkInsert;
using storage::Column;
using storage::OnConflict;
using storage::Transaction;
using testing::ElementsAre;
using testing::IsEmpty;

const Author conversion{
    "machine:conversion",
    base::BusinessDate{base::Date{std::chrono::year{2026} / 7 / 1}},
    base::Timestamp::parse("2026-07-01T12:30:00Z").value()};

class RowProofOnBoth : public test_support::OnBothDatabases {
  protected:
    void SetUp() override {
        OnBothDatabases::SetUp();
        if (IsSkipped()) {
            return;
        }
        Transaction transaction{database(), "ground", storage::Access::write};
        transaction.sql() << "INSERT INTO municipality VALUES (1, 'code', 'name', 'policy')";
        transaction.sql() << "INSERT INTO person VALUES (7, 1, '100007'), (8, 1, '100008')";
        transaction.commit();
    }

    static void add_assessments(Transaction& transaction, const std::vector<std::int64_t>& ids) {
        BulkInsert rows{
            transaction,
            "assessment",
            {{"id", Column::number},
             {"municipality_id", Column::number},
             {"person_id", Column::number},
             {"assessed_on", Column::text},
             {"household_json", Column::text},
             {"worksheet_json", Column::text},
             {"sha256", Column::text}}};
        for (const std::int64_t id : ids) {
            rows.add({id, 1, 7, "2026-07-01", "{}", "{\"naam\":\"\xc3\xa9\"}", ""});
        }
        rows.write();
    }
    static void add_request(Transaction& transaction, std::int64_t id, std::string_view subject) {
        BulkInsert rows{
            transaction,
            "letter_request",
            {{"id", Column::number},
             {"municipality_id", Column::number},
             {"person_id", Column::number},
             {"kind", Column::text},
             {"subject", Column::text},
             {"plan_id", Column::number},
             {"requested_on", Column::text},
             {"requested_by", Column::text}},
            OnConflict::skip};
        rows.add({id, 1, 7, "plan_confirmation", subject, std::nullopt, "2026-07-01", "x"});
        rows.write();
    }
    static void tell(Transaction& transaction) {
        Trail trail{transaction, conversion};
        trail.record({"test.first", std::nullopt, std::nullopt, "a"});
        trail.record({"test.last", std::nullopt, std::nullopt, "b"});
        trail.write();
        transaction.commit();
    }
    void write_three() {
        Transaction transaction{database(), "three rows", storage::Access::write};
        add_assessments(transaction, {11, 12});
        add_request(transaction, 13, "plan:1");
        tell(transaction);
    }

    RowProof proved() {
        Transaction transaction{database(), "prove", storage::Access::read};
        EXPECT_TRUE(verify_chain(transaction).has_value());
        return prove_rows(transaction);
    }
    std::vector<std::string> found_after(const std::string& act) {
        Transaction transaction{database(), "tamper", storage::Access::write};
        test_support::take_guards_off(transaction);
        transaction.sql() << act;
        return prove_rows(transaction).violations;
    }
};

TEST_P(RowProofOnBoth, HoldsOnWhatTheTrailTells) {
    EXPECT_EQ(proved().checked_count, 0);
    write_three();
    EXPECT_EQ(proved().checked_count, 3);
    EXPECT_THAT(proved().violations, IsEmpty());
}

TEST_P(RowProofOnBoth, NamesTheRowThatDiffersIsGoneOrIsNotInTheTrail) {
    struct Row {
        std::string act;
        std::string found;
    };
    const std::vector<Row> rows{
        {"UPDATE assessment SET assessed_on = '2026-07-02' WHERE id = 12", "assessment:12 differs"},
        {"UPDATE assessment SET person_id = 8 WHERE id = 11", "assessment:11 differs"},
        {"UPDATE assessment SET sha256 = household_json, household_json = sha256 WHERE id = 11",
         "assessment:11 differs"},
        {"UPDATE letter_request SET kind = 'x' WHERE id = 13", "letter_request:13 differs"},
        {"DELETE FROM assessment WHERE id = 11", "assessment:11 is gone"},
        {"INSERT INTO assessment VALUES (14, 1, 7, '2026-07-01', '{}', '{}', '')",
         "assessment:14 is not in the trail"},
    };
    write_three();
    for (const Row& row : rows) {
        EXPECT_THAT(found_after(row.act), ElementsAre(row.found)) << row.act;
    }
}

TEST_P(RowProofOnBoth, NothingThatWasWrittenWithoutTheTrailGoesUnseen) {
    {
        Transaction transaction{database(), "silent", storage::Access::write};
        add_assessments(transaction, {11});
        test_support::commit_untold(transaction);
    }
    EXPECT_THAT(proved().violations, ElementsAre("assessment:11 is not in the trail"));
}

// A letter that was asked for already is not asked for twice, and is told of once.
TEST_P(RowProofOnBoth, ARowThatWasLeftOutIsNotTold) {
    write_three();
    Transaction transaction{database(), "again", storage::Access::write};
    add_request(transaction, 14, "plan:1");
    add_request(transaction, 15, "plan:2");
    tell(transaction);
    EXPECT_EQ(proved().checked_count, 4);
    EXPECT_THAT(proved().violations, IsEmpty());
}

// Ids are given out before a transaction writes, so the trail may tell of a higher one first.
TEST_P(RowProofOnBoth, TheOrderInWhichTheTrailTellsOfRowsDoesNotMatter) {
    const std::vector<std::vector<std::int64_t>> acts{{19, 12}, {15}, {11, 14, 20}, {13}};
    for (const std::vector<std::int64_t>& ids : acts) {
        Transaction transaction{database(), "act", storage::Access::write};
        add_assessments(transaction, ids);
        tell(transaction);
    }
    EXPECT_EQ(proved().checked_count, 7);
    EXPECT_THAT(proved().violations, IsEmpty());
    EXPECT_THAT(
        found_after("DELETE FROM assessment WHERE id IN (12, 20)"),
        ElementsAre("assessment:12 is gone", "assessment:20 is gone")
    );
}

// A table may be keyed by what its rows are of: the debtors of one claim.
TEST_P(RowProofOnBoth, RowsOfOneKeyAreToldApart) {
    const auto add_debtors = [this](std::initializer_list<std::int64_t> people) {
        Transaction transaction{database(), "debtors", storage::Access::write};
        BulkInsert rows{
            transaction,
            "claim_debtor",
            {{"claim_id", Column::number},
             {"person_id", Column::number},
             {"liable_from", Column::text}}};
        for (const std::int64_t person : people) {
            rows.add({50, person, "2026-07-01"});
        }
        rows.write();
        tell(transaction);
    };
    {
        Transaction transaction{database(), "claim", storage::Access::write};
        transaction.sql(
        ) << "INSERT INTO claim VALUES (50, 1, 'V-1', 'k', 'PW', 'g', 'c', 'c', 'd',"
             " 'd', 'd', 'd', NULL, NULL, 1, 'r', 'h')";
        transaction.sql() << "INSERT INTO person VALUES (9, 1, '100009')";
        transaction.commit();
    }
    add_debtors({8});
    add_debtors({7, 9});
    EXPECT_THAT(proved().violations, ElementsAre("claim:50 is not in the trail"));
    EXPECT_THAT(
        found_after("UPDATE claim_debtor SET liable_from = '2026-07-02' WHERE person_id = 9"),
        ElementsAre("claim:50 is not in the trail", "claim_debtor:50 differs")
    );
}

// More rows than one event tells of, and than come from the database at once.
TEST_P(RowProofOnBoth, ALargeTableIsTakenStockOfInSeveralEvents) {
    constexpr std::int64_t row_count = 20'001;
    {
        Transaction transaction{database(), "old", storage::Access::write};
        std::vector<std::int64_t> ids(row_count);
        std::iota(ids.begin(), ids.end(), 100);
        add_assessments(transaction, ids);
        test_support::commit_untold(transaction);
    }
    Transaction transaction{database(), "take stock", storage::Access::write};
    EXPECT_EQ(take_stock(transaction, conversion), row_count);
    EXPECT_EQ(verify_chain(transaction).value(), 3);
    const RowProof proof = prove_rows(transaction);
    EXPECT_EQ(proof.checked_count, row_count);
    EXPECT_THAT(proof.violations, IsEmpty());
}

TEST_P(RowProofOnBoth, AnOldRegisterIsTakenStockOfOnce) {
    {
        Transaction transaction{database(), "old", storage::Access::write};
        add_assessments(transaction, {11, 12});
        test_support::commit_untold(transaction);
    }
    const auto take = [this] {
        Transaction transaction{database(), "take stock", storage::Access::write};
        const std::int64_t count = take_stock(transaction, conversion);
        transaction.commit();
        return count;
    };
    EXPECT_EQ(take(), 2);
    EXPECT_THAT(proved().violations, IsEmpty());
    EXPECT_EQ(take(), 0);
    EXPECT_THAT(
        found_after("DELETE FROM assessment WHERE id = 12"), ElementsAre("assessment:12 is gone")
    );
}

// What the trail tells of rows is part of what it says, so it cannot be changed along with them.
TEST_P(RowProofOnBoth, WhatIsToldOfRowsIsInTheChain) {
    write_three();
    Transaction transaction{database(), "tamper", storage::Access::write};
    test_support::take_guards_off(transaction);
    transaction.sql() << "UPDATE audit_event SET rows_written = NULL";
    EXPECT_EQ(verify_chain(transaction).error().code, "audit.chain-broken");
}

DRAAGKRACHT_ON_BOTH_DATABASES(RowProofOnBoth);

}  // namespace
}  // namespace draagkracht::audit
