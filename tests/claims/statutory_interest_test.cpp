#include "draagkracht/claims/statutory_interest.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "draagkracht/norms/rules_file.hpp"
#include "support/random.hpp"

namespace draagkracht::claims {
namespace {

using base::Date;
using base::Money;
using test_support::Random;

const norms::Law& law() {
    static const norms::Law read =
        norms::read_law(DRAAGKRACHT_SOURCE_DIR "/config/law.toml").value();
    return read;
}

Date day(const std::string& text) {
    return Date::parse(text).value();
}
Money money(const std::string& text) {
    return Money::parse(text).value();
}

Movement principal(const std::string& amount, const std::string& date) {
    const Money moved = money(amount);
    return {
        Component::principal,
        moved > Money{} ? PostingKind::claim : PostingKind::payment,
        moved,
        day(date),
        "test"};
}

Movement paid_interest(const std::string& amount, const std::string& date) {
    return {Component::interest, PostingKind::payment, -money(amount), day(date), "test"};
}

struct Row {
    std::string what;
    std::vector<Movement> movements;
    std::string from;
    std::string until;
    std::string unrounded;  // cut at six decimals
    std::string amount;
    bool is_due;
};

// Rates: 2023-01 4%, 2023-07 6%, 2024-01 7%, 2025-01 6%, 2026-01 4%; config/law.toml.
const std::vector<Row>& rows() {
    static const std::vector<Row> all{
        // 2,000 x (4% x 122 + 6% x 184 + 7% x 60) / 365 = 26.7397 + 60.4932 + 23.0137
        {"a year with three rates",
         {principal("2000.00", "2023-01-10")},
         "2023-03-01",
         "2024-03-01",
         "110.246575",
         "110.25",
         true},
        // 300 x (6% x 61 + 4% x 59) / 365 = 3.0082 + 1.9397: below EUR 20, Awb art. 4:98 lid 2
        {"too little to be due",
         {principal("300.00", "2025-06-01")},
         "2025-11-01",
         "2026-03-01",
         "4.947945",
         "4.95",
         false},
        // The first year as above; then (2,000 + 110.246575) x (7% x 306 + 6% x 59) / 365 =
        // 144.306176: in all 254.552752. Rounded each year apart it would be 254.56.
        {"interest on the interest of a whole year",
         {principal("2000.00", "2023-01-10")},
         "2023-03-01",
         "2025-03-01",
         "254.552752",
         "254.55",
         true},
        // 1,000 is paid on 2023-07-01: from that day on interest runs over what is left.
        // 2,000 x 4% x 122 / 365 + 1,000 x (6% x 184 + 7% x 60) / 365 = 26.739726 + 41.753424
        {"a payment half-way",
         {principal("2000.00", "2023-01-10"), principal("-1000.00", "2023-07-01")},
         "2023-03-01",
         "2024-03-01",
         "68.493150",
         "68.49",
         true},
        // The interest of the first year is paid when that year ends: none comes on it, and
        // 2,000 x (7% x 306 + 6% x 59) / 365 = 136.767123 comes beside it.
        {"the first year's interest is paid",
         {principal("2000.00", "2023-01-10"), paid_interest("110.25", "2024-03-01")},
         "2023-03-01",
         "2025-03-01",
         "247.013698",
         "247.01",
         true},
        // The same 110.25 given up on that day: a correction, and no payment.
        {"the first year's interest is given up",
         {principal("2000.00", "2023-01-10"),
          {Component::interest,
           PostingKind::correction,
           -money("110.25"),
           day("2024-03-01"),
           "test"}},
         "2023-03-01",
         "2025-03-01",
         "247.013698",
         "247.01",
         true},
        // 499.90 x 4% = 19.996: rounded it would be 20.00, and it is less than EUR 20 all the same.
        {"a part of a cent below what is due",
         {principal("499.90", "2025-06-01")},
         "2026-01-01",
         "2027-01-01",
         "19.996000",
         "20.00",
         false},
        {"just what is due",
         {principal("500.00", "2025-06-01")},
         "2026-01-01",
         "2027-01-01",
         "20.000000",
         "20.00",
         true},
        {"nothing is open",
         {principal("2000.00", "2023-01-10"), principal("-2000.00", "2023-02-01")},
         "2023-03-01",
         "2024-03-01",
         "0.000000",
         "0.00",
         false},
        {"no day has passed",
         {principal("2000.00", "2023-01-10")},
         "2023-03-01",
         "2023-03-01",
         "0.000000",
         "0.00",
         false}};
    return all;
}

TEST(StatutoryInterest, IsThatOfTheTable) {
    for (const Row& row : rows()) {
        const base::Outcome<InterestSheet> sheet =
            interest_over(row.movements, day(row.from), day(row.until), law());
        ASSERT_TRUE(sheet) << row.what;
        EXPECT_EQ(sheet->unrounded.to_string(), row.unrounded) << row.what;
        EXPECT_EQ(sheet->amount, money(row.amount)) << row.what;
        EXPECT_EQ(sheet->is_due, row.is_due) << row.what;
    }
}

TEST(StatutoryInterest, ShowsEachPartWithItsRate) {
    const InterestSheet sheet = interest_over(
                                    std::vector{principal("2000.00", "2023-01-10")},
                                    day("2023-03-01"),
                                    day("2024-03-01"),
                                    law()
    )
                                    .value();
    ASSERT_EQ(sheet.parts.size(), 3U);
    EXPECT_EQ(sheet.parts[0].days, 122);
    EXPECT_EQ(sheet.parts[0].rate.row.valid_from, day("2023-01-01"));
    EXPECT_EQ(sheet.parts[0].interest.to_string(), "26.739726");
    EXPECT_EQ(sheet.parts[1].days, 184);
    EXPECT_EQ(sheet.parts[1].interest.to_string(), "60.493150");
    EXPECT_EQ(sheet.parts[2].days, 60);
    EXPECT_EQ(sheet.parts[2].interest.to_string(), "23.013698");
}

TEST(StatutoryInterest, IsNotGuessedWhereNoRateIsKnown) {
    const std::vector movements{principal("2000.00", "2010-01-10")};
    const base::Problem unknown =
        interest_over(movements, day("2011-06-30"), day("2014-01-01"), law()).error();
    EXPECT_EQ(unknown.code, "norms.no-law-known");
    EXPECT_THAT(unknown.message, testing::HasSubstr("statutory interest"));
    // The first rate that is known is of the next day.
    EXPECT_TRUE(interest_over(movements, day("2011-07-01"), day("2012-01-01"), law()));
    EXPECT_EQ(
        interest_over(movements, day("2024-01-02"), day("2024-01-01"), law()).error().code,
        "claims.wrong-period"
    );
}

// The same payments in another order, or each in two parts on the same day, give the same cents.
TEST(StatutoryInterest, DoesNotDependOnHowPaymentsArrive) {
    Random random;
    for (int round = 0; round < 200; ++round) {
        std::vector<Movement> movements{
            {Component::principal,
             PostingKind::claim,
             Money::cents(random.between(1'000'00, 9'000'00)),
             day("2022-01-01"),
             "test"}};
        for (int payment = 0; payment < 6; ++payment) {
            movements.push_back(
                {random.between(0, 3) == 0 ? Component::interest : Component::principal,
                 PostingKind::payment,
                 -Money::cents(random.between(1, 150'00)),
                 day("2022-02-01").plus_days(static_cast<int>(random.between(0, 1500))),
                 "test"}
            );
        }
        const Date from = day("2022-03-01").plus_days(static_cast<int>(random.between(0, 200)));
        const Date until = from.plus_days(static_cast<int>(random.between(0, 1200)));
        const InterestSheet sheet = interest_over(movements, from, until, law()).value();
        std::vector<Movement> shuffled = movements;
        std::ranges::shuffle(shuffled, random.engine());
        EXPECT_EQ(interest_over(shuffled, from, until, law()).value().unrounded, sheet.unrounded);
        std::vector<Movement> in_parts;
        for (const Movement& movement : movements) {
            const Money part = Money::cents(movement.amount.in_cents() / 3);
            in_parts.push_back(movement);
            in_parts.back().amount = part;
            in_parts.push_back(movement);
            in_parts.back().amount = movement.amount - part;
        }
        EXPECT_EQ(interest_over(in_parts, from, until, law()).value().unrounded, sheet.unrounded);
    }
}

}  // namespace
}  // namespace draagkracht::claims
