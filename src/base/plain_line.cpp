#include "draagkracht/base/plain_line.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace draagkracht::base {

namespace {

unsigned byte_at(std::string_view bytes, std::size_t place) {
    return static_cast<unsigned char>(bytes[place]);
}

// How many bytes the character takes that starts with this one; 0 when none can.
std::size_t length_by_first_byte(unsigned first) {
    if (first < 0x80) {
        return 1;
    }
    if (first >= 0xC2 && first <= 0xDF) {
        return 2;
    }
    if (first >= 0xE0 && first <= 0xEF) {
        return 3;
    }
    return first >= 0xF0 && first <= 0xF4 ? 4 : 0;
}

// RFC 3629 table 3-7: after these first bytes the second has a smaller range, which keeps out long
// forms, surrogates and what lies beyond U+10FFFF.
bool second_byte_fits(unsigned first, unsigned second) {
    const unsigned lowest = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    const unsigned highest = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
    return second >= lowest && second <= highest;
}

bool is_control(char character) {
    const auto code = static_cast<unsigned char>(character);
    return code < 0x20 || code == 0x7F;
}

bool is_control_in_text(char character) {
    return is_control(character) && character != '\n' && character != '\r' && character != '\t';
}

}  // namespace

bool is_utf8(std::string_view bytes) {
    for (std::size_t place = 0; place < bytes.size();) {
        const unsigned first = byte_at(bytes, place);
        const std::size_t length = length_by_first_byte(first);
        if (length == 0 || place + length > bytes.size()) {
            return false;
        }
        if (length > 1 && !second_byte_fits(first, byte_at(bytes, place + 1))) {
            return false;
        }
        for (std::size_t more = 2; more < length; ++more) {
            if ((byte_at(bytes, place + more) & 0xC0U) != 0x80U) {
                return false;
            }
        }
        place += length;
    }
    return true;
}

Done check_plain_line(std::string_view text) {
    if (text.size() > plain_line_bytes_max) {
        return problem("base.not-a-line", "the text is longer than 200 bytes", "shorten it");
    }
    if (!is_utf8(text) || std::ranges::any_of(text, is_control)) {
        return problem(
            "base.not-a-line",
            "the text holds control characters or is not UTF-8",
            "a field holds one line of plain text"
        );
    }
    return {};
}

Done check_told_line(std::string_view text, std::string_view field) {
    const bool says_something = text.find_first_not_of(' ') != std::string_view::npos;
    const Done line = says_something
                          ? check_plain_line(text)
                          : problem("base.not-a-line", "this says nothing", "fill it in");
    return line ? line : tl::unexpected(line.error().at(field));
}

Done check_plain_text(std::string_view text, std::size_t bytes_max) {
    if (text.size() > bytes_max) {
        return problem(
            "base.not-a-text",
            fmt::format("the text is longer than {} bytes", bytes_max),
            "shorten it"
        );
    }
    if (!is_utf8(text) || std::ranges::any_of(text, is_control_in_text)) {
        return problem(
            "base.not-a-text",
            "the text holds control characters or is not UTF-8",
            "a field holds plain text"
        );
    }
    return {};
}

}  // namespace draagkracht::base
