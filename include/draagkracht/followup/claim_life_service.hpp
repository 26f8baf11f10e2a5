// The life of a claim, for people: what stands in its way or closes it is recorded here, and how it
// stood on any day is asked here.
//
//     ClaimLifeService lives{database, law};
//     const NamedClaim named{zandwijk, person, "V-17"};
//     lives.record(occasion, named, act);            // Problem claims.closed, claims.other-amount
//     lives.life_on(occasion, named, {day, day});    // as it was known on that day
//
// It stands in this room because a claim's stage also follows from its plans and the steps taken.
#pragma once

#include <string>
#include <vector>

#include "draagkracht/access/occasion.hpp"
#include "draagkracht/claims/act.hpp"
#include "draagkracht/claims/act_store.hpp"
#include "draagkracht/claims/closed_year.hpp"
#include "draagkracht/claims/interest_service.hpp"
#include "draagkracht/followup/act_approval.hpp"
#include "draagkracht/followup/claim_life.hpp"
#include "draagkracht/followup/vantage.hpp"
#include "draagkracht/norms/law.hpp"
#include "draagkracht/storage/database.hpp"

namespace draagkracht::followup {

// A claim beside another one, against which a credit on that one can be set.
struct OpenClaimBeside {
    std::string claim_number;
    base::Money open;
};

class ClaimLifeService {
  public:
    ClaimLifeService(storage::Database& database, const norms::Law& law)
        : database_{database}, law_{law} {}

    // Records an act with what it books, all in one. The same act under the same number is the same
    // act. Right::act_on_claim. What needs a second person is recorded by who prepared it, after
    // the approval. Problems of claims::effect_of, claims.unknown-claim, claims.act-number-taken,
    // claims.needs-second-person, access.not-allowed, people.unknown-person.
    [[nodiscard]] base::Outcome<base::ActId> record(
        const access::Occasion& occasion, const claims::NamedClaim& named, const claims::NewAct& act
    );
    // Asks a second person for an act that could be recorded now. Problems as of record.
    [[nodiscard]] base::Outcome<base::ApprovalId> prepare(
        const access::Occasion& occasion, const claims::NamedClaim& named, const claims::NewAct& act
    );

    // What an act comes to that tells the amount that was seen. Problems as of record.
    [[nodiscard]] base::Outcome<base::Money> amount_of(
        const access::Occasion& occasion, const claims::NamedClaim& named, const claims::NewAct& act
    );

    // The other claims of this debtor on which something is open, by number. Problems as of record.
    [[nodiscard]] base::Outcome<std::vector<OpenClaimBeside>> open_claims_beside(
        const access::Occasion& occasion, const claims::NamedClaim& named
    );

    // Credits that were refunded by decision in the period, for who pays them out. Problem
    // access.not-allowed (act_on_claim).
    [[nodiscard]] base::Outcome<std::vector<claims::DecidedRefund>> refunds_decided(
        const access::Occasion& occasion,
        base::MunicipalityId municipality,
        const claims::Period& period
    );

    // The look is in the trail, for each debtor. Problems claims.unknown-claim, claims.in-future,
    // access.not-allowed (see_person), people.unknown-person.
    [[nodiscard]] base::Outcome<ClaimLife> life_on(
        const access::Occasion& occasion, const claims::NamedClaim& named, const Vantage& vantage
    );

    // Closes the books of a year that is over: no decision counts from a day in it any more. Money
    // that the bank brings later keeps its own day. Right::decide_approval. Problems
    // claims.in-future, claims.year-closed, claims.other-year-first.
    [[nodiscard]] base::Done close_year(
        const access::Occasion& occasion, base::MunicipalityId municipality, int year
    );
    // The latest first. Right::see_figures.
    [[nodiscard]] base::Outcome<std::vector<claims::ClosedYear>> closed_years(
        const access::Occasion& occasion, base::MunicipalityId municipality
    );

  private:
    template <typename Question>
    auto looked_over(
        const access::Occasion& occasion,
        const claims::NamedClaim& named,
        const claims::NewAct& act,
        Question question
    );

    storage::Database& database_;
    const norms::Law& law_;
};

// What a repeat is told that says something else than the act of that number.
[[nodiscard]] base::Outcome<base::ActId> act_number_taken();

}  // namespace draagkracht::followup
