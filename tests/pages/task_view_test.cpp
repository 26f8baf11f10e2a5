#include "pages/task_view.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "pages/page_case.hpp"

namespace draagkracht::pages {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

followup::TalkFacts talk_facts() {
    return {
        .item = missed_instalment(),
        .plan_total = euros("900.00"),
        .plan_paid = euros("150.00"),
        .agreed_amount = euros("75.00"),
        .claims = {{base::ClaimId{20}, "V-2024-0017", euros("750.00")}},
        .contacts = {},
        .steps = {},
        .gate = {.needed = norms::hard_gate}};
}

ContactForm new_form() {
    ContactForm form;
    form.contact_number = "een-nummer";
    return form;
}

Values view_of(
    const followup::TalkFacts& talk,
    const ContactForm& form = new_form(),
    const std::vector<FieldFault>& faults = {},
    const std::vector<plans::PlanStanding>& plans = {plan_of_twelve()},
    bool may_record = true
) {
    return complete(
        "task",
        task_view(
            {talk, plans, officer_names, today, zandwijk, form, faults, may_record, may_record}
        )
    );
}

std::vector<std::string> texts_of(const Values& list, const std::string& name) {
    std::vector<std::string> texts;
    for (const Values& item : list) {
        texts.push_back(item[name].get<std::string>());
    }
    return texts;
}

TEST(TaskView, SaysWhatToCallAbout) {
    const Values values = view_of(talk_facts());
    EXPECT_EQ(
        values["reason_text"],
        "Termijn 3 van €\u00a075,00 was op 1\u00a0augustus 2026 te betalen. Er kwam niets binnen."
    );
    EXPECT_EQ(values["phone"]["phone_dial"], "0612345678");
    EXPECT_EQ(values["phone"]["phone_text"], "06\u20111234\u00a05678");
    EXPECT_EQ(values["client_address"], "/gemeenten/zandwijk/clienten/100234");
    EXPECT_THAT(
        texts_of(values["reason_facts"], "fact_value"),
        ElementsAre(
            "€\u00a075,00",
            "R-2026-0012",
            "€\u00a0150,00 van €\u00a0900,00",
            "nog €\u00a0750,00",
            "nog geen"
        )
    );
    EXPECT_THAT(
        texts_of(values["questions"], "question_text"),
        ElementsAre("Wat is er gebeurd? Vraag waarom de termijn niet betaald is.")
    );
    EXPECT_THAT(html_of("task", values), HasSubstr("Er is nog geen contact vastgelegd."));
}

TEST(TaskView, SaysWhatCameIn) {
    followup::TalkFacts part = talk_facts();
    part.item.standing = {followup::Punctuality::partly_paid, euros("45.00"), day("2026-08-07")};
    EXPECT_THAT(
        view_of(part)["reason_text"].get<std::string>(),
        HasSubstr("Er kwam €\u00a030,00 binnen, €\u00a045,00 is nog open.")
    );
    followup::TalkFacts paid = talk_facts();
    paid.item.standing = {followup::Punctuality::on_time, euros("0"), day("2026-08-07")};
    EXPECT_THAT(view_of(paid)["reason_text"].get<std::string>(), HasSubstr("nu betaald"));
}

TEST(TaskView, TheThreeAmountsAreDrawnToScale) {
    const Values amounts = view_of(talk_facts())["plan"]["amounts"];
    EXPECT_EQ(amounts["norm_text"], "€\u00a060,00");
    EXPECT_EQ(amounts["agreed_text"], "€\u00a075,00");
    EXPECT_EQ(amounts["left_to_live_on_text"], "€\u00a01.125,00");
    EXPECT_EQ(amounts["protected_income_text"], "€\u00a01.100,00");
    // Of an income of 1200 drawn 360 wide: 60 is 18, 75 is 22.5, 1100 is 330.
    const Values& chart = amounts["amounts_chart"];
    EXPECT_EQ(chart["norm_payment_width"], "18");
    EXPECT_EQ(chart["norm_living_width"], "342");
    EXPECT_EQ(chart["agreed_payment_width"], "23");
    EXPECT_EQ(chart["agreed_living_width"], "337");
    EXPECT_EQ(chart["floor_x"], "330");
}

TEST(TaskView, APlanWithoutAnAssessmentHasNoAmounts) {
    plans::PlanStanding converted = plan_of_twelve();
    converted.plan.facts.assessed.reset();
    const Values values = view_of(talk_facts(), new_form(), {}, {converted});
    EXPECT_EQ(values["plan"]["amounts"], false);
    EXPECT_THAT(html_of("task", values), HasSubstr("De draagkracht is nog niet berekend."));
    EXPECT_EQ(view_of(talk_facts(), new_form(), {}, {})["plan"], false);
}

TEST(TaskView, ShowsHowFarAFormalNoticeIs) {
    followup::TalkFacts talk = talk_facts();
    const auto met = [&] {
        std::vector<bool> conditions;
        const Values values = view_of(talk);
        for (const Values& item : values["gate_attempts"]) {
            conditions.push_back(item["is_met"].get<bool>());
        }
        return conditions;
    };
    EXPECT_THAT(met(), ElementsAre(false, false, false, false));
    EXPECT_EQ(view_of(talk)["gate_talk"]["is_met"], false);
    talk.gate.attempt_count = 2;
    talk.gate.day_count = 1;
    talk.gate.channel_count = 1;
    talk.gate.where_two_can_talk = true;
    EXPECT_THAT(met(), ElementsAre(true, false, false, true));
    EXPECT_EQ(view_of(talk)["gate_is_open"], false);
    EXPECT_THAT(html_of("task", view_of(talk)), HasSubstr("mag nog niet"));
    talk.gate.conversation_count = 1;
    EXPECT_EQ(view_of(talk)["gate_is_open"], true);
    EXPECT_EQ(view_of(talk)["gate_talk"]["is_met"], true);
    // Source: norms::hard_gate, of which policy can only ask more.
    EXPECT_THAT(
        texts_of(view_of(talk)["gate_attempts"], "condition_text"),
        ElementsAre(
            "U hebt minstens 2 keer geprobeerd de cliënt te bereiken. Nu: 2 keer.",
            "U deed dat op minstens 2 verschillende dagen. Nu: 1.",
            "U deed dat op minstens 2 manieren, bijvoorbeeld bellen en een brief. Nu: 1.",
            "Minstens één keer was dat per telefoon, op huisbezoek of op kantoor."
        )
    );
}

TEST(TaskView, EarlierContactIsToldWithWhoAndWhy) {
    followup::TalkFacts facts = talk_facts();
    facts.contacts = {talk(), call_without_answer()};
    facts.contacts[1].recorded_by = "machine:conversion";
    facts.contacts[1].contact.kind.direction = followup::Direction::incoming;
    const Values values = view_of(facts);
    const Values& last = values["contacts"][0];
    EXPECT_EQ(last["contact_outcome"], "Gesproken");
    EXPECT_EQ(last["contact_way"], "per telefoon");
    EXPECT_EQ(values["contacts"][1]["contact_way"], "per telefoon, de cliënt zocht contact");
    EXPECT_EQ(last["contact_officer"], "J. Bakker");
    EXPECT_EQ(last["contact_reason"], "Minder inkomen");
    EXPECT_EQ(last["contact_next_step_label"], "Afgesproken");
    EXPECT_EQ(last["contact_next_step"], "Regeling herzien, terugkomen op 24\u00a0augustus 2026");
    EXPECT_EQ(values["contacts"][1]["contact_officer"], "Vorig systeem");
    EXPECT_EQ(values["contacts"][1]["contact_note"], false);
    EXPECT_EQ(values["contacts"][1]["contact_next_step"], false);
    EXPECT_THAT(html_of("task", values), HasSubstr("Werkt minder uren &lt;sinds juli&gt;."));
}

TEST(TaskView, WhatWasTypedStaysWithTheFaultsBesideIt) {
    ContactForm form = new_form();
    form.direction = "outgoing";
    form.channel = "phone";
    form.note = "Belde <b>terug</b>";
    const Values values = view_of(
        talk_facts(),
        form,
        {{ContactField::next_step, "Kies wat er nu gebeurt."},
         {ContactField::outcome, "Kies wat de uitkomst was."}}
    );
    EXPECT_EQ(values["directions"][0]["is_chosen"], true);
    EXPECT_EQ(values["directions"][1]["is_chosen"], false);
    EXPECT_EQ(values["outcome_error"], "Kies wat de uitkomst was.");
    EXPECT_EQ(values["reason_error"], false);
    // In the order of the form.
    EXPECT_THAT(texts_of(values["errors"], "error_field"), ElementsAre("uitkomst", "vervolg"));
    const std::string html = html_of("task", values);
    EXPECT_THAT(html, HasSubstr("Belde &lt;b&gt;terug&lt;/b&gt;</textarea>"));
    EXPECT_THAT(html, HasSubstr("href=\"#uitkomst\""));
    EXPECT_THAT(html, HasSubstr("name=\"contact_number\" value=\"een-nummer\""));
    EXPECT_THAT(view_of(talk_facts())["errors"], IsEmpty());
}

// While a promise runs there is nothing to call about, and no step to take.
TEST(TaskView, APromiseThatRunsIsSaidInsteadOfANextStep) {
    followup::TalkFacts talk = talk_facts();
    talk.gate.conversation_count = 1;
    talk.promised_until = day("2026-08-27");
    const Values values = view_of(talk);
    EXPECT_EQ(
        values["promise_text"],
        "Er loopt een toezegging tot 27\u00a0augustus 2026. Wacht die dag af."
    );
    EXPECT_THAT(html_of("task", values), Not(HasSubstr("Waarom bellen")));
    EXPECT_THAT(html_of("task", values), Not(HasSubstr("aanmaning mag")));
    EXPECT_EQ(view_of(talk_facts())["promise_text"], false);
}

// With somebody who did not answer nothing was agreed.
TEST(TaskView, WhatWeDoNextIsNotSaidToBeAgreed) {
    followup::TalkFacts talk = talk_facts();
    talk.contacts = {call_without_answer()};
    talk.contacts[0].contact.next_step = followup::NextStep::await_payment;
    talk.contacts[0].contact.come_back_on = day("2026-08-24");
    const Values contact = view_of(talk)["contacts"][0];
    EXPECT_EQ(contact["contact_next_step_label"], "Onze volgende stap");
    EXPECT_EQ(
        contact["contact_next_step"], "Wachten op de betaling, terugkomen op 24\u00a0augustus 2026"
    );
}

TEST(TaskView, WhoRecordsNothingGetsNoForm) {
    const Values values = view_of(talk_facts(), new_form(), {}, {plan_of_twelve()}, false);
    EXPECT_THAT(html_of("task", values), Not(HasSubstr("<textarea")));
}

TEST(TaskView, ANameIsInNoTitle) {
    const std::string html = html_of("task", view_of(talk_facts()));
    const std::size_t title = html.find("<title>");
    EXPECT_THAT(html.substr(title, html.find("</title>") - title), Not(HasSubstr("Vries")));
}

TEST(TaskView, WithoutATelephoneNumberItSaysSo) {
    followup::TalkFacts talk = talk_facts();
    talk.item.phone.clear();
    EXPECT_EQ(view_of(talk)["phone"], false);
    EXPECT_THAT(html_of("task", view_of(talk)), HasSubstr("Geen telefoonnummer bekend"));
}

}  // namespace
}  // namespace draagkracht::pages
