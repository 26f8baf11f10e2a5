// Reads the policy of one body: config/policies/zandwijk.toml.
#pragma once

#include <filesystem>

#include "draagkracht/base/problem.hpp"
#include "draagkracht/norms/policy_book.hpp"
#include "norms/law_over_policy.hpp"

namespace draagkracht::norms {

// Problem norms.set-by-law for a key that an act decides, norms.beyond-law for a value that takes
// more than an act leaves; beside those of reading.
[[nodiscard]] base::Outcome<Policy> read_policy_file(
    const std::filesystem::path& path, const LawOverPolicy& law
);

}  // namespace draagkracht::norms
