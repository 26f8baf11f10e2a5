#include "cli/nearest_word.hpp"

#include <algorithm>
#include <numeric>

namespace draagkracht::cli {

namespace {

// Levenshtein: row by row, how many letters keep the first letters of both apart.
std::size_t letters_apart(std::string_view one, std::string_view other) {
    std::vector<std::size_t> row(other.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t down = 1; down <= one.size(); ++down) {
        std::size_t diagonal = row[0];
        row[0] = down;
        for (std::size_t right = 1; right <= other.size(); ++right) {
            const std::size_t put_for_another =
                diagonal + (one[down - 1] == other[right - 1] ? 0 : 1);
            diagonal = row[right];
            row[right] = std::min({row[right] + 1, row[right - 1] + 1, put_for_another});
        }
    }
    return row.back();
}

}  // namespace

std::optional<std::string> nearest_word(
    std::string_view typed, const std::vector<std::string>& words
) {
    constexpr std::size_t length_max = 40;  // longer is no slip of the fingers
    std::optional<std::string> nearest;
    std::size_t fewest = typed.size() > length_max ? 0 : typed.size() / 3 + 1;
    for (const std::string& word : words) {
        const std::size_t apart = fewest == 0 ? 0 : letters_apart(typed, word);
        if (apart < fewest) {
            fewest = apart;
            nearest = word;
        }
    }
    return nearest;
}

}  // namespace draagkracht::cli
