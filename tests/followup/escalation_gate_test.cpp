// The gate in front of force: rows of contact histories, as a caseworker would tell them.
#include "draagkracht/followup/escalation_gate.hpp"

#include <gtest/gtest.h>

#include <sstream>

namespace draagkracht::followup {

namespace {

using base::BusinessDate;
using base::Date;
using enum Channel;
using enum ContactOutcome;

Date day(const std::string& text) {
    return Date::parse(text).value();
}

const Arrear august{base::PlanId{12}, 3};
const Arrear july{base::PlanId{12}, 2};

// Missed on 7 August 2026; today it is 20 August.
GateRequest notice_about_august() {
    return {
        {august, day("2026-08-07"), BusinessDate{day("2026-08-20")}},
        norms::EscalationStep::formal_notice,
        "three reminders did not help"};
}

// "10 phone no_answer" is a call on 10 August that nobody answered.
LoggedContact logged(int id, const std::string& told, const Arrear& about = august) {
    std::istringstream words{told};
    int day_of_month = 0;
    std::string channel, outcome;
    words >> day_of_month >> channel >> outcome;
    const ContactKind kind{
        channel_of(channel).value(), Direction::outgoing, contact_outcome_of(outcome).value()};
    const Date on = day("2026-08-01").plus_days(day_of_month - 1);
    const std::optional<NonpaymentReason> reason =
        kind.outcome == spoken ? std::optional{NonpaymentReason::not_told} : std::nullopt;
    return {
        base::ContactId{id},
        {.number = std::to_string(id),
         .person = base::PersonId{7},
         .contacted_on = on,
         .kind = kind,
         .arrears = {about},
         .nonpayment_reason = reason,
         .notes = {},
         .next_step = NextStep::none,
         .come_back_on = {},
         .where = {}},
        "officer:1"};
}

std::string outcome_of(
    const std::vector<std::string>& history, const norms::ContactGate& policy = norms::hard_gate
) {
    std::vector<LoggedContact> contacts;
    for (const std::string& told : history) {
        contacts.push_back(logged(static_cast<int>(contacts.size()) + 1, told));
    }
    const base::Outcome<OpenedGate> gate = open_gate(notice_about_august(), contacts, policy);
    return gate ? std::string{to_text(gate->basis())} : gate.error().code;
}

// Source: guarantee 5 (docs/guarantees.md), after Alkmaar, Beleidskader Handhaving 4.2.2.
TEST(EscalationGate, OpensOnATalkOrOnAttemptsInEarnest) {
    const std::string closed = "followup.gate-closed";
    struct Row {
        std::vector<std::string> history;
        std::string outcome;
    };
    const std::vector<Row> rows{
        {{}, closed},
        {{"10 phone spoken"}, "conversation"},
        {{"7 visit spoken"}, "conversation"},
        {{"20 office_talk spoken"}, "conversation"},
        {{"6 phone spoken"}, closed},   // before it was missed
        {{"21 phone spoken"}, closed},  // after today
        {{"10 phone no_answer"}, closed},
        {{"10 phone no_answer", "11 phone no_answer"}, closed},  // one channel
        {{"10 phone no_answer", "10 letter sent"}, closed},      // one day
        {{"10 phone no_answer", "12 letter sent"}, "attempts"},  // two and two
        {{"10 phone message_left", "11 email sent"}, "attempts"},
        {{"10 phone no_answer", "10 letter sent", "11 phone no_answer"}, "attempts"},
        {{"10 office_talk no_show", "12 phone refused"}, "attempts"},
        {{"10 letter sent", "12 email sent"}, closed},           // never by voice
        {{"10 phone wrong_address", "12 letter sent"}, closed},  // reached nobody
        {{"10 phone no_answer", "12 letter wrong_address"}, closed},
        {{"6 phone no_answer", "12 letter sent"}, closed},  // one too early
        {{"10 phone no_answer", "12 letter sent", "13 phone spoken"}, "conversation"},
    };
    for (const Row& row : rows) {
        std::string history;
        for (const std::string& told : row.history) {
            history += told + "; ";
        }
        EXPECT_EQ(outcome_of(row.history), row.outcome) << history;
    }
}

TEST(EscalationGate, PolicyCanOnlyAskMore) {
    const std::vector<std::string> two{"10 phone no_answer", "12 letter sent"};
    const std::vector<std::string> three{
        "10 phone no_answer", "12 letter sent", "14 visit no_answer"};
    const norms::ContactGate nothing{};
    const norms::ContactGate three_days{.attempts = 3, .channels = 2, .days = 3};
    const norms::ContactGate three_channels{.attempts = 3, .channels = 3, .days = 2};
    EXPECT_EQ(outcome_of({}, nothing), "followup.gate-closed");
    EXPECT_EQ(outcome_of({"10 phone no_answer"}, nothing), "followup.gate-closed");
    EXPECT_EQ(outcome_of(two, three_days), "followup.gate-closed");
    EXPECT_EQ(outcome_of(two, three_channels), "followup.gate-closed");
    EXPECT_EQ(outcome_of(three, three_days), "attempts");
    EXPECT_EQ(outcome_of(three, three_channels), "attempts");
}

TEST(EscalationGate, AContactAboutAnotherArrearOpensNothing) {
    const std::vector<LoggedContact> contacts{logged(1, "10 phone spoken", july)};
    EXPECT_FALSE(open_gate(notice_about_august(), contacts, norms::hard_gate).has_value());
}

TEST(EscalationGate, ATalkInWhichNobodyAskedWhyOpensNothing) {
    LoggedContact talk = logged(1, "10 phone spoken");
    talk.contact.nonpayment_reason.reset();
    EXPECT_FALSE(open_gate(notice_about_august(), {talk}, norms::hard_gate).has_value());
}

TEST(EscalationGate, WhyALighterStepDoesNotFitIsWrittenDown) {
    GateRequest request = notice_about_august();
    for (const char* note : {"", "  ", "a\nb"}) {
        request.lighter_step_note = note;
        const auto gate = open_gate(request, {logged(1, "10 phone spoken")}, norms::hard_gate);
        ASSERT_FALSE(gate.has_value()) << note;
        EXPECT_EQ(gate.error().code, "base.not-a-line");
        EXPECT_EQ(gate.error().where, "why a lighter step does not fit");
    }
}

TEST(EscalationGate, KeepsTheContactsThatOpenedIt) {
    const auto gate = open_gate(
        notice_about_august(),
        {logged(1, "10 phone no_answer"), logged(2, "12 letter sent"), logged(3, "5 letter sent")},
        norms::hard_gate
    );
    ASSERT_TRUE(gate.has_value());
    EXPECT_EQ(
        gate->evidence(), (std::vector<base::ContactId>{base::ContactId{1}, base::ContactId{2}})
    );
    EXPECT_EQ(gate->approval(), std::nullopt);
}

access::Actor supervisor() {
    return access::Actor::officer(
        base::OfficerId{2}, "B", {{base::MunicipalityId{1}, {access::Role::supervisor}}}
    );
}

access::GrantedApproval granted(const std::string& action, const std::string& subject) {
    const access::PendingApproval asked{
        base::ApprovalId{5}, base::MunicipalityId{1}, action, subject, "urgent", "officer:1"};
    return access::grant(asked, supervisor()).value();
}

TEST(EscalationGate, TheApprovalOfASecondPersonOpensThisVeryStep) {
    const GateRequest request = notice_about_august();
    const std::string this_notice = gate_override_subject(august, request.step);
    const base::MunicipalityId here{1};
    struct Row {
        base::MunicipalityId municipality;
        std::string action;
        std::string subject;
        std::string outcome;
    };
    const std::vector<Row> rows{
        {here, gate_override_action, this_notice, "approval"},
        {base::MunicipalityId{2},
         gate_override_action,
         this_notice,
         "followup.approval-of-something-else"},
        {here, "claims.remission", this_notice, "followup.approval-of-something-else"},
        {here,
         gate_override_action,
         gate_override_subject(july, request.step),
         "followup.approval-of-something-else"},
        {here,
         gate_override_action,
         gate_override_subject(august, norms::EscalationStep::bailiff),
         "followup.approval-of-something-else"},
    };
    for (const Row& row : rows) {
        const auto gate =
            open_gate_by_approval(request, row.municipality, granted(row.action, row.subject));
        EXPECT_EQ(gate ? std::string{to_text(gate->basis())} : gate.error().code, row.outcome)
            << row.action << " " << row.subject;
    }
    EXPECT_EQ(
        open_gate_by_approval(request, here, granted(gate_override_action, this_notice))
            ->approval(),
        base::ApprovalId{5}
    );
}

}  // namespace

}  // namespace draagkracht::followup
