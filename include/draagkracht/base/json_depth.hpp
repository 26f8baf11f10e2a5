// How deep JSON from outside is nested, told before it is parsed: what reads and copies it goes
// down one call a level, and a body of brackets alone would end the program.
//
//     nests_deeper(R"({"a":[1]})", 2)   // false
//     nests_deeper("[[[", 2)            // true, whole or not
#pragma once

#include <string_view>

namespace draagkracht::base {

// More than any form of this program needs: a household holds lists of objects of lists.
inline constexpr int json_depth_max = 32;

// Whether more objects and lists are open at once than `most`. Brackets in texts do not count.
[[nodiscard]] bool nests_deeper(std::string_view json, int most = json_depth_max);

}  // namespace draagkracht::base
