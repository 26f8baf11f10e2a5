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

LetterFacts example_letter(Date date) {
    return {
        .date = date,
        .reference = "R-2026-0012",
        .addressee =
            {.salutation = people::Salutation::mevrouw,
             .initials = "J.",
             .prefix = "de",
             .surname = "Vries"},
        .address =
            {.street = "Dorpsstraat",
             .house_number = "12",
             .postal_code = "9990AB",
             .city = "Zandwijk"},
        .officer = "Anouk Jansen",
    };
}

// EUR 1,780 in instalments of EUR 75: 23 whole ones and EUR 55.
std::vector<plans::Instalment> example_schedule() {
    std::vector<plans::Instalment> schedule;
    Money cumulative;
    for (int number = 1; number <= 24; ++number) {
        const Money amount = Money::cents(number < 24 ? 7500 : 5500);
        cumulative += amount;
        const Date due_date = day("2026-08-01").plus_months(number - 1, base::MonthEnd::last_day);
        schedule.push_back({number, due_date, amount, cumulative});
    }
    return schedule;
}

PlanConfirmation example_confirmation() {
    return {
        .plan =
            {.municipality = base::MunicipalityId{1},
             .person = base::PersonId{1},
             .plan_number = "R-2026-0012",
             .payment_reference = base::PaymentReference::for_number(56789012345),
             .agreed_on = day("2026-06-24"),
             .agreed_by = "officer:1",
             .assessed =
                 plans::AssessedAmounts{
                     .norm = Money::cents(9500),
                     .protected_income = Money::cents(131245),
                     .income = Money::cents(143100),
                 },
             .agreed_amount = Money::cents(7500),
             .debtors_own_wish = false,
             .difference_reason = "spread over two years",
             .contact = {},
             .assessment = {},
             .claims =
                 {{base::ClaimId{1}, 1, Money::cents(148000)},
                  {base::ClaimId{2}, 2, Money::cents(30000)}},
             .terms = plans::monthly(Money::cents(7500), example_schedule().front().due_date),
             .schedule = example_schedule()},
        .decisions = {{"2026-1401", day("2026-03-11")}, {"2026-1522", day("2026-04-02")}},
    };
}

FriendlyReminder example_reminder() {
    return {
        .missed =
            {.instalment = example_schedule()[2],
             .paid = Money::cents(2500),
             .open = Money::cents(5000),
             .state = plans::InstalmentState::overdue},
        .instalment_count = 24,
        .payment_reference = base::PaymentReference::for_number(56789012345),
        .counted = {.paid = Money::cents(17500), .last_counted = base::AllocationId{1}},
        .payments_known_until = day("2026-10-09"),
    };
}

}  // namespace

std::map<std::string, nlohmann::json> letter_examples(const norms::Letterhead& letterhead) {
    return {
        {plan_confirmation_kind,
         plan_confirmation_values(
             example_letter(day("2026-07-01")), example_confirmation(), letterhead
         )},
        {friendly_reminder_kind,
         friendly_reminder_values(
             example_letter(day("2026-10-12")), example_reminder(), letterhead
         )},
    };
}

}  // namespace draagkracht::letters
