// Whole numbers as they stand in an address or a form.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace draagkracht::pages {

// Of digits alone, or nothing: "12" is 12; "", "-1", "12a" and what is too large are no number.
[[nodiscard]] std::optional<std::int64_t> whole_number_of(const std::string& text);

}  // namespace draagkracht::pages
