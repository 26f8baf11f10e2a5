// The proof of guarantee 7 over the register: every assessment that it keeps is worked out again,
// from the receipt that it was stored with, and compared byte by byte.
//
//     Proof proof = prove_assessments(transaction, rules);
//     proof.violations    // {"assessment:17 differs at steps[4] base_term: value; made by ..."}
//     proof.unproved      // {"assessment:3 the rules that it names are not known here: policy;
//     .."}
#pragma once

#include "draagkracht/figures/proof_service.hpp"
#include "draagkracht/norms/rule_book.hpp"

namespace draagkracht::figures {

// Reads a few hundred assessments at a time, so in constant memory.
[[nodiscard]] Proof prove_assessments(
    storage::Transaction& transaction, const norms::RuleBook& rules
);

}  // namespace draagkracht::figures
