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
#include "draagkracht/norms/living_situation.hpp"

namespace draagkracht::capacity {

// The kinds of Rv art. 475c lid 1, in the order of its letters a to j.
enum class IncomeKind {
    participation_benefit,
    social_security,
    war_pension,
    civil_servant_pay,
    wage,
    insurance_payment,
    pension,
    provisional_tax_refund,
    maintenance,
    allowance,
};

[[nodiscard]] std::string_view name_of(IncomeKind kind);

// Kinds a to i count for art. 475db and 475dc; allowances (j) do not.
[[nodiscard]] constexpr bool counts_as_income(IncomeKind kind) {
    return kind != IncomeKind::allowance;
}

struct Income {
    IncomeKind kind;
    base::Money monthly;  // Net, with holiday pay in it.
    // Whether the repayment is to come from it ("onder beslag" in the words of art. 475db). Income
    // of which it does not come lowers the protected income.
    std::optional<bool> for_repayment;
};

struct Person {
    std::optional<base::Date> birth_date;
    std::optional<bool> in_institution;          // Care or nursing, Participatiewet art. 23.
    std::optional<std::vector<Income>> incomes;  // Empty vector: known to have none.
};

// Somebody else who has the main residence in the same home; Participatiewet art. 19a.
struct Housemate {
    std::optional<base::Date> birth_date;
    std::optional<bool> commercial;  // Rents or boards by written contract at a market price.
    std::optional<bool> student;     // In education that art. 19a exempts.
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
};

}  // namespace draagkracht::capacity
