// A household as it is known on one date: the facts from which repayment capacity is computed.
//
// What is not known is empty, and stays so: no default, no average, no zero. An assessment over an
// incomplete household answers with the questions to ask.
//
//     Household household{.reference = "A-17", .date = today, .municipality = "zandwijk"};
//     household.living_situation = LivingSituation::single;
//     household.debtor.incomes = std::vector{Income{IncomeKind::wage, Money::cents(190000), true}};
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "draagkracht/base/date.hpp"
#include "draagkracht/base/money.hpp"
#include "draagkracht/capacity/housing.hpp"
#include "draagkracht/capacity/income.hpp"
#include "draagkracht/norms/living_situation.hpp"

namespace draagkracht::capacity {

struct Person {
    std::optional<base::Date> birth_date;
    std::optional<bool> in_institution;          // Care or nursing, Participatiewet art. 23.
    std::optional<std::vector<Income>> incomes;  // Empty vector: known to have none.
    std::optional<base::Money> care_price = {};  // A month, for the care in an institution.
};

// Somebody else who has the main residence in the same home; Participatiewet art. 19a.
struct Housemate {
    std::optional<base::Date> birth_date;
    std::optional<bool> commercial;  // Rents or boards by written contract at a market price.
    std::optional<bool> student;     // In education that art. 19a exempts.
};

// Where somebody lives who has no address in the population register.
enum class FixedResidence { netherlands, abroad, none };

// How far debt help (schuldhulpverlening) is.
enum class DebtHelp { none, applied, stabilisation, arrangement, statutory };

[[nodiscard]] std::string_view name_of(FixedResidence residence);
[[nodiscard]] std::string_view name_of(DebtHelp stage);

// What else has to be paid every month, by law or agreement: maintenance for a child, another plan.
struct Obligation {
    std::string what;
    base::Money monthly;
};

struct Household {
    std::string reference;  // The caller's own; comes back in the worksheet.
    base::Date date;
    std::string municipality;  // Its code, by which the policy is found: "zandwijk".

    std::optional<norms::LivingSituation> living_situation;
    std::optional<bool> registered_address;              // In the population register (BRP).
    std::optional<base::Money> taxable_income_per_year;  // Of debtor and spouse, Rv art. 475d.
    std::optional<std::vector<Housemate>> housemates;
    Person debtor;
    std::optional<Person> partner;

    std::optional<FixedResidence> fixed_residence = {};  // Without a registered address.
    // Whether the debtor tells how they live and what comes in: Participatiewet art. 60 lid 1, and
    // the insight of Rv art. 475e lid 1.
    std::optional<bool> gives_information = {};
    std::optional<DebtHelp> debt_help = {};
    std::optional<base::Date> facts_change_on = {};  // An end that is known: of a contract, a term.
    Housing housing = {};
    std::optional<base::Money> care_premium = {};  // A month, of debtor and partner together.
    std::optional<std::vector<Obligation>> obligations = {};
    std::optional<base::Money> assets = {};
};

}  // namespace draagkracht::capacity
