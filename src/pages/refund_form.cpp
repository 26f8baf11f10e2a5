#include "pages/refund_form.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "draagkracht/text/dutch.hpp"
#include "pages/typed_amount.hpp"

namespace draagkracht::pages {

namespace {

Values standing_view(const StandingRefund& refund, const RefundFormShown& shown) {
    const access::PendingApproval& asked = refund.approval.asked;
    return {
        {"form_address", shown.address},
        {"csrf_token", shown.csrf_token},
        {"revision", std::to_string(shown.look.revision)},
        {"amount_text", text::amount_text(refund.amount)},
        {"account_text", refund.question.account.grouped()},
        {"why_text", asked.reason},
        {"asked_by_text", actor_name(asked.requested_by, shown.names)},
        {"waits", refund.approval.state == access::ApprovalState::waits},
        {"can_be_recorded", shown.may_act && refund.can_be_recorded_by(shown.officer)},
        {"approval_id", std::to_string(asked.id.value())}};
}

}  // namespace

payments::RefundAsked StandingRefund::asked(const payments::SeenEntry& seen) const {
    return {
        fmt::format("T-{}", approval.asked.id.value()),
        approval.asked.reason,
        seen,
        amount,
        question.is_other_account ? std::optional{question.account} : std::nullopt};
}

base::Outcome<std::vector<StandingRefund>> standing_refunds(
    const access::ApprovalsService& approvals,
    payments::HandActService& acts,
    const access::Occasion& occasion,
    base::MunicipalityId municipality,
    base::EntryId entry
) {
    const auto asked = approvals.approvals_about(
        occasion,
        municipality,
        payments::refund_approval_action,
        fmt::format("entry:{}|", entry.value())
    );
    if (!asked) {
        return tl::unexpected(asked.error());
    }
    std::vector<access::AskedApproval> open;
    std::vector<base::ApprovalId> ids;
    for (const access::AskedApproval& one : *asked) {
        if (one.state == access::ApprovalState::waits ||
            one.state == access::ApprovalState::granted) {
            open.push_back(one);
            ids.push_back(one.asked.id);
        }
    }
    if (open.empty()) {
        return std::vector<StandingRefund>{};
    }
    return acts.refund_questions(occasion, municipality, ids).map([&](const auto& questions) {
        std::vector<StandingRefund> standing;
        for (const access::AskedApproval& one : open) {
            const auto question = questions.find(one.asked.id);
            const auto refund = payments::refund_to_approve(one.asked.subject);
            if (question != questions.end() && refund) {
                standing.push_back({one, refund->amount, question->second});
            }
        }
        return standing;
    });
}

Values refund_form_view(const RefundFormShown& shown) {
    Values standing = Values::array();
    for (const StandingRefund& refund : shown.standing) {
        standing.push_back(standing_view(refund, shown));
    }
    const bool is_open =
        shown.may_act && !shown.look.is_taken_back && shown.look.item.suspended.is_positive();
    const std::string typed = shown.form.text("refund_amount");
    return {
        {"form_address", shown.address},
        {"csrf_token", shown.csrf_token},
        {"revision", std::to_string(shown.look.revision)},
        {"can_be_asked", is_open},
        {"is_shown", is_open || !standing.empty()},
        {"has_standing", !standing.empty()},
        {"standing", std::move(standing)},
        {"payer_account", text_or_false(shown.look.told.payer_account)},
        {"refund_amount",
         typed.empty() && is_open ? field_amount(shown.look.item.suspended) : typed},
        {"refund_amount_error", shown.form.fault("refund_amount")},
        {"refund_account", shown.form.text("refund_account")},
        {"refund_account_error", shown.form.fault("refund_account")},
        {"refund_reason", shown.form.text("refund_reason")},
        {"refund_reason_error", shown.form.fault("refund_reason")}};
}

std::optional<payments::RefundAsked> refund_in(
    const TypedForm& form, const payments::SeenEntry& seen, std::vector<FormFault>& faults
) {
    const std::optional<base::Money> amount = typed_amount(form.text("refund_amount"));
    if (!amount) {
        faults.push_back({"refund_amount", "Vul een bedrag in, zoals 12,50."});
    }
    const std::string typed = form.text("refund_account");
    std::optional<base::Iban> account;
    if (!typed.empty()) {
        if (const auto other = base::Iban::parse(typed)) {
            account = *other;
        } else {
            faults.push_back({"refund_account", "Dit is geen rekeningnummer. Kijk het na."});
        }
    }
    if (!faults.empty()) {
        return std::nullopt;
    }
    return payments::RefundAsked{{}, form.text("refund_reason"), seen, *amount, account};
}

std::optional<FormFault> refund_fault_of(const base::Problem& refusal) {
    struct Row {
        std::string_view code;
        std::string_view field;
        std::string_view text;
    };
    static constexpr std::array rows{
        Row{"payments.wrong-amount", "refund_amount", "Vul een bedrag in boven nul."},
        Row{"payments.more-than-suspended", "refund_amount", "Er wacht minder dan dit bedrag."},
        Row{"payments.no-account",
            "refund_account",
            "De bank vertelt niet van welke rekening dit komt. Vul een rekening in."},
        Row{"access.asked-by-another",
            "refund_amount",
            "Een collega vroeg dit al. Beslis daar als tweede persoon over, of laat het aan die "
            "collega."},
        Row{"payments.refund-asked-otherwise",
            "refund_reason",
            "U vroeg dit al met een andere reden. Wacht op het besluit daarover."},
    };
    if (refusal.where == "reason") {
        return FormFault{
            "refund_reason", "Schrijf op een regel waarom, in ten hoogste 200 tekens."};
    }
    const auto* const row = std::ranges::find(rows, refusal.code, &Row::code);
    if (row == rows.end()) {
        return std::nullopt;
    }
    return FormFault{std::string{row->field}, std::string{row->text}};
}

}  // namespace draagkracht::pages
