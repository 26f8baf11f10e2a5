// The four living situations (leefsituatie) that the law tells apart, Rv art. 475da lid 1.
//
//     living_situation_of("single_parent")   // LivingSituation::single_parent
#pragma once

#include <optional>
#include <string_view>

namespace draagkracht::norms {

enum class LivingSituation { single, single_parent, couple, couple_with_children };

[[nodiscard]] std::string_view name_of(LivingSituation situation);
[[nodiscard]] std::optional<LivingSituation> living_situation_of(std::string_view name);

[[nodiscard]] constexpr bool is_couple(LivingSituation situation) {
    return situation == LivingSituation::couple ||
           situation == LivingSituation::couple_with_children;
}

[[nodiscard]] constexpr bool has_children(LivingSituation situation) {
    return situation == LivingSituation::single_parent ||
           situation == LivingSituation::couple_with_children;
}

}  // namespace draagkracht::norms
