#include "draagkracht/base/exact_money.hpp"

#include <fmt/format.h>

#include <limits>
#include <numeric>
#include <optional>

namespace draagkracht::base {

namespace {

using boost::multiprecision::cpp_int;
using boost::multiprecision::cpp_rational;

// Holds every product of two numbers of 64 bits.
__extension__ using Wide = __int128;

constexpr Wide most = std::numeric_limits<std::int64_t>::max();
constexpr Wide least = std::numeric_limits<std::int64_t>::min();

// Both not negative.
Wide greatest_divisor(Wide a, Wide b) {
    while (a > most || b > most) {
        if (b == 0) {
            return a;
        }
        const Wide rest = a % b;
        a = b;
        b = rest;
    }
    return std::gcd(static_cast<std::int64_t>(a), static_cast<std::int64_t>(b));
}

// In lowest terms; empty when that does not fit in 64 bits.
std::optional<SmallFraction> small_of(Wide numerator, Wide denominator) {
    const Wide divisor = greatest_divisor(numerator < 0 ? -numerator : numerator, denominator);
    numerator /= divisor;
    denominator /= divisor;
    if (numerator > most || numerator < least || denominator > most) {
        return std::nullopt;
    }
    return SmallFraction{
        static_cast<std::int64_t>(numerator), static_cast<std::int64_t>(denominator)};
}

std::optional<SmallFraction> sum(const SmallFraction& a, const SmallFraction& b) {
    const std::int64_t shared = std::gcd(a.denominator, b.denominator);
    const Wide a_times = b.denominator / shared;
    const Wide b_times = a.denominator / shared;
    Wide numerator = 0;
    if (__builtin_add_overflow(a.numerator * a_times, b.numerator * b_times, &numerator)) {
        return std::nullopt;
    }
    return small_of(numerator, a.denominator * a_times);
}

template <typename Whole>
Whole rounded_cents(const Whole& numerator, const Whole& denominator, Rounding rounding) {
    const Whole cents{numerator / denominator};  // Toward zero.
    const Whole rest{numerator % denominator};
    const Whole further{cents + (numerator < 0 ? -1 : 1)};
    switch (rounding) {
        case Rounding::half_up:
            return (rest < 0 ? Whole{-rest} : rest) * 2 < denominator ? cents : further;
        case Rounding::down:
            return cents;
        case Rounding::up:
            return rest == 0 ? cents : further;
        case Rounding::whole_euros_down:
            return Whole{cents / 100 * 100};
    }
    throw ProgrammerFault{"unknown rounding"};
}

Money money_of(const cpp_int& cents) {
    if (cents > std::numeric_limits<std::int64_t>::max() ||
        cents < std::numeric_limits<std::int64_t>::min()) {
        throw std::overflow_error{"an exact amount is beyond what 64 bits of cents can hold"};
    }
    return Money::cents(cents.convert_to<std::int64_t>());
}

std::string text_of(bool negative, const std::string& euros, std::uint32_t millionths) {
    return fmt::format("{}{}.{:06}", negative ? "-" : "", euros, millionths);
}

}  // namespace

ExactMoney::ExactMoney(Fraction cents) : cents_{std::move(cents)} {
    const Fraction& large = std::get<Fraction>(cents_);
    const cpp_int numerator = boost::multiprecision::numerator(large);
    const cpp_int denominator = boost::multiprecision::denominator(large);
    if (numerator <= std::numeric_limits<std::int64_t>::max() &&
        numerator >= std::numeric_limits<std::int64_t>::min() &&
        denominator <= std::numeric_limits<std::int64_t>::max()) {
        cents_ = SmallFraction{
            numerator.convert_to<std::int64_t>(), denominator.convert_to<std::int64_t>()};
    }
}

ExactMoney::Fraction ExactMoney::large() const {
    const SmallFraction* const fits = small();
    return fits == nullptr ? std::get<Fraction>(cents_)
                           : Fraction{fits->numerator, fits->denominator};
}

ExactMoney ExactMoney::times(SmallFraction factor) const {
    if (const SmallFraction* const fits = small()) {
        const std::optional<SmallFraction> product = small_of(
            Wide{fits->numerator} * factor.numerator, Wide{fits->denominator} * factor.denominator
        );
        if (product) {
            return ExactMoney{*product};
        }
    }
    return ExactMoney{Fraction{large() * Fraction{factor.numerator, factor.denominator}}};
}

Money ExactMoney::rounded(Rounding rounding) const {
    if (const SmallFraction* const fits = small()) {
        const Wide cents = rounded_cents<Wide>(fits->numerator, fits->denominator, rounding);
        return Money::cents(static_cast<std::int64_t>(cents));
    }
    const Fraction& cents = std::get<Fraction>(cents_);
    return money_of(rounded_cents<cpp_int>(
        boost::multiprecision::numerator(cents), boost::multiprecision::denominator(cents), rounding
    ));
}

ExactMoney ExactMoney::operator+(const ExactMoney& other) const {
    if (small() != nullptr && other.small() != nullptr) {
        if (const std::optional<SmallFraction> total = sum(*small(), *other.small())) {
            return ExactMoney{*total};
        }
    }
    return ExactMoney{Fraction{large() + other.large()}};
}

ExactMoney ExactMoney::operator-(const ExactMoney& other) const {
    return *this + other * -1;
}

ExactMoney ExactMoney::operator*(Percentage share) const {
    return times({share.in_thousandths(), 100'000});
}

ExactMoney ExactMoney::operator*(std::int64_t factor) const {
    return times({factor, 1});
}

ExactMoney ExactMoney::operator/(std::int64_t parts) const {
    ensure(parts > 0, "an amount is divided into at least one part");
    return times({1, parts});
}

std::string ExactMoney::to_string() const {
    if (const SmallFraction* const fits = small()) {
        const bool negative = fits->numerator < 0;
        const Wide absolute = negative ? -Wide{fits->numerator} : Wide{fits->numerator};
        const Wide millionths = absolute * 10'000 / fits->denominator;
        return text_of(
            negative,
            std::to_string(static_cast<std::uint64_t>(millionths / 1'000'000)),
            static_cast<std::uint32_t>(millionths % 1'000'000)
        );
    }
    const Fraction& cents = std::get<Fraction>(cents_);
    const Fraction absolute = cents < 0 ? Fraction{-cents} : cents;
    const cpp_int millionths = boost::multiprecision::numerator(absolute) * 10'000 /
                               boost::multiprecision::denominator(absolute);
    return text_of(
        cents < 0,
        cpp_int{millionths / 1'000'000}.str(),
        cpp_int{millionths % 1'000'000}.convert_to<std::uint32_t>()
    );
}

bool operator==(const ExactMoney& a, const ExactMoney& b) {
    return a.cents_ == b.cents_;
}

bool operator<(const ExactMoney& a, const ExactMoney& b) {
    if (a.small() != nullptr && b.small() != nullptr) {
        return Wide{a.small()->numerator} * b.small()->denominator <
               Wide{b.small()->numerator} * a.small()->denominator;
    }
    return a.large() < b.large();
}

const ExactMoney& smaller(const ExactMoney& a, const ExactMoney& b) {
    return b < a ? b : a;
}

const ExactMoney& larger(const ExactMoney& a, const ExactMoney& b) {
    return a < b ? b : a;
}

}  // namespace draagkracht::base
