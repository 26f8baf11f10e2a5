#include "draagkracht/letters/friendly_reminder.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "draagkracht/letters/dutch_text.hpp"

namespace draagkracht::letters {

nlohmann::json friendly_reminder_values(
    const LetterFacts& letter, const FriendlyReminder& missed, const Letterhead& letterhead
) {
    base::ensure(missed.open_amount.is_positive(), "a reminder is about an amount that is open");
    base::ensure(missed.open_amount <= missed.amount, "no more is open than was asked");
    nlohmann::json values = common_values(letter, letterhead);
    add_payment_values(values, missed.payment, letterhead);
    values["instalment"] =
        fmt::format("{} van {}", missed.instalment_number, missed.instalment_count);
    values["due_date"] = date_text(missed.due_date);
    values["amount"] = amount_text(missed.amount);
    values["received_amount"] = amount_text(missed.amount - missed.open_amount);
    values["open_amount"] = amount_text(missed.open_amount);
    values["partly_received"] = missed.open_amount < missed.amount;
    values["payments_known_until"] = date_text(missed.payments_known_until);
    return values;
}

nlohmann::json friendly_reminder_figures(const FriendlyReminder& missed) {
    return {
        {"instalment_number", missed.instalment_number},
        {"instalment_count", missed.instalment_count},
        {"due_date", missed.due_date.to_string()},
        {"amount_cents", missed.amount.in_cents()},
        {"open_amount_cents", missed.open_amount.in_cents()},
        {"payments_known_until", missed.payments_known_until.to_string()},
        {"payment_reference", missed.payment.reference.text()},
    };
}

}  // namespace draagkracht::letters
