// Joint debtors (hoofdelijk, PW art. 59 lid 4): each owes the whole, there is one balance, and each
// agrees on what they can bear.
#include <gmock/gmock.h>

#include "draagkracht/audit/trail.hpp"
#include "draagkracht/plans/plan_store.hpp"
#include "plans/plans_fixture.hpp"

namespace draagkracht::plans {

using base::Money;
using testing::ElementsAre;

class JointDebtorsOnBoth : public PlansOnBoth {
  protected:
    void SetUp() override {
        PlansOnBoth::SetUp();
        if (IsSkipped()) {
            return;
        }
        former_partner_ = add_person("1002");
        shared_ = add_claim("V-1", 20'000, {debtor_, former_partner_});
        of_one_ = add_claim("V-2", 5'000, {debtor_});
        of_partner_ = add_claim("V-3", 4'000, {former_partner_});
    }

    // "" or the code of the problem.
    std::string agree(
        base::PersonId person, const std::vector<base::ClaimId>& claims, std::int64_t amount_cents
    ) {
        PlanRequest request = request_for(claims);
        request.person = person;
        const auto plan = PlansService{database(), rules()}.agree(
            as(access::Role::debt_officer),
            seen_now(request),
            a_month(amount_cents, false, "samen bepaald")
        );
        return plan ? "" : plan.error().code;
    }
    std::vector<JointPlan> joint_plans_of(base::PersonId person) {
        return PlansService{database(), rules()}
            .joint_plans_of(as(access::Role::caseworker), person)
            .value();
    }
    // "R-2026-000012 v2 250.00" for each plan that runs, of whomever.
    std::vector<std::string> running_of(base::PersonId person) {
        storage::Transaction transaction{database(), "plans", storage::Access::read};
        std::vector<std::string> running;
        for (const Plan& plan : plans_of_person(transaction, person)) {
            if (!plan.ended_on) {
                EXPECT_EQ(plan.facts.schedule.back().cumulative, plan.facts.total());
                running.push_back(
                    "v" + std::to_string(plan.facts.version) + " " + plan.facts.total().to_string()
                );
            }
        }
        return running;
    }

    base::PersonId former_partner_{0};
    base::ClaimId shared_{0};
    base::ClaimId of_one_{0};
    base::ClaimId of_partner_{0};
};

// One after another. Each can repay 70.97 a month (worked examples); that the other pays too takes
// nothing of it.
TEST_P(JointDebtorsOnBoth, WhoMayAgreeOnWhat) {
    const base::PersonId one = debtor_;
    const base::PersonId other = former_partner_;
    struct Row {
        const char* told;
        base::PersonId person;
        std::vector<base::ClaimId> claims;
        std::int64_t amount_cents;
        std::string answer;
    };
    const std::vector<Row> rows{
        {"one of them", one, {shared_}, 7'097, ""},
        {"the other too, on the same claim", other, {shared_}, 4'000, ""},
        {"more than their own capacity", other, {shared_}, 7'098, "plans.below-protected-income"},
        {"a claim of the other alone",
         other,
         {shared_, of_one_},
         4'000,
         "plans.claim-not-of-person"},
        {"anew, with another claim of one's own", one, {shared_, of_one_}, 7'097, ""},
        {"what one's own plan pays stays in", one, {shared_}, 7'097, "plans.claim-left-out"},
        {"what the plan of the other pays is not asked for", other, {shared_}, 4'500, ""},
        {"what the other owes alone", one, {of_partner_}, 1'000, "plans.claim-not-of-person"},
        {"who owes nothing", add_person("1003"), {shared_}, 1'000, "plans.claim-not-of-person"},
        {"anew, with their own other claim", other, {shared_, of_partner_}, 5'000, ""},
    };
    for (const Row& row : rows) {
        EXPECT_EQ(agree(row.person, row.claims, row.amount_cents), row.answer) << row.told;
    }
    // Each their own plan, over all that is open on the day of the agreement.
    EXPECT_THAT(running_of(one), ElementsAre("v2 250.00"));
    EXPECT_THAT(running_of(other), ElementsAre("v3 240.00"));
    EXPECT_EQ(count_of("plan_end"), 3);
}

// What is paid on a claim is the business of all who owe it; what else somebody pays is not, and
// their income never is.
TEST_P(JointDebtorsOnBoth, EachSeesWhatTheOtherPaysOnTheSameClaim) {
    EXPECT_THAT(joint_plans_of(debtor_), ElementsAre());
    ASSERT_EQ(agree(former_partner_, {shared_}, 4'000), "");
    EXPECT_THAT(joint_plans_of(debtor_), ElementsAre(JointPlan{{shared_}, Money::cents(4'000)}));
    EXPECT_THAT(joint_plans_of(former_partner_), ElementsAre()) << "one's own is no joint plan";
    ASSERT_EQ(agree(former_partner_, {shared_, of_partner_}, 5'000), "");
    EXPECT_THAT(joint_plans_of(debtor_), ElementsAre(JointPlan{{shared_}, std::nullopt}));

    storage::Transaction transaction{database(), "trail", storage::Access::read};
    const auto events = audit::events_of_person(transaction, former_partner_, 1);
    ASSERT_EQ(events.size(), 1U);
    EXPECT_EQ(events[0].event.action, "plans.look") << "the other can ask who looked";
}

DRAAGKRACHT_ON_BOTH_DATABASES(JointDebtorsOnBoth);

}  // namespace draagkracht::plans
