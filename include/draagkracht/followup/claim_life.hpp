// How a claim stood on a day, with all that makes its stage and its balance: acts, postings and the
// limitation clock (verjaring) of each debtor.
//
//     ClaimLife life = lives.life_on(occasion, named, {day, day}).value();
//     life.life.stage;                      // Stage::in_plan
//     life.clocks.front().clock->last_day() // of one debtor: Awb art. 4:105 lid 2
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "draagkracht/claims/act.hpp"
#include "draagkracht/claims/claim.hpp"
#include "draagkracht/claims/ledger.hpp"
#include "draagkracht/claims/life.hpp"
#include "draagkracht/claims/limitation.hpp"

namespace draagkracht::followup {

struct ClaimClock {
    base::PersonId debtor;
    base::ClaimId claim;
    // Empty: no law of limitation is known for the day on which the term to pay ended.
    std::optional<claims::LimitationClock> clock;
};

// All of it oldest first.
struct ClaimLife {
    claims::Claim claim;
    claims::Life life;
    claims::Balance balance;
    std::vector<claims::Act> acts;
    std::vector<claims::Posting> postings;
    std::vector<ClaimClock> clocks;  // one for each who still owes it
    std::unordered_map<base::PersonId, std::string> client_numbers;  // of all its debtors
};

}  // namespace draagkracht::followup
