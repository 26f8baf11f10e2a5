// What to know beside the figures: until when they hold, and what a person has to decide.
#pragma once

#include <optional>

#include "draagkracht/capacity/household.hpp"
#include "draagkracht/capacity/incomes.hpp"
#include "draagkracht/capacity/worksheet.hpp"

namespace draagkracht::capacity {

// `sheet.norms` is there. The notices of a raise for housing costs come with that raise.
void note_notices(
    const Household& household,
    const std::optional<base::Money>& norm,
    const std::optional<Incomes>& incomes,
    Worksheet& sheet
);

}  // namespace draagkracht::capacity
