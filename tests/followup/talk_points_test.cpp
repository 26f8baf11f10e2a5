// What comes up in a talk: rows of what the register knows.
#include "draagkracht/followup/talk_points.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace draagkracht::followup {

namespace {

using base::Date;
using base::Money;
using enum TalkPoint;
using testing::ElementsAreArray;

const Arrear august{base::PlanId{12}, 3};

// The third instalment of EUR 75.00, missed; the two before it were paid, and nobody called yet.
TalkFacts facts() {
    const Date due = Date::parse("2026-08-01").value();
    return {
        .item =
            {.task = base::TaskId{5},
             .person = base::PersonId{7},
             .client_number = "100234",
             .name = "J. de Vries",
             .phone = "06 12345678",
             .arrear = august,
             .plan_number = "R-2026-0012",
             .instalment = {3, due, Money::cents(7500), Money::cents(22500)},
             .standing = {Punctuality::missed, Money::cents(7500), due.plus_days(6)},
             .opened_on = due.plus_days(6),
             .due_on = due.plus_days(6),
             .attempt_count = 0,
             .last_contact = {}},
        .plan_total = Money::cents(90000),
        .plan_paid = Money::cents(15000),
        .agreed_amount = Money::cents(7500),
        .claims = {},
        .contacts = {},
        .steps = {},
        .gate = {}};
}

LoggedContact logged(ContactOutcome outcome, std::optional<NonpaymentReason> reason = {}) {
    return {
        base::ContactId{1},
        {.number = "1",
         .person = base::PersonId{7},
         .contacted_on = Date::parse("2026-08-10").value(),
         .kind = {Channel::phone, Direction::outgoing, outcome},
         .arrears = {august},
         .nonpayment_reason = reason},
        "officer:1"};
}

TalkFacts after(const LoggedContact& contact) {
    TalkFacts known = facts();
    known.contacts = {contact};
    known.gate.conversation_count = contact.contact.nonpayment_reason ? 1 : 0;
    return known;
}

TalkFacts with_promise() {
    LoggedContact talk = logged(ContactOutcome::spoken, NonpaymentReason::forgotten);
    talk.contact.next_step = NextStep::await_payment;
    return after(talk);
}

TalkFacts with_promise_that_runs() {
    TalkFacts known = with_promise();
    known.promised_until = Date::parse("2026-08-20").value();
    return known;
}

TalkFacts partly_paid() {
    TalkFacts known = facts();
    known.plan_paid = Money::cents(18000);
    known.item.standing = {Punctuality::partly_paid, Money::cents(4500), facts().item.opened_on};
    return known;
}

TalkFacts with_july_open() {
    TalkFacts known = facts();
    known.plan_paid = Money::cents(14999);
    return known;
}

TalkFacts without_phone() {
    TalkFacts known = facts();
    known.item.phone.clear();
    return known;
}

// Source: Alkmaar, Beleidskader Handhaving 4.2.2: first learn why somebody does not pay.
TEST(TalkPoints, FollowFromWhatIsKnown) {
    struct Row {
        std::string story;
        TalkFacts facts;
        std::vector<TalkPoint> points;
    };
    const std::vector<Row> rows{
        {"nobody called yet", facts(), {why_not_paid}},
        {"nobody answered", after(logged(ContactOutcome::no_answer)), {why_not_paid}},
        {"the number was wrong",
         after(logged(ContactOutcome::wrong_address)),
         {why_not_paid, contact_details}},
        {"no telephone number", without_phone(), {why_not_paid, contact_details}},
        {"a part came in", partly_paid(), {why_not_paid, rest_of_instalment}},
        {"a cent of July is open too", with_july_open(), {why_not_paid, earlier_instalments}},
        {"said that it would be paid", with_promise(), {broken_promise}},
        {"said so, and the day has not come", with_promise_that_runs(), {}},
        {"earns less",
         after(logged(ContactOutcome::spoken, NonpaymentReason::income_fell)),
         {amount_fits}},
        {"circumstances",
         after(logged(ContactOutcome::spoken, NonpaymentReason::circumstances)),
         {}},
    };
    for (const Row& row : rows) {
        EXPECT_THAT(talk_points(row.facts), ElementsAreArray(row.points)) << row.story;
    }
}

TEST(TalkPoints, ATalkAboutAnotherInstalmentIsNoPromiseAboutThisOne) {
    TalkFacts known = with_promise();
    known.contacts.front().contact.arrears = {{base::PlanId{12}, 2}};
    known.gate.conversation_count = 0;
    EXPECT_THAT(talk_points(known), ElementsAreArray({why_not_paid}));
}

}  // namespace

}  // namespace draagkracht::followup
