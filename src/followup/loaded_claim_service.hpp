// Claims with all that their life is worked out from, and acts written on them: what the use cases
// that record acts share. Many claims cost as many statements as one.
//
//     std::vector<LoadedClaim> loaded = load_claims(transaction, claims, law, {today, today});
//     claims::effect_of(case_of(loaded[0], movements, law, today, closed_until), act);
//     write_acts(transaction, trail, occasion, {{&loaded[0], act, *effect}});
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "draagkracht/access/occasion.hpp"
#include "draagkracht/claims/act_effect.hpp"
#include "draagkracht/followup/limitation_service.hpp"
#include "draagkracht/followup/vantage.hpp"
#include "draagkracht/norms/law.hpp"
#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::followup {

// As it stood on a day, as far as was known on another.
struct LoadedClaim {
    claims::Claim claim;
    std::vector<claims::Act> acts;
    std::vector<claims::Posting> postings;
    std::vector<ClaimClock> clocks;  // one for each who still owes it
    claims::Course course;

    [[nodiscard]] std::vector<claims::Movement> movements() const;
    [[nodiscard]] claims::Balance balance() const;
    [[nodiscard]] claims::Life life(base::Date day) const;
};

// In the order of the claims.
[[nodiscard]] std::vector<LoadedClaim> load_claims(
    storage::Transaction& transaction,
    std::vector<claims::Claim> claims,
    const norms::Law& law,
    const Vantage& vantage
);

// The claim of an act. `movements`, of this claim, live as long as the answer.
[[nodiscard]] claims::ActCase case_of(
    const LoadedClaim& loaded,
    const std::vector<claims::Movement>& movements,
    const norms::Law& law,
    base::BusinessDate today,
    const std::optional<base::Date>& closed_until
);

// The act that has this number already, when it says the same; a problem when it says something
// else.
[[nodiscard]] std::optional<base::Outcome<base::ActId>> repeated(
    const LoadedClaim& loaded, const claims::NewAct& act
);

// "claim:17"
[[nodiscard]] std::string subject_of(base::ClaimId claim);

// An act with what it books on its claim, and on the other claim that it names.
struct ActToWrite {
    const LoadedClaim* on;
    claims::NewAct act;
    std::vector<claims::Movement> effect;
    std::optional<base::ApprovalId> approval = std::nullopt;
    const LoadedClaim* other = nullptr;
    std::vector<claims::Movement> effect_on_other = {};
};

// All of them with their postings, in the transaction of the caller, who has locked the claims; the
// trail tells it of each debtor. What counts from before a payment is replayed. The ids are in the
// order of the acts.
std::vector<base::ActId> write_acts(
    storage::Transaction& transaction,
    audit::Trail& trail,
    const access::Occasion& occasion,
    const std::vector<ActToWrite>& acts
);

}  // namespace draagkracht::followup
