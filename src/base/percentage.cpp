#include "draagkracht/base/percentage.hpp"

#include <fmt/format.h>

#include "base/decimal_text.hpp"

namespace draagkracht::base {

Outcome<Percentage> Percentage::parse(std::string_view text) {
    if (const auto thousandths = scaled_whole_of(text, 3)) {
        return Percentage{*thousandths};
    }
    return problem(
        "base.not-a-percentage",
        fmt::format("'{}' is not a percentage", shown(text)),
        "write it as 13.73, with a point and at most three decimals"
    );
}

std::string Percentage::to_string() const {
    const bool negative = thousandths_ < 0;
    const std::int64_t absolute = negative ? -thousandths_ : thousandths_;
    std::string text =
        fmt::format("{}{}.{:03}", negative ? "-" : "", absolute / 1000, absolute % 1000);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.ends_with('.')) {
        text.pop_back();
    }
    return text;
}

}  // namespace draagkracht::base
