// Rows that may never change, changed by somebody who can drop the guards: each is found by name.
#include "draagkracht/audit/row_proof.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <soci/soci.h>

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
