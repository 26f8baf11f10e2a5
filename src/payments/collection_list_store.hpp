// The SQL of the list of collections, and of what the bank told of each.
#pragma once

#include <vector>

#include "draagkracht/payments/collection_service.hpp"
#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::payments {

// Newest first, with what the bank told of their orders.
[[nodiscard]] ListedCollections listed_collections(
    storage::Transaction& transaction, base::MunicipalityId municipality, ListRange range
);

}  // namespace draagkracht::payments
