#include "draagkracht/letters/friendly_reminder.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "draagkracht/text/dutch.hpp"

namespace draagkracht::letters {

nlohmann::json friendly_reminder_values(
    const LetterFacts& letter, const FriendlyReminder& reminder, const norms::Letterhead& letterhead
) {
    const plans::InstalmentStanding& missed = reminder.missed;
    base::ensure(missed.open.is_positive(), "a reminder is about an amount that is open");
    nlohmann::json values = common_values(letter, letterhead);
    add_payment_values(values, reminder.payment_reference, letterhead);
    values["instalment"] =
        fmt::format("{} van {}", missed.instalment.number, reminder.instalment_count);
    values["due_date"] = text::date_text(missed.instalment.due_date);
    values["amount"] = text::amount_text(missed.instalment.amount);
    values["received_amount"] = text::amount_text(missed.paid);
    values["open_amount"] = text::amount_text(missed.open);
    values["partly_received"] = missed.paid.is_positive();
    values["payments_are_known"] = reminder.payments_known_until.has_value();
    if (reminder.payments_known_until) {
        values["payments_known_until"] = text::date_text(*reminder.payments_known_until);
    }
    return values;
}

nlohmann::json friendly_reminder_figures(const FriendlyReminder& reminder) {
    const plans::InstalmentStanding& missed = reminder.missed;
    nlohmann::json figures{
        {"instalment_number", missed.instalment.number},
        {"instalment_count", reminder.instalment_count},
        {"due_date", missed.instalment.due_date.to_string()},
        {"amount_cents", missed.instalment.amount.in_cents()},
        {"open_cents", missed.open.in_cents()},
        {"plan_paid_cents", reminder.counted.paid.in_cents()},
        {"payment_reference", reminder.payment_reference.text()},
    };
    if (reminder.counted.last_counted) {
        figures["last_allocation"] = reminder.counted.last_counted->value();
    }
    if (reminder.last_move) {
        figures["last_move"] = reminder.last_move->value();
    }
    return figures;
}

}  // namespace draagkracht::letters
