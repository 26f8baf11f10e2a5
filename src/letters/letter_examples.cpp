#include "draagkracht/letters/letter_examples.hpp"

#include <nlohmann/json.hpp>

#include "draagkracht/letters/friendly_reminder.hpp"
#include "draagkracht/letters/plan_confirmation.hpp"

namespace draagkracht::letters {

namespace {

using base::Date;
using base::Money;

Date day(const char* text) {
    return Date::parse(text).value();
}

LetterFacts example_letter() {
    return {
        .date = day("2026-07-01"),
        .reference = "BR-2026-00012",
        .addressee =
            {.title = "mevrouw",
             .initials = "J.",
             .surname_prefix = "de",
             .surname = "Vries",
             .street = "Dorpsstraat",
             .house_number = "12",
             .postal_code = "9999AB",
             .city = "Zandwijk"},
        .officer = "Anouk Jansen",
    };
}

PaymentDetails example_payment() {
    return {
        .account = base::Iban::parse("NL91ABNA0417164300").value(),
        .reference = base::PaymentReference::for_number(56789012345),
    };
}

// EUR 1,780 in instalments of EUR 75: 23 whole ones and EUR 55.
PlanConfirmation example_plan() {
    PlanConfirmation plan{
        .agreed_on = day("2026-06-24"),
        .agreed_amount = Money::cents(7500),
        .total = Money::cents(178000),
        .claims =
            {{"2026-1401", day("2026-03-11"), Money::cents(148000)},
             {"2026-1522", day("2026-04-02"), Money::cents(30000)}},
        .instalments = {},
        .assessment =
            PlanAssessment{
                .norm_amount = Money::cents(9500),
                .income = Money::cents(143100),
                .protected_income = Money::cents(131245),
            },
        .payment = example_payment(),
    };
    const Date first_due_date = day("2026-08-01");
    for (int month = 0; month < 24; ++month) {
        plan.instalments.push_back(
            {first_due_date.plus_months(month, base::MonthEnd::last_day),
             Money::cents(month < 23 ? 7500 : 5500)}
        );
    }
    return plan;
}

FriendlyReminder example_reminder() {
    return {
        .instalment_number = 3,
        .instalment_count = 24,
        .due_date = day("2026-10-01"),
        .amount = Money::cents(7500),
        .open_amount = Money::cents(5000),
        .payments_known_until = day("2026-10-09"),
        .payment = example_payment(),
    };
}

}  // namespace

std::map<std::string, nlohmann::json> letter_examples(const Letterhead& letterhead) {
    LetterFacts reminder_letter = example_letter();
    reminder_letter.date = day("2026-10-12");
    return {
        {plan_confirmation_kind,
         plan_confirmation_values(example_letter(), example_plan(), letterhead)},
        {friendly_reminder_kind,
         friendly_reminder_values(reminder_letter, example_reminder(), letterhead)},
    };
}

}  // namespace draagkracht::letters
