#include "draagkracht/text/plain_letters.hpp"

#include <array>

namespace draagkracht::text {

namespace {

// U+00C0 to U+00FF, the letters of western Europe; each stands for its plain letters; none for the
// two signs.
constexpr std::array<std::string_view, 64> latin_1{
    "A", "A", "A", "A", "A", "A", "AE", "C", "E", "E", "E", "E", "I", "I", "I",  "I",
    "D", "N", "O", "O", "O", "O", "O",  "",  "O", "U", "U", "U", "U", "Y", "TH", "ss",
    "a", "a", "a", "a", "a", "a", "ae", "c", "e", "e", "e", "e", "i", "i", "i",  "i",
    "d", "n", "o", "o", "o", "o", "o",  "",  "o", "u", "u", "u", "u", "y", "th", "y"};

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

}  // namespace

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

std::optional<std::string_view> plain_letters(std::uint32_t code) {
    constexpr std::uint32_t multiplication_sign = 0xD7;
    constexpr std::uint32_t division_sign = 0xF7;
    if (code == multiplication_sign || code == division_sign) {
        return std::nullopt;
    }
    if (code >= 0xC0 && code <= 0xFF) {
        return latin_1.at(code - 0xC0);
    }
    if (code >= 0x100 && code <= 0x17F) {
        return latin_extended.at(code - 0x100);
    }
    if (code >= 0x300 && code <= 0x36F) {
        return "";
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
        default:
            return std::nullopt;
    }
}

}  // namespace draagkracht::text
