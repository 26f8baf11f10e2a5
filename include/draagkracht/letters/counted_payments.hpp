// What had come in on a plan by the date of a letter, and up to which booking it was counted.
//
//     CountedPayments counted = count_payments(bookings, letter_date);
//     // kept with the letter; and years later, whatever was booked since:
//     count_payments(bookings, letter_date, counted.last_counted) == counted
#pragma once

#include <optional>
#include <vector>

#include "draagkracht/base/date.hpp"
#include "draagkracht/base/id.hpp"
#include "draagkracht/base/money.hpp"

namespace draagkracht::letters {

// Money that was allocated to a plan, or below zero taken back from it.
struct PlanBooking {
    base::AllocationId allocation;
    base::Money amount;
    base::Date value_date;
};

struct CountedPayments {
    base::Money paid;
    std::optional<base::AllocationId> last_counted;  // absent when nothing was counted

    friend bool operator==(const CountedPayments&, const CountedPayments&) = default;
};

// Counts what has a value date up to and with `until`. With `last`, only bookings that were there
// when that one was the last: allocations are numbered in the order of booking.
[[nodiscard]] CountedPayments count_payments(
    const std::vector<PlanBooking>& bookings,
    base::Date until,
    std::optional<base::AllocationId> last = std::nullopt
);

}  // namespace draagkracht::letters
