#include "draagkracht/plans/agreement.hpp"

#include <gtest/gtest.h>

#include "support/random.hpp"

namespace draagkracht::plans {

using base::Money;
using capacity::CapacityFigures;

const base::Date first = base::Date::parse("2026-08-28").value();
const Money cent = Money::cents(1);

// A single person with a job: income 1,700.00, protected income 1,451.42, so 248.58 lies above it,
// of which the norm asks 100.00.
const CapacityFigures single{Money::cents(10'000), Money::cents(145'142), Money::cents(170'000)};

TEST(AgreementTest, TheNormIsWhereTheTalkBegins) {
    struct Row {
        std::int64_t agreed_cents;
        bool own_wish;
        std::string reason;
        std::string outcome;  // the code of the problem, or what is left to live on
    };
    const std::vector<Row> rows{
        {10'000, false, "", "1600.00"},
        {4'000, false, "hoge energierekening", "1660.00"},
        {4'000, false, "", "plans.needs-reason"},
        {15'000, true, "wil eerder van de schuld af zijn", "1550.00"},
        {15'000, false, "wil eerder van de schuld af zijn", "plans.needs-own-wish"},
        {15'000, true, "", "plans.needs-reason"},
        {4'000, false, "hoge\nenergierekening", "1660.00"},
        {4'000, false, std::string(2001, 'x'), "plans.bad-reason"},
        {4'000, false, std::string("hoge\0rekening", 13), "plans.bad-reason"},
        {4'000, false, "hoge \xE9nergie", "plans.bad-reason"},
        {24'858, true, "alles wat kan", "1451.42"},  // to the floor, and not one cent below it
        {24'859, true, "nog meer", "plans.below-protected-income"},
        {0, true, "niets", "plans.amount-not-positive"},
        {-100, true, "minder", "plans.amount-not-positive"},
    };
    for (const Row& row : rows) {
        const base::Outcome<ThreeAmounts> amounts = agree(
            {monthly(Money::cents(row.agreed_cents), first), row.own_wish, row.reason}, single, cent
        );
        EXPECT_EQ(
            amounts ? amounts->left_to_live_on.to_string() : amounts.error().code, row.outcome
        ) << row.agreed_cents;
        if (amounts) {
            EXPECT_EQ(amounts->norm, single.norm_capacity);
            EXPECT_EQ(amounts->agreed, Money::cents(row.agreed_cents));
        }
    }
}

TEST(AgreementTest, WhatIsPaidOnOtherPlansIsNotThereASecondTime) {
    // `single` has EUR 248.58 of room and a norm of EUR 100.00, by hand as in the rows above.
    const CapacityFigures beside = left_beside(single, Money::cents(9'000));
    EXPECT_EQ(beside.norm_capacity, Money::cents(1'000));
    EXPECT_EQ(beside.room(), Money::cents(15'858));
    const CapacityFigures nothing = left_beside(single, Money::cents(30'000));
    EXPECT_EQ(nothing.norm_capacity, Money{});
    EXPECT_EQ(nothing.room(), Money{});
}

// A norm of EUR 100.00 by the week is EUR 20.00 (five due dates), in whole euros by the month too.
TEST(AgreementTest, TheNormInAnotherRhythmOrInWholeEurosNeedsNoReason) {
    struct Row {
        std::int64_t norm_cents;
        Frequency frequency;
        std::int64_t unit_cents;
        std::int64_t amount_cents;
        std::string outcome;  // the code of the problem, or the agreed amount
    };
    const std::vector<Row> rows{
        {10'000, Frequency::weekly, 1, 2'000, "100.00"},
        {10'000, Frequency::four_weekly, 1, 5'000, "100.00"},
        {7'097, Frequency::monthly, 1, 7'097, "70.97"},
        {7'097, Frequency::monthly, 100, 7'000, "70.00"},
        {7'097, Frequency::monthly, 1, 7'000, "plans.needs-reason"},
        {7'097, Frequency::weekly, 100, 1'400, "70.00"},
        {7'097, Frequency::weekly, 1, 1'419, "70.95"},
        {7'097, Frequency::weekly, 1, 1'418, "plans.needs-reason"},
        {7'097, Frequency::weekly, 1, 1'420, "plans.needs-own-wish"},
    };
    for (const Row& row : rows) {
        const CapacityFigures figures{
            Money::cents(row.norm_cents), Money::cents(134'849), Money::cents(160'000)};
        const ScheduleTerms terms{
            .rhythm = {row.frequency, first}, .amounts = {{1, Money::cents(row.amount_cents)}}};
        const base::Outcome<ThreeAmounts> amounts =
            agree({.terms = terms}, figures, Money::cents(row.unit_cents));
        EXPECT_EQ(amounts ? amounts->agreed.to_string() : amounts.error().code, row.outcome)
            << row.amount_cents;
    }
}

// Guarantee 6, over random figures and wishes: what is agreed never takes the debtor below the
// protected income, and above the norm it is the debtor's own wish with a reason.
TEST(AgreementProperty, NoAgreementGoesBelowTheFloor) {
    test_support::Random random;
    int agreed_count = 0;
    for (int round = 0; round < 20'000; ++round) {
        const Money income = Money::cents(random.between(0, 400'000));
        const Money protected_income = Money::cents(random.between(0, 300'000));
        const Money room = std::max(income - protected_income, Money{});
        const Money norm = Money::cents(random.between(0, room.in_cents()));
        const CapacityFigures figures{norm, protected_income, income};
        const Wish wish{
            monthly(Money::cents(random.between(-10, 2 * room.in_cents() + 10)), first),
            random.between(0, 1) == 1,
            random.between(0, 1) == 1 ? "reden" : ""};
        const base::Outcome<ThreeAmounts> amounts = agree(wish, figures, cent);
        if (!amounts) {
            continue;
        }
        ++agreed_count;
        ASSERT_GE(amounts->left_to_live_on, protected_income);
        ASSERT_TRUE(amounts->agreed.is_positive());
        ASSERT_TRUE(amounts->agreed <= norm || wish.debtors_own_wish);
        ASSERT_TRUE(amounts->agreed == norm || !wish.reason.empty());
    }
    EXPECT_GT(agreed_count, 1'000) << "the histories must reach agreements to prove anything";
}

}  // namespace draagkracht::plans
