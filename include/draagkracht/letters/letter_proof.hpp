// The proof of guarantee 9, over all letters that were sent: the PDF is the one that was frozen,
// and its figures are those of the register at its date, whatever was booked or changed since.
//
//     LetterProof proof = prove_letters(transaction);
//     // proof.violations: {"letter:17 open_cents"}
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::letters {

struct LetterProof {
    std::int64_t checked_count = 0;
    // Each with its place, "letter:17 open_cents"; ids and names of figures alone.
    std::vector<std::string> violations;
};

// Reads letter by letter in constant memory.
[[nodiscard]] LetterProof prove_letters(storage::Transaction& transaction);

}  // namespace draagkracht::letters
