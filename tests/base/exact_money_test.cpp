#include "draagkracht/base/exact_money.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <vector>

namespace draagkracht::base {
namespace {

template <typename Number>
concept multiplies_exactly = requires(ExactMoney money, Number number) {
    money* number;
};
template <typename Number>
concept divides_exactly = requires(ExactMoney money, Number number) {
    money / number;
};

static_assert(multiplies_exactly<int> && !multiplies_exactly<double>);
static_assert(divides_exactly<int> && !divides_exactly<double>);
static_assert(!std::is_constructible_v<ExactMoney, double>);
static_assert(std::is_convertible_v<Money, ExactMoney>, "nothing is lost that way");

ExactMoney fraction(std::int64_t cents, std::int64_t parts) {
    return ExactMoney{Money::cents(cents)} / parts;
}

TEST(ExactMoney, rounds_only_as_named) {
    struct Row {
        std::int64_t cents;  // divided by `parts`
        std::int64_t parts;
        std::int64_t half_up;
        std::int64_t down;
        std::int64_t up;
        std::int64_t whole_euros_down;
    };
    const std::vector<Row> rows{
        {100, 3, 33, 33, 34, 0},
        {1, 2, 1, 0, 1, 0},
        {-1, 2, -1, 0, -1, 0},
        {3, 2, 2, 1, 2, 0},
        {-3, 2, -2, -1, -2, 0},
        {2, 3, 1, 0, 1, 0},
        {-100, 3, -33, -33, -34, 0},
        {0, 7, 0, 0, 0, 0},
        {500, 1, 500, 500, 500, 500},
        {59999, 2, 30000, 29999, 30000, 29900},
        {-59999, 2, -30000, -29999, -30000, -29900},
    };
    for (const Row& row : rows) {
        const ExactMoney amount = fraction(row.cents, row.parts);
        SCOPED_TRACE(std::to_string(row.cents) + "/" + std::to_string(row.parts));
        EXPECT_EQ(amount.rounded(Rounding::half_up).in_cents(), row.half_up);
        EXPECT_EQ(amount.rounded(Rounding::down).in_cents(), row.down);
        EXPECT_EQ(amount.rounded(Rounding::up).in_cents(), row.up);
        EXPECT_EQ(amount.rounded(Rounding::whole_euros_down).in_cents(), row.whole_euros_down);
    }
}

// Holiday allowance split, excluding = norm x (1 - percentage). The first four are printed in the
// municipal tables of that date; the last is worked out by hand with the share of 2026-07-01.
TEST(ExactMoney, a_percentage_of_a_published_norm_gives_the_published_amount) {
    struct Row {
        std::string_view source;
        std::string_view norm;
        std::string_view holiday_share;
        std::string_view excluding;
    };
    const std::vector<Row> rows{
        {"Haarlemmermeer 2022-07", "1101.82", "5", "1046.73"},
        {"Almere 2023-01", "1708.08", "5", "1622.68"},
        {"De Liemers 2024-01", "1283.83", "5", "1219.64"},
        {"by hand, 2026-07", "1419.46", "4.8", "1351.33"},
    };
    for (const Row& row : rows) {
        const Money norm = Money::parse(row.norm).value();
        const Percentage share = Percentage::parse(row.holiday_share).value();
        const Money excluding = (ExactMoney{norm} - norm * share).rounded(Rounding::half_up);
        EXPECT_EQ(excluding.to_string(), row.excluding) << row.source;
    }
}

TEST(ExactMoney, dividing_and_multiplying_back_loses_nothing) {
    for (std::int64_t parts = 1; parts <= 366; ++parts) {
        const ExactMoney amount{Money::cents(193'457)};
        EXPECT_EQ(amount / parts * parts, amount);
    }
    EXPECT_THROW((void)(ExactMoney{} / 0), ProgrammerFault);
    EXPECT_THROW((void)(ExactMoney{} / -1), ProgrammerFault);
}

TEST(ExactMoney, compares_by_value_and_shows_six_decimals_cut) {
    EXPECT_EQ(fraction(2, 4), fraction(1, 2));
    EXPECT_LT(fraction(1, 3), fraction(34, 100));
    EXPECT_EQ(smaller(fraction(1, 3), fraction(1, 2)), fraction(1, 3));
    EXPECT_EQ(larger(fraction(1, 3), fraction(1, 2)), fraction(1, 2));
    EXPECT_EQ((Money::parse("1419.46").value() * Percentage::whole(95)).to_string(), "1348.487000");
    EXPECT_EQ(fraction(200, 3).to_string(), "0.666666");
    EXPECT_EQ(fraction(-200, 3).to_string(), "-0.666666");
}

TEST(ExactMoney, an_amount_beyond_64_bits_of_cents_is_not_rounded_to_a_wrong_one) {
    const ExactMoney most{Money::cents(std::numeric_limits<std::int64_t>::max())};
    EXPECT_THROW((void)(most * 2).rounded(Rounding::down), std::overflow_error);
    EXPECT_EQ((most * 2 / 2).rounded(Rounding::down), most.rounded(Rounding::down));
}

// What does not fit in 64 bits any more is kept without a bound, and comes back when it fits again.
TEST(ExactMoney, is_exact_beyond_64_bits_of_numerator_and_denominator) {
    ExactMoney amount{Money::cents(100)};
    for (const std::int64_t prime : {101, 103, 107, 109, 113, 127, 131, 137, 139, 149, 151, 157}) {
        amount = amount / prime;
    }
    EXPECT_FALSE(amount == ExactMoney{});
    EXPECT_TRUE(ExactMoney{} < amount && amount < fraction(1, 1'000'000));
    EXPECT_EQ(amount.to_string(), "0.000000");
    for (const std::int64_t prime : {157, 151, 149, 139, 137, 131, 127, 113, 109, 107, 103, 101}) {
        amount = amount * prime;
    }
    EXPECT_EQ(amount, ExactMoney{Money::cents(100)});

    const std::int64_t least = std::numeric_limits<std::int64_t>::min();
    EXPECT_EQ(ExactMoney{Money::cents(least)}.rounded(Rounding::up).in_cents(), least);
    EXPECT_EQ((ExactMoney{Money::cents(least)} * -1 * -1), ExactMoney{Money::cents(least)});
    EXPECT_EQ(ExactMoney{Money::cents(least)}.to_string(), "-92233720368547758.080000");
    // By hand: 2^63 cents x 3, less the same twice, is 2^63 cents again; and 4.8% thrice of EUR 1.
    const ExactMoney most{Money::cents(std::numeric_limits<std::int64_t>::max())};
    EXPECT_EQ(most * 3 - most - most, most);
    EXPECT_LT(most, most * 3);
    EXPECT_EQ((most * 3).to_string(), "276701161105643274.210000");
    const Percentage share = Percentage::thousandths(4'800);
    EXPECT_EQ(
        ExactMoney{Money::cents(100)} * share * share * share,
        ExactMoney{Money::cents(110'592)} / 10'000'000
    );
}

}  // namespace
}  // namespace draagkracht::base
