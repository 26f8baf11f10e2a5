// The protected income (beslagvrije voet) is what must be left to a debtor each month; Rv art.
// 475da to 475e, in the form that holds since 2026-01-01.
//
//     std::optional<Incomes> incomes = incomes_of(household, sheet);
//     std::optional<Money> floor = protected_income(household, incomes, *table, sheet);
//     // single, taxable 28,000 a year, no other limits, from 2026-07-01: EUR 1451.42
//
// Where the text leaves a choice, the debtor keeps more: docs/decisions tells each.
#pragma once

#include <optional>

#include "draagkracht/base/money.hpp"
#include "draagkracht/capacity/household.hpp"
#include "draagkracht/capacity/incomes.hpp"
#include "draagkracht/capacity/worksheet.hpp"

namespace draagkracht::capacity {

// EUR a month, rounded once, at the end, half-up; of the debtor, and of the partner too when both
// repay. Empty when a fact or parameter is not known, or for what is not covered: the form before
// 2026, abroad, art. 475da lid 7, and a partner who repays beside an institution or without
// address. Goes as far as it can without incomes, so that the sheet asks for all that is missing at
// once.
[[nodiscard]] std::optional<base::Money> protected_income(
    const Household& household,
    const std::optional<Incomes>& incomes,
    const norms::NormTable& table,
    Worksheet& sheet
);

}  // namespace draagkracht::capacity
