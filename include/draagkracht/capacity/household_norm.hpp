// Finds the benefit norm of a household: ages, institution and who shares costs, from its facts.
//
//     Worksheet sheet{.norms = table};
//     std::optional<Money> norm = household_norm(household, *table, law, sheet);
//     // empty: the sheet says which facts to ask
#pragma once

#include <optional>

#include "draagkracht/base/money.hpp"
#include "draagkracht/capacity/household.hpp"
#include "draagkracht/capacity/worksheet.hpp"
#include "draagkracht/norms/law.hpp"

namespace draagkracht::capacity {

// EUR a month, net, with holiday pay in it; Participatiewet art. 19a to 23. Notes its steps, or
// what is in its way, on the sheet.
[[nodiscard]] std::optional<base::Money> household_norm(
    const Household& household,
    const norms::NormTable& table,
    const norms::Law& law,
    Worksheet& sheet
);

// Whole years on the date; somebody born on 29 February has the birthday on 1 March otherwise.
[[nodiscard]] int age_on(base::Date birth_date, base::Date date);

}  // namespace draagkracht::capacity
