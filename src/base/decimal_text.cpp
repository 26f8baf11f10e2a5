#include "base/decimal_text.hpp"

namespace draagkracht::base {

namespace {

bool is_digit(char character) {
    return character >= '0' && character <= '9';
}

bool append_digit(std::int64_t& number, int digit) {
    return !__builtin_mul_overflow(number, std::int64_t{10}, &number) &&
           !__builtin_add_overflow(number, std::int64_t{digit}, &number);
}

}  // namespace

std::optional<std::int64_t> scaled_whole_of(std::string_view text, int decimals) {
    const bool negative = text.starts_with('-');
    if (negative) {
        text.remove_prefix(1);
    }
    const std::size_t point = text.find('.');
    const std::string_view whole = text.substr(0, point);
    const std::string_view fraction =
        point == std::string_view::npos ? std::string_view{} : text.substr(point + 1);
    const bool point_without_digits = point != std::string_view::npos && fraction.empty();
    if (whole.empty() || point_without_digits) {
        return std::nullopt;
    }
    std::int64_t number = 0;
    for (const char character : whole) {
        if (!is_digit(character) || !append_digit(number, character - '0')) {
            return std::nullopt;
        }
    }
    int kept_decimals = 0;
    for (const char character : fraction) {
        const bool beyond = kept_decimals >= decimals;
        if (!is_digit(character) || (beyond && character != '0')) {
            return std::nullopt;
        }
        if (!beyond && !append_digit(number, character - '0')) {
            return std::nullopt;
        }
        kept_decimals += beyond ? 0 : 1;
    }
    for (; kept_decimals < decimals; ++kept_decimals) {
        if (!append_digit(number, 0)) {
            return std::nullopt;
        }
    }
    return negative ? -number : number;
}

std::optional<int> digits_at(std::string_view text, std::size_t start, std::size_t length) {
    int number = 0;
    for (const char character : text.substr(start, length)) {
        if (!is_digit(character)) {
            return std::nullopt;
        }
        number = number * 10 + (character - '0');
    }
    return number;
}

std::string shown(std::string_view text) {
    constexpr std::size_t length_max = 40;
    std::string safe{text.substr(0, length_max)};
    for (char& character : safe) {
        if (character < 0x20 || character >= 0x7f) {
            character = '?';
        }
    }
    return text.size() > length_max ? safe + "..." : safe;
}

}  // namespace draagkracht::base
