// Takes a parameter of the norm table, or says on the sheet that it is not known.
#pragma once

#include <optional>
#include <string_view>

#include "draagkracht/capacity/worksheet.hpp"
#include "draagkracht/norms/parameter.hpp"

namespace draagkracht::capacity {

template <typename Value>
const norms::Parameter<Value>* need(
    const std::optional<norms::Parameter<Value>>& parameter, std::string_view row, Worksheet& sheet
) {
    if (!parameter) {
        sheet.hinder_unknown_parameter(row);
        return nullptr;
    }
    return &*parameter;
}

}  // namespace draagkracht::capacity
