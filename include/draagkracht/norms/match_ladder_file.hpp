// Reads by which rules the payments of each municipality find their debts: the table [matching] of
// each policy.
//
//     LaddersOfMunicipalities ladders = read_match_ladders("config/policies").value();
//     ladders.at("zandwijk").on(value_date).rules    // own_batch, structured_reference, ...
//
// Reading is as strict as that of the rest of a policy, which read_rules does at the start of every
// command; so a slip in this table is told there too, and a name by which an account would decide
// by itself is refused: norms.account-alone.
#pragma once

#include <filesystem>

#include "draagkracht/base/problem.hpp"
#include "draagkracht/norms/match_ladder.hpp"

namespace draagkracht::norms {

// Problems of reading, as in norms/rules_file.hpp.
[[nodiscard]] base::Outcome<LaddersOfMunicipalities> read_match_ladders(
    const std::filesystem::path& folder
);

}  // namespace draagkracht::norms
