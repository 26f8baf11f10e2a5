// A set of pairs of numbers that is handed over as one parameter, as a table with the columns
// `first` and `second`, so that a look-up of a thousand pairs is one statement.
//
//     "SELECT ... FROM " + pairs_of(transaction, ":keys") + " wanted JOIN ... ON ... =
//     wanted.first" with  use(keys, "keys")  where  keys = json_pairs({{plan, number}, ...})
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::storage {

[[nodiscard]] std::string pairs_of(const Transaction& transaction, std::string_view parameter);

// The value of the parameter.
[[nodiscard]] std::string json_pairs(const std::vector<std::pair<std::int64_t, std::int64_t>>& pairs
);

}  // namespace draagkracht::storage
