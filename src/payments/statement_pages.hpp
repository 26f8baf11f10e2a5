// Pages of a statement that the bank split, over one file or several, in whatever order. When all
// are here each gets the balances at which it follows on another and goes on in another, and is
// proved as a statement of its own between these. Of a statement of which a page is missing nothing
// is taken.
//
//     page 1: opening 100.00, +25.00        page 2: -5.00, closing 120.00
//     // page 1 closes, and page 2 opens, with 125.00
#pragma once

#include <vector>

#include "payments/statement_file.hpp"

namespace draagkracht::payments {

// In the order of the files: whether all of its pages can be taken. Problems
// payments.pages-missing, and those of control.
[[nodiscard]] std::vector<base::Done> join_pages(const std::vector<CheckedFile*>& files);

}  // namespace draagkracht::payments
