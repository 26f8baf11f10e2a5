// The bytes of a collection.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "draagkracht/storage/sealer.hpp"
#include "payments/collection_store.hpp"

namespace draagkracht::payments {

// Where the name of a debtor is sealed for.
[[nodiscard]] std::string name_place_of(std::int64_t order);

[[nodiscard]] CountAndTotal total_of(const std::vector<OrderToWrite>& orders);

// The orders of each day, in the order of the days.
[[nodiscard]] std::map<base::Date, CountAndTotal> batches_of(const std::vector<OrderToWrite>& orders
);

// The same bytes whenever it is asked of the same orders: all of it was kept when the collection
// was prepared.
[[nodiscard]] std::string bytes_of(
    const StoredCollection& collection,
    const std::vector<OrderToWrite>& orders,
    const std::map<plans::MandateId, base::Iban>& accounts,
    const storage::Sealer& sealer
);

}  // namespace draagkracht::payments
