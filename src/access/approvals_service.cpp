#include "draagkracht/access/approvals_service.hpp"

#include <fmt/format.h>

#include "access/access_store.hpp"
#include "access/approvals_store.hpp"
#include "draagkracht/access/access_service.hpp"
#include "draagkracht/audit/trail.hpp"
#include "draagkracht/base/plain_line.hpp"
#include "draagkracht/storage/turn.hpp"

namespace draagkracht::access {

using storage::Transaction;

namespace {

base::Timestamp end_of_term(const DecidedRow& granted) {
    return base::Timestamp{granted.decided_at.in_seconds() + approval_term};
}

ApprovalState state_of(const StoredApproval& approval, base::Timestamp moment) {
    if (!approval.decided) {
        return ApprovalState::waits;
    }
    if (!approval.decided->granted) {
        return ApprovalState::refused;
    }
    if (approval.is_used) {
        return ApprovalState::used;
    }
    const bool is_in_term = moment.in_seconds() <= end_of_term(*approval.decided).in_seconds();
    return is_in_term ? ApprovalState::granted : ApprovalState::lapsed;
}

AskedApproval told(const StoredApproval& approval, base::Timestamp moment) {
    AskedApproval told{
        approval.asked,
        approval.asked_at,
        state_of(approval, moment),
        std::nullopt,
        std::nullopt,
        {},
        std::nullopt};
    if (const std::optional<DecidedRow>& decided = approval.decided) {
        told.decided_by = Actor::officer(decided->decided_by, {}, {}).text();
        told.decided_at = decided->decided_at;
        told.refusal = decided->reason;
        if (decided->granted) {
            told.serves_until = end_of_term(*decided);
        }
    }
    return told;
}

bool says_same(const AskedApproval& decided, const Actor& actor, const ApprovalDecision& decision) {
    const bool was_granted = decided.state != ApprovalState::refused;
    return decided.decided_by == actor.text() && was_granted == decision.is_granted &&
           decided.refusal == decision.reason;
}

base::Done grant_in(
    storage::Database& database, const Occasion& occasion, base::ApprovalId approval
) {
    const auto granted = AccessService{database}.grant_approval(occasion, approval);
    return granted ? base::Done{} : tl::unexpected(granted.error());
}

base::Outcome<AskedApproval> decided_before(
    const AskedApproval& decided, const Actor& actor, const ApprovalDecision& decision
) {
    if (says_same(decided, actor, decision)) {
        return decided;
    }
    return base::problem(
        "access.decided-already", "this was decided already", "who asked can ask for it anew"
    );
}

tl::unexpected<base::Problem> no_such_approval() {
    return base::problem("access.no-such-approval", "there is no such approval here");
}

}  // namespace

base::Outcome<std::vector<AskedApproval>> ApprovalsService::open_approvals(
    const Occasion& occasion, base::MunicipalityId municipality
) const {
    if (const base::Done allowed = require(occasion.actor, Right::see_person, municipality);
        !allowed) {
        return tl::unexpected(allowed.error());
    }
    Transaction transaction{database_, "open approvals", storage::Access::read};
    std::vector<AskedApproval> open;
    for (const StoredApproval& approval : unused_approvals(transaction, municipality)) {
        if (state_of(approval, occasion.moment) != ApprovalState::lapsed) {
            open.push_back(told(approval, occasion.moment));
        }
    }
    return open;
}

base::Outcome<AskedApproval> ApprovalsService::approval(
    const Occasion& occasion, base::MunicipalityId municipality, base::ApprovalId approval
) const {
    if (const base::Done allowed = require(occasion.actor, Right::see_person, municipality);
        !allowed) {
        return tl::unexpected(allowed.error());
    }
    Transaction transaction{database_, "approval", storage::Access::read};
    const std::optional<StoredApproval> found =
        approval_numbered(transaction, municipality, approval);
    if (!found) {
        return no_such_approval();
    }
    return told(*found, occasion.moment);
}

base::Outcome<std::vector<AskedApproval>> ApprovalsService::approvals_about(
    const Occasion& occasion,
    base::MunicipalityId municipality,
    const std::string& action,
    const std::string& subject_start
) const {
    if (const base::Done allowed = require(occasion.actor, Right::see_person, municipality);
        !allowed) {
        return tl::unexpected(allowed.error());
    }
    Transaction transaction{database_, "approvals about something", storage::Access::read};
    std::vector<AskedApproval> asked;
    for (const StoredApproval& approval :
         access::approvals_about(transaction, municipality, action, subject_start)) {
        asked.push_back(told(approval, occasion.moment));
    }
    return asked;
}

base::Outcome<AskedApproval> ApprovalsService::decide(
    const Occasion& occasion,
    base::MunicipalityId municipality,
    base::ApprovalId approval,
    const ApprovalDecision& decision
) {
    if (const base::Done allowed = require(occasion.actor, Right::decide_approval, municipality);
        !allowed) {
        return tl::unexpected(allowed.error());
    }
    const base::Outcome<AskedApproval> now = this->approval(occasion, municipality, approval);
    if (!now) {
        return now;
    }
    if (now->state != ApprovalState::waits) {
        return decided_before(*now, occasion.actor, decision);
    }
    const base::Done done = decision.is_granted ? grant_in(database_, occasion, approval)
                                                : refuse(occasion, approval, decision.reason);
    const base::Outcome<AskedApproval> after = this->approval(occasion, municipality, approval);
    if (done || !after) {
        return after;
    }
    // Somebody else may have decided since the first look.
    return after->state == ApprovalState::waits ? tl::unexpected(done.error())
                                                : decided_before(*after, occasion.actor, decision);
}

base::Done ApprovalsService::refuse(
    const Occasion& occasion, base::ApprovalId approval, const std::string& reason
) {
    if (const base::Done line = base::check_told_line(reason, "reason"); !line) {
        return line;
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
    const std::string& subject,
    const std::optional<std::string>& reason
) const {
    Transaction transaction{database_, "recall approval", storage::Access::read};
    for (const StoredApproval& approval : unused_approvals(transaction, municipality)) {
        const PendingApproval& asked = approval.asked;
        if (asked.action == action && asked.subject == subject &&
            asked.requested_by == occasion.actor.text() &&
            asked.reason == reason.value_or(asked.reason) &&
            state_of(approval, occasion.moment) == ApprovalState::granted) {
            const base::OfficerId decider = approval.decided->decided_by;
            return grant(asked, Actor::officer(decider, {}, roles_of(transaction, decider)));
        }
    }
    return base::problem(
        "access.no-such-approval",
        "nobody granted you this, or its term is over",
        "ask a second person for approval"
    );
}

std::optional<PendingApproval> standing_question(
    Transaction& transaction,
    base::Timestamp moment,
    base::MunicipalityId municipality,
    const std::string& action,
    const std::string& subject
) {
    for (const StoredApproval& standing :
         unused_approvals_of(transaction, municipality, action, subject)) {
        if (state_of(standing, moment) != ApprovalState::lapsed) {
            return standing.asked;
        }
    }
    return std::nullopt;
}

base::Outcome<PendingApproval> ask_once(
    Transaction& transaction, const Occasion& occasion, const ApprovalQuestion& question
) {
    if (const base::Done allowed =
            require(occasion.actor, Right::see_person, question.municipality);
        !allowed) {
        return tl::unexpected(allowed.error());
    }
    storage::take_turn(transaction, fmt::format("ask_approval:{}", question.municipality.value()));
    if (std::optional<PendingApproval> standing = standing_question(
            transaction, occasion.moment, question.municipality, question.action, question.subject
        )) {
        return std::move(*standing);
    }
    const PendingApproval asked{
        base::ApprovalId{transaction.reserve_ids(1).take()},
        question.municipality,
        question.action,
        question.subject,
        question.reason,
        occasion.actor.text()};
    add_approval(transaction, asked, occasion.moment);
    audit::Trail trail{transaction, occasion.author()};
    trail.record({"access.ask_approval", asked.municipality, std::nullopt, asked.subject});
    trail.write();
    return asked;
}

}  // namespace draagkracht::access
