// A stored worksheet worked out again, from the facts and under the rules that its receipt names.
//
//     Recomputer recomputer{rules};
//     Recomputation again = recomputer.recompute(stored_worksheet).value();
//     again.result     // Recomputed::same: byte for byte
//
// The rules are found by their hashes, so rules that were added later change nothing. Where they
// are not there any more it says so, and does not compute under others.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "draagkracht/base/problem.hpp"
#include "draagkracht/norms/rule_book.hpp"

namespace draagkracht::capacity {

enum class Recomputed {
    same,
    differs,            // `place`: the first line that does, "steps[4] base_term: value".
    unknown_rules,      // `place`: which, "norms", "policy" or "law".
    other_computation,  // A program with another version of the computation made it.
};

[[nodiscard]] std::string_view name_of(Recomputed result);

struct Recomputation {
    Recomputed result = Recomputed::same;
    std::string place;
    std::string reference;  // Of the worksheet; the caller's own.
    std::string program;    // Which made the worksheet, as its receipt says: "draagkracht 0.1.0".
};

class Recomputer {
  public:
    explicit Recomputer(const norms::RuleBook& rules);  // Which must outlive it.
    ~Recomputer();

    // Problem capacity.not-a-receipt when this is no worksheet with a receipt.
    [[nodiscard]] base::Outcome<Recomputation> recompute(std::string_view worksheet);

  private:
    struct Kept;
    std::unique_ptr<Kept> kept_;
};

// "differs at steps[4] base_term: value; made by draagkracht 0.1.0": one sentence for a person.
[[nodiscard]] std::string text_of(const Recomputation& recomputation);

}  // namespace draagkracht::capacity
