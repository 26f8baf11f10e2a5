// Files that others take out of a folder: each is there whole under its name, or not at all,
// whenever the power fails. Written again it stands where it stood.
#pragma once

#include <filesystem>
#include <string>

#include "draagkracht/base/problem.hpp"

namespace draagkracht::cli {

// Makes the folder where it is not there, readable by its owner alone: what is laid in it holds
// names, addresses and debts. Problem cli.unwritable-folder.
[[nodiscard]] base::Done make_folder(const std::filesystem::path& folder);

// Problem cli.unwritable-folder; the register has what was to be written.
[[nodiscard]] base::Done write_whole(const std::filesystem::path& path, const std::string& bytes);

}  // namespace draagkracht::cli
