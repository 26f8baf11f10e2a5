// The proofs: every guarantee that a register can be asked about, asked of all of it at once. This
// is what `draagkracht verify` runs.
//
//     for (const Proof& proof : ProofService{database}.verify()) { ... proof.holds() ... }
//
// A proof is a query for what would break the guarantee; it holds when nothing is found. The
// answers hold ids and amounts and no personal data.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::figures {

struct Proof {
    int guarantee;          // number in docs/guarantees.md
    std::string name;       // "entry-conserved": stable, for machines
    std::string statement;  // "every bank entry = what was allocated + what waits in suspense"
    std::int64_t checked_count;
    std::int64_t violation_count;
    std::vector<std::string> violations;  // the first few, each with its place

    [[nodiscard]] bool holds() const { return violation_count == 0; }
};

// All proofs over what this transaction sees.
[[nodiscard]] std::vector<Proof> prove_all(storage::Transaction& transaction);

class ProofService {
  public:
    explicit ProofService(storage::Database& database) : database_{database} {}

    // All proofs over one moment of the whole register. It asks no right: the caller holds the
    // address of the database. A face that offers it to officers asks Right::read_audit.
    [[nodiscard]] std::vector<Proof> verify();

  private:
    storage::Database& database_;
};

}  // namespace draagkracht::figures
