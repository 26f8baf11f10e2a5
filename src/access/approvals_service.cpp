#include "draagkracht/access/approvals_service.hpp"

#include "access/access_store.hpp"
#include "access/approvals_store.hpp"
#include "draagkracht/audit/trail.hpp"

namespace draagkracht::access {

using storage::Transaction;

namespace {

base::Timestamp end_of_term(const GrantedRow& granted) {
    return base::Timestamp{granted.decided_at.in_seconds() + approval_term};
}

bool can_be_used(const UnusedApproval& approval, base::Timestamp moment) {
    return approval.granted && moment.in_seconds() <= end_of_term(*approval.granted).in_seconds();
}

}  // namespace

base::Outcome<std::vector<OpenApproval>> ApprovalsService::open_approvals(
    const Occasion& occasion, base::MunicipalityId municipality
) const {
    if (const base::Done allowed = require(occasion.actor, Right::see_person, municipality);
        !allowed) {
        return tl::unexpected(allowed.error());
    }
    Transaction transaction{database_, "open approvals", storage::Access::read};
    std::vector<OpenApproval> open;
    for (const UnusedApproval& approval : unused_approvals(transaction, municipality)) {
        if (!approval.granted) {
            open.push_back({approval.asked, std::nullopt, std::nullopt});
        } else if (can_be_used(approval, occasion.moment)) {
            open.push_back(
                {approval.asked,
                 Actor::officer(approval.granted->decided_by, {}, {}).text(),
                 end_of_term(*approval.granted)}
            );
        }
    }
    return open;
}

base::Done ApprovalsService::refuse(
    const Occasion& occasion, base::ApprovalId approval, const std::string& reason
) {
    if (reason.empty()) {
        return base::problem(
            "access.needs-reason", "an approval is refused with a reason", "write why"
        );
    }
    Transaction transaction{database_, "refuse approval", storage::Access::write};
    const std::optional<PendingApproval> pending = pending_approval(transaction, approval);
    if (!pending) {
        return base::problem(
            "access.no-such-approval", "this approval does not exist, or was decided already"
        );
    }
    // Who may not grant it may not refuse it either.
    if (const base::Outcome<GrantedApproval> may = grant(*pending, occasion.actor); !may) {
        return tl::unexpected(may.error());
    }
    mark_refused(transaction, approval, occasion, reason);
    audit::Trail trail{transaction, occasion.author()};
    trail.record({"access.refuse_approval", pending->municipality, std::nullopt, pending->subject});
    trail.write();
    transaction.commit();
    return {};
}

base::Outcome<GrantedApproval> ApprovalsService::recall(
    const Occasion& occasion,
    base::MunicipalityId municipality,
    const std::string& action,
    const std::string& subject
) const {
    Transaction transaction{database_, "recall approval", storage::Access::read};
    for (const UnusedApproval& approval : unused_approvals(transaction, municipality)) {
        const PendingApproval& asked = approval.asked;
        if (asked.action == action && asked.subject == subject &&
            asked.requested_by == occasion.actor.text() && can_be_used(approval, occasion.moment)) {
            const base::OfficerId decider = approval.granted->decided_by;
            return grant(asked, Actor::officer(decider, {}, roles_of(transaction, decider)));
        }
    }
    return base::problem(
        "access.no-such-approval",
        "nobody granted you this, or its term is over",
        "ask a second person for approval"
    );
}

}  // namespace draagkracht::access
