#include "draagkracht/letters/counted_payments.hpp"

#include <algorithm>

namespace draagkracht::letters {

CountedPayments count_payments(
    const std::vector<PlanBooking>& bookings,
    base::Date until,
    std::optional<base::AllocationId> last
) {
    CountedPayments counted;
    for (const PlanBooking& booking : bookings) {
        if (booking.value_date > until || (last && booking.allocation > *last)) {
            continue;
        }
        counted.paid += booking.amount;
        counted.last_counted =
            std::max(counted.last_counted.value_or(booking.allocation), booking.allocation);
    }
    return counted;
}

}  // namespace draagkracht::letters
