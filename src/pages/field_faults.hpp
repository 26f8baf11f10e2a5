// What is wrong with a form, beside its fields and as a list of links above it.
//
//     set_faults(values, field_names, faults);   // reason_error: "Schrijf op waarom.", errors: ...
#pragma once

#include <algorithm>
#include <string_view>
#include <vector>

#include "pages/view_parts.hpp"

namespace draagkracht::pages {

// What a field of a form is called in the values, and where a fault links to.
template <typename Field>
struct FieldName {
    Field field;
    std::string_view error_name;
    std::string_view anchor;
};

// Each field has one fault at most; a field without has `false`.
template <typename Names, typename Fault>
void set_faults(Values& values, const Names& names, const std::vector<Fault>& faults) {
    Values list = Values::array();
    for (const auto& name : names) {
        const auto fault = std::ranges::find(faults, name.field, &Fault::field);
        const bool is_wrong = fault != faults.end();
        values[std::string{name.error_name}] = is_wrong ? Values(fault->text) : Values(false);
        if (is_wrong) {
            list.push_back({{"error_field", name.anchor}, {"error_text", fault->text}});
        }
    }
    values["has_errors"] = !list.empty();
    values["errors"] = std::move(list);
}

}  // namespace draagkracht::pages
