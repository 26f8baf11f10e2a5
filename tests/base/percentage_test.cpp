#include "draagkracht/base/percentage.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <type_traits>
#include <vector>

namespace draagkracht::base {
namespace {

template <typename Number>
concept makes_percentage = requires(Number number) {
    Percentage::whole(number);
    Percentage::thousandths(number);
};
static_assert(makes_percentage<int> && !makes_percentage<double>);
static_assert(!std::is_constructible_v<Percentage, int>, "say whole or thousandths");

TEST(Percentage, reads_what_a_law_prints) {
    struct Row {
        std::string_view text;
        std::optional<std::int64_t> thousandths;
        std::string_view shown;
    };
    const std::vector<Row> rows{
        {"4.8", 4800, "4.8"},
        {"47.5", 47500, "47.5"},
        {"13.730", 13730, "13.73"},
        {"100", 100000, "100"},
        {"5.000", 5000, "5"},
        {"0", 0, "0"},
        {"0.001", 1, "0.001"},
        {"-2.5", -2500, "-2.5"},
        {"13.7305", std::nullopt, ""},
        {"4,8", std::nullopt, ""},
        {"4.8%", std::nullopt, ""},
        {"", std::nullopt, ""},
    };
    for (const Row& row : rows) {
        const Outcome<Percentage> percentage = Percentage::parse(row.text);
        ASSERT_EQ(percentage.has_value(), row.thousandths.has_value()) << row.text;
        if (row.thousandths) {
            EXPECT_EQ(percentage->in_thousandths(), *row.thousandths) << row.text;
            EXPECT_EQ(percentage->to_string(), row.shown) << row.text;
        } else {
            EXPECT_EQ(percentage.error().code, "base.not-a-percentage") << row.text;
        }
    }
}

TEST(Percentage, equal_shares_are_equal_however_made) {
    EXPECT_EQ(Percentage::whole(5), Percentage::parse("5.00").value());
    EXPECT_EQ(Percentage::thousandths(4800), Percentage::parse("4.8").value());
    EXPECT_LT(Percentage::parse("4.8").value(), Percentage::whole(5));
}

}  // namespace
}  // namespace draagkracht::base
