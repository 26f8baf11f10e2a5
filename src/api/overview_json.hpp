// What the interface tells of people, claims, plans and contacts, as JSON. Amounts are strings in
// euros ("1234.56"), dates are ISO; what is not known is null.
#pragma once

#include <nlohmann/json.hpp>

#include "draagkracht/claims/claims_service.hpp"
#include "draagkracht/followup/followup_service.hpp"
#include "draagkracht/followup/limitation_service.hpp"
#include "draagkracht/followup/remission_service.hpp"
#include "draagkracht/people/people_service.hpp"
#include "draagkracht/plans/pause.hpp"
#include "draagkracht/plans/plans_service.hpp"

namespace draagkracht::api {

using Json = nlohmann::ordered_json;

[[nodiscard]] Json json_of(const people::Identity& identity);
[[nodiscard]] Json json_of(const claims::Balance& balance);
// Null where no law of limitation is known.
[[nodiscard]] Json limitation_of(
    const std::optional<claims::LimitationClock>& known, base::Date day
);
// The claim with its limitation and its remission for the debtor whose these are.
[[nodiscard]] Json json_of(
    const claims::ClaimWithBalance& owed,
    const std::vector<followup::ClaimClock>& clocks,
    const std::vector<followup::ClaimOutlook>& outlooks,
    base::BusinessDate today
);
// `claims` gives the numbers of the claims that the postings are on.
[[nodiscard]] Json json_of(
    const claims::Posting& posting, const std::vector<claims::ClaimWithBalance>& claims
);
[[nodiscard]] Json json_of(const plans::Pause& pause);
// The plan with those of the pauses that are of it.
[[nodiscard]] Json json_of(
    const plans::PlanStanding& standing, const std::vector<plans::Pause>& pauses
);
[[nodiscard]] Json json_of(const followup::LoggedContact& logged);
[[nodiscard]] Json json_of(const followup::WorklistItem& item);

}  // namespace draagkracht::api
