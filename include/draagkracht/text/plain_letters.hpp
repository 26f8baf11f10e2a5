// Latin letters without their marks: one place for all who write a name as others write it.
//
//     plain_letters(character_at("Ñandú").code)    // "N"
//     plain_letters(character_at("ß").code)        // "ss"
//
// Those of western and central Europe and of Turkey (U+00C0 to U+017F, and the S and T of Romania).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace draagkracht::text {

// One character of UTF-8: what it is, and how many bytes it takes. A byte that begins none is one
// that is unknown, 0xFFFF.
struct Character {
    std::uint32_t code;
    std::size_t bytes;
};

// The first of a text that is not empty.
[[nodiscard]] Character character_at(std::string_view text);

// One letter or two; nothing for an accent that follows its letter. None where it is no such
// letter.
[[nodiscard]] std::optional<std::string_view> plain_letters(std::uint32_t code);

}  // namespace draagkracht::text
