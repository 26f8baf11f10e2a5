#include "draagkracht/base/exact_money.hpp"

#include <fmt/format.h>

namespace draagkracht::base {

namespace {

using boost::multiprecision::cpp_int;
using boost::multiprecision::cpp_rational;

cpp_int toward_zero(const cpp_rational& number) {
    return boost::multiprecision::numerator(number) / boost::multiprecision::denominator(number);
}

cpp_int away_from_zero(const cpp_rational& number) {
    const cpp_int truncated = toward_zero(number);
    if (cpp_rational{truncated} == number) {
        return truncated;
    }
    return number < 0 ? cpp_int{truncated - 1} : cpp_int{truncated + 1};
}

cpp_int half_away_from_zero(const cpp_rational& number) {
    const cpp_rational half{1, 2};
    return toward_zero(number < 0 ? cpp_rational{number - half} : cpp_rational{number + half});
}

Money money_of(const cpp_int& cents) {
    if (cents > std::numeric_limits<std::int64_t>::max() ||
        cents < std::numeric_limits<std::int64_t>::min()) {
        throw std::overflow_error{"an exact amount is beyond what 64 bits of cents can hold"};
    }
    return Money::cents(cents.convert_to<std::int64_t>());
}

}  // namespace

Money ExactMoney::rounded(Rounding rounding) const {
    switch (rounding) {
        case Rounding::half_up:
            return money_of(half_away_from_zero(cents_));
        case Rounding::down:
            return money_of(toward_zero(cents_));
        case Rounding::up:
            return money_of(away_from_zero(cents_));
        case Rounding::whole_euros_down:
            return money_of(toward_zero(cents_ / 100) * 100);
    }
    throw ProgrammerFault{"unknown rounding"};
}

ExactMoney ExactMoney::operator+(const ExactMoney& other) const {
    return ExactMoney{Fraction{cents_ + other.cents_}};
}

ExactMoney ExactMoney::operator-(const ExactMoney& other) const {
    return ExactMoney{Fraction{cents_ - other.cents_}};
}

ExactMoney ExactMoney::operator*(Percentage share) const {
    return ExactMoney{Fraction{cents_ * Fraction{share.in_thousandths(), 100'000}}};
}

ExactMoney ExactMoney::operator*(std::int64_t times) const {
    return ExactMoney{Fraction{cents_ * times}};
}

ExactMoney ExactMoney::operator/(std::int64_t parts) const {
    ensure(parts > 0, "an amount is divided into at least one part");
    return ExactMoney{Fraction{cents_ / parts}};
}

std::string ExactMoney::to_string() const {
    const bool negative = cents_ < 0;
    const cpp_rational absolute = negative ? cpp_rational{-cents_} : cents_;
    const cpp_int millionths = toward_zero(absolute * 10'000);
    const cpp_int euros = millionths / 1'000'000;
    const auto below = cpp_int{millionths % 1'000'000}.convert_to<std::uint32_t>();
    return fmt::format("{}{}.{:06}", negative ? "-" : "", euros.str(), below);
}

const ExactMoney& smaller(const ExactMoney& a, const ExactMoney& b) {
    return b < a ? b : a;
}

const ExactMoney& larger(const ExactMoney& a, const ExactMoney& b) {
    return a < b ? b : a;
}

}  // namespace draagkracht::base
