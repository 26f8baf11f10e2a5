// The lines of a file of JSON Lines, one after another, with a bound on what is kept of one.
#pragma once

#include <istream>
#include <string>

namespace draagkracht::conversion {

enum class Reading { line, too_long, unreadable, done };

// The next line, without its end; never holds more than line_bytes_max of it.
[[nodiscard]] Reading next_line(std::istream& lines, std::string& line);

}  // namespace draagkracht::conversion
