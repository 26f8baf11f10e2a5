#include "draagkracht/access/approval.hpp"

namespace draagkracht::access {

base::Done check_asked_by(const PendingApproval& asked, const Actor& actor) {
    if (asked.requested_by == actor.text()) {
        return {};
    }
    return base::problem(
        "access.asked-by-another",
        "somebody else asked for this already",
        "decide on that as the second person, or leave it to who asked"
    );
}

bool GrantedApproval::covers(
    base::MunicipalityId municipality, std::string_view action, std::string_view subject
) const {
    return granted_.municipality == municipality && granted_.action == action &&
           granted_.subject == subject;
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
    return GrantedApproval{pending, decider.text()};
}

}  // namespace draagkracht::access
