// The payment reference (betalingskenmerk) that a debtor puts on a transfer, with a check digit.
//
//     PaymentReference::for_number(56789012345).text() == "5000056789012345"
//
// Lengths (Betaalvereniging, specificaties betalingskenmerk): 7 digits without a check; 9 to 14:
// check digit, length digit, 7 to 12 digits; 16: check digit and 15 digits. Never 8 or 15. The
// weights from the right are 2 4 8 5 10 9 7 3 6 1, repeating; check digit = 11 - (sum mod 11),
// with 10 written as 1 and 11 as 0.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "draagkracht/base/problem.hpp"

namespace draagkracht::base {

class PaymentReference {
  public:
    // Spaces are dropped. Problem base.not-a-payment-reference for a wrong length or check digit.
    [[nodiscard]] static Outcome<PaymentReference> parse(std::string_view text);

    // The sixteen-digit reference of a plan or claim; `number` is at most fifteen digits.
    [[nodiscard]] static PaymentReference for_number(std::int64_t number);
    // The one that this register makes for a plan or claim by its id: its number begins with a 9,
    // which keeps it clear of the references that came from a former system.
    [[nodiscard]] static PaymentReference for_id(std::int64_t id);

    // All references with a check digit that free text may hold, in order of appearance, each once:
    // "BETALINGSKENM. 5000 0567 8901 2345 dank u" holds one. Groups of digits may stand apart by
    // spaces and points, as banks print them; a reference covers whole groups, and one inside a
    // longer one is left out. Seven digits are never taken from free text, as nothing would tell
    // them from any other number.
    [[nodiscard]] static std::vector<PaymentReference> found_in(std::string_view free_text);

    [[nodiscard]] const std::string& text() const { return text_; }
    [[nodiscard]] std::string grouped() const;  // "5000 0567 8901 2345", for a letter

    friend auto operator<=>(const PaymentReference&, const PaymentReference&) = default;

  private:
    explicit PaymentReference(std::string text) : text_{std::move(text)} {}
    std::string text_;
};

}  // namespace draagkracht::base
