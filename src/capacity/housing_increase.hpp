// High housing costs raise the protected income when the debtor asks for it, for a term; Rv art.
// 475da lid 5 and 6.
#pragma once

#include <optional>

#include "draagkracht/base/date.hpp"
#include "draagkracht/base/exact_money.hpp"
#include "draagkracht/capacity/household.hpp"
#include "draagkracht/capacity/worksheet.hpp"

namespace draagkracht::capacity {

// The first day without the raise that was asked for; empty when none was asked for, or a term is
// not known.
[[nodiscard]] std::optional<base::Date> housing_increase_end(
    const Household& household, const norms::ProtectedIncomeParameters& parameters
);

// EUR a month by which the housing costs are above the limit on the day of the household; zero when
// no raise is asked for, before it begins and after its term. Empty when something is not known.
[[nodiscard]] std::optional<base::ExactMoney> housing_excess(
    const Household& household, const norms::NormTable& table, Worksheet& sheet
);

}  // namespace draagkracht::capacity
