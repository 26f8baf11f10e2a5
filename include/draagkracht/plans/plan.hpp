// A plan (betalingsregeling) as it stands in the register: the version that was agreed, the claims
// it pays, and its schedule. A plan never changes; a change of mind makes a next version.
//
//     NewPlan plan{.municipality = zandwijk, .person = debtor, .plan_number = "R-2026-0012", ...};
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "draagkracht/base/id.hpp"
#include "draagkracht/base/payment_reference.hpp"
#include "draagkracht/plans/agreement.hpp"
#include "draagkracht/plans/way_to_pay.hpp"

namespace draagkracht::plans {

// What the plan pays of one claim; payments go to the claims in the order of their rank.
struct PlannedClaim {
    base::ClaimId claim;
    int rank;  // from 1
    base::Money amount;

    friend bool operator==(const PlannedClaim&, const PlannedClaim&) = default;
};

// The amounts of an assessment, less what the debtor pays on other running plans (left_beside);
// absent for a plan that came from a former system.
struct AssessedAmounts {
    base::Money norm;
    base::Money protected_income;
    base::Money income;
    // What is paid a month on those other plans; not known of plans from before it was kept.
    std::optional<base::Money> paid_elsewhere = std::nullopt;

    friend bool operator==(const AssessedAmounts&, const AssessedAmounts&) = default;
};

struct PlanFacts {
    base::MunicipalityId municipality;
    base::PersonId person;
    std::string plan_number;  // the municipality's own; one plan over all its versions
    int version = 1;
    base::PaymentReference payment_reference;
    base::Date agreed_on;
    std::string agreed_by;  // Actor::text
    std::optional<AssessedAmounts> assessed;
    base::Money agreed_amount;  // at most in a month: burden_of(terms)
    bool debtors_own_wish = false;
    std::string difference_reason;
    std::optional<base::ContactId> contact;
    std::optional<base::AssessmentId> assessment;
    std::vector<PlannedClaim> claims;
    ScheduleTerms terms;
    std::vector<Instalment> schedule;
    WayToPay way_to_pay = {};

    [[nodiscard]] base::Money total() const;
    // Agreed income that is left; absent when nothing was assessed.
    [[nodiscard]] std::optional<base::Money> left_to_live_on() const;
};

enum class PlanOutcome { paid, replaced, broken, remitted };

[[nodiscard]] std::string_view to_text(PlanOutcome outcome);  // "paid", as the enumerator
[[nodiscard]] base::Outcome<PlanOutcome> outcome_of(std::string_view text);

// A due date that a pause moved, or that came back when the pause was shortened or withdrawn.
struct MovedInstalment {
    int number;
    base::Date due_date;

    friend bool operator==(const MovedInstalment&, const MovedInstalment&) = default;
};
struct InstalmentMove {
    base::InstalmentMoveId id;  // a later move has a higher one
    MovedInstalment moved;
};

// A plan as people know it: its number, and which version of it.
struct PlanVersion {
    std::string plan_number;
    int version;

    friend auto operator<=>(const PlanVersion&, const PlanVersion&) = default;
};

struct Plan {
    base::PlanId id;
    PlanFacts facts;
    base::Money paid;  // allocated to this version, less reversals
    std::optional<base::Date> ended_on;
    std::optional<PlanOutcome> outcome;
    std::string end_reason = {};             // as whoever ended it wrote; empty while it runs
    std::vector<InstalmentMove> moves = {};  // oldest first
    base::Money open_on_claims = {};         // now, whoever pays it

    // The instalments with the due dates that they have now; those that were agreed are in facts.
    [[nodiscard]] std::vector<Instalment> schedule() const;
    // As they were after that move; before the first move without one.
    [[nodiscard]] std::vector<Instalment> schedule_after(
        const std::optional<base::InstalmentMoveId>& last
    ) const;
    [[nodiscard]] std::optional<base::InstalmentMoveId> last_move() const;
};

// What must hold of any plan before it is written: at least one claim, each once and with an amount
// above zero; the sum of the claims, of the schedule and the last cumulative amount are equal; due
// dates rise and do not lie before the agreement; schedule and agreed amount follow from the terms.
// Problems plans.no-claims, plans.schedule-differs, plans.bad-due-dates, plans.terms-differ.
[[nodiscard]] base::Done check(const PlanFacts& facts);

}  // namespace draagkracht::plans
