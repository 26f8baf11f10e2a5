#include "draagkracht/claims/interest_service.hpp"

#include "draagkracht/claims/act_effect.hpp"
#include "draagkracht/claims/act_store.hpp"
#include "draagkracht/claims/claim_store.hpp"
#include "draagkracht/claims/claims_service.hpp"

namespace draagkracht::claims {

namespace {

base::Outcome<Claim> claim_named(storage::Database& database, const NamedClaim& named) {
    storage::Transaction transaction{database, "claim by number", storage::Access::read};
    return find_claim(transaction, named);
}

std::vector<Act> acts_on(storage::Database& database, base::ClaimId claim) {
    storage::Transaction transaction{database, "acts on a claim", storage::Access::read};
    return acts_of(transaction, {claim})[claim];
}

}  // namespace

base::Outcome<ClaimInterest> InterestService::work_out(
    const access::Occasion& occasion, const NamedClaim& named, base::Date until
) {
    if (until > occasion.today.date()) {
        return base::problem(
            "claims.in-future",
            "the rate of a day that is to come may not be known yet",
            "take today or an earlier day"
        );
    }
    const base::Outcome<ClaimHistory> history =
        claim_named(database_, named).and_then([&](const Claim& claim) {
            return ClaimsService{database_}.history_of(occasion, claim.id);
        });
    if (!history) {
        return tl::unexpected(history.error());
    }
    std::vector<Movement> movements;
    base::Money set_before;
    for (const Posting& posting : history->postings) {
        const Movement& movement = posting.facts.movement;
        movements.push_back(movement);
        if (movement.component == Component::interest && is_charge(movement.kind)) {
            set_before += movement.amount;
        }
    }
    const base::Date from = history->claim.decision.due_date.plus_days(1);
    const std::vector<Period> without =
        days_without_interest(acts_on(database_, history->claim.id), until);
    return interest_over(movements, from, until, law_, without).map([&](InterestSheet sheet) {
        return ClaimInterest{from, until, std::move(sheet), set_before};
    });
}

}  // namespace draagkracht::claims
