#include "pages/contact_form.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "pages/page_case.hpp"

namespace draagkracht::pages {
namespace {

using enum ContactField;
using testing::ElementsAreArray;
using testing::IsEmpty;

// What a browser sends of the form; a field that was left out is not there.
api::Fields sent(const api::Fields& changed = {}) {
    api::Fields fields{
        {"csrf_token", "x"},
        {"contact_number", "een-nummer"},
        {"person", "7"},
        {"about", "40/3"},
        {"direction", "outgoing"},
        {"channel", "phone"},
        {"outcome", "spoken"},
        {"reason", "income_fell"},
        {"next_step", "none"},
        {"come_back_on", ""},
        {"note", "Regel een\r\nRegel twee"}};
    for (const auto& [name, value] : changed) {
        fields[name] = value;
    }
    return fields;
}

ContactReading reading_of(const api::Fields& changed) {
    return read_contact(ContactForm::of(sent(changed)), today).value();
}

TEST(ContactForm, AFilledInFormIsAContactOfToday) {
    const followup::Contact contact = reading_of({}).contact.value();
    EXPECT_EQ(
        contact,
        (followup::Contact{
            .number = "een-nummer",
            .person = base::PersonId{7},
            .contacted_on = today.date(),
            .kind =
                {followup::Channel::phone,
                 followup::Direction::outgoing,
                 followup::ContactOutcome::spoken},
            .arrears = {{base::PlanId{40}, 3}},
            .nonpayment_reason = followup::NonpaymentReason::income_fell,
            .notes = "Regel een\nRegel twee"})
    );
}

TEST(ContactForm, EachFaultStandsBesideItsField) {
    struct Row {
        std::string story;
        api::Fields changed;
        std::vector<ContactField> faults;
    };
    const std::vector<Row> rows{
        {"all filled in", {}, {}},
        {"no reason, as nobody answered", {{"reason", ""}, {"outcome", "no_answer"}}, {}},
        {"nothing chosen",
         {{"about", ""},
          {"direction", ""},
          {"channel", ""},
          {"outcome", ""},
          {"reason", ""},
          {"next_step", ""}},
         {about, direction, channel, outcome, next_step}},
        {"a word that the form does not have", {{"channel", "pigeon"}}, {channel}},
        {"a reason that the form does not have", {{"reason", "lazy"}}, {reason}},
        {"no such day",
         {{"next_step", "contact_again"}, {"come_back_on", "2026-02-30"}},
         {come_back_on}},
        {"a day that is hidden, as nothing comes next", {{"come_back_on", "2026-02-30"}}, {}},
    };
    for (const Row& row : rows) {
        const ContactReading reading = reading_of(row.changed);
        std::vector<ContactField> faults;
        for (const FieldFault& fault : reading.faults) {
            faults.push_back(fault.field);
        }
        EXPECT_THAT(faults, ElementsAreArray(row.faults)) << row.story;
        EXPECT_EQ(reading.contact.has_value(), row.faults.empty()) << row.story;
    }
}

TEST(ContactForm, ADayToComeBackGoesWithANextStep) {
    const api::Fields day_given{{"next_step", "await_payment"}, {"come_back_on", "2026-08-27"}};
    EXPECT_EQ(reading_of(day_given).contact->come_back_on, day("2026-08-27"));
    const api::Fields nothing_next{{"next_step", "none"}, {"come_back_on", "2026-08-27"}};
    EXPECT_EQ(reading_of(nothing_next).contact->come_back_on, std::nullopt);
}

TEST(ContactForm, IsAboutOneInstalmentSeveralOrSomethingElse) {
    const std::vector<std::vector<followup::Arrear>> subjects{
        {}, {{base::PlanId{40}, 3}}, {{base::PlanId{40}, 3}, {base::PlanId{41}, 1}}};
    for (const std::vector<followup::Arrear>& subject : subjects) {
        EXPECT_EQ(reading_of({{"about", about_text(subject)}}).contact->arrears, subject);
    }
    EXPECT_EQ(about_text(subjects[2]), "40/3,41/1");
}

// The form hides both where nothing was missed.
TEST(ContactForm, SomethingElseHasNoReasonAndNoTaskToComeBack) {
    const followup::Contact contact =
        reading_of(
            {{"about", "other"}, {"next_step", "contact_again"}, {"come_back_on", "2026-08-27"}}
        ).contact.value();
    EXPECT_EQ(contact.nonpayment_reason, std::nullopt);
    EXPECT_EQ(contact.come_back_on, std::nullopt);
    EXPECT_EQ(contact.next_step, followup::NextStep::contact_again);
}

TEST(ContactForm, WhatThePagePutInMustRead) {
    for (const auto& [name, value] : std::vector<std::pair<std::string, std::string>>{
             {"person", "x"},
             {"about", "40"},
             {"about", "40/"},
             {"about", "40/3/1"},
             {"about", "40/3,41"},
             {"about", "40/99999999999"}}) {
        const base::Outcome<ContactReading> reading =
            read_contact(ContactForm::of(sent({{name, value}})), today);
        ASSERT_FALSE(reading) << name << value;
        EXPECT_EQ(reading.error().code, "pages.unreadable-form") << value;
    }
}

// The codes are those that followup::check gives.
TEST(ContactForm, ARefusalOfTheLogIsToldBesideItsField) {
    followup::Contact contact = reading_of({}).contact.value();
    contact.nonpayment_reason.reset();
    EXPECT_EQ(fault_of(followup::check(contact, today).error())->field, reason);
    contact = reading_of({{"outcome", "received"}}).contact.value();
    EXPECT_EQ(fault_of(followup::check(contact, today).error())->field, outcome);
    contact = reading_of({}).contact.value();
    contact.come_back_on = today.date();
    EXPECT_EQ(fault_of(followup::check(contact, today).error())->field, come_back_on);
    EXPECT_EQ(fault_of({"access.not-allowed", "", "", ""}), std::nullopt);
}

TEST(ContactForm, EachPageHasANumberOfItsOwn) {
    EXPECT_NE(ContactForm::empty().contact_number, ContactForm::empty().contact_number);
}

}  // namespace
}  // namespace draagkracht::pages
