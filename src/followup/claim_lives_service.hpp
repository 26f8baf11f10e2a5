// The life of a claim inside the transaction of another use case of this room, which asks the right
// and writes the look.
#pragma once

#include "draagkracht/claims/interest_service.hpp"
#include "draagkracht/followup/claim_life.hpp"
#include "draagkracht/followup/vantage.hpp"
#include "draagkracht/norms/law.hpp"
#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::followup {

// Problems claims.unknown-claim, people.unknown-person.
[[nodiscard]] base::Outcome<ClaimLife> life_of_named(
    storage::Transaction& transaction,
    const claims::NamedClaim& named,
    const norms::Law& law,
    const Vantage& vantage
);

// Problem claims.in-future for a day after today.
[[nodiscard]] base::Done check_vantage(const Vantage& vantage, base::BusinessDate today);

}  // namespace draagkracht::followup
