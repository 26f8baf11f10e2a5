#include "base/mod97.hpp"

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

int mod97(std::string_view text) {
    int remainder = 0;
    const auto take = [&remainder](char character) {
        const bool digit = character >= '0' && character <= '9';
        const int value = digit ? character - '0' : character - 'A' + 10;
        remainder = (remainder * (digit ? 10 : 100) + value) % 97;
    };
    for (const char character : text.substr(4)) {
        take(character);
    }
    for (const char character : text.substr(0, 4)) {
        take(character);
    }
    return remainder;
}

}  // namespace draagkracht::base
