// The talk about money as use cases: propose from a household and its claims, agree on an amount,
// and see how a plan stands.
//
//     PlansService plans{database, rules};
//     Outcome<Offer> offer = plans.propose(occasion, request, {.rhythm = rhythm, .months = 24});
//     Outcome<PlanId> plan = plans.agree(occasion, request, wish);
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "draagkracht/access/occasion.hpp"
#include "draagkracht/norms/rule_book.hpp"
#include "draagkracht/plans/offer.hpp"
#include "draagkracht/plans/plan.hpp"
#include "draagkracht/plans/standing.hpp"
#include "draagkracht/storage/database.hpp"

namespace draagkracht::plans {

struct PlanRequest {
    base::PersonId person;
    capacity::Household household;
    std::vector<base::ClaimId> claims;       // that go along
    std::optional<base::ContactId> contact;  // the conversation
    // Given by who asks: the same number again is the same agreement. Empty: each is another.
    std::string request_number = {};
    // What is open on these claims as the two at the table have it before them; absent: not told.
    std::optional<base::Money> debt_seen = std::nullopt;
    // The running plans that the agreement takes the place of, as the two have them before them.
    std::vector<PlanVersion> replaces = {};
    // Of the claims that go along, those that the debtor wants to be paid first, in that order; the
    // others follow as policy orders (Awb art. 4:92).
    std::vector<base::ClaimId> designated = {};
};

// A plan with how each of its instalments stands on a day.
struct PlanStanding {
    Plan plan;
    std::vector<InstalmentStanding> instalments;
    bool is_held = false;  // a hold covers a claim that it still has to pay
};

// A running plan by which somebody else pays claims that this person owes too, as far as that is
// this person's business: what is paid on those claims, and nothing of the other's income.
struct JointPlan {
    std::vector<base::ClaimId> claims;  // that both owe, and that are open
    // At most a month; absent when the plan also pays what this person does not owe.
    std::optional<base::Money> agreed_amount;

    friend bool operator==(const JointPlan&, const JointPlan&) = default;
};

// Nothing when the two share no claim of it. The plan is without its paid claims.
[[nodiscard]] std::optional<JointPlan> as_seen_by_joint_debtor(
    const Plan& plan, const std::vector<base::ClaimId>& owed
);

class PlansService {
  public:
    PlansService(storage::Database& database, const norms::RuleBook& rules)
        : database_{database}, rules_{rules} {}

    // Lays proposals side by side, for what is asked for. Computes and writes nothing but the look
    // in the audit trail. Problems people.unknown-person,
    // access.not-allowed, plans.claim-not-of-person, plans.claim-named-twice,
    // plans.designated-stays-behind, plans.nothing-to-pay, plans.assessed-elsewhere (the household
    // is of another day or municipality than the talk), and those of check_begin and
    // capacity::assess.
    [[nodiscard]] base::Outcome<Offer> propose(
        const access::Occasion& occasion, const PlanRequest& request, const Asked& asked
    );

    // Stores the receipt, the plan and its schedule, ends the plan of this debtor that it replaces,
    // asks for the confirmation letter, and audits, in one transaction. The plan of a joint debtor
    // on the same claims goes on beside it (docs/decisions/0020). Problems of propose and of
    // agree(); plans.not-computable when the assessment has open questions; plans.contact-of-other
    // when the conversation was not with this person; plans.debt-changed when another amount is
    // open now than was seen; plans.other-plan-seen when other plans run on these claims than those
    // that it is to replace; plans.needs-mandate and plans.mandate-of-other. Asked again with the
    // same number and contents it answers with the plan that is there, and changes nothing; with
    // other contents plans.request-number-taken.
    [[nodiscard]] base::Outcome<base::PlanId> agree(
        const access::Occasion& occasion, const PlanRequest& request, const Wish& wish
    );

    // All versions of all plans, newest version first. Problems people.unknown-person,
    // access.not-allowed.
    [[nodiscard]] base::Outcome<std::vector<PlanStanding>> plans_of(
        const access::Occasion& occasion, base::PersonId person
    );

    // The running plans of joint debtors on open claims of this person; the look at each of them is
    // in the audit trail. Problems people.unknown-person, access.not-allowed.
    [[nodiscard]] base::Outcome<std::vector<JointPlan>> joint_plans_of(
        const access::Occasion& occasion, base::PersonId person
    );

  private:
    storage::Database& database_;
    const norms::RuleBook& rules_;
};

}  // namespace draagkracht::plans
