// An amount of euros that has not been rounded: the exact outcome of a share or a division.
//
// The protected income adds several unrounded terms and rounds once, at the end:
//
//     ExactMoney base = norm * Percentage::whole(95);            // 1348.487
//     Money protected_income = (base + rent_term).rounded(Rounding::half_up);
//
// Kept as a fraction of whole numbers, so that dividing by twelve is exact: in 64 bits, which is
// what sums of law need, and when they do not suffice without a bound (Boost.Multiprecision).
#pragma once

#include <boost/multiprecision/cpp_int.hpp>
#include <concepts>
#include <cstdint>
#include <string>
#include <variant>

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

// Where it fits in 64 bits: in lowest terms, with a denominator above zero.
struct SmallFraction {
    std::int64_t numerator = 0;
    std::int64_t denominator = 1;

    friend bool operator==(const SmallFraction&, const SmallFraction&) = default;
};

class ExactMoney {
  public:
    ExactMoney() = default;
    // NOLINTNEXTLINE(google-explicit-constructor): nothing is lost from Money to ExactMoney.
    ExactMoney(Money amount) : cents_{SmallFraction{amount.in_cents(), 1}} {}

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

    friend bool operator==(const ExactMoney& a, const ExactMoney& b);
    friend bool operator<(const ExactMoney& a, const ExactMoney& b);

  private:
    using Fraction = boost::multiprecision::cpp_rational;
    explicit ExactMoney(SmallFraction cents) : cents_{cents} {}
    // Takes the small form where it fits, so that equal amounts have equal forms.
    explicit ExactMoney(Fraction cents);
    [[nodiscard]] const SmallFraction* small() const { return std::get_if<SmallFraction>(&cents_); }
    [[nodiscard]] Fraction large() const;
    // `cents_` times the fraction.
    [[nodiscard]] ExactMoney times(SmallFraction factor) const;

    std::variant<SmallFraction, Fraction> cents_;
};

[[nodiscard]] const ExactMoney& smaller(const ExactMoney& a, const ExactMoney& b);
[[nodiscard]] const ExactMoney& larger(const ExactMoney& a, const ExactMoney& b);

}  // namespace draagkracht::base
