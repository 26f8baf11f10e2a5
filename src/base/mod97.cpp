#include "draagkracht/base/mod97.hpp"

#include <fmt/format.h>

namespace draagkracht::base {

std::optional<std::string> compact_alphanumeric(std::string_view text) {
    std::string compact;
    for (const char character : text) {
        if (character == ' ') {
            continue;
        }
        const bool small = character >= 'a' && character <= 'z';
        const char raised = small ? static_cast<char>(character - 'a' + 'A') : character;
        const bool capital = raised >= 'A' && raised <= 'Z';
        const bool digit = raised >= '0' && raised <= '9';
        if (!capital && !digit) {
            return std::nullopt;
        }
        compact += raised;
    }
    return compact;
}

std::string check_digits_of(std::string_view prefix, std::string_view body) {
    int remainder = 0;
    const auto take = [&remainder](std::string_view text) {
        for (const char character : text) {
            const bool digit = character >= '0' && character <= '9';
            const int value = digit ? character - '0' : character - 'A' + 10;
            remainder = (remainder * (digit ? 10 : 100) + value) % 97;
        }
    };
    take(body);
    take(prefix);
    take("00");
    return fmt::format("{:02}", 98 - remainder);
}

bool has_valid_check_digits(std::string_view text) {
    return text.size() > 4 &&
           text.substr(2, 2) == check_digits_of(text.substr(0, 2), text.substr(4));
}

}  // namespace draagkracht::base
