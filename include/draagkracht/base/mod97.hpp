// The check of ISO 7064 mod 97-10, which IBAN, the ISO 11649 creditor reference and the creditor
// identifier of direct debits share.
//
//     has_valid_check_digits("NL91ABNA0417164300")     // true
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace draagkracht::base {

// Capital letters and digits, with spaces dropped and small letters raised; nothing when another
// character is in it.
[[nodiscard]] std::optional<std::string> compact_alphanumeric(std::string_view text);

// The two check digits that belong between `prefix` (two capital letters) and `body` (capital
// letters and digits): 98 minus the remainder, so 02 to 98.
[[nodiscard]] std::string check_digits_of(std::string_view prefix, std::string_view body);

// Whether the third and fourth character of `text` (capital letters and digits only) are the check
// digits of the rest. A remainder of one is not enough: 00, 01 and 99 leave it too.
[[nodiscard]] bool has_valid_check_digits(std::string_view text);

}  // namespace draagkracht::base
