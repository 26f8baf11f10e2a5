// When the friendly reminder (betalingsherinnering) goes: after a person tried to reach the debtor
// about this arrear and did not get to talk. Before that a person calls first; after a talk the
// talk counts (Alkmaar, Beleidskader Handhaving 4.2.2).
#pragma once

#include <vector>

#include "draagkracht/followup/escalation_gate.hpp"

namespace draagkracht::followup {

// The attempts after which the reminder goes: by telephone, visit or invitation to the office, also
// where the number was wrong, for then a letter is all that is left. Empty: it does not go.
[[nodiscard]] std::vector<base::ContactId> reminder_evidence(
    const GateSubject& subject, const std::vector<LoggedContact>& contacts
);

}  // namespace draagkracht::followup
