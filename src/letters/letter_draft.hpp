// From an order to what the letter says: which facts it shows, and whether it may still go.
//
//     Outcome<LetterDraft> draft = draft_letter(order, sources);   // or why it is withheld
#pragma once

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "draagkracht/letters/friendly_reminder.hpp"
#include "draagkracht/letters/plan_confirmation.hpp"
#include "letters/letter_store.hpp"

namespace draagkracht::letters {

// What the register holds about a set of orders, at one moment.
struct LetterSources {
    base::BusinessDate today;
    std::map<base::PlanId, plans::Plan> plans;
    std::set<base::PlanId> quiet;  // a pause, or a hold on a claim that it pays, covers today
    std::map<base::ClaimId, DecisionName> decisions;
    std::map<base::PlanId, std::vector<PlanBooking>> bookings;
    std::map<base::PlanId, base::Money> open_on_claims;  // today, whoever pays
    std::map<std::int64_t, std::string> callers;         // by order: "officer:12"
    std::map<std::string, std::string> officers;         // names by actor
    std::optional<base::Date> payments_known_until;
};

struct LetterDraft {
    std::string reference;
    std::string officer;  // whom to call; empty: nobody is known
    std::variant<PlanConfirmation, FriendlyReminder> about;
};

// Problems letters.unknown-order (no letter of that kind, or about nothing that is known),
// letters.plan-ended, letters.nothing-open and letters.paused.
[[nodiscard]] base::Outcome<LetterDraft> draft_letter(
    const LetterOrder& order, const LetterSources& sources
);

[[nodiscard]] nlohmann::json values_of(
    const LetterDraft& draft, const LetterFacts& letter, const norms::Letterhead& letterhead
);
[[nodiscard]] nlohmann::json figures_of(const LetterDraft& draft);

// The reminder as the register would have it on that day, of the bookings up to `last` and after
// that move of due dates: for a new letter all of them, for the proof of a sent one those that it
// counted.
[[nodiscard]] FriendlyReminder reminder_about(
    const plans::Plan& plan,
    std::size_t instalment_number,
    const CountedPayments& counted,
    base::BusinessDate today,
    const std::optional<base::InstalmentMoveId>& last_move
);

// The number in "plan:12/instalment:3", when it is that.
[[nodiscard]] std::optional<std::size_t> instalment_in(const std::string& subject);

}  // namespace draagkracht::letters
