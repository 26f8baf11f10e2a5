// The SQL of acts on claims and of the closing of a year, for use in a transaction of the caller.
//
//     ActsByClaim acts = acts_of(transaction, {claim});
//     add_act(transaction, author, claim, act, approval);
#pragma once

#include <optional>
#include <unordered_map>
#include <vector>

#include "draagkracht/audit/trail.hpp"
#include "draagkracht/claims/act.hpp"
#include "draagkracht/claims/closed_year.hpp"
#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::claims {

// In the order in which they were recorded; a claim without any is absent.
using ActsByClaim = std::unordered_map<base::ClaimId, std::vector<Act>>;

[[nodiscard]] ActsByClaim acts_of(
    storage::Transaction& transaction, const std::vector<base::ClaimId>& claims
);

// Recorded on the business date of the author.
base::ActId add_act(
    storage::Transaction& transaction,
    const audit::Author& author,
    base::ClaimId claim,
    const NewAct& act,
    const std::optional<base::ApprovalId>& approval
);

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
