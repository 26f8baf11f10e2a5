// The ISO 11649 creditor reference, "RF" with two check digits: what a structured SEPA payment
// carries across borders in place of the Dutch payment reference.
//
//     CreditorReference::for_body("539007547034").value().text() == "RF18539007547034"
#pragma once

#include <compare>
#include <string>
#include <string_view>

#include "draagkracht/base/problem.hpp"

namespace draagkracht::base {

class CreditorReference {
  public:
    // Spaces are dropped. Problem base.not-a-creditor-reference for a wrong form or check.
    [[nodiscard]] static Outcome<CreditorReference> parse(std::string_view text);
    // `body`: 1 to 21 letters and digits.
    [[nodiscard]] static Outcome<CreditorReference> for_body(std::string_view body);

    [[nodiscard]] const std::string& text() const { return text_; }
    [[nodiscard]] std::string_view body() const { return std::string_view{text_}.substr(4); }

    friend auto operator<=>(const CreditorReference&, const CreditorReference&) = default;

  private:
    explicit CreditorReference(std::string text) : text_{std::move(text)} {}
    std::string text_;
};

}  // namespace draagkracht::base
