// What PostgreSQL has to do after many rows were written: count how its tables are filled, which it
// takes into account when it chooses a way to an answer, and mark the new rows as seen by all. It
// does so by itself, some time later and at its own pace; until then it takes a table of millions
// for one of a few rows, and reads all of it to find one claim.
//
//     transaction.commit();
//     tidy_after_many_rows(database);
#pragma once

#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::storage {

// Outside a transaction, as nothing of it can be undone. Others go on reading and writing. SQLite
// goes by its indexes and needs none of it.
void tidy_after_many_rows(Database& database);

// In the midst of a transaction that writes many rows and asks about them: counts them now, with
// those that nobody else sees yet.
void count_rows(Transaction& transaction);

}  // namespace draagkracht::storage
