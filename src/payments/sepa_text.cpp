#include "draagkracht/payments/sepa_text.hpp"

#include <algorithm>
#include <cstdint>

#include "draagkracht/text/plain_letters.hpp"

namespace draagkracht::payments {

namespace {

constexpr std::string_view other_characters = "/-?:().,'+ ";

bool is_in_set(char character) {
    return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') ||
           (character >= '0' && character <= '9') ||
           other_characters.find(character) != std::string_view::npos;
}

// What stands for a character that is outside the set.
std::string_view plain(std::uint32_t code) {
    if (const auto letters = text::plain_letters(code)) {
        return *letters;
    }
    switch (code) {
        case '&':
            return "+";
        case '_':
        case 0x2010:
        case 0x2011:
        case 0x2013:
        case 0x2014:
            return "-";
        case '"':
        case '`':
        case 0x2018:
        case 0x2019:
            return "'";
        case '\t':
        case '\n':
        case '\r':
        case 0xA0:
        case 0x202F:
            return " ";
        default:
            return ".";
    }
}

std::string without_spaces_around(std::string text) {
    text.erase(0, std::min(text.find_first_not_of(' '), text.size()));
    text.erase(text.find_last_not_of(' ') + 1);
    return text;
}

}  // namespace

std::string sepa_text(std::string_view text, std::size_t length_max) {
    std::string safe;
    while (!text.empty() && safe.size() < length_max) {
        const text::Character next = text::character_at(text);
        if (next.code < 0x80 && is_in_set(static_cast<char>(next.code))) {
            safe += static_cast<char>(next.code);
        } else {
            safe += plain(next.code);
        }
        text.remove_prefix(next.bytes);
    }
    safe = without_spaces_around(safe.substr(0, length_max));
    return safe.empty() ? "." : safe;
}

bool is_sepa_identifier(std::string_view text) {
    return !text.empty() && text.size() <= sepa_identifier_length_max &&
           std::ranges::all_of(text, is_in_set) && text.front() != '/' && text.back() != '/' &&
           text.front() != ' ' && text.back() != ' ' && text.find("//") == std::string_view::npos;
}

}  // namespace draagkracht::payments
