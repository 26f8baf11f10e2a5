// The gate in front of force (guarantee 5): no formal notice (aanmaning), enforcement order or
// bailiff before the debtor was spoken to about this arrear, or was sought in earnest.
//
//     Outcome<OpenedGate> gate = open_gate(request, contacts, rules.contact_gate());
//     if (!gate) return unexpected(gate.error());   // "sought 1 time over 1 channel on 1 day, ..."
//
// What takes a step towards force takes an OpenedGate, and nothing but the two functions below
// makes one. The rule is code; policy can only ask more. A second person's approval is the one way
// round, and it is kept and counted.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "draagkracht/access/approval.hpp"
#include "draagkracht/followup/contact.hpp"
#include "draagkracht/norms/policy.hpp"

namespace draagkracht::followup {

// Contacts count that are about this arrear, from the day it was missed on and up to today.
struct GateSubject {
    Arrear arrear;
    base::Date missed_on;
    base::BusinessDate today;
};
[[nodiscard]] bool counts(const Contact& contact, const GateSubject& subject);

// What the log holds about an arrear, beside what is needed: for a page that shows how far the gate
// is.
struct GateView {
    int conversation_count = 0;  // in which the reason for not paying was asked
    int attempt_count = 0;
    int channel_count = 0;
    int day_count = 0;
    bool where_two_can_talk = false;  // by telephone, visit or office at least once
    norms::ContactGate needed;        // the stricter of policy and norms::hard_gate

    [[nodiscard]] bool is_open() const;
};

[[nodiscard]] GateView look_at_gate(
    const GateSubject& subject,
    const std::vector<LoggedContact>& contacts,
    const norms::ContactGate& policy
);

struct GateRequest {
    GateSubject subject;
    norms::EscalationStep step;     // formal_notice or heavier
    std::string lighter_step_note;  // why a lighter step does not fit this debtor now
};

enum class GateBasis { conversation, attempts, approval };

// One opened gate lets one step through, so it can be moved and not copied.
class OpenedGate {
  public:
    OpenedGate(OpenedGate&&) = default;
    OpenedGate& operator=(OpenedGate&&) = default;
    OpenedGate(const OpenedGate&) = delete;
    OpenedGate& operator=(const OpenedGate&) = delete;

    [[nodiscard]] const GateRequest& request() const { return request_; }
    [[nodiscard]] GateBasis basis() const { return basis_; }
    // The contacts that opened it; none when an approval did.
    [[nodiscard]] const std::vector<base::ContactId>& evidence() const { return evidence_; }
    [[nodiscard]] const std::optional<base::ApprovalId>& approval() const { return approval_; }

  private:
    friend base::Outcome<OpenedGate>
    open_gate(const GateRequest&, const std::vector<LoggedContact>&, const norms::ContactGate&);
    friend base::Outcome<OpenedGate>
    open_gate_by_approval(const GateRequest&, base::MunicipalityId, const access::GrantedApproval&);
    OpenedGate(GateRequest request, GateBasis basis);
    GateRequest request_;
    GateBasis basis_;
    std::vector<base::ContactId> evidence_;
    std::optional<base::ApprovalId> approval_;
};

// Opens on one conversation about this arrear in which the reason for not paying was asked; or on
// attempts about this arrear: so many, over so many channels, on so many days as the stricter of
// `policy` and norms::hard_gate says, at least one of them where two people can talk. Problems
// followup.gate-closed (with what is missing) and base.not-a-line (of the note).
[[nodiscard]] base::Outcome<OpenedGate> open_gate(
    const GateRequest& request,
    const std::vector<LoggedContact>& contacts,
    const norms::ContactGate& policy
);

// Opens on the approval of this very step for this very arrear by a second person of the
// municipality that the arrear is of. Problems
// followup.approval-of-something-else and base.not-a-line (of the note).
[[nodiscard]] base::Outcome<OpenedGate> open_gate_by_approval(
    const GateRequest& request,
    base::MunicipalityId municipality,
    const access::GrantedApproval& approval
);

// What the second person is asked: access::AccessService::ask_approval(..., action, subject, ...).
inline constexpr const char* gate_override_action = "followup.override_gate";
[[nodiscard]] std::string gate_override_subject(const Arrear& arrear, norms::EscalationStep step);

[[nodiscard]] std::string_view to_text(GateBasis basis);

}  // namespace draagkracht::followup
