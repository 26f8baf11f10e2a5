// The friendly reminder (betalingsherinnering): an instalment has not come in, or not wholly, and
// whoever called reached nobody.
//
// It starts a talk: no threat, no costs, a person to call. It is not the formal notice (aanmaning)
// of Awb 4:112, and starts no term of law.
//
//     nlohmann::json values = friendly_reminder_values(letter, reminder, letterhead);
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>

#include "draagkracht/letters/counted_payments.hpp"
#include "draagkracht/letters/letter_facts.hpp"
#include "draagkracht/plans/standing.hpp"

namespace draagkracht::letters {

inline constexpr const char* friendly_reminder_kind = "friendly_reminder";

struct FriendlyReminder {
    plans::InstalmentStanding missed;
    int instalment_count;  // of the plan
    base::PaymentReference payment_reference;
    CountedPayments counted;
    std::optional<base::InstalmentMoveId> last_move;  // by a pause; absent: none so far
    // The last day whose bank statement is in the books; absent when there is none yet.
    std::optional<base::Date> payments_known_until;
};

// The texts for the template. ProgrammerFault when nothing is open: such a letter must not exist.
[[nodiscard]] nlohmann::json friendly_reminder_values(
    const LetterFacts& letter, const FriendlyReminder& reminder, const norms::Letterhead& letterhead
);

// The figures for machines, in cents and ISO dates.
[[nodiscard]] nlohmann::json friendly_reminder_figures(const FriendlyReminder& reminder);

}  // namespace draagkracht::letters
