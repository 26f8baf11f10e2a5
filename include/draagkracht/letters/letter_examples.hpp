// One invented letter of each kind: to check the templates at start, and to preview a new wording.
#pragma once

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "draagkracht/norms/policy.hpp"

namespace draagkracht::letters {

// The values for the template of each kind of letter that the program can write, by kind.
[[nodiscard]] std::map<std::string, nlohmann::json> letter_examples(
    const norms::Letterhead& letterhead
);

}  // namespace draagkracht::letters
