#include "draagkracht/plans/plan.hpp"

#include <gtest/gtest.h>

#include <functional>

namespace draagkracht::plans {

using base::Money;

namespace {

PlanFacts sound_plan() {
    const base::Date agreed_on = base::Date::parse("2026-07-15").value();
    return {
        .municipality = base::MunicipalityId{1},
        .person = base::PersonId{2},
        .plan_number = "R-2026-000012",
        .version = 1,
        .payment_reference = base::PaymentReference::for_number(12),
        .agreed_on = agreed_on,
        .agreed_by = "officer:3",
        .assessed =
            AssessedAmounts{Money::cents(7'097), Money::cents(134'849), Money::cents(141'946)},
        .agreed_amount = Money::cents(5'000),
        .debtors_own_wish = false,
        .difference_reason = "kinderopvang",
        .contact = std::nullopt,
        .assessment = std::nullopt,
        .claims =
            {{base::ClaimId{7}, 1, Money::cents(8'000)},
             {base::ClaimId{8}, 2, Money::cents(4'000)}},
        .terms = monthly(Money::cents(5'000), agreed_on),
        .schedule =
            schedule_of(Money::cents(12'000), monthly(Money::cents(5'000), agreed_on)).value()};
}

}  // namespace

TEST(PlanTest, TheThreeAmountsStandTogether) {
    EXPECT_TRUE(check(sound_plan()).has_value());
    EXPECT_EQ(sound_plan().total(), Money::cents(12'000));
    EXPECT_EQ(sound_plan().left_to_live_on(), Money::cents(136'946));
    PlanFacts from_former_system = sound_plan();
    from_former_system.assessed.reset();
    EXPECT_EQ(from_former_system.left_to_live_on(), std::nullopt) << "unknown, and not zero";
}

TEST(PlanTest, APlanThatDoesNotAddUpIsRefused) {
    struct Row {
        std::string what;
        std::function<void(PlanFacts&)> break_it;
        std::string problem;
    };
    const std::vector<Row> rows{
        {"no claims", [](PlanFacts& plan) { plan.claims.clear(); }, "plans.no-claims"},
        {"a claim twice",
         [](PlanFacts& plan) { plan.claims[1].claim = plan.claims[0].claim; },
         "plans.no-claims"},
        {"a claim with nothing",
         [](PlanFacts& plan) { plan.claims[1].amount = Money{}; },
         "plans.no-claims"},
        {"a cent too few",
         [](PlanFacts& plan) { plan.claims[0].amount += Money::cents(1); },
         "plans.schedule-differs"},
        {"an instalment lost",
         [](PlanFacts& plan) { plan.schedule.pop_back(); },
         "plans.schedule-differs"},
        {"no schedule", [](PlanFacts& plan) { plan.schedule.clear(); }, "plans.schedule-differs"},
        {"a wrong running sum",
         [](PlanFacts& plan) { plan.schedule[1].cumulative += Money::cents(1); },
         "plans.schedule-differs"},
        {"due before it was agreed",
         [](PlanFacts& plan) { plan.schedule[0].due_date = plan.agreed_on.plus_days(-1); },
         "plans.bad-due-dates"},
        {"two on one day",
         [](PlanFacts& plan) { plan.schedule[1].due_date = plan.schedule[0].due_date; },
         "plans.bad-due-dates"},
        {"another day than the terms give",
         [](PlanFacts& plan) { plan.terms.rhythm.day_of_month = 20; },
         "plans.terms-differ"},
        {"a month asks more than was agreed",
         [](PlanFacts& plan) { plan.agreed_amount -= Money::cents(1); },
         "plans.terms-differ"},
    };
    for (const Row& row : rows) {
        PlanFacts plan = sound_plan();
        row.break_it(plan);
        const base::Done sound = check(plan);
        EXPECT_EQ(sound ? "" : sound.error().code, row.problem) << row.what;
    }
}

}  // namespace draagkracht::plans
