// The rules of the house that a compiler cannot check: which room may include which, what is banned
// and what to use instead, how long a file may be. docs/architecture.md tells why.
//
//     for (const Finding& finding : check_tree(files, rooms)) { ... }
#pragma once

#include <span>
#include <string>
#include <vector>

#include "architecture/source_text.hpp"

namespace draagkracht::architecture {

struct Finding {
    std::string path;
    std::size_t line = 0;
    std::string message;
};

// From the ground floor up: a room may include itself and the rooms before it.
using Rooms = std::vector<std::string>;

[[nodiscard]] std::vector<Finding> check_file(const SourceText& file, const Rooms& rooms);

// What shows only in all files together: a header that nobody includes.
[[nodiscard]] std::vector<Finding> check_together(std::span<const SourceText> files);

}  // namespace draagkracht::architecture
