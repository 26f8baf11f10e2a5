#include "cli/demo/demo_debtors.hpp"

#include <fmt/format.h>

#include <array>

namespace draagkracht::cli {

using base::Money;

namespace {

struct Case {
    DemoAgreement agreement;
    DemoPayment payment;
};

constexpr Case paid_by_norm{DemoAgreement::as_the_norm, DemoPayment::with_reference};
constexpr Case paid_below{DemoAgreement::below_the_norm, DemoPayment::with_reference};
constexpr Case paid_above{DemoAgreement::above_the_norm, DemoPayment::with_reference};
constexpr Case typed{DemoAgreement::below_the_norm, DemoPayment::reference_in_text};
constexpr Case by_account{DemoAgreement::as_the_norm, DemoPayment::account_and_amount};
constexpr Case guardian{DemoAgreement::as_the_norm, DemoPayment::same_guardian};
constexpr Case missed{DemoAgreement::below_the_norm, DemoPayment::missed};
constexpr Case former{DemoAgreement::from_a_former_system, DemoPayment::with_reference};

// One row a debtor. The seventh and the thirteenth live on benefit, so their guardian pays the same
// amount for both; and so does the one who pays by set-off.
constexpr std::array<Case, 40> cases{{
    paid_by_norm,
    paid_below,
    paid_above,
    typed,
    paid_by_norm,
    by_account,
    guardian,
    paid_below,
    {DemoAgreement::below_the_norm, DemoPayment::half},
    missed,
    paid_above,
    typed,
    guardian,
    paid_by_norm,
    missed,
    {DemoAgreement::as_the_norm, DemoPayment::reference_with_typo},
    paid_below,
    by_account,
    paid_by_norm,
    missed,
    paid_above,
    {DemoAgreement::as_the_norm, DemoPayment::double_amount},
    typed,
    paid_below,
    paid_by_norm,
    {DemoAgreement::below_the_norm, DemoPayment::half},
    missed,
    paid_by_norm,
    former,
    former,
    {DemoAgreement::from_a_former_system, DemoPayment::missed},
    {DemoAgreement::from_a_former_system, DemoPayment::reference_in_text},
    former,
    former,
    {DemoAgreement::none_yet, DemoPayment::part_of_claim},
    {DemoAgreement::none_yet, DemoPayment::part_of_claim},
    {DemoAgreement::by_set_off, DemoPayment::nothing_due},
    {DemoAgreement::by_direct_debit, DemoPayment::nothing_due},
    {DemoAgreement::none_yet, DemoPayment::nothing_due},
    {DemoAgreement::none_yet, DemoPayment::nothing_due},
}};

struct Surname {
    const char* prefix;
    const char* name;
};

constexpr std::array<Surname, 20> surnames{{
    {"", "Brouwer"},     {"van", "Dam"},       {"", "Yılmaz"},    {"de", "Graaf"}, {"", "Postma"},
    {"van der", "Veen"}, {"", "Hendriks"},     {"", "El Amrani"}, {"", "Kuipers"}, {"de", "Wit"},
    {"", "Schouten"},    {"van den", "Bosch"}, {"", "Verhoeven"}, {"", "Nowak"},   {"", "Meijer"},
    {"", "Peters"},      {"van", "Leeuwen"},   {"", "Koster"},    {"", "Tesfay"},  {"", "Willems"},
}};

constexpr std::array<const char*, 9> initials{
    "A.", "B.J.", "C.M.", "D.", "E.H.", "F.", "G.P.", "H.", "I.L."};

// Counts up from a stretch of numbers that is not given out, and takes those that pass the test.
std::vector<base::Bsn> demo_bsns(std::size_t count) {
    std::vector<base::Bsn> bsns;
    for (int number = 999'900'000; bsns.size() < count; ++number) {
        if (base::Outcome<base::Bsn> bsn = base::Bsn::parse(std::to_string(number))) {
            bsns.push_back(*bsn);
        }
    }
    return bsns;
}

std::vector<DemoDebtor> make_debtors() {
    const std::vector<base::Bsn> bsns = demo_bsns(cases.size());
    // The guardian's account pays for every debtor under guardianship.
    constexpr int guardian_account_number = 900;
    std::vector<DemoDebtor> debtors;
    for (std::size_t place = 0; place < cases.size(); ++place) {
        const int number = static_cast<int>(place) + 1;
        const bool has_guardian = cases[place].payment == DemoPayment::same_guardian;
        const Surname& surname = surnames[place % surnames.size()];
        debtors.push_back(
            {number,
             fmt::format("{}", 100'200 + number),
             number % 2 == 0 ? "mevrouw" : "de heer",
             initials[place % initials.size()],
             surname.prefix,
             surname.name,
             bsns[place],
             demo_account(has_guardian ? guardian_account_number : number),
             cases[place].agreement,
             cases[place].payment}
        );
    }
    return debtors;
}

// From which the debtor repays, and of which nobody else takes.
capacity::Income income_of(capacity::IncomeKind kind, Money monthly) {
    return {
        .kind = kind,
        .monthly = monthly,
        .for_repayment = true,
        .taken_elsewhere = std::vector<capacity::Taken>{}};
}

}  // namespace

bool DemoDebtor::lives_on_benefit() const {
    return number % 3 == 1;
}

capacity::Household DemoDebtor::household(base::Date date) const {
    capacity::Household household{
        .reference = client_number, .date = date, .municipality = "zandwijk"};
    household.living_situation = norms::LivingSituation::single;
    household.registered_address = true;
    household.housemates = std::vector<capacity::Housemate>{};
    household.debt_help = capacity::DebtHelp::none;
    household.debtor.birth_date = base::Date{std::chrono::year{1970 + number % 30} / 5 / 17};
    household.debtor.in_institution = false;
    if (lives_on_benefit()) {
        // The norm of a single person in the second half of 2026, and the income that is taxed.
        household.taxable_income_per_year = Money::cents(2'000'000);
        household.debtor.incomes = std::vector<capacity::Income>{
            income_of(capacity::IncomeKind::participation_benefit, Money::cents(141'946))};
    } else {
        household.taxable_income_per_year = Money::cents(2'800'000);
        household.debtor.incomes = std::vector<capacity::Income>{
            income_of(capacity::IncomeKind::wage, Money::cents(170'000 + 2'500 * (number % 7)))};
    }
    return household;
}

const std::vector<DemoDebtor>& demo_debtors() {
    static const std::vector<DemoDebtor> debtors = make_debtors();
    return debtors;
}

base::Iban demo_account(int number) {
    for (int check_digits = 2; check_digits <= 98; ++check_digits) {
        if (base::Outcome<base::Iban> account =
                base::Iban::parse(fmt::format("NL{:02}DEMO{:010}", check_digits, number))) {
            return *account;
        }
    }
    throw base::ProgrammerFault{"one of the check digits from 02 to 98 fits every account"};
}

}  // namespace draagkracht::cli
