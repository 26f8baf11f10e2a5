// A line of text as somebody types it into a field: a name, a street, a reason.
//
//     check_plain_line("Dorpsstraat")   // holds
//     check_plain_line("a\nb")          // base.not-a-line
//
// What the database, a page and a letter all can hold: valid UTF-8, no control characters, at most
// 200 bytes.
#pragma once

#include <cstddef>
#include <string_view>

#include "draagkracht/base/problem.hpp"

namespace draagkracht::base {

inline constexpr std::size_t plain_line_bytes_max = 200;

// Problem base.not-a-line; it does not repeat the text.
[[nodiscard]] Done check_plain_line(std::string_view text);

// Whether the bytes are UTF-8, shortest forms only.
[[nodiscard]] bool is_utf8(std::string_view bytes);

}  // namespace draagkracht::base
