// A percentage as a law prints it: 4.8%, 47.5%, 13.730%. Exact, in thousandths of a percent.
//
//     Percentage holiday_share = Percentage::parse("4.8").value();
//     ExactMoney holiday_pay = norm * holiday_share;
#pragma once

#include <compare>
#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

#include "draagkracht/base/problem.hpp"

namespace draagkracht::base {

class Percentage {
  public:
    constexpr Percentage() = default;

    [[nodiscard]] static constexpr Percentage whole(std::int32_t percent) {
        return Percentage{std::int64_t{percent} * 1000};
    }
    [[nodiscard]] static constexpr Percentage thousandths(std::int64_t thousandths_of_a_percent) {
        return Percentage{thousandths_of_a_percent};
    }
    static Percentage whole(std::floating_point auto) = delete;
    static Percentage thousandths(std::floating_point auto) = delete;
    // Reads "4.8" or "13.730" (without the sign %), with at most three decimals that are not zero.
    [[nodiscard]] static Outcome<Percentage> parse(std::string_view text);

    [[nodiscard]] constexpr std::int64_t in_thousandths() const { return thousandths_; }
    // "4.8": as short as it can be.
    [[nodiscard]] std::string to_string() const;

    friend constexpr auto operator<=>(Percentage, Percentage) = default;

  private:
    explicit constexpr Percentage(std::int64_t thousandths) : thousandths_{thousandths} {}
    std::int64_t thousandths_ = 0;
};

}  // namespace draagkracht::base
