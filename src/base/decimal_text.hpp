// Reads decimal text into a scaled whole number without going through floating point.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace draagkracht::base {

// "12.5" at two decimals is 1250. Empty for anything that is not plain digits with an optional sign
// and point, that has a digit other than 0 beyond `decimals`, or that does not fit in 64 bits.
[[nodiscard]] std::optional<std::int64_t> scaled_whole_of(std::string_view text, int decimals);

// The number that `length` digits at `start` write, or nothing when one of them is no digit.
[[nodiscard]] std::optional<int> digits_at(
    std::string_view text, std::size_t start, std::size_t length
);

// The text as a message may repeat it: cut at 40 bytes, and '?' for all that is not plain ASCII, as
// a message must stay valid text on a terminal and in JSON whatever bytes came in.
[[nodiscard]] std::string shown(std::string_view text);

}  // namespace draagkracht::base
