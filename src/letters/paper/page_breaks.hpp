// Where pages end. A letter is a sequence of strips, each as wide as the text and never cut: a line
// of a paragraph, a row of a table, a heading.
//
//     page_starts(strips, page_height)   // {0, 17, 41}: the second page begins with strip 17
#pragma once

#include <cstddef>
#include <vector>

#include "draagkracht/base/problem.hpp"

namespace draagkracht::letters {

// Lengths are points. A heading keeps with the text below it, the first line of a paragraph with
// the second, the last row of a table with the one before.
struct StripFlow {
    double space_before = 0;  // left out at the top of a page
    double height = 0;
    bool keep_with_next = false;
    bool starts_page = false;
    double height_repeated = 0;  // of the table header that returns above it at the top of a page
};

// The place of the first strip of each page. What keeps together goes to the next page as a whole,
// unless it is taller than a page. Problem letters.too-tall when one strip is.
[[nodiscard]] base::Outcome<std::vector<std::size_t>> page_starts(
    const std::vector<StripFlow>& strips, double page_height
);

}  // namespace draagkracht::letters
