// The word that was meant when another was typed.
//
//     nearest_word("verfy", {"letters", "verify"})   // "verify"
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace draagkracht::cli {

// The one that fewest letters keep apart, put in, left out or put for another; nothing when that is
// more than a third of the word, as then it is a guess. Of several the first.
[[nodiscard]] std::optional<std::string> nearest_word(
    std::string_view typed, const std::vector<std::string>& words
);

}  // namespace draagkracht::cli
