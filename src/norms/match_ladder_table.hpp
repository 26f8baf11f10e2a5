// The table [matching] of a policy.
#pragma once

#include "draagkracht/norms/match_ladder.hpp"
#include "norms/toml_file.hpp"

namespace draagkracht::norms {

// Without the table the ladder of the program holds.
[[nodiscard]] MatchLadders take_match_ladders(TomlTable& root);

}  // namespace draagkracht::norms
