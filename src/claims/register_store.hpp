// The SQL by which claims come into the register.
#pragma once

#include <string>
#include <vector>

#include "draagkracht/base/registration.hpp"
#include "draagkracht/claims/claim.hpp"
#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::claims {

// Of those claim numbers that exist.
[[nodiscard]] base::KnownContent::HashByNumber registered_hashes(
    storage::Transaction& transaction,
    base::MunicipalityId municipality,
    const std::vector<std::string>& claim_numbers
);

struct ClaimToAdd {
    base::ClaimId id;
    const NewClaim* claim;
    base::PaymentReference payment_reference;
    std::string registered_hash;
};

// Claims and debtors; the opening postings go through add_postings.
void add_claims(
    storage::Transaction& transaction,
    base::MunicipalityId municipality,
    const std::vector<ClaimToAdd>& claims
);

}  // namespace draagkracht::claims
