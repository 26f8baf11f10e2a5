// The words of a line on a worksheet, in the two languages of the program, with its rule and
// source.
#pragma once

#include <string_view>

namespace draagkracht::capacity {

struct LineText {
    std::string_view name;  // "rent_term", as the rule of a later line calls it
    std::string_view dutch;
    std::string_view english;
    std::string_view rule;     // In the names of steps and parameters: "base_share x norm A".
    std::string_view article;  // Of law; empty where policy decides.
};

}  // namespace draagkracht::capacity
