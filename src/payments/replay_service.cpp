#include "payments/replay_service.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "draagkracht/claims/replay_store.hpp"
#include "draagkracht/storage/turn.hpp"
#include "payments/replay_store.hpp"
#include "payments/return_store.hpp"

namespace draagkracht::payments {

namespace {

// The payments of the scope with what stands of them; one that waits in suspense has no share yet.
std::vector<claims::Receipt> receipts_of(
    const ReplayScope& scope, const claims::ReplayFacts& facts
) {
    std::map<base::EntryId, claims::Receipt> receipts;
    for (const auto& [entry, matched] : scope.entries) {
        receipts.emplace(entry, matched.receipt);
    }
    for (const claims::Receipt& standing : facts.receipts) {
        receipts.at(standing.entry).shares = standing.shares;
    }
    std::vector<claims::Receipt> all;
    for (auto& [entry, receipt] : receipts) {
        all.push_back(std::move(receipt));
    }
    return all;
}

}  // namespace

std::vector<base::ClaimId> replay(
    storage::Transaction& transaction,
    audit::Trail& trail,
    const audit::Author& author,
    base::MunicipalityId municipality,
    const std::set<base::ClaimId>& claims
) {
    if (claims.empty()) {
        return {};
    }
    ReplayScope scope = replay_scope_of(transaction, claims);
    const claims::ReplayFacts facts = claims::replay_facts_of(transaction, scope.claims);
    const claims::Shares desired =
        claims::spread(facts.charges, facts.credits, receipts_of(scope, facts));
    const claims::Shares moves = claims::difference(desired, facts.shares);
    write_moves(transaction, author, scope, moves);
    const std::set<base::ClaimId> changed = claims::settle(transaction, author, scope.claims);
    for (const auto& [claim, debtor] : debtors_of(transaction, changed)) {
        trail.record(
            {"payments.replay", municipality, debtor, fmt::format("claim:{}", claim.value())}
        );
    }
    return scope.claims;
}

void take_by_hand_turn(storage::Transaction& transaction, base::MunicipalityId municipality) {
    storage::take_turn(transaction, fmt::format("by_hand:{}", municipality.value()));
}

bool hold_payments(
    storage::Transaction& transaction,
    const std::vector<base::EntryId>& payments,
    std::set<base::ClaimId> claims
) {
    claims.merge(claims_of_entries(transaction, payments));
    const ReplayScope scope = replay_scope_of(transaction, claims);
    lock_entries(transaction, payments);
    return std::ranges::includes(scope.claims, claims_of_entries(transaction, payments));
}

}  // namespace draagkracht::payments
