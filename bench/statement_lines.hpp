// A bank statement of one day on which every debtor who has a plan pays: most of them by the
// payment reference, some by name or amount alone, a few wrongly.
//
//     write_statement(file, {.entries = 100'000});      // the same file for the same seed
#pragma once

#include <cstdint>
#include <ostream>

namespace draagkracht::bench {

// Of a hundred entries: 72 name the plan in the reference, 10 in free text, 6 come from the
// debtor's account with the amount of the instalment, 4 with another amount, 3 of nobody, 2 were
// returned by the bank, 2 are batches of three, 1 is paid twice.
struct StatementSize {
    std::int64_t entries = 100'000;  // and as many debtors of RegisterLines, each with a plan
    std::uint64_t seed = 1;
    int days_later =
        0;  // 1: the statement that follows on it, in which everybody does the same again
};

void write_statement(std::ostream& out, const StatementSize& size);

}  // namespace draagkracht::bench
