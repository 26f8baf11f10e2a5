// The friendly reminder (betalingsherinnering): one instalment has not come in, or not wholly.
//
// It starts a talk: no threat, no costs, a person to call. It is not the formal notice (aanmaning)
// of Awb 4:112, and starts no term of law.
//
//     nlohmann::json values = friendly_reminder_values(letter, missed, letterhead);
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "draagkracht/base/date.hpp"
#include "draagkracht/base/money.hpp"
#include "draagkracht/letters/letter_facts.hpp"

namespace draagkracht::letters {

inline constexpr const char* friendly_reminder_kind = "friendly_reminder";

struct FriendlyReminder {
    int instalment_number;
    int instalment_count;
    base::Date due_date;
    base::Money amount;               // of the instalment
    base::Money open_amount;          // what of it has not come in; above zero, at most the amount
    base::Date payments_known_until;  // the last day whose payments are in the books
    PaymentDetails payment;
};

// The texts for the template. ProgrammerFault when nothing is open: such a letter must not exist.
[[nodiscard]] nlohmann::json friendly_reminder_values(
    const LetterFacts& letter, const FriendlyReminder& missed, const Letterhead& letterhead
);

// The figures for machines, in cents and ISO dates.
[[nodiscard]] nlohmann::json friendly_reminder_figures(const FriendlyReminder& missed);

}  // namespace draagkracht::letters
