#include "draagkracht/payments/sepa_text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace draagkracht::payments {

namespace {

constexpr std::string_view other_characters = "/-?:().,'+ ";

bool is_in_set(char character) {
    return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') ||
           (character >= '0' && character <= '9') ||
           other_characters.find(character) != std::string_view::npos;
}

// U+00C0 to U+00FF, the letters of western Europe; each stands for its plain letters.
constexpr std::array<std::string_view, 64> latin_1{
    "A", "A", "A", "A", "A", "A", "AE", "C", "E", "E", "E", "E", "I", "I", "I",  "I",
    "D", "N", "O", "O", "O", "O", "O",  ".", "O", "U", "U", "U", "U", "Y", "TH", "ss",
    "a", "a", "a", "a", "a", "a", "ae", "c", "e", "e", "e", "e", "i", "i", "i",  "i",
    "d", "n", "o", "o", "o", "o", "o",  ".", "o", "u", "u", "u", "u", "y", "th", "y"};

// U+0100 to U+017F, those of central Europe and Turkey.
constexpr std::array<std::string_view, 128> latin_extended{
    "A", "a", "A",  "a",  "A", "a", "C", "c", "C", "c", "C", "c", "C", "c", "D", "d",
    "D", "d", "E",  "e",  "E", "e", "E", "e", "E", "e", "E", "e", "G", "g", "G", "g",
    "G", "g", "G",  "g",  "H", "h", "H", "h", "I", "i", "I", "i", "I", "i", "I", "i",
    "I", "i", "IJ", "ij", "J", "j", "K", "k", "k", "L", "l", "L", "l", "L", "l", "L",
    "l", "L", "l",  "N",  "n", "N", "n", "N", "n", "n", "N", "n", "O", "o", "O", "o",
    "O", "o", "OE", "oe", "R", "r", "R", "r", "R", "r", "S", "s", "S", "s", "S", "s",
    "S", "s", "T",  "t",  "T", "t", "T", "t", "U", "u", "U", "u", "U", "u", "U", "u",
    "U", "u", "U",  "u",  "W", "w", "Y", "y", "Y", "Z", "z", "Z", "z", "Z", "z", "s"};

// One character of UTF-8: what it is, and how many bytes it takes. A byte that begins none is one
// that is unknown.
struct Character {
    std::uint32_t code;
    std::size_t bytes;
};

Character character_at(std::string_view text) {
    const auto byte = [text](std::size_t place) { return static_cast<unsigned char>(text[place]); };
    const unsigned char lead = byte(0);
    const std::size_t bytes = lead < 0x80 ? 1U : lead < 0xE0 ? 2U : lead < 0xF0 ? 3U : 4U;
    if (bytes == 1 || bytes > text.size() || lead < 0xC0) {
        return {lead < 0x80 ? lead : 0xFFFFU, 1};
    }
    std::uint32_t code = lead & (0xFFU >> (bytes + 1));
    for (std::size_t place = 1; place < bytes; ++place) {
        code = (code << 6U) | (byte(place) & 0x3FU);
    }
    return {code, bytes};
}

// What stands for a character that is outside the set.
std::string_view plain(std::uint32_t code) {
    if (code >= 0xC0 && code <= 0xFF) {
        return latin_1.at(code - 0xC0);
    }
    if (code >= 0x100 && code <= 0x17F) {
        return latin_extended.at(code - 0x100);
    }
    if (code >= 0x300 && code <= 0x36F) {
        return "";  // an accent that follows its letter
    }
    switch (code) {
        case 0x218:
            return "S";
        case 0x219:
            return "s";
        case 0x21A:
            return "T";
        case 0x21B:
            return "t";
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
        const Character next = character_at(text);
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
