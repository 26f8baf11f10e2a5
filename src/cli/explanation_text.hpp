// An explanation of a claim, for a person and for a machine.
#pragma once

#include <string>

#include "cli/console.hpp"
#include "draagkracht/followup/explanation.hpp"

namespace draagkracht::cli {

[[nodiscard]] Json json_of(const followup::Explanation& explanation);
[[nodiscard]] std::string text_of(const followup::Explanation& explanation);

}  // namespace draagkracht::cli
