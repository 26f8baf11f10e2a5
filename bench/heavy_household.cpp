#include "heavy_household.hpp"

#include <fmt/format.h>

namespace draagkracht::bench {

using base::Money;
using capacity::DebtHelp;
using capacity::Household;
using capacity::Housemate;
using capacity::Income;
using capacity::IncomeKind;
using capacity::Obligation;
using capacity::Person;
using capacity::Taken;
using capacity::TakingWay;
using capacity::Tenure;

std::int64_t HeavyHouseholds::between(std::int64_t least, std::int64_t most) {
    const auto width = static_cast<std::uint64_t>(most - least + 1);
    return least + static_cast<std::int64_t>(engine_() % width);
}

base::Date HeavyHouseholds::day_between(std::string_view first, std::string_view last) {
    const base::Date from = base::Date::parse(first).value();
    const int days = from.days_until(base::Date::parse(last).value());
    return from.plus_days(static_cast<int>(between(0, days)));
}

Income HeavyHouseholds::income(bool of_debtor) {
    Income income{
        .kind = static_cast<IncomeKind>(between(0, static_cast<int>(IncomeKind::maintenance))),
        .monthly = Money::cents(between(100'00, 1'200'00)),
        .for_repayment = of_debtor && between(1, 3) > 1,
        .taken_elsewhere = std::vector<Taken>{}};
    if (between(1, 3) == 1) {
        income.taken_elsewhere->push_back(
            {TakingWay::attachment, Money::cents(between(10'00, 60'00)), "Belastingdienst"}
        );
    }
    return income;
}

Income HeavyHouseholds::allowance(capacity::AllowanceKind kind) {
    return {
        .kind = IncomeKind::allowance,
        .monthly = Money::cents(between(20'00, 350'00)),
        .for_repayment = false,
        .taken_elsewhere = std::vector<Taken>{},
        .allowance = kind};
}

Person HeavyHouseholds::person(bool is_debtor) {
    Person person{
        .birth_date = day_between("1962-01-01", "2003-12-31"),
        .in_institution = false,
        .incomes = std::vector<Income>{}};
    for (int left = 3; left > 0; --left) {
        person.incomes->push_back(income(is_debtor));
    }
    if (is_debtor) {
        person.incomes->push_back(allowance(capacity::AllowanceKind::healthcare));
        person.incomes->push_back(allowance(capacity::AllowanceKind::rent));
    }
    return person;
}

Household HeavyHouseholds::next() {
    ++made_;
    Household household{
        .reference = fmt::format("heavy-{:07}", made_),
        .date = day_between("2026-01-01", "2026-12-31"),
        .municipality = made_ % 2 == 0 ? "zandwijk" : "lierveld",
        .living_situation = norms::LivingSituation::couple_with_children,
        .registered_address = true,
        .taxable_income_per_year = Money::cents(between(18'000'00, 60'000'00)),
        .housemates = std::vector<Housemate>{},
        .debtor = person(true),
        .partner = person(false),
        .gives_information = true,
        .debt_help = DebtHelp::none,
        .housing =
            {.monthly_cost = Money::cents(between(500'00, 1'400'00)),
             .tenure = Tenure::rented,
             .rent_allowance = true},
        .care_premium = Money::cents(between(250'00, 340'00)),
        .obligations =
            std::vector<Obligation>{{"alimentatie", Money::cents(between(50'00, 90'00))}},
        .assets = Money::cents(between(0, 9'000'00))};
    if (between(1, 2) == 1) {
        household.housing.increase_from = household.date;
    }
    for (int left = 3; left > 0; --left) {
        household.housemates->push_back(
            {.birth_date = day_between("1950-01-01", "1999-01-01"),
             .commercial = between(1, 4) == 1,
             .student = between(1, 4) == 1}
        );
    }
    return household;
}

}  // namespace draagkracht::bench
