// How a plan ends: it is paid, replaced by a next version (agree), broken, or remitted. What it was
// stays readable, and an end is never taken back: when a payment is reversed after the end, the
// claims stand open without a plan, and that is a new talk.
//
//     end_paid_plans(transaction, trail, occasion, zandwijk);    // every night
//     EndingService{database}.end(occasion, plan, PlanOutcome::broken, "afspraken niet nagekomen");
#pragma once

#include <string>

#include "draagkracht/access/occasion.hpp"
#include "draagkracht/audit/trail.hpp"
#include "draagkracht/plans/plan.hpp"
#include "draagkracht/storage/database.hpp"
#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::plans {

// Ends as paid the running plans of a municipality of which all is paid by the business date, by
// their own payments or because nothing is open on their claims any more (a joint debtor paid).
// Answers how many. The caller, the run of the night, has checked the right and commits.
[[nodiscard]] int end_paid_plans(
    storage::Transaction& transaction,
    audit::Trail& trail,
    const access::Occasion& occasion,
    base::MunicipalityId municipality
);

class EndingService {
  public:
    explicit EndingService(storage::Database& database) : database_{database} {}

    // A decision with a reason: broken by who agrees on plans, remitted by who approves
    // (decide_approval). What is open stays open; a plan as such remits nothing. The same decision
    // again, with the same reason, changes nothing. Problems
    // plans.unknown-plan, access.not-allowed, base.not-a-line, plans.has-ended,
    // plans.not-a-decision (paid and replaced follow from what happens).
    [[nodiscard]] base::Done end(
        const access::Occasion& occasion,
        base::PlanId plan,
        PlanOutcome outcome,
        const std::string& reason
    );

  private:
    storage::Database& database_;
};

}  // namespace draagkracht::plans
