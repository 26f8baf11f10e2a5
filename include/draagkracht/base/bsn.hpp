// The citizen service number (burgerservicenummer, BSN): nine digits with an eleven-test.
//
//     Outcome<Bsn> bsn = Bsn::parse("111222333");
//
// A municipality may use it for its public task (Wabb art. 10) but it never goes in a URL or a log;
// so it has no operator<<, and a message about a wrong BSN does not repeat it.
#pragma once

#include <compare>
#include <string>
#include <string_view>

#include "draagkracht/base/problem.hpp"

namespace draagkracht::base {

class Bsn {
  public:
    // Nine digits, or eight that get a leading zero. Problem base.not-a-bsn when the eleven-test
    // (weights 9 8 7 6 5 4 3 2 -1) fails or all digits are zero.
    [[nodiscard]] static Outcome<Bsn> parse(std::string_view text);

    [[nodiscard]] const std::string& digits() const { return digits_; }
    [[nodiscard]] std::string masked() const;  // "*****2333", for a page

    friend auto operator<=>(const Bsn&, const Bsn&) = default;

  private:
    explicit Bsn(std::string digits) : digits_{std::move(digits)} {}
    std::string digits_;
};

}  // namespace draagkracht::base
