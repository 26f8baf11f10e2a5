#include "followup/reminder.hpp"

namespace draagkracht::followup {

std::vector<base::ContactId> reminder_evidence(
    const GateSubject& subject, const std::vector<LoggedContact>& contacts
) {
    std::vector<base::ContactId> attempts;
    for (const auto& [id, contact, recorded_by] : contacts) {
        if (!counts(contact, subject)) {
            continue;
        }
        if (weight_of(contact.kind) == ContactWeight::conversation) {
            return {};
        }
        if (contact.kind.direction == Direction::outgoing && is_personal(contact.kind.channel)) {
            attempts.push_back(id);
        }
    }
    return attempts;
}

}  // namespace draagkracht::followup
