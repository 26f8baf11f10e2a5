// Until when what a client owes may be collected by force: the limitation clock (verjaring) of each
// claim of one debtor, worked out from what the register knows of payments, agreements, formal
// notices and deferrals.
//
//     LimitationService limitation{database, rules.law};
//     for (const ClaimClock& of_claim : limitation.clocks_of(occasion, zandwijk, person).value())
//         of_claim.clock->last_day();
//
// Joint debtors have a clock each, on the same claim: Awb art. 4:105 lid 2.
#pragma once

#include <vector>

#include "draagkracht/access/occasion.hpp"
#include "draagkracht/followup/claim_life.hpp"
#include "draagkracht/norms/law.hpp"
#include "draagkracht/storage/database.hpp"

namespace draagkracht::followup {

class LimitationService {
  public:
    LimitationService(storage::Database& database, const norms::Law& law)
        : database_{database}, law_{law} {}

    // By due date, oldest first, each claim that the person owes, paid ones too. The look is in the
    // trail. Problems access.not-allowed (see_person), people.unknown-person.
    [[nodiscard]] base::Outcome<std::vector<ClaimClock>> clocks_of(
        const access::Occasion& occasion, base::MunicipalityId municipality, base::PersonId person
    );

  private:
    storage::Database& database_;
    const norms::Law& law_;
};

}  // namespace draagkracht::followup
