#include "pages/task_view.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "draagkracht/followup/talk_points.hpp"
#include "draagkracht/text/dutch.hpp"
#include "pages/dutch_words.hpp"

namespace draagkracht::pages {

using followup::Channel;
using followup::ContactOutcome;
using followup::Direction;
using followup::GateView;
using followup::NextStep;
using followup::NonpaymentReason;
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
        {"amounts", amounts_view(standing->plan)}};
}

Values condition(bool is_met, std::string text) {
    return {{"is_met", is_met}, {"condition_text", std::move(text)}};
}

Values counted(int count, int needed, std::string_view before, std::string_view after) {
    return condition(
        count >= needed,
        fmt::format("{}{} van {} {}", before, std::min(count, needed), needed, after)
    );
}

void set_gate(Values& values, const GateView& gate) {
    values["gate_is_open"] = gate.is_open();
    values["gate_talk"] =
        condition(gate.conversation_count > 0, "gesproken, en gevraagd waarom er niet betaald is");
    values["gate_attempts"] = {
        counted(gate.attempt_count, gate.needed.attempts, "", "pogingen"),
        counted(gate.day_count, gate.needed.days, "op ", "verschillende dagen"),
        counted(gate.channel_count, gate.needed.channels, "op ", "manieren"),
        condition(
            gate.where_two_can_talk, "waarvan een per telefoon, op huisbezoek of op kantoor"
        )};
}

// What a field of the form is called in the values, and where a fault links to.
struct FieldName {
    ContactField field;
    std::string_view error_name;
    std::string_view anchor;
};
constexpr std::array field_names{
    FieldName{ContactField::direction, "direction_error", "richting"},
    FieldName{ContactField::channel, "channel_error", "kanaal"},
    FieldName{ContactField::outcome, "outcome_error", "uitkomst"},
    FieldName{ContactField::reason, "reason_error", "reden"},
    FieldName{ContactField::next_step, "next_step_error", "vervolg"},
    FieldName{ContactField::come_back_on, "come_back_on_error", "terugkomdatum"},
    FieldName{ContactField::note, "note_error", "notitie"},
};

void set_faults(Values& values, const std::vector<FieldFault>& faults) {
    Values list = Values::array();
    for (const FieldName& name : field_names) {
        const auto fault = std::ranges::find(faults, name.field, &FieldFault::field);
        const bool is_wrong = fault != faults.end();
        values[std::string{name.error_name}] = is_wrong ? Values(fault->text) : Values(false);
        if (is_wrong) {
            list.push_back({{"error_field", name.anchor}, {"error_text", fault->text}});
        }
    }
    values["has_errors"] = !list.empty();
    values["errors"] = std::move(list);
}

template <typename Enum, std::size_t Count>
Values choices(const std::array<Enum, Count>& offered, const std::string& chosen) {
    Values list = Values::array();
    for (const Enum value : offered) {
        const std::string_view word = followup::to_text(value);
        list.push_back(
            {{"choice_value", word}, {"choice_label", dutch(value)}, {"is_chosen", word == chosen}}
        );
    }
    return list;
}

void set_choices(Values& values, const ContactForm& form) {
    values["directions"] =
        choices(std::array{Direction::outgoing, Direction::incoming}, form.direction);
    values["channels"] = choices(
        std::array{
            Channel::phone,
            Channel::visit,
            Channel::office_talk,
            Channel::letter,
            Channel::email,
            Channel::text_message},
        form.channel
    );
    values["outcomes"] = choices(
        std::array{
            ContactOutcome::spoken,
            ContactOutcome::no_answer,
            ContactOutcome::message_left,
            ContactOutcome::refused,
            ContactOutcome::no_show,
            ContactOutcome::sent,
            ContactOutcome::received,
            ContactOutcome::wrong_address},
        form.outcome
    );
    values["reasons"] = choices(
        std::array{
            NonpaymentReason::forgotten,
            NonpaymentReason::income_fell,
            NonpaymentReason::costs_rose,
            NonpaymentReason::other_debts,
            NonpaymentReason::other_set_off,
            NonpaymentReason::ill_or_in_care,
            NonpaymentReason::bank_failed,
            NonpaymentReason::thinks_paid,
            NonpaymentReason::disputes_claim,
            NonpaymentReason::will_not_pay,
            NonpaymentReason::not_told},
        form.reason
    );
    values["next_steps"] = choices(
        std::array{
            NextStep::none,
            NextStep::await_payment,
            NextStep::contact_again,
            NextStep::review_plan,
            NextStep::check_payment,
            NextStep::refer_to_debt_help},
        form.next_step
    );
}

void set_form(Values& values, const TaskShown& shown) {
    const followup::WorklistItem& item = shown.talk.item;
    values["may_record"] = shown.may_record;
    values["contact_form_address"] = task_address(shown.place, item.task);
    values["contact_number"] = shown.form.contact_number;
    values["person"] = std::to_string(item.person.value());
    values["plan_of_arrear"] = std::to_string(item.arrear.plan.value());
    values["instalment"] = std::to_string(item.arrear.instalment_number);
    values["come_back_on"] = shown.form.come_back_on;
    values["note"] = shown.form.note;
    set_choices(values, shown.form);
    set_faults(values, shown.faults);
}

}  // namespace

Values task_view(const TaskShown& shown) {
    const followup::WorklistItem& item = shown.talk.item;
    Values questions = questions_view(shown.talk);
    Values values{
        {"breadcrumbs",
         {crumb("Werkvoorraad", worklist_address(shown.place)), last_crumb("Gesprek")}},
        {"worklist_address", worklist_address(shown.place)},
        {"client_name", item.name.empty() ? "Naam niet bekend" : item.name},
        {"client_number", item.client_number},
        {"client_address", client_address(shown.place, item.client_number)},
        {"phone", phone_view(item.phone)},
        {"reason_text", reason_text(shown.talk)},
        {"reason_facts", facts_view(shown)},
        {"has_questions", !questions.empty()},
        {"questions", std::move(questions)},
        {"plan", plan_view(shown)}};
    set_contacts(values, shown.talk.contacts, shown.names);
    set_gate(values, shown.talk.gate);
    set_form(values, shown);
    return values;
}

}  // namespace draagkracht::pages
