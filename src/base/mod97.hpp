// The check of ISO 7064 mod 97-10, which IBAN and the ISO 11649 creditor reference share.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace draagkracht::base {

// Capital letters and digits, with spaces dropped and small letters raised; nothing when another
// character is in it.
[[nodiscard]] std::optional<std::string> compact_alphanumeric(std::string_view text);

// The remainder after the first four characters have moved to the end and letters counted as 10
// to 35. `text` holds capital letters and digits only and has at least five characters.
[[nodiscard]] int mod97(std::string_view text);

}  // namespace draagkracht::base
