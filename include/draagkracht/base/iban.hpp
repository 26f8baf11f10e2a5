// An international bank account number: ours, or that from which a debtor pays.
//
//     Outcome<Iban> account = Iban::parse("NL91 ABNA 0417 1643 00");   // spaces are dropped
//
// ISO 13616: two letters of the country, two check digits, up to thirty characters, mod 97 = 1.
// A Dutch one has four letters of the bank and ten digits.
#pragma once

#include <compare>
#include <string>
#include <string_view>

#include "draagkracht/base/problem.hpp"

namespace draagkracht::base {

class Iban {
  public:
    // Problem base.not-an-iban when the form or the check digits are wrong.
    [[nodiscard]] static Outcome<Iban> parse(std::string_view text);

    [[nodiscard]] const std::string& text() const { return text_; }
    [[nodiscard]] std::string grouped() const;  // "NL91 ABNA 0417 1643 00", for a letter

    friend auto operator<=>(const Iban&, const Iban&) = default;

  private:
    explicit Iban(std::string text) : text_{std::move(text)} {}
    std::string text_;
};

}  // namespace draagkracht::base
