// An amount of euros that has not been rounded: the exact outcome of a share or a division.
//
// The protected income adds several unrounded terms and rounds once, at the end:
//
//     ExactMoney base = norm * Percentage::whole(95);            // 1348.487
//     Money protected_income = (base + rent_term).rounded(Rounding::half_up);
//
// Kept as a fraction of whole numbers (Boost.Multiprecision), so that dividing by twelve is exact.
#pragma once

#include <boost/multiprecision/cpp_int.hpp>
#include <concepts>
#include <cstdint>
#include <string>

#include "draagkracht/base/money.hpp"
#include "draagkracht/base/percentage.hpp"

namespace draagkracht::base {

// Named where an amount is rounded; there is no default.
enum class Rounding {
    half_up,           // to the nearest cent; a half goes away from zero, as published tables do
    down,              // toward zero: never asks or grants more than there is
    up,                // away from zero
    whole_euros_down,  // toward zero to whole euros: instalments under a whole-euro policy
};

class ExactMoney {
  public:
    ExactMoney() = default;
    // NOLINTNEXTLINE(google-explicit-constructor): nothing is lost from Money to ExactMoney.
    ExactMoney(Money amount) : cents_{amount.in_cents()} {}

    [[nodiscard]] Money rounded(Rounding rounding) const;

    [[nodiscard]] ExactMoney operator+(const ExactMoney& other) const;
    [[nodiscard]] ExactMoney operator-(const ExactMoney& other) const;
    [[nodiscard]] ExactMoney operator*(Percentage share) const;
    [[nodiscard]] ExactMoney operator*(std::int64_t times) const;
    ExactMoney operator*(std::floating_point auto) const = delete;
    [[nodiscard]] ExactMoney operator/(std::int64_t parts) const;
    ExactMoney operator/(std::floating_point auto) const = delete;

    // Euros cut at six decimals, "1348.487000": for the lines of a worksheet.
    [[nodiscard]] std::string to_string() const;

    friend bool operator==(const ExactMoney& a, const ExactMoney& b) {
        return a.cents_ == b.cents_;
    }
    friend bool operator<(const ExactMoney& a, const ExactMoney& b) { return a.cents_ < b.cents_; }

  private:
    using Fraction = boost::multiprecision::cpp_rational;
    explicit ExactMoney(Fraction cents) : cents_{std::move(cents)} {}
    Fraction cents_;
};

[[nodiscard]] const ExactMoney& smaller(const ExactMoney& a, const ExactMoney& b);
[[nodiscard]] const ExactMoney& larger(const ExactMoney& a, const ExactMoney& b);

}  // namespace draagkracht::base
