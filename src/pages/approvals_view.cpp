#include "pages/approvals_view.hpp"

#include <fmt/format.h>

#include "draagkracht/claims/remission_act.hpp"
#include "draagkracht/followup/act_approval.hpp"
#include "draagkracht/followup/escalation_gate.hpp"
#include "draagkracht/payments/collection_approval.hpp"
#include "draagkracht/payments/hand_act_service.hpp"
#include "draagkracht/payments/month_difference.hpp"
#include "draagkracht/payments/payout.hpp"
#include "draagkracht/text/dutch.hpp"
#include "pages/dutch_words.hpp"
#include "pages/order_file_view.hpp"

namespace draagkracht::pages {

namespace {

std::string what(const access::PendingApproval& asked) {
    if (const auto act = followup::act_to_approve(asked.subject)) {
        std::string text{dutch(act->kind)};
        if (act->amount) {
            text += ", " + text::amount_text(*act->amount);
        }
        return text + (act->debtor_number.empty() ? "" : ", cliënt " + act->debtor_number);
    }
    if (asked.action == payments::refund_approval_action) {
        if (const auto refund = payments::refund_to_approve(asked.subject)) {
            return fmt::format(
                "Terugbetaling van de tussenrekening, {}{}",
                text::amount_text(refund->amount),
                refund->is_to_other_account ? ", naar een andere rekening" : ""
            );
        }
    }
    if (asked.action == payments::difference_approval_action) {
        if (const auto difference = payments::difference_to_accept(asked.subject)) {
            return fmt::format(
                "De maand {} afsluiten met een verschil met de bank van {}, rekening {}. Het saldo "
                "aan"
                " het eind was {}, {}",
                base::to_text(difference->month),
                text::amount_text(difference->amount),
                difference->iban,
                text::amount_text(difference->bank_closing),
                difference->closing_from == payments::ClosingFrom::officer
                    ? "volgens wie dit vraagt en bij de bank keek"
                    : "volgens het afschrift erna"
            );
        }
    }
    if (asked.action == payments::collection_approval_action) {
        return "Incassobestand voor de bank";
    }
    if (asked.action == payments::withdrawal_approval_action) {
        return "Incassobestand dat niet naar de bank gaat";
    }
    if (asked.action == payments::payout_approval_action) {
        const auto payout = payments::payout_to_approve(asked.subject);
        return "Bestand met terugbetalingen voor de bank" +
               (payout ? ", " + orders_text(payout->orders) : "");
    }
    if (asked.action == payments::payout_withdrawal_approval_action) {
        return "Bestand met terugbetalingen dat niet naar de bank gaat";
    }
    return asked.action == followup::gate_override_action
               ? "Aanmaning zonder gesprek of pogingen daartoe"
               : asked.action;
}

Values subject_view(const access::PendingApproval& asked, const Workplace& place) {
    const auto act = followup::act_to_approve(asked.subject);
    if (const auto refund = asked.action == payments::refund_approval_action
                                ? payments::refund_to_approve(asked.subject)
                                : std::nullopt) {
        return {
            {"subject_text", "betaling op de tussenrekening"},
            {"subject_address", suspense_entry_address(place, refund->entry)}};
    }
    if (asked.action == payments::difference_approval_action) {
        return {
            {"subject_text", "het bewijs van de maand"},
            {"subject_address", month_close_address(place)}};
    }
    if (const auto payout = asked.action == payments::payout_approval_action
                                ? payments::payout_to_approve(asked.subject)
                                : std::nullopt) {
        const std::string name = name_of(payout->payout);
        return {
            {"subject_text", "uitbetaling " + name},
            {"subject_address", payout_address(place, name)}};
    }
    if (!act) {
        return false;
    }
    // What is proposed on a ground is carried out where it was proposed.
    const bool is_proposed = claims::proposed_in(act->kind, asked.reason).has_value();
    return {
        {"subject_text", fmt::format("vordering {}", act->claim_number)},
        {"subject_address",
         is_proposed ? remission_address(place, act->client_number, act->claim_number)
                     : claim_address(place, act->client_number, act->claim_number)}};
}

// False where nothing is paid back.
Values account_view(const access::PendingApproval& asked, const ApprovalsShown& shown) {
    if (asked.action != payments::refund_approval_action) {
        return false;
    }
    const auto refund = shown.refunds.find(asked.id);
    if (refund == shown.refunds.end()) {
        return "niet bekend. Laat dit opnieuw vragen.";
    }
    const payments::RefundQuestion& question = refund->second;
    return fmt::format(
        "{}{}{}",
        question.account.grouped(),
        question.is_other_account ? ", niet de rekening waarvan het kwam. Betaler: " : ", ",
        question.name.empty() ? "naam niet bekend" : question.name
    );
}

}  // namespace

Values approvals_view(const ApprovalsShown& shown) {
    Values waiting = Values::array();
    Values granted = Values::array();
    for (const access::AskedApproval& approval : shown.approvals) {
        const access::PendingApproval& asked = approval.asked;
        const bool is_wrong = shown.wrong && shown.wrong->approval == asked.id;
        const bool is_granted = approval.state == access::ApprovalState::granted;
        Values row{
            {"approval_id", std::to_string(asked.id.value())},
            {"what_text", what(asked)},
            {"subject", subject_view(asked, shown.place)},
            {"account_text", account_view(asked, shown)},
            {"why_text", asked.reason},
            {"asked_by_text", actor_name(asked.requested_by, shown.names)},
            {"granted_by_text",
             is_granted ? Values(actor_name(*approval.decided_by, shown.names)) : Values(false)},
            {"can_be_decided", shown.may_decide && asked.requested_by != shown.officer},
            {"typed_reason", is_wrong ? shown.wrong->typed : ""},
            {"reason_error", is_wrong ? Values(shown.wrong->fault) : Values(false)},
            {"form_address", approvals_address(shown.place)},
            {"csrf_token", shown.csrf_token}};
        (is_granted ? granted : waiting).push_back(std::move(row));
    }
    return {
        {"notice", text_or_false(shown.notice)},
        {"has_waiting", !waiting.empty()},
        {"waiting", std::move(waiting)},
        {"has_granted", !granted.empty()},
        {"granted", std::move(granted)}};
}

}  // namespace draagkracht::pages
