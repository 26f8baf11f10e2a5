// An explanation of a claim, for a person and for a machine.
#pragma once

#include <string>

#include "cli/console.hpp"
#include "draagkracht/access/access_service.hpp"
#include "draagkracht/followup/explanation.hpp"

namespace draagkracht::cli {

[[nodiscard]] Json json_of(const followup::Explanation& explanation);
// For a person, who knows officers by their names; for a machine they keep their numbers.
[[nodiscard]] std::string text_of(
    const followup::Explanation& explanation, const access::OfficerNames& names
);

}  // namespace draagkracht::cli
