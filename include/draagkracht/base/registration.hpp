// What came of registering a set of things at once: a thousand people, a thousand claims.
//
//     Registration done = register_people(...);
//     if (!done.problems.empty()) { ... show them all, commit nothing ... }
//
// The same content again is known and left alone, so that a load can be repeated; other content
// under a number that exists is a problem.
#pragma once

#include <cstddef>
#include <vector>

#include "draagkracht/base/problem.hpp"

namespace draagkracht::base {

struct Registration {
    std::size_t added_count = 0;
    std::size_t known_count = 0;
    // Each says where. When there is one, nothing of the set was written.
    std::vector<Problem> problems;
};

}  // namespace draagkracht::base
