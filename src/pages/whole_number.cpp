#include "pages/whole_number.hpp"

#include <charconv>

namespace draagkracht::pages {

std::optional<std::int64_t> whole_number_of(const std::string& text) {
    std::int64_t number = 0;
    const char* const end_of_text = text.data() + text.size();
    const auto [end, error] = std::from_chars(text.data(), end_of_text, number);
    const bool is_number = error == std::errc{} && end == end_of_text && number >= 0;
    return is_number && text.front() != '-' ? std::optional{number} : std::nullopt;
}

}  // namespace draagkracht::pages
