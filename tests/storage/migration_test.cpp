#include "draagkracht/storage/migration.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <soci/soci.h>

#include "draagkracht/storage/transaction.hpp"
#include "support/test_database.hpp"

namespace draagkracht::storage {

using testing::ElementsAre;
using testing::HasSubstr;

TEST(MigrationTextTest, AParagraphIsAStatementAndARemarkIsNot) {
    const std::string sql = "-- about\n\nCREATE TABLE a (\n    b BIGINT PRIMARY KEY -- :x\n);\n";
    EXPECT_THAT(
        statements_of(sql, Engine::postgresql),
        ElementsAre("CREATE TABLE a (\n    b BIGINT PRIMARY KEY \n)")
    );
    EXPECT_THAT(
        statements_of(sql, Engine::sqlite),
        ElementsAre("CREATE TABLE a (\n    b INTEGER PRIMARY KEY \n)")
    );
}

TEST(MigrationTextTest, WhatIsMeantForPostgresqlIsLeftOutOnSqlite) {
    const std::string sql = "-- @postgresql\nDROP A\n\nDROP B\n";
    EXPECT_THAT(statements_of(sql, Engine::postgresql), ElementsAre("DROP A", "DROP B"));
    EXPECT_THAT(statements_of(sql, Engine::sqlite), ElementsAre("DROP B"));
}

class MigrationOnBoth : public test_support::OnBothDatabases {};

TEST_P(MigrationOnBoth, MigratingAgainChangesNothing) {
    const base::Outcome<MigrationReport> again = migrate(database());
    ASSERT_TRUE(again.has_value());
    EXPECT_EQ(again->applied_count, 0);
    EXPECT_TRUE(check_schema(database()).has_value());
}

TEST_P(MigrationOnBoth, AMigrationThatWasEditedLaterIsRefused) {
    {
        Transaction transaction{database(), "tamper", Access::write};
        transaction.sql() << "UPDATE schema_migration SET sha256 = 'other' WHERE version = 1";
        transaction.commit();
    }
    EXPECT_EQ(migrate(database()).error().code, "storage.schema-differs");
    EXPECT_EQ(check_schema(database()).error().code, "storage.schema-differs");
}

TEST_P(MigrationOnBoth, ADatabaseNewerThanTheProgramIsRefused) {
    {
        Transaction transaction{database(), "newer", Access::write};
        transaction.sql() << "INSERT INTO schema_migration VALUES (999, 'V999__later.sql', '')";
        transaction.commit();
    }
    EXPECT_EQ(check_schema(database()).error().code, "storage.schema-differs");
}

// Guarantee 2: the database itself refuses to change or remove what is append-only.
TEST_P(MigrationOnBoth, AppendOnlyTablesRefuseUpdateAndDelete) {
    {
        Transaction transaction{database(), "one event", Access::write};
        transaction.sql() << "INSERT INTO audit_event (sequence, occurred_at, business_date, actor,"
                             " action, subject, details, previous_hash, hash)"
                             " VALUES (1, 'm', 'd', 'a', 'b', 'c', '{}', '0', '1')";
        transaction.commit();
    }
    for (const std::string act :
         {"UPDATE audit_event SET actor = 'nobody'", "DELETE FROM audit_event"}) {
        Transaction transaction{database(), "tamper", Access::write};
        try {
            transaction.sql() << act;
            FAIL() << act << " went through";
        } catch (const soci::soci_error& error) {
            EXPECT_THAT(error.what(), HasSubstr("append-only"));
        }
    }
}

TEST_P(MigrationOnBoth, EveryTableThatMustNeverChangeIsAppendOnly) {
    const std::vector<std::string> tables{
        "allocation",
        "assessment",
        "audit_event",
        "audit_event_person",
        "bank_entry",
        "bank_notification",
        "claim",
        "claim_debtor",
        "contact",
        "contact_arrear",
        "escalation_evidence",
        "escalation_step",
        "former_plan",
        "instalment",
        "letter_request",
        "notified_batch",
        "notified_batch_use",
        "notified_detail",
        "plan",
        "plan_claim",
        "plan_end",
        "posting",
        "sent_letter",
        "suspense_item",
        "task",
        "task_end"};
    Transaction transaction{database(), "triggers", Access::read};
    for (const std::string& table : tables) {
        EXPECT_THAT(append_only_tables(transaction).all, testing::Contains(table));
        long long triggers = 0;
        const std::string query =
            GetParam() == Engine::sqlite
                ? "SELECT COUNT(*) FROM sqlite_master WHERE type = 'trigger' AND tbl_name = :t"
                  " AND name LIKE '%refuses%'"
                : "SELECT COUNT(*) FROM pg_trigger WHERE tgname LIKE '%refuses%'"
                  " AND tgrelid = CAST(:t AS regclass)";
        transaction.sql() << query, soci::use(table, "t"), soci::into(triggers);
        EXPECT_EQ(triggers, 2) << table;
    }
}

TEST_P(MigrationOnBoth, ATableWithoutItsGuardIsFound) {
    Transaction transaction{database(), "guards", Access::write};
    EXPECT_THAT(append_only_tables(transaction).all, testing::Contains("contact"));
    EXPECT_THAT(append_only_tables(transaction).unguarded, testing::IsEmpty());
    transaction.sql()
        << (GetParam() == Engine::sqlite
                ? "DROP TRIGGER contact_refuses_DELETE"
                : "ALTER TABLE contact DISABLE TRIGGER contact_refuses_change");
    EXPECT_THAT(append_only_tables(transaction).unguarded, ElementsAre("contact"));
    if (GetParam() == Engine::postgresql) {
        transaction.sql() << "DROP TRIGGER allocation_knows_claim ON allocation";
        EXPECT_THAT(
            append_only_tables(transaction).unguarded, ElementsAre("allocation", "contact")
        );
    }
}

// What is referred to is there, whether the database looks row by row or once a statement.
TEST_P(MigrationOnBoth, WhatRefersToNothingIsRefused) {
    const std::string posting =
        "INSERT INTO posting (id, claim_id, component, kind, amount_cents, value_date, booked_on,"
        " reason, posted_by) VALUES (1, 404, 'principal', 'claim', 1, 'd', 'd', 'r', 'p')";
    const std::string allocation =
        "INSERT INTO allocation (id, entry_id, claim_id, plan_id, amount_cents, rung, reason,"
        " allocated_on, allocated_by) VALUES (1, 404, 404, NULL, 1, 'r', 'r', 'd', 'p')";
    const std::string entry =
        "INSERT INTO bank_entry (id, statement_id, entry_number, detail_number, amount_cents,"
        " booking_date, value_date, bank_reference, end_to_end_reference, structured_reference,"
        " remittance_text, counterparty_iban, counterparty_name, is_reversal, duplicate_key)"
        " VALUES (1, 404, 1, 1, 1, 'd', 'd', '', '', '', '', '', '', 0, 'k')";
    for (const std::string& dangling : {posting, allocation, entry}) {
        Transaction transaction{database(), "refer to nothing", Access::write};
        EXPECT_THROW(transaction.sql() << dangling, soci::soci_error) << dangling;
    }
}

DRAAGKRACHT_ON_BOTH_DATABASES(MigrationOnBoth);

}  // namespace draagkracht::storage
