// The report of a new half-year: which running plans would come out otherwise with the norms and
// the policy of a date, and by how much, in money and in people. It changes none of them; it is
// what a team looks at before it decides whom to talk to first.
//
//     NormImpactService service{database, rules};
//     NormImpact impact = service.impact(occasion, {.from = july}, on_plan).value();
//     impact.changed_plans, impact.changed_people, impact.change_a_month
//
// It stands among the figures, as it looks over all plans and capacities and decides nothing on
// any of them.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "draagkracht/access/occasion.hpp"
#include "draagkracht/base/money.hpp"
#include "draagkracht/norms/rule_book.hpp"
#include "draagkracht/storage/database.hpp"

namespace draagkracht::figures {

struct ImpactRequest {
    base::Date from;                          // Norms and policy as they hold on this date.
    std::optional<std::string> municipality;  // Its code; empty: all of them.
};

// A plan with what its norm amount was and would be. Both are the part of the capacity that is left
// beside the debtor's other running plans, EUR a month.
struct PlanImpact {
    std::string plan_number;
    int version = 1;
    std::string municipality;
    base::Money agreed_amount;
    std::optional<base::Money> norm_before;  // Empty when it is not computable.
    std::optional<base::Money> norm_after;
    bool is_below_floor = false;  // What was agreed would leave less than the protected income.
    std::optional<base::Problem> not_computable;

    [[nodiscard]] bool is_changed() const { return norm_before != norm_after; }
};

struct NormImpact {
    int running_plans = 0;
    int assessed_plans = 0;  // The others came without an assessment, as from a former system.
    int changed_plans = 0;
    int changed_people = 0;
    int plans_below_floor = 0;
    int not_computable_plans = 0;
    // EUR a month that the norms ask more, or less; of several plans of one debtor the newest.
    base::Money change_a_month;
};

class NormImpactService {
  public:
    // `people_per_lot`: so many people are read and written in the trail at a time.
    NormImpactService(
        storage::Database& database, const norms::RuleBook& rules, int people_per_lot = 500
    )
        : database_{database}, rules_{rules}, people_per_lot_{people_per_lot} {}

    // Running plans without an end, for the progress of a person who waits.
    [[nodiscard]] int count_plans(const ImpactRequest& request);

    // Hands over each plan that would come out otherwise, would go below the floor, or cannot be
    // computed; by person. A lot of people at a time, each lot written in the audit trail as a
    // look before it is handed over; so it is no one moment of a register on which others work.
    //
    // Asks Right::see_figures in every municipality it looks at. Problems access.not-allowed,
    // norms.unknown-municipality, norms.no-norms-known.
    [[nodiscard]] base::Outcome<NormImpact> impact(
        const access::Occasion& occasion,
        const ImpactRequest& request,
        const std::function<void(const PlanImpact&)>& on_plan,
        const std::function<void(int plans_done)>& on_progress
    );

  private:
    storage::Database& database_;
    const norms::RuleBook& rules_;
    int people_per_lot_;
};

}  // namespace draagkracht::figures
