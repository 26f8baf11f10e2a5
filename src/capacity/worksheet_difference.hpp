// Where two worksheets differ, in words that hold no amount and nothing of a person.
//
//     first_difference(stored, again)   // "steps[4] base_term: value"
#pragma once

#include <string>
#include <string_view>

namespace draagkracht::capacity {

// The first place, in the order of the first worksheet; "the bytes" when they mean the same and are
// written otherwise.
[[nodiscard]] std::string first_difference(std::string_view one, std::string_view other);

}  // namespace draagkracht::capacity
