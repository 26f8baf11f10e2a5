// A line of text as somebody types it into a field, a name, a street, a reason; and a text of
// several lines, as a note of a talk.
//
//     check_plain_line("Dorpsstraat")       // holds
//     check_plain_line("a\nb")              // base.not-a-line
//     check_plain_text("a\nb", 2000)        // holds
//
// What the database, a page and a letter all can hold: valid UTF-8, no control characters but those
// that end a line or indent it, and not more than fits: 200 bytes in a line.
#pragma once

#include <cstddef>
#include <string_view>

#include "draagkracht/base/problem.hpp"

namespace draagkracht::base {

inline constexpr std::size_t plain_line_bytes_max = 200;

// Problem base.not-a-line; it does not repeat the text.
[[nodiscard]] Done check_plain_line(std::string_view text);

// A line that says something, as a reason must. Problem base.not-a-line with the field, also for
// blanks alone.
[[nodiscard]] Done check_told_line(std::string_view text, std::string_view field);

// Problem base.not-a-text; it does not repeat the text.
[[nodiscard]] Done check_plain_text(std::string_view text, std::size_t bytes_max);

// Whether the bytes are UTF-8, shortest forms only.
[[nodiscard]] bool is_utf8(std::string_view bytes);

}  // namespace draagkracht::base
