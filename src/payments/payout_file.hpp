// The bytes of a payout.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "payments/payout_store.hpp"

namespace draagkracht::payments {

// The orders that are paid from each account.
[[nodiscard]] std::map<base::BankAccountId, CountAndTotal> batches_of(
    const std::vector<PayoutOrder>& orders
);

// The same bytes whenever it is asked for that day: all of it was kept when it was prepared.
[[nodiscard]] std::string bytes_of(
    const StoredPayout& payout, base::Date pay_on, const std::vector<PayoutOrder>& orders
);

}  // namespace draagkracht::payments
