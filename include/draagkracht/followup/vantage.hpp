// From where the past is looked at: a day, and what was known by when.
//
//     Vantage{day, day};    // how it stood on that day, as it was known then
//     Vantage{day, today};  // as we know it now
#pragma once

#include "draagkracht/base/date.hpp"

namespace draagkracht::followup {

struct Vantage {
    base::Date day;
    base::Date known_on;
};

}  // namespace draagkracht::followup
