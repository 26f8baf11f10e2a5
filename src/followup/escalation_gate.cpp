#include "draagkracht/followup/escalation_gate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "draagkracht/base/plain_line.hpp"

namespace draagkracht::followup {

namespace {

// The contacts that can open the gate.
struct Sought {
    std::vector<base::ContactId> conversations;
    std::vector<base::ContactId> attempts;
    GateView view;
};

norms::ContactGate stricter_of(const norms::ContactGate& policy) {
    return {
        .attempts = std::max(policy.attempts, norms::hard_gate.attempts),
        .channels = std::max(policy.channels, norms::hard_gate.channels),
        .days = std::max(policy.days, norms::hard_gate.days)};
}

Sought sought_for(
    const GateSubject& subject,
    const std::vector<LoggedContact>& contacts,
    const norms::ContactGate& policy
) {
    Sought sought;
    std::set<Channel> channels;
    std::set<base::Date> days;
    for (const auto& [id, contact, recorded_by] : contacts) {
        if (!counts(contact, subject)) {
            continue;
        }
        const ContactWeight weight = weight_of(contact.kind);
        if (weight == ContactWeight::conversation && contact.nonpayment_reason) {
            sought.conversations.push_back(id);
        }
        if (weight == ContactWeight::attempt) {
            sought.attempts.push_back(id);
            channels.insert(contact.kind.channel);
            days.insert(contact.contacted_on);
            sought.view.where_two_can_talk |= is_personal(contact.kind.channel);
        }
    }
    sought.view.conversation_count = static_cast<int>(sought.conversations.size());
    sought.view.attempt_count = static_cast<int>(sought.attempts.size());
    sought.view.channel_count = static_cast<int>(channels.size());
    sought.view.day_count = static_cast<int>(days.size());
    sought.view.needed = stricter_of(policy);
    return sought;
}

base::Problem closed(const GateSubject& subject, const GateView& view) {
    return {
        "followup.gate-closed",
        fmt::format(
            "no talk about this arrear since {}; sought {} times over {} channels on {} days, {}"
            " by telephone, visit or office; needed: {} times over {} channels on {} days",
            subject.missed_on.to_string(),
            view.attempt_count,
            view.channel_count,
            view.day_count,
            view.where_two_can_talk ? "also" : "never",
            view.needed.attempts,
            view.needed.channels,
            view.needed.days
        ),
        to_text(subject.arrear),
        "call the debtor first and record it; or ask a second person's approval"};
}

base::Done check_request(const GateRequest& request) {
    base::ensure(
        request.step >= norms::EscalationStep::formal_notice,
        "the gate stands in front of steps towards force"
    );
    return base::check_told_line(request.lighter_step_note, "why a lighter step does not fit");
}

}  // namespace

bool counts(const Contact& contact, const GateSubject& subject) {
    return contact.contacted_on >= subject.missed_on &&
           contact.contacted_on <= subject.today.date() &&
           std::ranges::find(contact.arrears, subject.arrear) != contact.arrears.end();
}

bool GateView::is_open() const {
    const bool sought_in_earnest = attempt_count >= needed.attempts &&
                                   channel_count >= needed.channels && day_count >= needed.days &&
                                   where_two_can_talk;
    return conversation_count > 0 || sought_in_earnest;
}

GateView look_at_gate(
    const GateSubject& subject,
    const std::vector<LoggedContact>& contacts,
    const norms::ContactGate& policy
) {
    return sought_for(subject, contacts, policy).view;
}

OpenedGate::OpenedGate(GateRequest request, GateBasis basis)
    : request_{std::move(request)}, basis_{basis} {}

base::Outcome<OpenedGate> open_gate(
    const GateRequest& request,
    const std::vector<LoggedContact>& contacts,
    const norms::ContactGate& policy
) {
    if (const base::Done valid = check_request(request); !valid) {
        return tl::unexpected(valid.error());
    }
    const Sought sought = sought_for(request.subject, contacts, policy);
    if (!sought.conversations.empty()) {
        OpenedGate gate{request, GateBasis::conversation};
        gate.evidence_ = sought.conversations;
        return gate;
    }
    if (!sought.view.is_open()) {
        return tl::unexpected(closed(request.subject, sought.view));
    }
    OpenedGate gate{request, GateBasis::attempts};
    gate.evidence_ = sought.attempts;
    return gate;
}

base::Outcome<OpenedGate> open_gate_by_approval(
    const GateRequest& request,
    base::MunicipalityId municipality,
    const access::GrantedApproval& approval
) {
    if (const base::Done valid = check_request(request); !valid) {
        return tl::unexpected(valid.error());
    }
    const std::string subject = gate_override_subject(request.subject.arrear, request.step);
    if (!approval.covers(municipality, gate_override_action, subject)) {
        return base::problem(
            "followup.approval-of-something-else",
            "this approval was given for another act",
            fmt::format("ask approval of {} for {}", gate_override_action, subject)
        );
    }
    OpenedGate gate{request, GateBasis::approval};
    gate.approval_ = approval.id();
    return gate;
}

std::string gate_override_subject(const Arrear& arrear, norms::EscalationStep step) {
    return fmt::format("{}/{}", to_text(arrear), norms::name_of(step));
}

std::string_view to_text(GateBasis basis) {
    switch (basis) {
        case GateBasis::conversation:
            return "conversation";
        case GateBasis::attempts:
            return "attempts";
        case GateBasis::approval:
            return "approval";
    }
    return "unknown";
}

}  // namespace draagkracht::followup
