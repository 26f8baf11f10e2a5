// What the writers of XML share: text that cannot be taken for markup, and an element with it.
#pragma once

#include <string>
#include <string_view>

namespace draagkracht::payments {

[[nodiscard]] std::string escaped(std::string_view text);

// "<Nm>J. Bakker</Nm>"; nothing at all when there is no text.
[[nodiscard]] std::string element(std::string_view name, std::string_view text);

}  // namespace draagkracht::payments
