// The incomes of a household added up, by person and by what the law does with them.
//
//     std::optional<Incomes> incomes = incomes_of(household, sheet);
//     // empty: the sheet asks what is not known
//     incomes->debtor.for_repayment;   // what there is to repay from
#pragma once

#include <optional>

#include "draagkracht/base/money.hpp"
#include "draagkracht/capacity/household.hpp"
#include "draagkracht/capacity/worksheet.hpp"

namespace draagkracht::capacity {

// Of one person; EUR a month, net, with holiday pay. "Kinds a to i" are those of Rv art. 475c
// lid 1.
struct IncomeSums {
    base::Money counted;        // Kinds a to i, whole.
    base::Money for_repayment;  // Any kind, less what others take from it.
    base::Money unattached;   // Kinds a to i beside it that nobody attached, less what is set off.
    base::Money taken;        // From kinds a to i, by others.
    base::Money company_car;  // Wage tax on its private use, once art. 475db lid 1 onder c bites.
    bool repays = false;      // Whether any income is for the repayment.
    bool participation_benefit = false;
    bool repays_from_benefit = false;  // The benefit is for the repayment: it can be set off.
};

struct Incomes {
    IncomeSums debtor;
    IncomeSums partner;

    // Kinds a to i, less what others take.
    [[nodiscard]] base::Money household() const;
};

// Empty when an income, or what others take from it, is not known; the sheet then says what to ask.
[[nodiscard]] std::optional<Incomes> incomes_of(const Household& household, Worksheet& sheet);

}  // namespace draagkracht::capacity
