// A year whose books are closed: no decision counts from a day in it any more, so that what was
// reported over that year stays true. Told with who closed it and on which day.
//
//     ClosedYear{2025, closed_on, "officer:7"}
#pragma once

#include <string>

#include "draagkracht/base/date.hpp"

namespace draagkracht::claims {

struct ClosedYear {
    int year;
    base::Date closed_on;
    std::string closed_by;
};

}  // namespace draagkracht::claims
