// Which table holds on which date, and that no table is stretched over a gap.
#include "draagkracht/norms/norm_book.hpp"

#include <gtest/gtest.h>

#include "draagkracht/norms/rules_file.hpp"

namespace draagkracht::norms {
namespace {

using base::Date;

Date on(std::string_view text) {
    return Date::parse(text).value();
}

NormTable table_of(std::string_view from, std::string_view until) {
    return {
        .valid_from = on(from),
        .valid_until = on(until),
        .file = std::string{from} + ".toml",
        .hash = {},
        .benefit_norm = {},
        .holiday_share = {},
        .cost_sharers = {},
        .protected_income = {},
        .earnings_disregards = {},
        .means = {}};
}

TEST(NormBook, KnowsTheHalfYearsOfTheProject) {
    const NormBook book = read_norms(DRAAGKRACHT_SOURCE_DIR "/config/norms").value();
    struct Row {
        std::string date;
        std::string file;  // Empty: no norms are known.
    };
    const std::vector<Row> rows{
        {"2021-06-30", ""},
        {"2021-07-01", "2021-07-01.toml"},
        {"2021-12-31", "2021-07-01.toml"},
        {"2022-01-01", "2022-01-01.toml"},
        {"2022-06-30", "2022-01-01.toml"},
        {"2022-07-01", "2022-07-01.toml"},
        {"2022-12-31", "2022-07-01.toml"},
        {"2023-01-01", "2023-01-01.toml"},
        {"2023-07-01", "2023-07-01.toml"},
        {"2024-02-29", "2024-01-01.toml"},
        {"2024-12-31", "2024-07-01.toml"},
        {"2025-01-01", "2025-01-01.toml"},
        {"2025-12-31", "2025-07-01.toml"},
        {"2026-01-01", "2026-01-01.toml"},
        {"2026-12-31", "2026-07-01.toml"},
        {"2027-01-01", ""},
    };
    for (const Row& row : rows) {
        const auto table = book.norms_on(on(row.date));
        if (row.file.empty()) {
            ASSERT_FALSE(table) << row.date;
            EXPECT_EQ(table.error().code, "norms.no-norms-known");
            EXPECT_NE(table.error().message.find(row.date), std::string::npos);
        } else {
            ASSERT_TRUE(table) << row.date;
            EXPECT_EQ((*table)->file, row.file) << row.date;
        }
    }
}

TEST(NormBook, OrdersItsTablesAndRefusesAnOverlap) {
    const NormBook book =
        NormBook::of({table_of("2026-07-01", "2026-12-31"), table_of("2026-01-01", "2026-06-30")})
            .value();
    EXPECT_EQ(book.tables().front()->valid_from, on("2026-01-01"));

    const auto overlap =
        NormBook::of({table_of("2026-07-01", "2026-12-31"), table_of("2026-01-01", "2026-07-01")});
    ASSERT_FALSE(overlap);
    EXPECT_EQ(overlap.error().code, "norms.overlap");
    EXPECT_EQ(overlap.error().where, "2026-07-01.toml");
}

}  // namespace
}  // namespace draagkracht::norms
