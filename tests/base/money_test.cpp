#include "draagkracht/base/money.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <optional>
#include <type_traits>
#include <vector>

#include "draagkracht/base/exact_money.hpp"

namespace draagkracht::base {
namespace {

// What must not compile.
template <typename Number>
concept makes_money = requires(Number number) {
    Money::cents(number);
};
template <typename Number>
concept multiplies_money = requires(Money money, Number number) {
    money* number;
};
template <typename Number>
concept divides_money = requires(Money money, Number number) {
    money / number;
};
template <typename Other>
concept adds_to_money = requires(Money money, Other other) {
    money + other;
};

static_assert(makes_money<int> && makes_money<std::int64_t> && makes_money<unsigned>);
static_assert(!makes_money<double> && !makes_money<float> && !makes_money<long double>);
static_assert(!makes_money<bool>, "a truth value is no amount");
static_assert(!makes_money<std::uint64_t>, "the upper half would turn negative");
static_assert(!std::is_constructible_v<Money, double> && !std::is_constructible_v<Money, int>);
static_assert(!std::is_convertible_v<std::int64_t, Money>);
static_assert(!std::is_convertible_v<Money, std::int64_t> && !std::is_convertible_v<Money, double>);
static_assert(multiplies_money<int> && !multiplies_money<double> && !multiplies_money<Money>);
static_assert(divides_money<int> && !divides_money<double> && !divides_money<Money>);
static_assert(adds_to_money<Money> && !adds_to_money<int> && !adds_to_money<double>);
static_assert(!std::is_convertible_v<ExactMoney, Money>, "a rounding must be named");

TEST(Money, reads_text_as_banks_and_people_write_it) {
    struct Row {
        std::string_view text;
        std::optional<std::int64_t> cents;
    };
    const std::vector<Row> rows{
        {"1234.56", 123456},
        {"8.85", 885},
        {"8.850", 885},  // genkgo sample camt053.v2.five.decimals.xml
        {"5442.09000", 544209},
        {"0.5", 50},
        {"7", 700},
        {"007", 700},
        {"0", 0},
        {"-3", -300},
        {"-0.01", -1},
        {"92233720368547758.07", std::numeric_limits<std::int64_t>::max()},
        {"92233720368547758.08", std::nullopt},  // one cent beyond 64 bits
        {"99999999999999999.99", std::nullopt},
        {"8.855", std::nullopt},  // a hidden half cent
        {"8.8501", std::nullopt},
        {"1e5", std::nullopt},
        {"NaN", std::nullopt},
        {"inf", std::nullopt},
        {"0x10", std::nullopt},
        {"1,50", std::nullopt},
        {"1.234,56", std::nullopt},
        {"1 000", std::nullopt},
        {" 1", std::nullopt},
        {"1 ", std::nullopt},
        {"+1", std::nullopt},
        {"--1", std::nullopt},
        {"-", std::nullopt},
        {".", std::nullopt},
        {".5", std::nullopt},
        {"5.", std::nullopt},
        {"1.2.3", std::nullopt},
        {"", std::nullopt},
    };
    for (const Row& row : rows) {
        const Outcome<Money> money = Money::parse(row.text);
        ASSERT_EQ(money.has_value(), row.cents.has_value()) << row.text;
        if (row.cents) {
            EXPECT_EQ(money->in_cents(), *row.cents) << row.text;
        } else {
            EXPECT_EQ(money.error().code, "base.not-an-amount") << row.text;
        }
    }
}

TEST(Money, writes_text_that_reads_back_to_the_same_amount) {
    struct Row {
        std::int64_t cents;
        std::string_view text;
    };
    const std::vector<Row> rows{
        {0, "0.00"},
        {5, "0.05"},
        {-5, "-0.05"},
        {93293, "932.93"},
        {-100, "-1.00"},
        {std::numeric_limits<std::int64_t>::max(), "92233720368547758.07"},
        {std::numeric_limits<std::int64_t>::min(), "-92233720368547758.08"},
    };
    for (const Row& row : rows) {
        EXPECT_EQ(Money::cents(row.cents).to_string(), row.text);
    }
    for (std::int64_t cents = -1100; cents <= 1100; ++cents) {
        const Money money = Money::cents(cents);
        EXPECT_EQ(Money::parse(money.to_string()), money);
    }
}

TEST(Money, two_amounts_that_print_alike_are_equal) {
    EXPECT_EQ(Money::parse("8.850").value(), Money::parse("8.85").value());
    EXPECT_EQ(Money::parse("-0").value(), Money{});
    EXPECT_EQ(Money::parse("-0.00").value().to_string(), "0.00");
}

TEST(Money, sums_are_checked_for_overflow) {
    const Money most = Money::cents(std::numeric_limits<std::int64_t>::max());
    const Money least = Money::cents(std::numeric_limits<std::int64_t>::min());
    const Money cent = Money::cents(1);
    EXPECT_THROW((void)(most + cent), std::overflow_error);
    EXPECT_THROW((void)(least - cent), std::overflow_error);
    EXPECT_THROW((void)-least, std::overflow_error);
    EXPECT_THROW((void)(most * 2), std::overflow_error);
    EXPECT_EQ(most + least, Money::cents(-1));
    Money sum = Money::cents(70);
    sum += Money::cents(40);
    sum -= Money::cents(10);
    EXPECT_EQ(sum, Money::cents(100));
    EXPECT_EQ(-Money::cents(7) * 3, Money::cents(-21));
}

}  // namespace
}  // namespace draagkracht::base
