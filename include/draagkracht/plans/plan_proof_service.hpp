// The proof that plans follow from what was agreed on: each schedule, made again from the terms and
// the total, is the one that is kept, and no month is asked for more than the agreed amount says.
//
//     PlanProof proof = prove_plans(transaction);
//     // proof.violations: {"plan:12 plans.terms-differ"}
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::plans {

struct PlanProof {
    std::int64_t checked_count = 0;
    std::vector<std::string> violations;  // each with its place and the code of the problem
};

// Reads a few hundred plans at a time, so in constant memory.
[[nodiscard]] PlanProof prove_plans(storage::Transaction& transaction);

}  // namespace draagkracht::plans
