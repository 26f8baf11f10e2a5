// The protected income (beslagvrije voet) is what must be left to a debtor each month; Rv art.
// 475da to 475dc, in the form that holds since 2026-01-01.
//
//     std::optional<Incomes> incomes = incomes_of(household, sheet);
//     std::optional<Money> floor = protected_income(household, incomes, *table, sheet);
//     // single, taxable 28,000 a year, no other limits, from 2026-07-01: EUR 1451.42
//
// Choices where the text leaves one, each in favour of the debtor: an addition is never below zero;
// the 95% of art. 475dc is of all own income, also of that from which the repayment does not come.
#pragma once

#include <optional>

#include "draagkracht/base/money.hpp"
#include "draagkracht/capacity/household.hpp"
#include "draagkracht/capacity/worksheet.hpp"

namespace draagkracht::capacity {

// The incomes of a household added up, EUR a month, net, with holiday pay.
struct Incomes {
    base::Money own;            // Of the debtor, kinds a to i.
    base::Money for_repayment;  // Of the debtor, what the repayment comes from; any kind.
    base::Money own_elsewhere;  // Of the debtor, kinds a to i, from which it does not come.
    base::Money partner;        // Of the partner, kinds a to i.
    bool participation_benefit = false;

    [[nodiscard]] base::Money household() const { return own + partner; }
};

// Empty when an income is not known; the sheet then says what to ask.
[[nodiscard]] std::optional<Incomes> incomes_of(const Household& household, Worksheet& sheet);

// EUR a month, rounded once, at the end, half-up. Empty when a fact or parameter is not known, or
// for what is not covered: the form before 2026, and an institution (art. 475e lid 2). Goes as far
// as it can without incomes, so that the sheet asks for all that is missing at once.
[[nodiscard]] std::optional<base::Money> protected_income(
    const Household& household,
    const std::optional<Incomes>& incomes,
    const norms::NormTable& table,
    Worksheet& sheet
);

}  // namespace draagkracht::capacity
