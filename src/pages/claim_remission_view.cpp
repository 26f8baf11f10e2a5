#include "pages/claim_remission_view.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "draagkracht/text/dutch.hpp"
#include "pages/claim_act_form.hpp"
#include "pages/dutch_words.hpp"
#include "pages/remission_view.hpp"
#include "pages/typed_amount.hpp"

namespace draagkracht::pages {

using access::ApprovalState;
using claims::GroundOutlook;
using claims::RemissionGround;
using followup::RemissionProposal;
using text::amount_text;
using text::date_text;

namespace {

constexpr std::string_view decision_name = "decision_number";
constexpr std::string_view finding_name = "finding";

std::string field_name(RemissionGround ground, std::string_view field) {
    return fmt::format("{}.{}", to_text(ground), field);
}

// What people have to find for some grounds; for the others they may explain.
std::string_view finding_label(RemissionGround ground) {
    switch (ground) {
        case RemissionGround::nothing_paid:
            return "Waarom is er geen uitzicht op betaling?";
        case RemissionGround::fine_in_arrangement:
            return "In welke schuldregeling valt de boete?";
        default:
            return "Toelichting (mag leeg blijven)";
    }
}

Values fields_view(RemissionGround ground, const TypedForm& form) {
    const std::array fields{
        FormField{decision_name, "Nummer van het besluit", FieldKind::text},
        FormField{
            finding_name,
            finding_label(ground),
            FieldKind::text,
            {},
            {},
            "Schrijf alleen op wat nodig is voor dit besluit. Niets over gezondheid of geloof."}};
    Values list = Values::array();
    for (const FormField& field : fields) {
        list.push_back(field_view(field, std::string{to_text(ground)}, form));
    }
    return list;
}

std::string day_text(base::Timestamp moment) {
    return date_text(base::amsterdam_date(moment));
}

bool is_open(const RemissionProposal& proposal) {
    return proposal.approval.state == ApprovalState::waits ||
           proposal.approval.state == ApprovalState::granted;
}

// An open proposal about another amount than what is open now serves for nothing any more.
bool is_overtaken(const RemissionProposal& proposal, const RemissionShown& shown) {
    return is_open(proposal) && proposal.asked.seen != shown.remission.open;
}

Tone tone_of(ApprovalState state) {
    switch (state) {
        case ApprovalState::granted:
        case ApprovalState::used:
            return Tone::success;
        case ApprovalState::refused:
            return Tone::danger;
        case ApprovalState::lapsed:
            return Tone::warning;
        case ApprovalState::waits:
            return Tone::neutral;
    }
    return Tone::neutral;
}

std::string standing_text(const RemissionProposal& proposal, const RemissionShown& shown) {
    const access::AskedApproval& approval = proposal.approval;
    const std::string decider = actor_name(approval.decided_by.value_or(""), shown.names);
    if (is_overtaken(proposal, shown)) {
        return fmt::format(
            "Dit ging over {}. Er staat nu een ander bedrag open. Leg het opnieuw voor.",
            amount_text(proposal.asked.seen.value_or(base::Money{}))
        );
    }
    switch (approval.state) {
        case ApprovalState::waits:
            return "Er is nog niet over beslist.";
        case ApprovalState::granted:
            return fmt::format(
                "{} is akkoord. {} het vastleggen tot en met {}.",
                decider,
                approval.asked.requested_by == shown.officer
                    ? "U kunt"
                    : actor_name(approval.asked.requested_by, shown.names) + " kan",
                day_text(*approval.serves_until)
            );
        case ApprovalState::refused:
            return fmt::format("{} is niet akkoord: {}", decider, approval.refusal);
        case ApprovalState::lapsed:
            return fmt::format(
                "{} was akkoord, maar dat gold tot en met {}. Leg het opnieuw voor.",
                decider,
                day_text(*approval.serves_until)
            );
        case ApprovalState::used:
            return "Dit is al eens vastgelegd.";
    }
    return {};
}

Values standing_view(const RemissionProposal& proposal, const RemissionShown& shown) {
    const access::AskedApproval& approval = proposal.approval;
    Values view{
        {"standing_text", standing_text(proposal, shown)},
        {"proposed_text",
         fmt::format(
             "Voorgelegd door {} op {}: {}",
             actor_name(approval.asked.requested_by, shown.names),
             day_text(approval.asked_at),
             approval.asked.reason
         )}};
    const bool is_overtaken_now = is_overtaken(proposal, shown);
    set_badge(
        view,
        is_overtaken_now ? Tone::warning : tone_of(approval.state),
        is_overtaken_now ? "Achterhaald" : dutch(approval.state)
    );
    return view;
}

// What both forms of a ground send.
Values form_view(const GroundOutlook& ground, const RemissionShown& shown) {
    return {
        {"form_address",
         remission_address(
             shown.place, shown.client.client_number, shown.life.claim.decision.claim_number
         )},
        {"csrf_token", shown.csrf_token},
        {"number", shown.number},
        {"ground", to_text(ground.ground)},
        {"title", dutch(ground.ground)},
        {"amount", field_amount(shown.remission.open)},
        {"amount_text", amount_text(shown.remission.open)}};
}

Values proposal_view(
    const GroundOutlook& ground, const RemissionShown& shown, const TypedForm& form
) {
    Values view = form_view(ground, shown);
    view["fields"] = fields_view(ground.ground, form);
    return view;
}

Values granted_view(
    const GroundOutlook& ground, const RemissionProposal& proposal, const RemissionShown& shown
) {
    Values view = form_view(ground, shown);
    view["typed"] = {
        {{"typed_name", field_name(ground.ground, decision_name)},
         {"typed_value", proposal.asked.decision_number}},
        {{"typed_name", field_name(ground.ground, finding_name)},
         {"typed_value", proposal.asked.finding}}};
    return view;
}

// What was proposed before stands in the form again, unless something else was typed.
api::Fields with_proposal(api::Fields fields, const RemissionProposal& proposal) {
    const RemissionGround ground = proposal.asked.ground;
    fields.emplace(field_name(ground, decision_name), proposal.asked.decision_number);
    fields.emplace(field_name(ground, finding_name), proposal.asked.finding);
    return fields;
}

Values ground_view(
    const GroundOutlook& ground, const RemissionShown& shown, const TypedForm& form
) {
    const auto& proposals = shown.remission.proposals;
    const auto proposal = std::ranges::find(
        proposals, ground.ground, [](const RemissionProposal& one) { return one.asked.ground; }
    );
    const bool is_proposed = proposal != proposals.end();
    const bool is_current = is_proposed && is_open(*proposal) && !is_overtaken(*proposal, shown);
    const bool is_mine = is_current && proposal->approval.asked.requested_by == shown.officer;
    const bool can_act = shown.may_act && claims::can_be_proposed(ground);
    Values view{
        {"ground_id", "grond-" + id_of(std::string{to_text(ground.ground)})},
        {"ground_title", dutch(ground.ground)},
        {"ground_text", remission_text(ground, shown.today)},
        {"standing", is_proposed ? standing_view(*proposal, shown) : Values(false)},
        {"proposal", false},
        {"granted", false}};
    if (can_act && !is_current) {
        const api::Fields fields =
            is_proposed ? with_proposal(form.fields, *proposal) : form.fields;
        view["proposal"] = proposal_view(ground, shown, {fields, form.faults});
    }
    if (can_act && is_mine && proposal->approval.state == ApprovalState::granted) {
        view["granted"] = granted_view(ground, *proposal, shown);
    }
    return view;
}

}  // namespace

Values claim_remission_view(const RemissionShown& shown, const TypedForm& form) {
    Values grounds = Values::array();
    Values notes = Values::array();
    if (shown.remission.outlook) {
        for (const GroundOutlook& ground : shown.remission.outlook->grounds) {
            if (!remission_text(ground, shown.today).empty()) {
                grounds.push_back(ground_view(ground, shown, form));
            }
        }
        for (const claims::RemissionNote note : shown.remission.outlook->notes) {
            const std::string text = remission_text(note);
            if (!text.empty()) {
                notes.push_back({{"note_text", text}});
            }
        }
    }
    Values errors = Values::array();
    for (const FormFault& fault : form.faults) {
        errors.push_back({{"error_field", id_of(fault.name)}, {"error_text", fault.text}});
    }
    const claims::ClaimDecision& decision = shown.life.claim.decision;
    const std::string& client_number = shown.client.client_number;
    const std::string claim_page = claim_address(shown.place, client_number, decision.claim_number);
    return {
        {"notice", text_or_false(shown.notice)},
        {"breadcrumbs",
         {crumb("Cliënten", search_address(shown.place)),
          crumb("Overzicht", client_address(shown.place, client_number)),
          crumb("Vordering", claim_page),
          last_crumb("Kwijtschelding en afkoop")}},
        {"client_name", shown.client.name.full()},
        {"claim_number", decision.claim_number},
        {"claim_address", claim_page},
        {"open_text", amount_text(shown.life.balance.total())},
        {"stage_text", dutch(shown.life.life.stage)},
        {"worked_out", text_or_false(shown.worked_out)},
        {"no_grounds_text",
         shown.remission.outlook ? "Er is nu geen grond om hier iets kwijt te schelden."
                                 : "De regels van deze dag staan niet in dit systeem."},
        {"has_grounds", !grounds.empty()},
        {"grounds", std::move(grounds)},
        {"notes", std::move(notes)},
        {"has_errors", !errors.empty()},
        {"errors", std::move(errors)}};
}

claims::RemissionAsked read_remission(RemissionGround ground, const TypedForm& form) {
    return {
        form.text("number"),
        ground,
        form.text(field_name(ground, decision_name)),
        form.text(field_name(ground, finding_name)),
        // Who sends no amount has seen none, and is shown it.
        typed_amount(form.text("amount")).value_or(base::Money{})};
}

FormFault remission_fault_of(RemissionGround ground, const base::Problem& refusal) {
    const std::string beside_decision = field_name(ground, decision_name);
    const std::string beside_finding = field_name(ground, finding_name);
    if (refusal.code == "claims.act-needs" && refusal.where == decision_name) {
        return {beside_decision, "Vul dit in."};
    }
    if (refusal.code == "base.not-a-line") {
        const bool is_of_decision = refusal.where == decision_name;
        return {
            is_of_decision ? beside_decision : beside_finding,
            "Schrijf dit op één regel: besluit en toelichting samen in ten hoogste 150 tekens."};
    }
    if (refusal.code == "claims.proposed-otherwise") {
        return {
            beside_decision,
            "Dit bedrag ligt al bij een tweede persoon, met een andere grond, een ander besluit of "
            "een andere toelichting. Wacht af wat die beslist."};
    }
    if (refusal.code == "claims.ground-not-reached") {
        return {
            "grond-" + std::string{to_text(ground)},
            "Deze grond is nu niet bereikt. Kijk wat er ontbreekt."};
    }
    // A ground that is gone is not on the page any more.
    const std::string beside_claim = "vordering";
    if (refusal.code == "claims.no-such-ground") {
        return {beside_claim, "Deze grond is er nu niet meer."};
    }
    return {beside_claim, act_fault_of(refusal).text};
}

}  // namespace draagkracht::pages
