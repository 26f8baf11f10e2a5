#include "draagkracht/text/dutch.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace draagkracht::text {
namespace {

TEST(Dutch, AmountsHavePointsAndACommaAndStayOnOneLine) {
    struct Row {
        std::int64_t cents;
        std::string text;
    };
    // Source: CLDR, locale nl, pattern "¤ #,##0.00;¤ -#,##0.00".
    const std::vector<Row> rows{
        {0, "€\u00a00,00"},
        {5, "€\u00a00,05"},
        {7500, "€\u00a075,00"},
        {99999, "€\u00a0999,99"},
        {100000, "€\u00a01.000,00"},
        {123456, "€\u00a01.234,56"},
        {123456789012, "€\u00a01.234.567.890,12"},
        {-500, "€\u00a0-5,00"},
        {-123456, "€\u00a0-1.234,56"},
    };
    for (const Row& row : rows) {
        EXPECT_EQ(amount_text(base::Money::cents(row.cents)), row.text);
    }
    EXPECT_EQ(bare_amount_text(base::Money::cents(-123456)), "-1.234,56");
}

TEST(Dutch, DatesAreWrittenOutWithoutCapitalsOrZeros) {
    struct Row {
        const char* date;
        std::string text;
    };
    // Source: Taaladvies, months are written without a capital.
    const std::vector<Row> rows{
        {"2026-07-01", "1\u00a0juli 2026"},
        {"2028-02-29", "29\u00a0februari 2028"},
        {"2026-01-31", "31\u00a0januari 2026"},
        {"2026-12-10", "10\u00a0december 2026"},
    };
    for (const Row& row : rows) {
        EXPECT_EQ(date_text(base::Date::parse(row.date).value()), row.text);
    }
}

TEST(Dutch, OnlyOneIsSingular) {
    EXPECT_EQ(count_text(1, "maand", "maanden"), "1\u00a0maand");
    EXPECT_EQ(count_text(0, "maand", "maanden"), "0\u00a0maanden");
    EXPECT_EQ(count_text(24, "maand", "maanden"), "24\u00a0maanden");
}

}  // namespace
}  // namespace draagkracht::text
