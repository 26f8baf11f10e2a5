#include "pages/typed_amount.hpp"

#include <algorithm>

namespace draagkracht::pages {

namespace {

constexpr std::string_view euro_sign = "€";

bool is_blank(char character) {
    return character == ' ' || character == '\t';
}

// "1.234.567": groups of three digits after the first point.
bool has_thousands(std::string_view whole) {
    std::size_t point = whole.find('.');
    if (point == 0 || point > 3) {
        return false;
    }
    while (point != std::string_view::npos) {
        const std::size_t next = std::min(whole.find('.', point + 1), whole.size());
        if (next - point != 4) {
            return false;
        }
        point = whole.find('.', point + 1);
    }
    return true;
}

}  // namespace

std::optional<base::Money> typed_amount(const std::string& text) {
    std::string plain = text;
    std::erase_if(plain, is_blank);
    if (plain.starts_with(euro_sign)) {
        plain.erase(0, euro_sign.size());
    }
    const std::size_t comma = plain.find(',');
    std::string whole = plain.substr(0, comma);
    if (whole.find('.') != std::string::npos && has_thousands(whole)) {
        std::erase(whole, '.');
    }
    if (comma != std::string::npos) {
        if (whole.find('.') != std::string::npos) {
            return std::nullopt;
        }
        whole += '.' + plain.substr(comma + 1);
    }
    const base::Outcome<base::Money> amount = base::Money::parse(whole);
    return amount && !amount->is_negative() ? std::optional{*amount} : std::nullopt;
}

std::string field_amount(base::Money amount) {
    std::string text = amount.to_string();
    std::ranges::replace(text, '.', ',');
    return text;
}

}  // namespace draagkracht::pages
