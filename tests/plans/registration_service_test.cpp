#include "draagkracht/plans/registration_service.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "draagkracht/claims/claim_store.hpp"
#include "draagkracht/plans/plan_store.hpp"
#include "support/test_register.hpp"

namespace draagkracht::plans {

using base::Money;
using testing::ElementsAre;

class FormerPlans : public test_support::OnBothDatabases {
  protected:
    void SetUp() override {
        OnBothDatabases::SetUp();
        if (IsSkipped()) {
            return;
        }
        register_.emplace(database());
        debtor_ = reg().person("100001");
        older_ = reg().claim("V-1", {debtor_}, "900.00", "2025-01-01");
        newer_ = reg().claim("V-2", {debtor_}, "300.00", "2025-02-01");
        of_another_ = reg().claim("V-3", {reg().person("100002")}, "50.00", "2025-01-01");
    }
    test_support::TestRegister& reg() { return *register_; }

    FormerPlan plan(const std::string& number) const {
        return {
            .person = debtor_,
            .plan_number = number,
            .agreed_on = base::Date::parse("2025-03-01").value(),
            .instalment_amount = Money::cents(50000),
            .rhythm = {Frequency::monthly, base::Date::parse("2025-04-30").value()},
            .claims = {{newer_, 1, Money::cents(30000)}, {older_, 2, Money::cents(80000)}},
            .payment_reference = std::nullopt,
            .where = number};
    }

    // "added 1 known 0", or the problems.
    std::string told(const std::vector<FormerPlan>& plans) {
        storage::Transaction transaction{database(), "load", storage::Access::write};
        const access::Occasion occasion = reg().machine(access::Machine::conversion);
        audit::Trail trail{transaction, occasion.author()};
        const base::Registration done =
            register_plans(transaction, trail, occasion, reg().zandwijk(), plans);
        std::string text;
        for (const base::Problem& problem : done.problems) {
            text += problem.where + " " + problem.code + " ";
        }
        if (!text.empty()) {
            return text;
        }
        trail.write();
        transaction.commit();
        return "added " + std::to_string(done.added_count) + " known " +
               std::to_string(done.known_count);
    }

    base::PersonId debtor_{0};
    base::ClaimId older_{0};
    base::ClaimId newer_{0};
    base::ClaimId of_another_{0};

