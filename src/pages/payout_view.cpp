#include "pages/payout_view.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "draagkracht/text/dutch.hpp"
#include "pages/order_file_view.hpp"

namespace draagkracht::pages {

using access::ApprovalState;
using payments::ListedPayout;
using payments::OrderFileStage;
using payments::RefundStanding;

namespace {

// That BNG asks whoever hands the file in to type.
constexpr std::size_t typed_characters = 5;

// A returned transfer, in the codes that banks give (external return reasons of ISO 20022).
std::string return_text(const std::string& code) {
    struct Row {
        std::string_view code;
        std::string_view text;
    };
    static constexpr std::array rows{
        Row{"AC01", "het rekeningnummer klopt niet"},
        Row{"AC04", "de rekening is opgeheven"},
        Row{"AC06", "de rekening is geblokkeerd"},
        Row{"AG01", "op deze rekening kan dit niet"},
        Row{"MD07", "de rekeninghouder is overleden"},
        Row{"MS03", "de bank zegt niet waarom"},
        Row{"RC01", "de bank van deze rekening is niet bekend"},
    };
    if (code.empty()) {
        return "de bank zegt niet waarom";
    }
    const auto* const row = std::ranges::find(rows, code, &Row::code);
    return row == rows.end() ? code : fmt::format("{} ({})", row->text, code);
}

StageShown question_shown(const std::optional<access::AskedApproval>& asked) {
    if (!asked) {
        return {Tone::warning, "Nog niet gevraagd"};
    }
    switch (asked->state) {
        case ApprovalState::waits:
            return {Tone::neutral, "Wacht op tweede persoon"};
        case ApprovalState::granted:
        case ApprovalState::used:
            return {Tone::success, "Klaar voor de bank"};
        case ApprovalState::refused:
            return {Tone::danger, "Niet akkoord"};
        case ApprovalState::lapsed:
            return {Tone::warning, "Akkoord verlopen"};
    }
    throw base::ProgrammerFault{"a question is in one of its states"};
}

StageShown shown_as(const ListedPayout& payout) {
    const std::size_t count = payout.payout.orders.count;
    if (payout.stage == OrderFileStage::waiting) {
        return question_shown(payout.asked);
    }
    if (payout.taken_back.count > 0) {
        return {
            Tone::danger, payout.taken_back.count == count ? "Teruggekomen" : "Deels teruggekomen"};
    }
    if (payout.paid.count > 0) {
        return payout.paid.count == count ? StageShown{Tone::success, "Door de bank uitgevoerd"}
                                          : StageShown{Tone::warning, "Deels uitgevoerd"};
    }
    return pages::shown_as(payout.stage);
}

Values file_view(const ListedPayout& payout, const PayoutVisit& visit) {
    const std::string name = name_of(payout.payout.payout);
    Values values = order_file_view(
        {.name = name,
         .orders = payout.payout.orders,
         .stage = shown_as(payout),
         .prepared_on = payout.prepared_on,
         .prepared_by = payout.prepared_by,
         .end_reason = payout.end_reason,
         .paid = payout.paid,
         .taken_back = payout.taken_back},
        visit.names
    );
    values["file_address"] = payout_address(visit.place, name);
    return values;
}

// What a refund and an order have in common: whose money, how much, and to which account.
template <typename Refund>
Values receiver_view(const Refund& refund, const Workplace& place) {
    return {
        {"entry_text", fmt::format("Betaling {}", refund.entry.value())},
        {"entry_address", suspense_entry_address(place, refund.entry)},
        {"amount_text", text::amount_text(refund.amount)},
        {"account_text", refund.account.grouped()},
        {"receiver_name", text_or_false(refund.name)}};
}

Values refund_view(const payments::OpenRefund& refund, const PayoutVisit& visit) {
    Values values = receiver_view(refund, visit.place);
    values["officer_name"] = actor_name(refund.decided_by, visit.names);
    set_date(values, "decided_on", refund.decided_on);
    const bool is_returned = refund.standing == RefundStanding::returned;
    const std::string payout = refund.payout ? name_of(*refund.payout) : "";
    values["payout_name"] = text_or_false(payout);
    values["payout_address"] =
        refund.payout ? Values(payout_address(visit.place, payout)) : Values(false);
    values["returned_text"] =
        is_returned ? Values(return_text(refund.return_reason)) : Values(false);
    values["doubt"] = false;
    if (refund.gone_by) {
        values["doubt"] = {
            {"gone_by_text", fmt::format("boeking {}", refund.gone_by->value())},
            {"gone_by_address", suspense_entry_address(visit.place, *refund.gone_by)}};
    }
    return values;
}

Values order_view(const payments::OrderLook& order, const Workplace& place) {
    Values values = receiver_view(order, place);
    values["paid_text"] =
        order.paid_on ? Values("Betaald op " + text::date_text(*order.paid_on)) : Values(false);
    values["returned_text"] = order.returned_on ? Values(fmt::format(
                                                      "Teruggekomen op {}: {}",
                                                      text::date_text(*order.returned_on),
                                                      return_text(order.return_reason)
                                                  ))
                                                : Values(false);
    values["let_go_text"] = order.let_go_on
                                ? Values("Losgelaten op " + text::date_text(*order.let_go_on))
                                : Values(false);
    return values;
}

payments::CountAndTotal due_in(const std::vector<payments::OpenRefund>& refunds) {
    payments::CountAndTotal due;
    for (const payments::OpenRefund& refund : refunds) {
        if (refund.can_be_ordered()) {
            due.add(refund.amount);
        }
    }
    return due;
}

// The form that prepares a file. False when there is nothing to prepare, or for who may not.
Values preparing_view(const PayoutsShown& shown, const payments::CountAndTotal& due) {
    const PayoutVisit& visit = shown.visit;
    const Values error = visit.form.fault("klaarzetten");
    if (!visit.may_act || (due.count == 0 && error == false)) {
        return false;
    }
    const auto waiting =
        std::ranges::find(shown.payouts.items, OrderFileStage::waiting, &ListedPayout::stage);
    return {
        {"form_address", payouts_address(visit.place)},
        {"csrf_token", visit.csrf_token},
        {"prepare_error", error},
        {"due_text", orders_text(due)},
        {"replaced_name",
         waiting == shown.payouts.items.end() ? Values(false)
                                              : Values(name_of(waiting->payout.payout))}};
}

Values slip_view(const ListedPayout& payout) {
    if (!payout.file) {
        return false;
    }
    const payments::PayoutPrints& file = *payout.file;
    const std::size_t rest = file.sha1.size() - std::min(typed_characters, file.sha1.size());
    Values values{
        {"file_name", name_of(payout.payout.payout) + ".xml"},
        {"orders_text", orders_text(payout.payout.orders)},
        {"sha256", file.sha256},
        {"sha1", file.sha1},
        {"sha1_end", file.sha1.substr(rest)}};
    set_date(values, "pay_on", file.pay_on);
    return values;
}

// What the officer who looks can do now with one that waits, or has to wait for.
void set_next_step(Values& values, const PayoutShown& shown) {
    const ListedPayout& payout = shown.look.payout;
    const PayoutVisit& visit = shown.visit;
    const bool waits = payout.stage == OrderFileStage::waiting;
    const std::optional<access::AskedApproval>& asked = payout.asked;
    const bool is_asked = asked && asked->state == ApprovalState::waits;
    const bool is_granted = asked && asked->state == ApprovalState::granted;
    const bool is_mine = asked && asked->asked.requested_by == visit.officer;
    const bool may_send = visit.may_act && payout.may_leave();
    const payments::CountAndTotal rest = payout.unanswered();
    values["second_person_is_asked"] = waits && is_asked;
    values["refusal"] = false;
    if (waits && asked && asked->state == ApprovalState::refused) {
        values["refusal"] = fmt::format(
            "{} is niet akkoord: {}",
            actor_name(asked->decided_by.value_or(""), visit.names),
            asked->refusal
        );
    }
    values["has_lapsed"] = waits && asked && asked->state == ApprovalState::lapsed;
    values["only_by_text"] = waits && is_granted && !is_mine
                                 ? Values(actor_name(asked->asked.requested_by, visit.names))
                                 : Values(false);
    const Values form{
        {"form_address", payout_address(visit.place, name_of(payout.payout.payout))},
        {"list_address", payouts_address(visit.place)},
        {"file_name", name_of(payout.payout.payout) + ".xml"},
        {"csrf_token", visit.csrf_token},
        {"is_first", payout.stage != OrderFileStage::laid_out},
        {"may_have_left", !waits},
        {"rest_text", payout.may_leave() ? Values(false) : Values(orders_text(rest))},
        {"reason", visit.form.text("reason")},
        {"reason_error", visit.form.fault("reden")}};
    const auto form_if = [&form](bool is_shown) { return is_shown ? form : Values(false); };
    values["asking"] = form_if(may_send && waits && !is_asked && !is_granted);
    values["fetching"] = form_if(may_send && (!waits || (is_granted && is_mine)));
    values["withdrawing"] = form_if(visit.may_act && rest.count > 0);
}

Values second_person_view(const ListedPayout& payout, const OfficerNames& names) {
    const bool is_granted = payout.asked && (payout.asked->state == ApprovalState::granted ||
                                             payout.asked->state == ApprovalState::used);
    return is_granted ? Values(actor_name(payout.asked->decided_by.value_or(""), names))
                      : Values(false);
}

}  // namespace

Values payouts_view(const PayoutsShown& shown) {
    const PayoutVisit& visit = shown.visit;
    Values refunds = Values::array();
    for (const payments::OpenRefund& refund : shown.refunds) {
        refunds.push_back(refund_view(refund, visit));
    }
    Values files = Values::array();
    for (const ListedPayout& payout : shown.payouts.items) {
        files.push_back(file_view(payout, visit));
    }
    const payments::CountAndTotal due = due_in(shown.refunds);
    Values values{
        {"notice", text_or_false(visit.notice)},
        {"breadcrumbs",
         {crumb("Werkvoorraad", worklist_address(visit.place)), last_crumb("Uitbetalingen")}},
        {"has_refunds", !refunds.empty()},
        {"refunds", std::move(refunds)},
        {"preparing", preparing_view(shown, due)},
        {"nothing_is_due", due.count == 0},
        {"has_files", shown.payouts.total_count > 0},
        {"files", std::move(files)},
        {"pager",
         pager_view(
             {shown.range.limit, shown.range.offset},
             static_cast<int>(shown.payouts.items.size()),
             shown.payouts.total_count,
             payouts_address(visit.place)
         )}};
    set_errors(values, visit.form);
    return values;
}

Values payout_view(const PayoutShown& shown) {
    const ListedPayout& payout = shown.look.payout;
    const PayoutVisit& visit = shown.visit;
    const std::string name = name_of(payout.payout.payout);
    Values orders = Values::array();
    for (const payments::OrderLook& order : shown.look.orders) {
        orders.push_back(order_view(order, visit.place));
    }
    Values values = file_view(payout, visit);
    values["notice"] = text_or_false(visit.notice);
    values["breadcrumbs"] = {
        crumb("Werkvoorraad", worklist_address(visit.place)),
        crumb("Uitbetalingen", payouts_address(visit.place)),
        last_crumb(name)};
    values["approvals_address"] = approvals_address(visit.place);
    values["second_person"] = second_person_view(payout, visit.names);
    values["laid_out"] = false;
    if (payout.laid_out_on) {
        values["laid_out"] = Values::object();
        set_date(values["laid_out"], "laid_out_on", *payout.laid_out_on);
    }
    values["let_go_text"] =
        payout.let_go.count == 0 ? Values(false) : Values(orders_text(payout.let_go));
    values["now_error"] = visit.form.fault("nu");
    set_next_step(values, shown);
    values["slip"] = slip_view(payout);
    values["orders"] = std::move(orders);
    values["pager"] = pager_view(
        {shown.range.limit, shown.range.offset},
        static_cast<int>(shown.look.orders.size()),
        static_cast<int>(payout.payout.orders.count),
        payout_address(visit.place, name)
    );
    set_errors(values, visit.form);
    return values;
}

std::optional<FormFault> payout_fault_of(const base::Problem& refusal) {
    if (refusal.where == "reason") {
        return FormFault{"reden", "Schrijf op een regel waarom, in ten hoogste 200 tekens."};
    }
    static constexpr std::array rows{
        FaultOfCode{
            "payments.nothing-to-pay-out",
            "klaarzetten",
            "Er is nu niets om klaar te zetten. Alles zit al in een bestand, kwam terug of moet u "
            "eerst uitzoeken."},
        FaultOfCode{
            "access.no-such-approval",
            "nu",
            "Dit bestand kunt u nog niet ophalen. Er is geen akkoord waar u om vroeg."},
        FaultOfCode{"payments.payout-ended", "nu", "Dit bestand is ingetrokken of vervangen."},
        FaultOfCode{
            "access.asked-by-another",
            "nu",
            "Een collega vroeg dit al aan een tweede persoon. Overleg met die collega."},
        FaultOfCode{
            "payments.withdrawal-asked",
            "nu",
            "Er is gevraagd om dit bestand in te trekken. Trek het in, of laat dat weigeren."},
        FaultOfCode{
            "payments.refund-in-doubt",
            "nu",
            "Het geld van een terugbetaling in dit bestand is misschien al weg. Zoek eerst uit wat "
            "de "
            "bank terugboekte."},
        FaultOfCode{
            "payments.payout-answered",
            "nu",
            "De bank heeft over dit bestand al iets gemeld. Het is dus bij de bank."},
    };
    return fault_by_code(refusal, rows);
}

}  // namespace draagkracht::pages
