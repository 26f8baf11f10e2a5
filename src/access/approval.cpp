#include "draagkracht/access/approval.hpp"

namespace draagkracht::access {

GrantedApproval::GrantedApproval(base::ApprovalId id, std::string action, std::string subject)
    : id_{id}, action_{std::move(action)}, subject_{std::move(subject)} {}

bool GrantedApproval::covers(std::string_view action, std::string_view subject) const {
    return action_ == action && subject_ == subject;
}

base::Outcome<GrantedApproval> grant(const PendingApproval& pending, const Actor& decider) {
    if (const base::Done allowed = require(decider, Right::decide_approval, pending.municipality);
        !allowed) {
        return tl::unexpected(allowed.error());
    }
    if (decider.text() == pending.requested_by) {
        return base::problem(
            "access.same-person", "who asks for an approval cannot grant it", "ask a second person"
        );
    }
    return GrantedApproval{pending.id, pending.action, pending.subject};
}

}  // namespace draagkracht::access
