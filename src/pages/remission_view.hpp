// When a claim may be remitted or bought off, in a line for each, as an officer says it to a
// client.
//
//     Values lines = remission_view(claim, outlooks, today);
//     // "Kwijtschelding: mogelijk vanaf 1 juli 2029, als elke termijn tot dan wordt betaald"
#pragma once

#include <vector>

#include "draagkracht/followup/remission_service.hpp"
#include "pages/view_parts.hpp"

namespace draagkracht::pages {

// The line of one ground, and of one note; empty when there is nothing to say.
[[nodiscard]] std::string remission_text(
    const claims::GroundOutlook& ground, base::BusinessDate today
);
[[nodiscard]] std::string remission_text(claims::RemissionNote note);

// What has no meaning for this claim now is left out.
[[nodiscard]] Values remission_view(
    base::ClaimId claim,
    const std::vector<followup::ClaimOutlook>& outlooks,
    base::BusinessDate today
);

}  // namespace draagkracht::pages
