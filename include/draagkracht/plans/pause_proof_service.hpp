// The proof of pauses, over a whole register: that the due dates are those that the agreed terms
// and the pauses in force give, worked out anew.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::plans {

struct PauseProof {
    std::int64_t checked_count;           // plans for which a pause was ever entered
    std::vector<std::string> violations;  // "plan:12/instalment:3"
};

[[nodiscard]] PauseProof prove_pauses(storage::Transaction& transaction);

}  // namespace draagkracht::plans
