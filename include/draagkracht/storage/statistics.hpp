// How the tables are filled, as PostgreSQL takes it into account when it chooses a way to an
// answer. It counts by itself, some time after many rows were written; until then it takes a table
// of millions for one of a few rows, and reads all of it to find one claim.
//
//     run.finish();
//     refresh_statistics(transaction);      // the last before commit
#pragma once

#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::storage {

// Counts anew, by a sample of each table. SQLite goes by its indexes and needs none of it.
void refresh_statistics(Transaction& transaction);

}  // namespace draagkracht::storage
