// Reads one half-year of norms: config/norms/2026-07-01.toml.
#pragma once

#include <filesystem>

#include "draagkracht/base/problem.hpp"
#include "draagkracht/norms/norm_table.hpp"

namespace draagkracht::norms {

[[nodiscard]] base::Outcome<NormTable> read_norm_file(const std::filesystem::path& path);

}  // namespace draagkracht::norms
