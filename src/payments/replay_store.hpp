// The SQL of working payments out anew: which payments and claims hang together, and what moves.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <vector>

#include "draagkracht/audit/trail.hpp"
#include "draagkracht/claims/replay.hpp"
#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::payments {

// A payment with the claims that it covers, and the plan under which it counts.
struct MatchedEntry {
    claims::Receipt receipt;  // without shares
    std::optional<base::PlanId> plan;
    // Where a person placed it: under which plan it counts on a claim, while an act by hand stands.
    std::map<base::ClaimId, std::optional<base::PlanId>> plans_by_hand = {};
};

// All claims on which a payment depends that can depend on one of the claims asked for, and all
// payments on them: a plan ties its claims together, and a claim the plans of its joint debtors.
struct ReplayScope {
    std::vector<base::ClaimId> claims;
    std::map<base::EntryId, MatchedEntry> entries;
};
// Locks the claims.
[[nodiscard]] ReplayScope replay_scope_of(
    storage::Transaction& transaction, const std::set<base::ClaimId>& claims
);

// What moves between the claims and suspense: allocations, that the caller posts, and suspense
// against them, so that each entry keeps its amount.
void write_moves(
    storage::Transaction& transaction,
    const audit::Author& author,
    const ReplayScope& scope,
    const claims::Shares& moves
);

// Who owes these claims, with the claim.
[[nodiscard]] std::vector<std::pair<base::ClaimId, base::PersonId>> debtors_of(
    storage::Transaction& transaction, const std::set<base::ClaimId>& claims
);

}  // namespace draagkracht::payments
