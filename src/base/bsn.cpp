#include "draagkracht/base/bsn.hpp"

#include <algorithm>
#include <array>

namespace draagkracht::base {

namespace {

bool passes_eleven_test(std::string_view digits) {
    constexpr std::array<int, 9> weights{9, 8, 7, 6, 5, 4, 3, 2, -1};
    int sum = 0;
    for (std::size_t place = 0; place < weights.size(); ++place) {
        sum += (digits[place] - '0') * weights[place];
    }
    return sum % 11 == 0;
}

}  // namespace

Outcome<Bsn> Bsn::parse(std::string_view text) {
    std::string digits{text};
    if (digits.size() == 8) {
        digits.insert(digits.begin(), '0');
    }
    const bool all_digits = std::all_of(digits.begin(), digits.end(), [](char character) {
        return character >= '0' && character <= '9';
    });
    const bool valid =
        digits.size() == 9 && all_digits && digits != "000000000" && passes_eleven_test(digits);
    if (!valid) {
        return problem(
            "base.not-a-bsn",
            "this is not a valid citizen service number (BSN)",
            "check the nine digits against the identity document"
        );
    }
    return Bsn{std::move(digits)};
}

std::string Bsn::masked() const {
    return "*****" + digits_.substr(5);
}

}  // namespace draagkracht::base
