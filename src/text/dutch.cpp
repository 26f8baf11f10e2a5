#include "draagkracht/text/dutch.hpp"

#include <fmt/format.h>

#include <array>

namespace draagkracht::text {

namespace {

constexpr std::string_view no_break_space = "\u00a0";

constexpr std::array<std::string_view, 12> month_names{
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december"};

// "1234567" becomes "1.234.567".
std::string with_thousands_points(const std::string& digits) {
    std::string text;
    for (std::size_t place = 0; place < digits.size(); ++place) {
        if (place > 0 && (digits.size() - place) % 3 == 0) {
            text += '.';
        }
        text += digits[place];
    }
    return text;
}

}  // namespace

std::string bare_amount_text(base::Money amount) {
    const std::string machine = amount.to_string();
    const std::size_t sign = amount.is_negative() ? 1 : 0;
    const std::size_t point = machine.find('.');
    base::ensure(point != std::string::npos, "an amount is written with its cents");
    return fmt::format(
        "{}{},{}",
        machine.substr(0, sign),
        with_thousands_points(machine.substr(sign, point - sign)),
        machine.substr(point + 1)
    );
}

std::string amount_text(base::Money amount) {
    return fmt::format("€{}{}", no_break_space, bare_amount_text(amount));
}

std::string date_text(base::Date date) {
    const std::chrono::year_month_day day = date.calendar();
    return fmt::format(
        "{}{}{} {}",
        static_cast<unsigned>(day.day()),
        no_break_space,
        month_names.at(static_cast<unsigned>(day.month()) - 1),
        static_cast<int>(day.year())
    );
}

std::string count_text(int count, std::string_view one, std::string_view many) {
    return fmt::format("{}{}{}", count, no_break_space, count == 1 ? one : many);
}

}  // namespace draagkracht::text
