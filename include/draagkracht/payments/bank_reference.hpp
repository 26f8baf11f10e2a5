// What a bank writes where a reference would stand, and there is none: an MT940 says NONREF, a
// camt.053 NOTPROVIDED, and many nothing at all. It is kept as the bank wrote it, and names
// nothing: two entries that bear it have nothing in common.
//
//     is_reference("B-17")     // true
//     is_reference("NONREF")   // false
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace draagkracht::payments {

inline constexpr std::array<std::string_view, 3> no_references{"", "NONREF", "NOTPROVIDED"};

[[nodiscard]] constexpr bool is_reference(std::string_view text) {
    return std::ranges::find(no_references, text) == no_references.end();
}

}  // namespace draagkracht::payments
