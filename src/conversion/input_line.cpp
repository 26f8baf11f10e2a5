#include "conversion/input_line.hpp"

#include "draagkracht/conversion/conversion_service.hpp"

namespace draagkracht::conversion {

Reading next_line(std::istream& lines, std::string& line) try {
    line.clear();
    std::streambuf& bytes = *lines.rdbuf();
    for (;;) {
        const int next = bytes.sbumpc();
        if (next == std::char_traits<char>::eof()) {
            return line.empty() ? Reading::done : Reading::line;
        }
        if (next == '\n') {
            return Reading::line;
        }
        if (line.size() == line_bytes_max) {
            return Reading::too_long;
        }
        line.push_back(std::char_traits<char>::to_char_type(next));
    }
} catch (const std::ios_base::failure&) {
    // What a disk that fails, or a folder in place of a file, gives.
    return Reading::unreadable;
}

}  // namespace draagkracht::conversion
