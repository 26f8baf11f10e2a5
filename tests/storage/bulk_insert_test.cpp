#include "draagkracht/storage/bulk_insert.hpp"

#include <gtest/gtest.h>
#include <soci/soci.h>

#include "draagkracht/storage/rows.hpp"
#include "support/test_database.hpp"

namespace draagkracht::storage {

class BulkInsertOnBoth : public test_support::OnBothDatabases {};

TEST_P(BulkInsertOnBoth, KeepsEveryTextAndNumberAsItWas) {
    const std::vector<std::string> awkward{
        "",
        "plain",
        "it's",
        "a \"quote\"",
        "back\\slash",
        "{brace,comma}",
        "NULL",
        "naïve €",
        "a\nb",
        "a\tb\r",
        "\\N",
        "\\."};
    // Few go another way than many.
    for (const std::size_t together : {std::size_t{1}, std::size_t{4}, awkward.size()}) {
        Transaction transaction{database(), "bulk", Access::write};
        BulkInsert rows{
            transaction,
            "municipality",
            {{"id", Column::number},
             {"code", Column::text},
             {"name", Column::text},
             {"policy", Column::text}}};
        constexpr std::int64_t first_id =
            9'007'199'254'740'993;  // 2^53 + 1: a double would lose it
        for (std::size_t place = 0; place < awkward.size(); ++place) {
            const std::string& text = awkward[place];
            rows.add({first_id + static_cast<std::int64_t>(place), text, text, text});
            if ((place + 1) % together == 0) {
                rows.write();
            }
        }
        rows.write();
        std::size_t place = 0;
        long long stored_id = 0;
        std::string code;
        std::string name;
        for_each_row(
            (ask(transaction, "SELECT id, code, name FROM municipality ORDER BY id"),
             soci::into(stored_id),
             soci::into(code),
             soci::into(name)),
            [&] {
                EXPECT_EQ(stored_id, first_id + static_cast<long long>(place));
                EXPECT_EQ(code, awkward.at(place)) << together;
                EXPECT_EQ(name, awkward.at(place)) << together;
                ++place;
            }
        );
        EXPECT_EQ(place, awkward.size());
    }
}

TEST_P(BulkInsertOnBoth, RefusesAZeroByteOnPostgresqlAndCutsNothingOff) {
    if (GetParam() == Engine::sqlite) {
        GTEST_SKIP() << "a text of SQLite can hold one";
    }
    for (const int count : {1, 12}) {
        Transaction transaction{database(), "bulk", Access::write};
        BulkInsert rows{
            transaction,
            "audit_head",
            {{"id", Column::number}, {"sequence", Column::number}, {"hash", Column::text}}};
        for (int id = 2; id < 2 + count; ++id) {
            rows.add({id, 0, std::string_view{"a\0b", 3}});
        }
        EXPECT_THROW(rows.write(), soci::soci_error) << count;
    }
}

TEST_P(BulkInsertOnBoth, WritesNullAndSkipsWhatExists) {
    Transaction transaction{database(), "bulk", Access::write};
    const auto add_twice = [&](OnConflict on_conflict) {
        BulkInsert rows{
            transaction,
            "business_day_step",
            {{"municipality_id", Column::number},
             {"business_date", Column::text},
             {"step", Column::text},
             {"completed_at", Column::text},
             {"affected_count", Column::number}},
            on_conflict};
        rows.add({1, "2026-07-01", "a", "m", 1});
        rows.add({1, "2026-07-01", "a", "m", 2});
        rows.write();
    };
    transaction.sql() << "INSERT INTO municipality VALUES (1, 'code', 'name', 'policy')";
    add_twice(OnConflict::skip);
    long long count = 0;
    transaction.sql() << "SELECT COUNT(*) FROM business_day_step", soci::into(count);
    EXPECT_EQ(count, 1);
    EXPECT_THROW(add_twice(OnConflict::fail), soci::soci_error);
}

TEST_P(BulkInsertOnBoth, WritesMoreRowsThanOneSet) {
    Transaction transaction{database(), "bulk", Access::write};
    BulkInsert rows{
        transaction,
        "audit_head",
        {{"id", Column::number}, {"sequence", Column::number}, {"hash", Column::text}}};
    constexpr std::int64_t count_added = 12'345;
    for (std::int64_t id = 2; id < 2 + count_added; ++id) {
        rows.add({id, id * 2, "hash"});
    }
    rows.write();
    long long count = 0;
    long long sum = 0;
    transaction.sql() << "SELECT COUNT(*), CAST(SUM(sequence - 2 * id) AS BIGINT) FROM audit_head"
                         " WHERE id > 1",
        soci::into(count), soci::into(sum);
    EXPECT_EQ(count, count_added);
    EXPECT_EQ(sum, 0);
}

DRAAGKRACHT_ON_BOTH_DATABASES(BulkInsertOnBoth);

}  // namespace draagkracht::storage
