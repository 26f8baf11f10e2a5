// When what a client owes may be remitted or bought off: the look-ahead of each claim, worked out
// from the agreements of this debtor and how they were paid.
//
//     RemissionService remission{database, rules.law, rules.policies};
//     for (const ClaimOutlook& ahead : remission.outlooks_of(occasion, zandwijk, person).value())
//         ahead.outlook->grounds;
//     remission.propose(occasion, named, {"K-1", RemissionGround::buy_off, "B-7"});    // by one
//     remission.carry_out(occasion, named, {"K-1", RemissionGround::buy_off, "B-7"});  // after it
//
// Like the limitation clock it is of a debtor, and stored nowhere. What is proposed on it is
// decided by two people, and recorded as an act on the claim.
#pragma once

#include <optional>
#include <vector>

#include "draagkracht/access/approvals_service.hpp"
#include "draagkracht/access/occasion.hpp"
#include "draagkracht/claims/remission_act.hpp"
#include "draagkracht/norms/policy_book.hpp"
#include "draagkracht/storage/database.hpp"

namespace draagkracht::followup {

struct ClaimOutlook {
    base::ClaimId claim;
    // Empty: no law or policy of remission is known for the day.
    std::optional<claims::RemissionOutlook> outlook;
};

// What was put before a second person on a ground of a claim, and how that stands.
struct RemissionProposal {
    claims::RemissionAsked asked;  // with the amount that was seen, and without a number
    access::AskedApproval approval;
};

struct ClaimRemission {
    std::optional<claims::RemissionOutlook> outlook;  // empty as in ClaimOutlook
    base::Money open;                                 // what would be given up now
    std::vector<RemissionProposal> proposals;         // the last one on each ground
};

class RemissionService {
  public:
    RemissionService(
        storage::Database& database, const norms::Law& law, const norms::PolicyBook& policies
    )
        : database_{database}, law_{law}, policies_{policies} {}

    // By due date, oldest first, each claim that the person owes, paid ones too. The look is in the
    // trail. Problems access.not-allowed (see_person), people.unknown-person.
    [[nodiscard]] base::Outcome<std::vector<ClaimOutlook>> outlooks_of(
        const access::Occasion& occasion, base::MunicipalityId municipality, base::PersonId person
    );

    // The look-ahead of one claim with what was proposed on it from the page of this debtor. The
    // look is in the trail. Problems as of outlooks_of, and claims.unknown-claim.
    [[nodiscard]] base::Outcome<ClaimRemission> remission_of(
        const access::Occasion& occasion, const claims::NamedClaim& named
    );

    // Asks a second person to decide on a ground that is reached now, with the decision and the
    // finding as they would be recorded. Problems of claims::remission_act and
    // ClaimLifeService::prepare; claims.proposed-otherwise (the same officer put the same amount
    // before a second person in other words, and that is still open).
    [[nodiscard]] base::Outcome<base::ApprovalId> propose(
        const access::Occasion& occasion,
        const claims::NamedClaim& named,
        const claims::RemissionAsked& asked
    );
    // After the approval of this ground, decision and finding, by who proposed it: what is open is
    // given up. The same number again is the same act, if ground, decision and finding are the same
    // too. Problems as of propose, and of ClaimLifeService::record.
    [[nodiscard]] base::Outcome<base::ActId> carry_out(
        const access::Occasion& occasion,
        const claims::NamedClaim& named,
        const claims::RemissionAsked& asked
    );

  private:
    // The act for what is asked, as the register stands now.
    [[nodiscard]] base::Outcome<claims::NewAct> act_for(
        const access::Occasion& occasion,
        const claims::NamedClaim& named,
        const claims::RemissionAsked& asked
    );

    storage::Database& database_;
    const norms::Law& law_;
    const norms::PolicyBook& policies_;
};

}  // namespace draagkracht::followup
