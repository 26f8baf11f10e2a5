// Whether the months that were closed are still as they were proved: each is recomputed from the
// register and held against its frozen figures and its print.
//
//     MonthsProof proof = prove_closed_months(transaction);
//     proof.violations      // {"month:2026-06 bank_account:12 ledger_cents:500"}
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::payments {

struct MonthsProof {
    std::int64_t checked_count = 0;       // accounts of closed months
    std::vector<std::string> violations;  // what the register has more than the close had
};

[[nodiscard]] MonthsProof prove_closed_months(storage::Transaction& transaction);

}  // namespace draagkracht::payments
