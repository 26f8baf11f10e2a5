// Finds the batches of our own direct debits and refunds that bank entries name.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "draagkracht/payments/matching.hpp"
#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::payments {

// By the name that the bank gave.
using BatchTotals = std::map<std::string, CountAndTotal>;

// Spreads each entry that is a batch of this municipality over its orders, once. Answers with the
// batches that were named and not spread.
[[nodiscard]] BatchTotals spread_own_batches(
    storage::Transaction& transaction,
    base::MunicipalityId municipality,
    const std::vector<Entry*>& entries
);

}  // namespace draagkracht::payments
