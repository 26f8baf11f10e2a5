// A part of a long list.
#pragma once

namespace draagkracht::payments {

struct ListRange {
    int limit;
    int offset = 0;
};

}  // namespace draagkracht::payments
