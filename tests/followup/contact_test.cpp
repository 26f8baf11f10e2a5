// What a contact is worth, which ones can be recorded, and when its task is due again.
#include "draagkracht/followup/contact.hpp"

#include <gtest/gtest.h>

namespace draagkracht::followup {

namespace {

using base::BusinessDate;
using base::Date;
using enum Channel;
using enum Direction;
using enum ContactOutcome;

Date day(const std::string& text) {
    return Date::parse(text).value();
}

Contact call(ContactOutcome outcome) {
    return {
        .number = "C-1",
        .person = base::PersonId{7},
        .contacted_on = day("2026-08-10"),
        .kind = {phone, outgoing, outcome},
        .arrears = {{base::PlanId{12}, 3}},
        .nonpayment_reason = NonpaymentReason::forgotten,
        .notes = {},
        .next_step = NextStep::none,
        .come_back_on = {},
        .where = {}};
}

// Source: Alkmaar, Beleidskader Handhaving 4.2.2: "altijd eerst contact zoeken", "telefonisch of in
// spreekkamer". What is written is no conversation; what reached nobody is no attempt.
TEST(Contact, IsAConversationAnAttemptOrNeither) {
    using enum ContactWeight;
    struct Row {
        Channel channel;
        Direction direction;
        ContactOutcome outcome;
        ContactWeight weight;
    };
    const std::vector<Row> rows{
        {phone, outgoing, spoken, conversation},
        {phone, incoming, spoken, conversation},
        {visit, outgoing, spoken, conversation},
        {office_talk, incoming, spoken, conversation},
        {phone, outgoing, no_answer, attempt},
        {phone, outgoing, message_left, attempt},
        {phone, outgoing, refused, attempt},
        {visit, outgoing, message_left, attempt},
        {office_talk, outgoing, no_show, attempt},
        {letter, outgoing, sent, attempt},
        {email, outgoing, sent, attempt},
        {text_message, outgoing, sent, attempt},
        {phone, outgoing, wrong_address, neither},
        {letter, outgoing, wrong_address, neither},
        {email, incoming, received, neither},
    };
    for (const Row& row : rows) {
        const ContactKind kind{row.channel, row.direction, row.outcome};
        EXPECT_EQ(weight_of(kind), row.weight)
            << to_text(row.channel) << " " << to_text(row.direction) << " " << to_text(row.outcome);
    }
}

TEST(Contact, WhatCannotHaveHappenedIsNotRecorded) {
    struct Row {
        const char* told;
        Contact contact;
        std::string problem;  // its code; empty when the contact can be recorded
    };
    const auto changed = [](auto change) {
        Contact contact = call(spoken);
        change(contact);
        return contact;
    };
    const std::vector<Row> rows{
        {"a talk with its reason", call(spoken), ""},
        {"pages of notes",
         changed([](Contact& contact) { contact.notes = std::string(notes_bytes_max, 'x'); }),
         ""},
        {"a file for a note",
         changed([](Contact& contact) { contact.notes = std::string(notes_bytes_max + 1, 'x'); }),
         "followup.bad-notes"},
        {"a note with a zero byte",
         changed([](Contact& contact) { contact.notes = std::string(1, '\0'); }),
         "followup.bad-notes"},
        {"an attempt has no reason",
         changed([](Contact& contact) {
             contact.kind.outcome = no_answer;
             contact.nonpayment_reason.reset();
         }),
         ""},
        {"a talk about something else has no reason",
         changed([](Contact& contact) {
             contact.arrears.clear();
             contact.nonpayment_reason.reset();
         }),
         ""},
        {"nobody asked why",
         changed([](Contact& contact) { contact.nonpayment_reason.reset(); }),
         "followup.no-reason-asked"},
        {"tomorrow",
         changed([](Contact& contact) { contact.contacted_on = day("2026-08-11"); }),
         "followup.contact-in-future"},
        {"a letter is not spoken",
         changed([](Contact& contact) { contact.kind.channel = letter; }),
         "followup.outcome-does-not-fit"},
        {"an incoming call is answered",
         changed([](Contact& contact) {
             contact.kind = {phone, incoming, no_answer};
         }),
         "followup.outcome-does-not-fit"},
        {"without a number",
         changed([](Contact& contact) { contact.number.clear(); }),
         "followup.no-contact-number"},
        {"come back the same day",
         changed([](Contact& contact) { contact.come_back_on = day("2026-08-10"); }),
         "followup.comes-back-too-early"},
    };
    for (const Row& row : rows) {
        const base::Done valid = check(row.contact, BusinessDate{day("2026-08-10")});
        EXPECT_EQ(valid ? "" : valid.error().code, row.problem) << row.told;
    }
}

TEST(Contact, ATalkEndsTheTaskAndAnAttemptComesBack) {
    struct Row {
        ContactOutcome outcome;
        std::optional<Date> come_back_on;
        std::optional<Date> due_again;
    };
    const std::vector<Row> rows{
        {spoken, {}, {}},
        {spoken, day("2026-08-14"), day("2026-08-14")},  // "call me on Friday"
        {no_answer, {}, day("2026-08-11")},
        {message_left, day("2026-08-13"), day("2026-08-13")},
        {wrong_address, {}, day("2026-08-11")},
    };
    for (const Row& row : rows) {
        Contact contact = call(row.outcome);
        contact.come_back_on = row.come_back_on;
        EXPECT_EQ(task_due_after(contact, BusinessDate{day("2026-08-10")}), row.due_again)
            << to_text(row.outcome);
    }
}

// What was written by a version that still told of illness reads without it.
TEST(Contact, TheReasonOfIllnessReadsAsCircumstances) {
    EXPECT_EQ(nonpayment_reason_of("ill_or_in_care").value(), NonpaymentReason::circumstances);
    EXPECT_EQ(to_text(NonpaymentReason::circumstances), "circumstances");
}

TEST(Contact, EveryOutcomeOfferedCanBeSpelledAndRead) {
    for (const Channel channel : {phone, visit, office_talk, letter, email, text_message}) {
        EXPECT_EQ(channel_of(to_text(channel)).value(), channel);
        for (const Direction direction : {outgoing, incoming}) {
            EXPECT_EQ(direction_of(to_text(direction)).value(), direction);
            EXPECT_FALSE(outcomes_for(channel, direction).empty());
            for (const ContactOutcome outcome : outcomes_for(channel, direction)) {
                EXPECT_EQ(contact_outcome_of(to_text(outcome)).value(), outcome);
            }
        }
    }
    EXPECT_EQ(channel_of("pigeon").error().code, "followup.not-a-channel");
}

}  // namespace

}  // namespace draagkracht::followup
