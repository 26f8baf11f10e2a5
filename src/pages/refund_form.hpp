// On the page of a payment in suspense: asking a second person to pay money back, and recording it
// after the approval.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "draagkracht/access/approvals_service.hpp"
#include "draagkracht/payments/hand_act_service.hpp"
#include "draagkracht/payments/suspense_service.hpp"
#include "pages/form_fields.hpp"
#include "pages/workplace.hpp"

namespace draagkracht::pages {

// A question about this payment that waits, or that was granted and nobody recorded yet.
struct StandingRefund {
    access::AskedApproval approval;
    base::Money amount;
    payments::RefundQuestion question;

    [[nodiscard]] bool can_be_recorded_by(const std::string& officer) const {
        return approval.state == access::ApprovalState::granted &&
               approval.asked.requested_by == officer;
    }
    // In the words in which it was asked.
    [[nodiscard]] payments::RefundAsked asked(const payments::SeenEntry& seen) const;
};

// Oldest first. Rights and problems of ApprovalsService::approvals_about.
[[nodiscard]] base::Outcome<std::vector<StandingRefund>> standing_refunds(
    const access::ApprovalsService& approvals,
    payments::HandActService& acts,
    const access::Occasion& occasion,
    base::MunicipalityId municipality,
    base::EntryId entry
);

struct RefundFormShown {
    const payments::SuspenseLook& look;
    const std::vector<StandingRefund>& standing;
    const OfficerNames& names;
    std::string officer;  // Actor::text of who looks
    bool may_act;
    std::string address;  // to which the forms are sent
    std::string csrf_token;
    const TypedForm& form;
};
[[nodiscard]] Values refund_form_view(const RefundFormShown& shown);

// Of the form; `faults` gets what is no amount or no account. The number is left to the caller.
[[nodiscard]] std::optional<payments::RefundAsked> refund_in(
    const TypedForm& form, const payments::SeenEntry& seen, std::vector<FormFault>& faults
);
// At which field of the form a refusal belongs, in words; nothing for one that is of no field.
[[nodiscard]] std::optional<FormFault> refund_fault_of(const base::Problem& refusal);

}  // namespace draagkracht::pages
