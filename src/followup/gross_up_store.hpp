// Which claims a gross-up may be about.
#pragma once

#include <vector>

#include "draagkracht/base/id.hpp"
#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::followup {

// The next claims after that id, at most `most`, that may have been net in that year and open at
// its end: wide, as the rule decides (claims/gross_up.hpp).
[[nodiscard]] std::vector<base::ClaimId> claims_maybe_net(
    storage::Transaction& transaction,
    base::MunicipalityId municipality,
    int year,
    base::ClaimId after,
    int most
);

}  // namespace draagkracht::followup
