#include "pages/task_view.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "draagkracht/followup/talk_points.hpp"
#include "draagkracht/text/dutch.hpp"
#include "pages/contact_form_view.hpp"

namespace draagkracht::pages {

using followup::GateView;
using followup::Punctuality;
using followup::TalkFacts;
using followup::TalkPoint;
using text::amount_text;
using text::date_text;

namespace {

std::string reason_text(const TalkFacts& talk) {
    const followup::WorklistItem& item = talk.item;
    const std::string instalment = fmt::format(
        "Termijn {} van {} was op {} te betalen.",
        item.instalment.number,
        amount_text(item.instalment.amount),
        date_text(item.instalment.due_date)
    );
    if (item.standing.left.is_zero()) {
        return instalment + " Hij is nu betaald.";
    }
    if (item.standing.punctuality == Punctuality::partly_paid) {
        return instalment + fmt::format(
                                " Er kwam {} binnen, {} is nog open.",
                                amount_text(item.instalment.amount - item.standing.left),
                                amount_text(item.standing.left)
                            );
    }
    return instalment + " Er kwam niets binnen.";
}

Values fact(const std::string& label, const std::string& value) {
    return {{"fact_label", label}, {"fact_value", value}};
}

Values facts_view(const TaskShown& shown) {
    const TalkFacts& talk = shown.talk;
    Values facts = Values::array();
    facts.push_back(fact("Nog open van deze termijn", amount_text(talk.item.standing.left)));
    facts.push_back(fact("Regeling", talk.item.plan_number));
    facts.push_back(fact(
        "Al betaald op de regeling",
        fmt::format("{} van {}", amount_text(talk.plan_paid), amount_text(talk.plan_total))
    ));
    for (const followup::ClaimInTalk& claim : talk.claims) {
        facts.push_back(fact("Vordering " + claim.claim_number, "nog " + amount_text(claim.balance))
        );
    }
    facts.push_back(fact(
        "Pogingen over deze termijn",
        talk.item.attempt_count == 0 ? "nog geen" : std::to_string(talk.item.attempt_count)
    ));
    for (const followup::TakenStep& step : talk.steps) {
        facts.push_back(fact(
            step.step == norms::EscalationStep::friendly_reminder ? "Herinnering" : "Aanmaning",
            date_text(step.taken_on)
        ));
    }
    return facts;
}

std::string_view question_text(TalkPoint point) {
    switch (point) {
        case TalkPoint::why_not_paid:
            return "Wat is er gebeurd? Vraag waarom de termijn niet betaald is.";
        case TalkPoint::rest_of_instalment:
            return "Er kwam een deel binnen. Wanneer komt de rest?";
        case TalkPoint::earlier_instalments:
            return "Er staan ook eerdere termijnen open. Wat is nodig om weer bij te zijn?";
        case TalkPoint::broken_promise:
            return "In het vorige gesprek zou er betaald worden. Wat kwam ertussen?";
        case TalkPoint::amount_fits:
            return "Past het bedrag per maand nog bij wat er binnenkomt en uitgaat?";
        case TalkPoint::contact_details:
            return "Kloppen het telefoonnummer en het adres nog?";
    }
    return "";
}

Values questions_view(const TalkFacts& talk) {
    Values questions = Values::array();
    for (const TalkPoint point : followup::talk_points(talk)) {
        questions.push_back({{"question_text", question_text(point)}});
    }
    return questions;
}

Values plan_view(const TaskShown& shown) {
    const auto standing = std::ranges::find(
        shown.plans,
        shown.talk.item.arrear.plan,
        [](const plans::PlanStanding& entry) { return entry.plan.id; }
    );
    if (standing == shown.plans.end()) {
        return false;
    }
    return {
        {"plan_summary_text", plan_summary(standing->plan.facts)},
        {"amounts", amounts_view(standing->plan)},
        {"pausing_address",
         shown.may_agree && !standing->plan.ended_on
             ? Values(pausing_address(shown.place, shown.talk.item.client_number, standing->plan.id)
               )
             : Values(false)}};
}

Values condition(bool is_met, std::string text) {
    return {{"is_met", is_met}, {"condition_text", std::move(text)}};
}

void set_gate(Values& values, const GateView& gate) {
    values["gate_is_open"] = gate.is_open();
    values["gate_talk"] = condition(
        gate.conversation_count > 0,
        "U hebt over deze termijn met de cliënt gesproken, en gevraagd waarom er niet betaald is."
    );
    values["gate_attempts"] = {
        condition(
            gate.attempt_count >= gate.needed.attempts,
            fmt::format(
                "U hebt minstens {} keer geprobeerd de cliënt te bereiken. Nu: {} keer.",
                gate.needed.attempts,
                gate.attempt_count
            )
        ),
        condition(
            gate.day_count >= gate.needed.days,
            fmt::format(
                "U deed dat op minstens {} verschillende dagen. Nu: {}.",
                gate.needed.days,
                gate.day_count
            )
        ),
        condition(
            gate.channel_count >= gate.needed.channels,
            fmt::format(
                "U deed dat op minstens {} manieren, bijvoorbeeld bellen en een brief. Nu: {}.",
                gate.needed.channels,
                gate.channel_count
            )
        ),
        condition(
            gate.where_two_can_talk,
            "Minstens één keer was dat per telefoon, op huisbezoek of op kantoor."
        )};
}

std::string promise_text(const TalkFacts& talk) {
    return talk.promised_until ? fmt::format(
                                     "Er loopt een toezegging tot {}. Wacht die dag af.",
                                     date_text(*talk.promised_until)
                                 )
                               : "";
}

}  // namespace

Values task_view(const TaskShown& shown) {
    const followup::WorklistItem& item = shown.talk.item;
    Values questions = questions_view(shown.talk);
    Values values{
        {"breadcrumbs",
         {crumb("Werkvoorraad", worklist_address(shown.place)), last_crumb("Gesprek")}},
        {"promise_text", text_or_false(promise_text(shown.talk))},
        {"client_name", item.name.empty() ? "Naam niet bekend" : item.name},
        {"client_number", item.client_number},
        {"client_address", client_address(shown.place, item.client_number)},
        {"phone", phone_view(item.phone)},
        {"reason_text", reason_text(shown.talk)},
        {"reason_facts", facts_view(shown)},
        {"has_questions", !questions.empty()},
        {"questions", std::move(questions)},
        {"money_talk_address",
         shown.may_agree ? Values(money_talk_address(shown.place, item.client_number))
                         : Values(false)},
        {"plan", plan_view(shown)}};
    set_contacts(values, shown.talk.contacts, shown.names);
    set_gate(values, shown.talk.gate);
    set_contact_form(
        values,
        {.form = shown.form,
         .faults = shown.faults,
         .address = task_address(shown.place, item.task),
         .person = item.person,
         .abouts = {{{item.arrear}, ""}},
         .may_record = shown.may_record,
         .back_address = worklist_address(shown.place),
         .back_label = "Terug naar werkvoorraad"}
    );
    return values;
}

}  // namespace draagkracht::pages
