// The whole of a file that comes with the program.
#pragma once

#include <filesystem>
#include <string>

#include "draagkracht/base/problem.hpp"

namespace draagkracht::pages {

// Problem pages.no-file, with its path.
[[nodiscard]] base::Outcome<std::string> file_text(const std::filesystem::path& path);

}  // namespace draagkracht::pages
