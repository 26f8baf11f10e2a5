// The plan confirmation (bevestiging van de betalingsregeling): what was agreed in the talk.
//
// It tells the amount a month, from when and how long, the whole table of instalments, how to pay,
// and what is left to live on; and whom to call when paying does not work.
//
//     nlohmann::json values = plan_confirmation_values(letter, confirmation, letterhead);
//     LetterContent content = templates.of(plan_confirmation_kind).fill(values).value();
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "draagkracht/letters/letter_facts.hpp"
#include "draagkracht/plans/plan.hpp"

namespace draagkracht::letters {

inline constexpr const char* plan_confirmation_kind = "plan_confirmation";

// A claim in the plan, by the decision (beschikking) in which the person has read of it.
struct ConfirmedClaim {
    std::string decision_number;
    base::Date decision_date;
    base::Money amount;  // what the plan pays of it
};

struct PlanConfirmation {
    plans::PlanFacts plan;
    std::vector<ConfirmedClaim> claims;
};

// The texts for the template. The instalments and the claims each add up to the same total; else
// ProgrammerFault, as such a letter must not exist.
[[nodiscard]] nlohmann::json plan_confirmation_values(
    const LetterFacts& letter,
    const PlanConfirmation& confirmation,
    const norms::Letterhead& letterhead
);

// The figures for machines, in cents and ISO dates: kept with the letter and proved against the
// register at its date.
[[nodiscard]] nlohmann::json plan_confirmation_figures(const PlanConfirmation& confirmation);

}  // namespace draagkracht::letters
