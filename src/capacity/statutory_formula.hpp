// The formula of Rv art. 475da lid 1 to 3: a share of the benefit norm, and additions for the
// allowances that the household misses at its income; at most the statutory maximum.
#pragma once

#include <optional>

#include "draagkracht/base/exact_money.hpp"
#include "draagkracht/capacity/household.hpp"
#include "draagkracht/capacity/worksheet.hpp"

namespace draagkracht::capacity {

// EUR a month before the deductions, not rounded. Empty when the taxable income or a parameter is
// not known, and for the form before 2026, of which the factors of the rent term are not known.
// `household.living_situation` is known.
[[nodiscard]] std::optional<base::ExactMoney> statutory_formula(
    const Household& household, const norms::NormTable& table, Worksheet& sheet
);

}  // namespace draagkracht::capacity
