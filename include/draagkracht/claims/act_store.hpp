// The SQL of acts on claims and of the closing of a year, for use in a transaction of the caller.
//
//     ActsByClaim acts = acts_of(transaction, {claim});
//     add_acts(transaction, author, {{claim, act, approval}});
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "draagkracht/audit/trail.hpp"
#include "draagkracht/claims/act.hpp"
#include "draagkracht/claims/claim.hpp"
#include "draagkracht/claims/closed_year.hpp"
#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::claims {

// In the order in which they were recorded, with those on another claim that moved its credit to
// this one; a claim without any is absent.
using ActsByClaim = std::unordered_map<base::ClaimId, std::vector<Act>>;

[[nodiscard]] ActsByClaim acts_of(
    storage::Transaction& transaction, const std::vector<base::ClaimId>& claims
);

// A credit that is to be paid out: the act is the order, and the program sends no money.
struct DecidedRefund {
    std::string claim_number;
    std::string act_number;
    base::Money amount;
    base::Date decided_on;
};

// Those that were decided in the period, oldest first.
[[nodiscard]] std::vector<DecidedRefund> refunds_of(
    storage::Transaction& transaction, base::MunicipalityId municipality, const Period& period
);

struct ActToAdd {
    base::ClaimId claim;
    NewAct act;
    std::optional<base::ApprovalId> approval{};
};

// Recorded on the business date of the author. The ids are in the order of the acts.
std::vector<base::ActId> add_acts(
    storage::Transaction& transaction,
    const audit::Author& author,
    const std::vector<ActToAdd>& acts
);

// Whoever puts a decision into the books keeps them open, and whoever closes a year takes them:
// until the transaction ends no year is closed under a decision that looked at the books before,
// and no decision looks before what is being closed is there to see. Call it before the look at
// the books and before the trail is written, for who closes writes the trail as well.
void keep_books_open(storage::Transaction& transaction, base::MunicipalityId municipality);
void take_books(storage::Transaction& transaction, base::MunicipalityId municipality);

// The last day of the last year whose books were closed.
[[nodiscard]] std::optional<base::Date> books_closed_until(
    storage::Transaction& transaction, base::MunicipalityId municipality
);
// The latest first.
[[nodiscard]] std::vector<ClosedYear> closed_years(
    storage::Transaction& transaction, base::MunicipalityId municipality
);
void close_books(
    storage::Transaction& transaction,
    const audit::Author& author,
    base::MunicipalityId municipality,
    int year
);

}  // namespace draagkracht::claims
