// Looks up a few thousand rows by their keys, whatever the size of the tables. PostgreSQL goes by
// what it believes of them, and would rather read a whole table than look into its index so many
// times: then each chunk of an import takes the longer, the more the register holds.
//
//     look_up_by_index(transaction);     // all its questions from here on
#pragma once

#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::storage {

// SQLite goes by its indexes anyway.
void look_up_by_index(Transaction& transaction);

}  // namespace draagkracht::storage
