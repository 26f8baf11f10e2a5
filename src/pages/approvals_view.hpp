// What waits for a second person, and what was granted and is not used yet: who asks what and why.
#pragma once

#include <map>

#include "draagkracht/access/approvals_service.hpp"
#include "draagkracht/payments/hand_act_service.hpp"
#include "pages/view_parts.hpp"
#include "pages/workplace.hpp"

namespace draagkracht::pages {

// A refusal that was sent just now and cannot be taken.
struct WrongRefusal {
    base::ApprovalId approval;
    std::string typed;
    std::string fault;
};

struct ApprovalsShown {
    const std::vector<access::AskedApproval>& approvals;  // oldest first
    // To which account each goes that asks for a refund.
    const std::map<base::ApprovalId, payments::RefundQuestion>& refunds;
    const OfficerNames& names;
    const Workplace& place;
    std::string officer;     // Actor::text of who looks
    std::string csrf_token;  // for the form beside each
    bool may_decide;
    std::string notice;
    std::optional<WrongRefusal> wrong;
};

[[nodiscard]] Values approvals_view(const ApprovalsShown& shown);

}  // namespace draagkracht::pages
