// Plans and payments on top of TestRegister: for the tests of follow-up, the night and the figures.
//
//     TestPlans plans{database(), reg};
//     TestPlan plan = plans.add("100001", {.instalment = "50.00", .first_due = "2026-06-01"});
//     plans.pay(plan, "50.00", "2026-06-01");
//
// A payment stands in the books as the reconciliation would leave it: on a closed statement,
// allocated to the plan's claim and posted.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "draagkracht/plans/plan_store.hpp"
#include "support/test_register.hpp"

namespace draagkracht::test_support {

struct TestPlan {
    base::PersonId person;
    base::ClaimId claim;
    base::PlanId plan;
};

struct PlanTerms {
    std::string instalment = "50.00";
    int count = 6;
    std::string first_due = "2026-06-01";
    std::optional<plans::AssessedAmounts> assessed = std::nullopt;
    std::optional<base::PersonId> person = std::nullopt;  // absent: a new one
    std::vector<base::PersonId> joint_debtors = {};       // who owe the new claim too
    std::optional<base::ClaimId> claim = std::nullopt;    // one that is there; absent: a new one
    std::string agreed_on = {};                           // empty: 30 days before the first is due
};

class TestPlans {
  public:
    TestPlans(storage::Database& database, TestRegister& reg)
        : database_{database}, register_{reg} {}

    // A person with one claim, and a plan that pays it in equal instalments of a month.
    [[nodiscard]] TestPlan add(const std::string& client_number, const PlanTerms& terms = {});
    // A bank entry with this value date; below zero it is a reversal.
    void pay(const TestPlan& plan, const std::string& amount, const std::string& value_date);
    // Money of a payer whom nobody knows: all of it waits in suspense.
    [[nodiscard]] base::EntryId receive(
        const std::string& amount, const std::string& value_date, const std::string& payer = ""
    );
    // By a mandate "M-1" on an account of the debtor, to the account on which Zandwijk collects.
    void collect_from(const TestPlan& plan);
    void end(const TestPlan& plan, const std::string& ended_on, plans::PlanOutcome outcome);

  private:
    storage::Database& database_;
    TestRegister& register_;
    int payment_count_ = 0;
    base::Money bank_balance_;
};

}  // namespace draagkracht::test_support
