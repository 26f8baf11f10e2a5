// The plan confirmation (bevestiging van de betalingsregeling): what was agreed in the talk.
//
// It tells the amount a month, from when and how long, the whole table of instalments, how to pay,
// and what is left to live on; and whom to call when paying does not work.
//
//     nlohmann::json values = plan_confirmation_values(letter, plan, letterhead);
//     LetterContent content = templates.of(plan_confirmation_kind).fill(values).value();
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "draagkracht/base/date.hpp"
#include "draagkracht/base/money.hpp"
#include "draagkracht/letters/letter_facts.hpp"

namespace draagkracht::letters {

inline constexpr const char* plan_confirmation_kind = "plan_confirmation";

struct PlannedInstalment {
    base::Date due_date;
    base::Money amount;
};

// A claim in the plan, by the decision (beschikking) in which the person has read of it.
struct PlannedClaim {
    std::string decision_number;
    base::Date decision_date;
    base::Money amount;
};

// What the norm would have been and what was weighed; absent for a plan from a former system.
struct PlanAssessment {
    base::Money norm_amount;        // a month
    base::Money income;             // a month
    base::Money protected_income;   // a month (beslagvrije voet)
};

struct PlanConfirmation {
    base::Date agreed_on;
    base::Money agreed_amount;  // a month
    base::Money total;
    std::vector<PlannedClaim> claims;
    std::vector<PlannedInstalment> instalments;  // in order of date; they add up to the total
    std::optional<PlanAssessment> assessment;
    PaymentDetails payment;
};

// The texts for the template. The instalments and the claims must each add up to the total, and
// there is at least one of both; else ProgrammerFault, as such a letter must not exist.
[[nodiscard]] nlohmann::json plan_confirmation_values(
    const LetterFacts& letter, const PlanConfirmation& plan, const Letterhead& letterhead
);

// The figures for machines, in cents and ISO dates: kept with the letter and proved against the
// ledger at its date.
[[nodiscard]] nlohmann::json plan_confirmation_figures(const PlanConfirmation& plan);

}  // namespace draagkracht::letters