  private:
    std::optional<test_support::TestRegister> register_;
};

TEST_P(FormerPlans, APlanGoesOnWithWhatIsLeftOfIt) {
    ASSERT_EQ(told({plan("R-1")}), "added 1 known 0");
    storage::Transaction transaction{database(), "look", storage::Access::read};
    const std::vector<Plan> plans = plans_of_person(transaction, debtor_);
    ASSERT_EQ(plans.size(), 1U);
    const PlanFacts& facts = plans[0].facts;
    EXPECT_EQ(facts.claims, plan("R-1").claims);
    EXPECT_EQ(facts.agreed_by, "machine:conversion");
    EXPECT_FALSE(facts.assessed.has_value());
    std::vector<std::string> schedule;
    for (const Instalment& instalment : facts.schedule) {
        schedule.push_back(instalment.due_date.to_string() + " " + instalment.amount.to_string());
    }
    // By hand: 1,100.00 in parts of 500.00; each on the 30th.
    EXPECT_THAT(
        schedule, ElementsAre("2025-04-30 500.00", "2025-05-30 500.00", "2025-06-30 100.00")
    );
    const auto events = audit::events_of_person(transaction, debtor_, 1);
    EXPECT_EQ(events.at(0).event.action, "plans.register");
}

TEST_P(FormerPlans, TheSameAgainIsKnownAndOtherContentRefused) {
    ASSERT_EQ(told({plan("R-1")}), "added 1 known 0");
    EXPECT_EQ(told({plan("R-1")}), "added 0 known 1");
    FormerPlan changed = plan("R-1");
    changed.instalment_amount = Money::cents(50001);
    EXPECT_EQ(told({changed}), "R-1 plans.other-content ");
    FormerPlan with_reference = plan("R-1");
    with_reference.payment_reference = base::PaymentReference::for_number(7);
    EXPECT_EQ(told({with_reference}), "R-1 plans.other-content ");
    FormerPlan by_the_week = plan("R-1");
    by_the_week.rhythm.frequency = Frequency::weekly;
    EXPECT_EQ(told({by_the_week}), "R-1 plans.other-content ");
}

// EUR 300.00 by 100.00 a week from Wednesday 30 April 2025; five weeks of one month ask 500.00.
TEST_P(FormerPlans, APlanByTheWeekGoesOnByTheWeek) {
    FormerPlan by_the_week = plan("R-1");
    by_the_week.rhythm.frequency = Frequency::weekly;
    by_the_week.instalment_amount = Money::cents(10000);
    by_the_week.claims.pop_back();
    ASSERT_EQ(told({by_the_week}), "added 1 known 0");
    EXPECT_EQ(told({by_the_week}), "added 0 known 1");
    storage::Transaction transaction{database(), "plans", storage::Access::read};
    const PlanFacts facts = plans_of_person(transaction, debtor_).front().facts;
    EXPECT_EQ(facts.schedule.back().due_date.to_string(), "2025-05-14");
    EXPECT_EQ(facts.agreed_amount, Money::cents(50000));
}

TEST_P(FormerPlans, WhatIsWrongWithAPlanIsTold) {
    struct Row {
        std::string what;
        std::function<void(FormerPlan&)> change;
        std::string problem;
    };
    const std::vector<Row> rows{
        {"no number", [](FormerPlan& p) { p.plan_number = ""; }, "plans.no-number"},
        {"no claims", [](FormerPlan& p) { p.claims.clear(); }, "plans.nothing-to-pay"},
        {"a claim of somebody else",
         [this](FormerPlan& p) {
             p.claims[0] = {of_another_, 1, Money::cents(100)};
         },
         "plans.claim-not-of-person"},
        {"a claim that is not there",
         [](FormerPlan& p) { p.claims[0].claim = base::ClaimId{999}; },
         "plans.claim-not-of-person"},
        {"a cent more than is open",
         [](FormerPlan& p) { p.claims[0].amount = Money::cents(30001); },
         "plans.more-than-open"},
        {"nothing of a claim",
         [](FormerPlan& p) { p.claims[0].amount = Money{}; },
         "plans.no-claims"},
        {"a claim twice",
         [](FormerPlan& p) {
             p.claims[1] = {p.claims[0].claim, 2, Money::cents(1)};
         },
         "plans.claim-in-other-plan"},
        {"nothing a month",
         [](FormerPlan& p) { p.instalment_amount = Money{}; },
         "plans.amount-not-positive"},
        {"a day of the month by the week",
         [](FormerPlan& p) {
             p.rhythm.frequency = Frequency::weekly;
             p.rhythm.day_of_month = 5;
         },
         "plans.bad-rhythm"},
        {"for more than forty years",
         [](FormerPlan& p) { p.instalment_amount = Money::cents(100); },
         "plans.too-long"},
        {"due before it was agreed on",
         [](FormerPlan& p) { p.rhythm.first_due_date = p.agreed_on.plus_days(-1); },
         "plans.bad-due-dates"},
        {"agreed on tomorrow",
         [](FormerPlan& p) {
             p.agreed_on = base::Date::parse("2026-07-02").value();
             p.rhythm.first_due_date = p.agreed_on;
         },
         "plans.agreed-in-future"},
        {"the reference of a claim",
         [this](FormerPlan& p) {
             p.payment_reference = base::PaymentReference::for_id(older_.value());
         },
         "plans.reference-taken"},
    };
    for (const Row& row : rows) {
        FormerPlan changed = plan("R-1");
        row.change(changed);
        EXPECT_EQ(told({changed}), changed.where + " " + row.problem + " ") << row.what;
    }
    EXPECT_EQ(told({plan("R-1")}), "added 1 known 0") << "none of them left anything behind";
}

TEST_P(FormerPlans, AClaimIsInOneRunningPlan) {
    FormerPlan second = plan("R-2");
    EXPECT_EQ(told({plan("R-1"), second}), "R-2 plans.claim-in-other-plan ");
    ASSERT_EQ(told({plan("R-1")}), "added 1 known 0");
    EXPECT_EQ(told({second}), "R-2 plans.claim-in-other-plan ");
}

TEST_P(FormerPlans, JointDebtorsEachHaveAPlanOnTheSameClaim) {
    const base::PersonId other = reg().person("100003");
    const base::ClaimId shared = reg().claim("V-4", {debtor_, other}, "120.00", "2025-03-01");
    FormerPlan first = plan("R-1");
    first.claims = {{shared, 1, Money::cents(12000)}};
    FormerPlan second = first;
    second.plan_number = second.where = "R-2";
    second.person = other;
    FormerPlan again = second;
    again.plan_number = again.where = "R-3";
    EXPECT_EQ(told({first, second, again}), "R-3 plans.claim-in-other-plan ");
    EXPECT_EQ(told({first, second}), "added 2 known 0");
    EXPECT_EQ(told({again}), "R-3 plans.claim-in-other-plan ");
}

TEST_P(FormerPlans, APlanThatHasALaterVersionIsStillKnown) {
    ASSERT_EQ(told({plan("R-1")}), "added 1 known 0");
    base::PlanId first{0};
    {
        storage::Transaction transaction{database(), "next version", storage::Access::write};
        const Plan former = plans_of_person(transaction, debtor_).at(0);
        first = former.id;
        PlanFacts next = former.facts;
        next.version = 2;
        next.agreed_amount = Money::cents(20000);
        (void)add_plans(transaction, {next});
        test_support::commit_untold(transaction);
    }
    EXPECT_EQ(told({plan("R-1")}), "added 0 known 1");
    storage::Transaction transaction{database(), "look", storage::Access::read};
    const auto found = former_plans_of_numbers(transaction, reg().zandwijk(), {"R-1", "R-9"});
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found.at("R-1"), first);
}

DRAAGKRACHT_ON_BOTH_DATABASES(FormerPlans);

}  // namespace draagkracht::plans
