// What the statutory interest on a claim comes to until a day, for an officer who thinks of setting
// it by decision (Awb art. 4:99). Nothing is written but the look.
//
//     InterestService service{database, law};
//     const NamedClaim named{zandwijk, person, "V-17"};
//     service.work_out(occasion, named, day)->sheet.amount;
//
// It runs from the day after the last day to pay (Awb art. 4:97, 4:98), also during deferral,
// unless that was decided otherwise (4:101).
#pragma once

#include <string>

#include "draagkracht/access/occasion.hpp"
#include "draagkracht/claims/claim.hpp"
#include "draagkracht/claims/statutory_interest.hpp"
#include "draagkracht/storage/database.hpp"

namespace draagkracht::claims {

struct ClaimInterest {
    base::Date from;
    base::Date until;  // the first day that is no longer in it
    InterestSheet sheet;
    base::Money set_before;  // by decisions until now, whether paid or not
};

class InterestService {
  public:
    InterestService(storage::Database& database, const norms::Law& law)
        : database_{database}, law_{law} {}

    // Problems of ClaimsService::history_of and interest_over; claims.unknown-claim (the debtor
    // owes no claim of that number), claims.in-future (a day to come: its rate may not be known).
    [[nodiscard]] base::Outcome<ClaimInterest> work_out(
        const access::Occasion& occasion, const NamedClaim& named, base::Date until
    );

  private:
    storage::Database& database_;
    const norms::Law& law_;
};

}  // namespace draagkracht::claims
