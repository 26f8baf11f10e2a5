// The proofs: every guarantee that a register can be asked about, asked of all of it at once. This
// is what `draagkracht verify` runs.
//
//     for (const Proof& proof : ProofService{database, rules}.verify()) { ... proof.holds() ... }
//
// A proof is a query for what would break the guarantee; it holds when nothing is found. What can
// be neither proved nor disproved is told beside it. The answers hold ids and amounts and no
// personal data.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "draagkracht/norms/rule_book.hpp"
#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::figures {

struct Proof {
    int guarantee;          // number in docs/guarantees.md
    std::string name;       // "entry-conserved": stable, for machines
    std::string statement;  // "every bank entry = what was allocated + what waits in suspense"
    std::int64_t checked_count;
    std::int64_t violation_count;
    std::vector<std::string> violations;  // the first few, each with its place
    // Looked at, and neither proved nor disproved: what it would take is not here. No breach.
    std::int64_t unproved_count = 0;
    std::vector<std::string> unproved;  // the first few, each with its place and why

    [[nodiscard]] bool holds() const { return violation_count == 0; }
};

// All proofs over what this transaction sees. `rules` are all that this installation knows.
[[nodiscard]] std::vector<Proof> prove_all(
    storage::Transaction& transaction, const norms::RuleBook& rules
);

class ProofService {
  public:
    ProofService(storage::Database& database, const norms::RuleBook& rules)
        : database_{database}, rules_{rules} {}

    // All proofs over one moment of the whole register. It asks no right: the caller holds the
    // address of the database. A face that offers it to officers asks Right::read_audit.
    [[nodiscard]] std::vector<Proof> verify();

  private:
    storage::Database& database_;
    const norms::RuleBook& rules_;
};

}  // namespace draagkracht::figures
