// The proof that every row which may never change is as the trail says it was written: nothing was
// changed, nothing removed, and nothing added that the trail does not know.
//
//     RowProof proof = prove_rows(transaction);
//     // proof.violations: {"contact:17 differs", "sent_letter:9 is gone"}
//
// A row is named by its table and its key: its own id, or that of the plan, claim or task it is of.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "draagkracht/audit/trail.hpp"

namespace draagkracht::audit {

struct RowProof {
    std::int64_t checked_count = 0;
    std::vector<std::string> violations;
};

// Reads trail and tables side by side, in memory that does not grow with the register: it keeps
// what it read of a table before the trail came to it, and that is little, as both go up by key.
[[nodiscard]] RowProof prove_rows(storage::Transaction& transaction);

// Puts the prints of all rows of a table in the trail when it tells of none of them yet: for a
// register that was written before the trail told of rows, and for rows that a migration wrote.
// Answers with how many. What was changed before that moment is not found afterwards.
std::int64_t take_stock(storage::Transaction& transaction, const Author& author);

}  // namespace draagkracht::audit
