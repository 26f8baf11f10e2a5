// From where on a list that is too long for one page is shown: "?vanaf=50".
#pragma once

#include "draagkracht/api/request.hpp"

namespace draagkracht::pages {

// Zero when nothing is said, or nothing that reads.
[[nodiscard]] int page_offset(const api::Request& request);

}  // namespace draagkracht::pages
