// What the lists of files for the bank read from a row.
#pragma once

#include <optional>
#include <string>

#include "draagkracht/base/date.hpp"
#include "draagkracht/payments/payment_order.hpp"
#include "draagkracht/storage/rows.hpp"

namespace draagkracht::payments {

[[nodiscard]] inline std::optional<base::Date> day_of(const storage::Nullable<std::string>& text) {
    const std::optional<std::string> known = text.get();
    return known ? std::optional{base::Date::parse(*known).value()} : std::nullopt;
}

[[nodiscard]] inline CountAndTotal counted(long long count, long long cents) {
    return {static_cast<std::size_t>(count), base::Money::cents(cents)};
}

}  // namespace draagkracht::payments
