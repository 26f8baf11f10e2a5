// Money is an amount in whole euro cents, positive or negative, that never loses a cent.
//
//     Money rent = Money::cents(93293);                 // EUR 932.93
//     Money half = (rent / 2).rounded(Rounding::half_up);
//
// Sums are checked for overflow. There is no construction from floating point, and nothing that
// could lose part of a cent yields Money: a percentage or a division yields ExactMoney, which
// becomes Money again only through a rounding that is named at the call.
#pragma once

#include <compare>
#include <concepts>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <utility>

#include "draagkracht/base/problem.hpp"

namespace draagkracht::base {

class ExactMoney;
class Percentage;

class Money {
  public:
    constexpr Money() = default;  // EUR 0.00

    // A whole number of cents; nothing that could be cut or wrapped on the way in.
    template <std::integral Whole>
    requires(
        !std::same_as<Whole, bool> && std::in_range<std::int64_t>(std::numeric_limits<Whole>::max())
    ) [[nodiscard]] static constexpr Money cents(Whole amount_cents) {
        return Money{std::int64_t{amount_cents}};
    }

    // Reads "1234.56", "-3", "0.5" or "8.850": a point, no thousands separators, and nothing below
    // the cent but zeros. Problem base.not-an-amount for all else ("1e5", "8.855", "NaN", "").
    [[nodiscard]] static Outcome<Money> parse(std::string_view text);

    [[nodiscard]] constexpr std::int64_t in_cents() const { return cents_; }
    [[nodiscard]] constexpr bool is_zero() const { return cents_ == 0; }
    [[nodiscard]] constexpr bool is_positive() const { return cents_ > 0; }
    [[nodiscard]] constexpr bool is_negative() const { return cents_ < 0; }
    // "1234.56", for machines. What people see is made where their language is known.
    [[nodiscard]] std::string to_string() const;

    // Overflow throws std::overflow_error: such a sum is beyond EUR 92,000,000,000,000,000.
    [[nodiscard]] Money operator+(Money other) const;
    [[nodiscard]] Money operator-(Money other) const;
    [[nodiscard]] Money operator-() const;
    [[nodiscard]] Money operator*(std::int64_t times) const;
    Money operator*(std::floating_point auto) const = delete;
    [[nodiscard]] ExactMoney operator*(Percentage share) const;
    [[nodiscard]] ExactMoney operator/(std::int64_t parts) const;
    ExactMoney operator/(std::floating_point auto) const = delete;
    Money& operator+=(Money other) { return *this = *this + other; }
    Money& operator-=(Money other) { return *this = *this - other; }

    friend constexpr auto operator<=>(Money, Money) = default;

  private:
    explicit constexpr Money(std::int64_t amount_cents) : cents_{amount_cents} {}
    std::int64_t cents_ = 0;
};

}  // namespace draagkracht::base
