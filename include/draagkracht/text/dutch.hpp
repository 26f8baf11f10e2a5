// Amounts, dates and counts as a Dutch reader expects to see them, on a page and in a letter.
//
//     amount_text(Money::cents(123456)) == "€ 1.234,56"
//     date_text(Date::parse("2026-07-01").value()) == "1 juli 2026"
//
// What belongs together on a line (sign and amount, day and month) is joined by a no-break space.
#pragma once

#include <string>
#include <string_view>

#include "draagkracht/base/date.hpp"
#include "draagkracht/base/money.hpp"

namespace draagkracht::text {

// A negative amount reads "€ -5,00", as CLDR writes currency for Dutch.
[[nodiscard]] std::string amount_text(base::Money amount);
// "1.234,56", for a column that says that it is in euros.
[[nodiscard]] std::string bare_amount_text(base::Money amount);
[[nodiscard]] std::string date_text(base::Date date);
// "1 maand", "24 maanden".
[[nodiscard]] std::string count_text(int count, std::string_view one, std::string_view many);

}  // namespace draagkracht::text
