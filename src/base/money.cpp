#include "draagkracht/base/money.hpp"

#include <fmt/format.h>

#include "base/decimal_text.hpp"
#include "draagkracht/base/exact_money.hpp"

namespace draagkracht::base {

namespace {

[[noreturn]] void amount_too_large() {
    throw std::overflow_error{"an amount of money went beyond what 64 bits of cents can hold"};
}

}  // namespace

Outcome<Money> Money::parse(std::string_view text) {
    if (const auto cents = scaled_whole_of(text, 2)) {
        return Money{*cents};
    }
    return problem(
        "base.not-an-amount",
        fmt::format("'{}' is not an amount in euros and cents", shown(text)),
        "write it as 1234.56, with a point and at most two decimals"
    );
}

std::string Money::to_string() const {
    const bool negative = cents_ < 0;
    const auto absolute = negative ? std::uint64_t{0} - static_cast<std::uint64_t>(cents_)
                                   : static_cast<std::uint64_t>(cents_);
    return fmt::format("{}{}.{:02}", negative ? "-" : "", absolute / 100, absolute % 100);
}

Money Money::operator+(Money other) const {
    std::int64_t sum = 0;
    if (__builtin_add_overflow(cents_, other.cents_, &sum)) {
        amount_too_large();
    }
    return Money{sum};
}

Money Money::operator-(Money other) const {
    std::int64_t difference = 0;
    if (__builtin_sub_overflow(cents_, other.cents_, &difference)) {
        amount_too_large();
    }
    return Money{difference};
}

Money Money::operator-() const {
    return Money{} - *this;
}

Money Money::operator*(std::int64_t times) const {
    std::int64_t product = 0;
    if (__builtin_mul_overflow(cents_, times, &product)) {
        amount_too_large();
    }
    return Money{product};
}

ExactMoney Money::operator*(Percentage share) const {
    return ExactMoney{*this} * share;
}

ExactMoney Money::operator/(std::int64_t parts) const {
    return ExactMoney{*this} / parts;
}

}  // namespace draagkracht::base
