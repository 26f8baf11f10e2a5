// In which order several files of statements are taken in: as the bank made them, whatever their
// names, so that each finds what comes before it.
//
//     order_of_files({{30 June, ...}, {29 June, ...}})      // {1, 0}
//
// By their first day; of one day the one first on whose closing balance the other opens.
#pragma once

#include <string>
#include <vector>

#include "draagkracht/base/date.hpp"
#include "draagkracht/base/money.hpp"

namespace draagkracht::payments {

// Of its earliest statement.
struct PlaceOfFile {
    base::Date first_day;
    std::string account;
    base::Date date;
    base::Money opening;
    base::Money closing;
};

// Places in the list.
[[nodiscard]] std::vector<std::size_t> order_of_files(const std::vector<PlaceOfFile>& files);

}  // namespace draagkracht::payments
