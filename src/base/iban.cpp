#include "draagkracht/base/iban.hpp"

#include <algorithm>

#include "draagkracht/base/mod97.hpp"

namespace draagkracht::base {

namespace {

bool is_letter(char character) {
    return character >= 'A' && character <= 'Z';
}
bool is_digit(char character) {
    return character >= '0' && character <= '9';
}

bool has_form_of_iban(std::string_view text) {
    const bool length_fits = text.size() >= 15 && text.size() <= 34;
    if (!length_fits || !is_letter(text[0]) || !is_letter(text[1]) || !is_digit(text[2]) ||
        !is_digit(text[3])) {
        return false;
    }
    if (!text.starts_with("NL")) {
        return true;
    }
    const std::string_view bank = text.substr(4, 4);
    const std::string_view account = text.substr(8);
    return text.size() == 18 && std::all_of(bank.begin(), bank.end(), is_letter) &&
           std::all_of(account.begin(), account.end(), is_digit);
}

}  // namespace

Outcome<Iban> Iban::parse(std::string_view text) {
    const auto compact = compact_alphanumeric(text);
    if (!compact || !has_form_of_iban(*compact) || !has_valid_check_digits(*compact)) {
        return problem(
            "base.not-an-iban",
            "this is not a valid bank account number (IBAN)",
            "check it against a bank card or statement"
        );
    }
    return Iban{*compact};
}

std::string Iban::grouped() const {
    std::string grouped;
    for (std::size_t place = 0; place < text_.size(); ++place) {
        if (place > 0 && place % 4 == 0) {
            grouped += ' ';
        }
        grouped += text_[place];
    }
    return grouped;
}

}  // namespace draagkracht::base
