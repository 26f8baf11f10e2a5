// What came of one notification of the bank (camt.054): batches whose payments it tells.
#pragma once

#include <cstdint>
#include <string>

#include "draagkracht/base/id.hpp"
#include "draagkracht/base/money.hpp"

namespace draagkracht::payments {

using NotificationId = base::Id<struct NotificationTag>;

struct CountAndAmount {
    std::int64_t count = 0;
    base::Money amount;
};

struct NotificationReport {
    NotificationId id;
    base::MunicipalityId municipality;
    std::string identifier;
    std::string created_on;      // empty when the bank does not say
    CountAndAmount kept = {};    // batches that are new; nothing of them is booked by that
    std::int64_t known = 0;      // that were told before
    CountAndAmount spread = {};  // batches that waited in suspense as one amount until now
    std::int64_t not_kept = 0;   // announced, telling no payment, or with nothing to know them by
};

}  // namespace draagkracht::payments
