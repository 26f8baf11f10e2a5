// The SQL of claims that other rooms may use in a transaction of their own; all of it set-based.
//
//     lock_claims(transaction, claims);                       // nobody else posts on them now
//     std::vector<OpenClaim> open = open_claims(transaction, claims);
//     add_postings(transaction, occasion.author(), postings);
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "draagkracht/audit/trail.hpp"
#include "draagkracht/base/id.hpp"
#include "draagkracht/base/payment_reference.hpp"
#include "draagkracht/claims/allocation.hpp"
#include "draagkracht/claims/claim.hpp"
#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::claims {

// Keeps other transactions from locking the same claims until this one ends; taken in the order of
// the ids, so that two payments never wait for each other.
void lock_claims(storage::Transaction& transaction, const std::vector<base::ClaimId>& claims);

// A claim without postings, or an id that is no claim, is absent from the answer.
[[nodiscard]] std::unordered_map<base::ClaimId, Balance> balances_of(
    storage::Transaction& transaction, const std::vector<base::ClaimId>& claims
);

// With due date and balance, in the order of the ids; an id that is no claim is absent.
[[nodiscard]] std::vector<OpenClaim> open_claims(
    storage::Transaction& transaction, const std::vector<base::ClaimId>& claims
);

// Every claim on which one of these people is a debtor, with all its debtors, by due date.
[[nodiscard]] std::vector<Claim> claims_of_people(
    storage::Transaction& transaction, const std::vector<base::PersonId>& people
);
[[nodiscard]] std::vector<Claim> claims_by_id(
    storage::Transaction& transaction, const std::vector<base::ClaimId>& claims
);

// Among the debtor's own claims alone: nothing is looked at that is somebody else's. Problem
// claims.unknown-claim, also for a claim of another municipality.
[[nodiscard]] base::Outcome<Claim> find_claim(
    storage::Transaction& transaction, const NamedClaim& named
);

// By claim number and by payment reference; what is not registered is absent from the answer.
[[nodiscard]] std::unordered_map<std::string, base::ClaimId> claims_of_numbers(
    storage::Transaction& transaction,
    base::MunicipalityId municipality,
    const std::vector<std::string>& claim_numbers
);
[[nodiscard]] std::unordered_map<std::string, base::ClaimId> claims_of_references(
    storage::Transaction& transaction,
    base::MunicipalityId municipality,
    const std::vector<base::PaymentReference>& references
);

// Adds to the ledger, booked on the business date of the author. Every movement must pass check;
// one that does not is a fault of the caller. The ids are in the order of the postings.
std::vector<base::PostingId> add_postings(
    storage::Transaction& transaction,
    const audit::Author& author,
    const std::vector<NewPosting>& postings
);

// The ledger of these claims by claim, value date and id.
[[nodiscard]] std::vector<Posting> postings_of(
    storage::Transaction& transaction, const std::vector<base::ClaimId>& claims
);

}  // namespace draagkracht::claims
