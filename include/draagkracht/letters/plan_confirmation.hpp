// The plan confirmation (bevestiging van de betalingsregeling): what was agreed in the talk.
//
// It tells the amount a month, from when and how long, the whole table of instalments, how to pay,
// and what is left to live on; and whom to call when paying does not work.
//
//     nlohmann::json values = plan_confirmation_values(letter, confirmation, letterhead);
//     LetterContent content = templates.of(plan_confirmation_kind).fill(values).value();
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "draagkracht/letters/letter_facts.hpp"
#include "draagkracht/plans/plan.hpp"

namespace draagkracht::letters {

inline constexpr const char* plan_confirmation_kind = "plan_confirmation";

// The decision (beschikking) in which the person has read of a claim.
struct DecisionName {
    std::string number;
    base::Date date;
    bool is_joint = false;  // another owes the same claim
};

struct PlanConfirmation {
    plans::PlanFacts plan;                // with the due dates after `last_move`
    std::vector<DecisionName> decisions;  // of the claims in the plan, in their order
    std::optional<base::InstalmentMoveId> last_move = {};  // by a pause; absent: none so far
};

// The texts for the template. The instalments add up to what the plan pays of its claims; else
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
