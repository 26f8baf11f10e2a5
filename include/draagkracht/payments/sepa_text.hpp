// Text as a payment order may hold it. Banks pass on a few characters only: letters without
// accents, digits, space and / - ? : ( ) . , ' +
//
//     sepa_text("Zoë Müller & Zn.", 70)     // "Zoe Muller + Zn."
//
// A name is never refused for its letters: what has a plain letter gets it, and what has none
// becomes a point, so that whoever reads it sees that something stood there.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace draagkracht::payments {

inline constexpr std::size_t sepa_name_length_max = 70;
inline constexpr std::size_t sepa_identifier_length_max = 35;

// At most `length_max` characters, none of them outside the set, no space at either end and never
// empty. `text` is UTF-8.
[[nodiscard]] std::string sepa_text(std::string_view text, std::size_t length_max);

// Whether a reference can go into an order as it is: 1 to 35 of these characters, that does not
// begin or end with a slash and holds no two in a row.
[[nodiscard]] bool is_sepa_identifier(std::string_view text);

}  // namespace draagkracht::payments
