// Why something that stands in an answer is not possible: a proposal that cannot be made, what
// keeps a month from being closed. An officer reads it, so it is in Dutch; an error is read by who
// builds, and stays English (docs/decisions/0010-interface-in-dutch.md).
//
//     dutch_reason_of("plans.no-capacity").detail   // "Er is nu niets om van af te lossen."
#pragma once

#include <string_view>

namespace draagkracht::api {

struct DutchReason {
    std::string_view detail;
    std::string_view remedy;
};

// By the code of the problem; of a code without words of its own, that it cannot be.
[[nodiscard]] DutchReason dutch_reason_of(std::string_view code);

}  // namespace draagkracht::api
