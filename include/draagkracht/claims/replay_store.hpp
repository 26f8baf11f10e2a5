// Brings the ledger of claims to what each payment pays in the order of the days on which the money
// came, by counter-postings. Whoever posts a charge with a value date before that of a payment
// calls this last, in the same transaction:
//
//     lock_claims(transaction, claims);
//     add_postings(transaction, author, {interest_of_last_year});
//     settle(transaction, author, claims);    // what was principal becomes interest
#pragma once

#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "draagkracht/audit/trail.hpp"
#include "draagkracht/claims/allocation.hpp"
#include "draagkracht/claims/replay.hpp"
#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::claims {

// What is open on a claim, and the last days that count on it.
struct StandingClaim {
    OpenClaim open;
    std::optional<LastMove> last;  // none: nothing was charged
};

// In the order of their ids.
[[nodiscard]] std::vector<StandingClaim> standing_claims(
    storage::Transaction& transaction, const std::vector<base::ClaimId>& claims
);

// What a replay must know of some claims.
struct ReplayFacts {
    std::vector<Charge> charges;
    std::vector<CreditUse> credits;
    // With an allocation on one of these claims, with the shares on these alone and without order.
    std::vector<Receipt> receipts;
    Shares shares;  // as they were allocated, of returns too
    Parts parts;    // as they were posted
    CreditParts credit_parts;
    std::map<Parts::key_type, base::PostingId> first_postings;
    std::map<Shares::key_type, base::AllocationId> newest_allocations;
};

[[nodiscard]] ReplayFacts replay_facts_of(
    storage::Transaction& transaction, const std::vector<base::ClaimId>& claims
);

// Within these claims: what goes to each claim stays as it was allocated, and over its components
// it is worked out anew; so is what an act did with a credit. Adds the difference with the value
// date of the money, of the same bank entry or act, booked today; nothing when all is in order. The
// claims are locked. Answers with the claims on which it posted, for the trail of the caller.
std::set<base::ClaimId> settle(
    storage::Transaction& transaction,
    const audit::Author& author,
    const std::vector<base::ClaimId>& claims
);

// The rule under which an allocation stands that a person made.
inline constexpr const char* by_hand_rung = "by_hand";

}  // namespace draagkracht::claims
