// Reads the policy of one body: config/policies/zandwijk.toml.
#pragma once

#include <filesystem>

#include "draagkracht/base/problem.hpp"
#include "draagkracht/norms/policy_book.hpp"

namespace draagkracht::norms {

[[nodiscard]] base::Outcome<Policy> read_policy_file(const std::filesystem::path& path);

}  // namespace draagkracht::norms
