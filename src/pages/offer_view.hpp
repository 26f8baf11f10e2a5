// What a calculation shows: questions to ask, the proposals side by side in a table and a drawing,
// and the amounts that belong together. It is a page by itself when somebody types, and a part of
// the page of the talk.
#pragma once

#include <optional>
#include <vector>

#include "draagkracht/plans/talk_service.hpp"
#include "pages/form_fields.hpp"

namespace draagkracht::pages {

// A form as far as it could be reckoned with.
struct Reckoned {
    std::vector<FormFault> faults;  // of what was typed; then there is no offer
    std::optional<base::Outcome<plans::Offer>> offer;
};

// The proposal that an agreement would become; null when none was named, or it cannot be.
[[nodiscard]] const plans::Proposal* named_proposal(const Reckoned& reckoned);

// Sets outcome: what the template parts talk_outcome, talk_amounts and talk_summary show.
void set_outcome(Values& values, const Reckoned& reckoned);

}  // namespace draagkracht::pages
