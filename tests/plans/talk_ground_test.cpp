#include "draagkracht/plans/talk_ground.hpp"

#include <gtest/gtest.h>

namespace draagkracht::plans {
namespace {

using base::ClaimId;
using base::Money;

const ClaimId rent_debt{1};
const ClaimId loan{2};
const ClaimId advance{3};

// EUR 400 and EUR 100 without a plan; EUR 60 of the loan is paid by a plan of EUR 30 a month.
TalkGround ground() {
    return {
        .claims =
            {{rent_debt, {Money::cents(1'500), Money::cents(500), Money::cents(38'000)}},
             {loan, {Money{}, Money{}, Money::cents(6'000)}},
             {advance, {Money{}, Money{}, Money::cents(10'000)}}},
        .running = {{{"R-1", 2}, Money::cents(3'000), {loan}}}};
}

TEST(TalkGroundTest, WhatIsOwedAndWhatGoesElsewhereFollowFromTheClaimsThatGoAlong) {
    struct Row {
        std::vector<ClaimId> chosen;
        std::int64_t debt_cents;
        std::int64_t elsewhere_cents;
    };
    const std::vector<Row> rows{
        {{rent_debt, advance}, 50'000, 3'000},
        // The plan of the loan is replaced when the loan goes along: nothing is paid elsewhere.
        {{rent_debt, loan, advance}, 56'000, 0},
        {{loan}, 6'000, 0},
        {{}, 0, 3'000},
        {{ClaimId{99}}, 0, 3'000},  // not open, so it is left out
    };
    for (const Row& row : rows) {
        const TalkGround chosen = with_claims(ground(), row.chosen);
        EXPECT_EQ(chosen.debt().total(), Money::cents(row.debt_cents)) << row.chosen.size();
        EXPECT_EQ(chosen.paid_elsewhere(), Money::cents(row.elsewhere_cents)) << row.chosen.size();
        EXPECT_EQ(chosen.replaced().empty(), row.elsewhere_cents > 0) << row.chosen.size();
    }
    EXPECT_EQ(ground().replaced(), (std::vector<PlanVersion>{{"R-1", 2}}));
    EXPECT_EQ(ground().debt().costs, Money::cents(1'500));
    EXPECT_EQ(ground().debt().interest, Money::cents(500));
}

TEST(TalkGroundTest, ATalkIsAboutWhatNoPlanPaysAndElseAboutThePlans) {
    EXPECT_EQ(usual_claims(ground()), (std::vector<ClaimId>{rent_debt, advance}));
    EXPECT_EQ(usual_claims(with_claims(ground(), {loan})), (std::vector<ClaimId>{loan}));
    EXPECT_TRUE(usual_claims({}).empty());
}

TEST(TalkGroundTest, ItIsMadeOfWhatIsOpenAndOfWhatRuns) {
    const auto owed = [](ClaimId id, std::int64_t open_cents) {
        return OpenClaim{id, {Money{}, Money{}, Money::cents(open_cents)}};
    };
    const auto plan = [](std::int64_t amount_cents, std::vector<PlannedClaim> claims) {
        return Plan{
            base::PlanId{7},
            {.municipality = base::MunicipalityId{1},
             .person = base::PersonId{2},
             .plan_number = "R-1",
             .version = 2,
             .payment_reference = base::PaymentReference::for_id(7),
             .agreed_on = base::Date::parse("2026-03-01").value(),
             .agreed_amount = Money::cents(amount_cents),
             .claims = std::move(claims),
             .terms = monthly(Money::cents(amount_cents), base::Date::parse("2026-04-01").value())},
            Money{},
            std::nullopt,
            std::nullopt};
    };
    Plan ended = plan(9'000, {{loan, 1, Money::cents(9'000)}});
    ended.ended_on = base::Date::parse("2026-05-01").value();
    const TalkGround made = ground_of(
        {owed(rent_debt, 40'000), owed(advance, 0), owed(loan, 6'000)},
        {plan(3'000, {{loan, 1, Money::cents(6'000)}, {advance, 2, Money::cents(100)}}),
         plan(2'000, {{advance, 1, Money::cents(100)}}),
         ended}
    );
    ASSERT_EQ(made.claims.size(), 2U);
    EXPECT_EQ(made.claims[1].claim, loan);
    // A plan of which all is paid takes nothing any more, and one that ended neither.
    EXPECT_EQ(made.running, (std::vector<RunningPlan>{{{"R-1", 2}, Money::cents(3'000), {loan}}}));
}

}  // namespace
}  // namespace draagkracht::plans
