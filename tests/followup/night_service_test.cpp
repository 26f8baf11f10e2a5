// What follow-up does by night: tasks for missed instalments, closed when paid, a reminder only
// where a person tried in vain.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "followup/followup_fixture.hpp"

namespace draagkracht::followup {

namespace {

using test_support::TestPlan;
using enum Channel;
using enum ContactOutcome;

class NightOnBoth : public FollowupOnBoth {};

// One plan of 50.00 on the first of each month from June 2026; margin 5 days and 1.00. Worked out
// by hand: each row is the night of that day after what came before.
TEST_P(NightOnBoth, AMissedInstalmentIsATaskUntilItIsPaid) {
    const TestPlan plan = plans().add("100001");
    EXPECT_EQ(whole_night("2026-06-06"), "0 0 0");  // still within the margin
    EXPECT_EQ(whole_night("2026-06-07"), "0 1 0");
    EXPECT_EQ(whole_night("2026-06-07"), "0 0 0");  // the same night again
    EXPECT_EQ(whole_night("2026-06-08"), "0 0 0");
    plans().pay(plan, "49.00", "2026-06-09");
    EXPECT_EQ(whole_night("2026-06-08"), "0 0 0");  // by then it was not paid
    EXPECT_EQ(whole_night("2026-06-09"), "1 0 0");  // 1.00 short is let go
    EXPECT_EQ(whole_night("2026-07-06"), "0 0 0");
    EXPECT_EQ(whole_night("2026-07-07"), "0 1 0");
    EXPECT_EQ(count("task_end WHERE outcome = 'paid' AND ended_on = '2026-06-09'"), 1);
    EXPECT_EQ(count("task WHERE instalment_number = 2 AND amount_open_cents = 5000"), 1);
}

TEST_P(NightOnBoth, APaymentThatTheBankTakesBackMakesATaskAgain) {
    const TestPlan plan = plans().add("100001");
    EXPECT_EQ(whole_night("2026-06-07"), "0 1 0");
    plans().pay(plan, "50.00", "2026-06-08");
    EXPECT_EQ(whole_night("2026-06-08"), "1 0 0");
    plans().pay(plan, "-50.00", "2026-06-10");
    EXPECT_EQ(whole_night("2026-06-10"), "0 1 0");
    EXPECT_EQ(count("task"), 2);
}

TEST_P(NightOnBoth, AllMissedInstalmentsOfAllPlansAreFoundAtOnce) {
    const TestPlan one = plans().add("100001");
    const TestPlan two = plans().add("100002");
    const TestPlan three = plans().add("100003");
    plans().pay(one, "150.00", "2026-06-01");
    plans().pay(two, "60.00", "2026-06-01");
    static_cast<void>(three);
    // Due by 8 August: three instalments. One has paid them all, two is short of the second and the
    // third, three of all.
    EXPECT_EQ(whole_night("2026-08-08"), "0 5 0");
}

// One claim of 300.00 and two people who each pay it by a plan: 50.00 and 100.00 on the first of
// each month from June. By hand, with what is open on the claim behind each payment.
TEST_P(NightOnBoth, WhatAJointDebtorPaidIsNotMissedByTheOther) {
    const base::PersonId partner = reg().person("100002");
    const TestPlan one = plans().add("100001", {.joint_debtors = {partner}});
    const TestPlan other = plans().add(
        "100002", {.instalment = "100.00", .count = 3, .person = partner, .claim = one.claim}
    );
    plans().pay(one, "250.00", "2026-06-03");  // 50.00
    // The other has missed the first instalment, of which 50.00 is still asked.
    EXPECT_EQ(whole_night("2026-06-07"), "0 1 0");
    EXPECT_EQ(count("task WHERE instalment_number = 1 AND amount_open_cents = 5000"), 1);
    EXPECT_EQ(worklist("2026-06-07").left_total, base::Money::cents(5000));
    // The second and the third have fallen away, and five of the first plan are paid.
    EXPECT_EQ(whole_night("2026-08-08"), "0 0 0");
    EXPECT_EQ(worklist("2026-08-08").total_count, 1);
    EXPECT_EQ(notice_outcome(other, 2, "2026-08-08"), "followup.not-missed");
    ASSERT_TRUE(record(contact(other, 1, "2026-08-08", phone, no_answer)));

    plans().pay(one, "50.00", "2026-08-09");  // nothing
    EXPECT_EQ(worklist("2026-08-09").total_count, 0) << "before the night too";
    EXPECT_EQ(night("2026-08-09", request_reminders), 0);
    EXPECT_EQ(notice_outcome(other, 1, "2026-08-09"), "followup.not-missed");
    EXPECT_EQ(whole_night("2026-08-09"), "1 0 0");
    EXPECT_EQ(count("task_end WHERE outcome = 'paid'"), 1);
    EXPECT_EQ(whole_night("2026-12-31"), "0 0 0");
    EXPECT_EQ(count("escalation_step"), 0);

    // The bank took it back: 50.00, and each of them is late. Somebody tried to reach the other.
    plans().pay(one, "-50.00", "2027-01-04");
    EXPECT_EQ(whole_night("2027-01-04"), "0 2 1");
    EXPECT_EQ(worklist("2027-01-04").total_count, 2);
}

TEST_P(NightOnBoth, APlanThatEndedIsNotFollowed) {
    const TestPlan ended = plans().add("100001");
    const TestPlan running = plans().add("100002");
    EXPECT_EQ(whole_night("2026-06-07"), "0 2 0");
    plans().end(ended, "2026-06-10", plans::PlanOutcome::replaced);
    EXPECT_EQ(whole_night("2026-06-09"), "0 0 0");
    EXPECT_EQ(whole_night("2026-06-10"), "1 0 0");
    EXPECT_EQ(count("task_end WHERE outcome = 'withdrawn'"), 1);
    EXPECT_EQ(whole_night("2026-07-07"), "0 1 0");
    EXPECT_EQ(count("task WHERE plan_id = " + std::to_string(running.plan.value())), 2);
}

TEST_P(NightOnBoth, WhatWasTalkedAboutIsNoNewTask) {
    const TestPlan before = plans().add("100001");
    const TestPlan after = plans().add("100002");
    ASSERT_TRUE(record(contact(before, 1, "2026-06-04", phone, spoken)));  // in the margin
    ASSERT_TRUE(record(contact(after, 1, "2026-06-08", phone, spoken)));
    // The night of the 7th was missed and is run on the 8th: the one who was spoken to since is
    // left in peace, the one who called beforehand and did not pay is not.
    EXPECT_EQ(whole_night("2026-06-07"), "0 1 0");
    EXPECT_EQ(count("task WHERE plan_id = " + std::to_string(before.plan.value())), 1);
}

// Source: Alkmaar 4.2.2 (first seek contact); the letter follows an attempt in vain.
TEST_P(NightOnBoth, AReminderGoesOnlyWhereAPersonTriedInVain) {
    struct Row {
        const char* told;
        std::vector<std::pair<Channel, ContactOutcome>> contacts;  // 8 June, 9 June ...
        bool is_reminded;
    };
    const std::vector<Row> rows{
        {"nobody called yet", {}, false},
        {"no answer", {{phone, no_answer}}, true},
        {"wrong number", {{phone, wrong_address}}, true},
        {"note through the door", {{visit, message_left}}, true},
        {"only an e-mail", {{email, sent}}, false},
        {"a talk", {{phone, spoken}}, false},
        {"no answer, then a talk", {{phone, no_answer}, {phone, spoken}}, false},
    };
    int client = 100000;
    std::vector<TestPlan> people;
    for (std::size_t index = 0; index < rows.size(); ++index) {
        people.push_back(plans().add(std::to_string(++client)));
    }
    EXPECT_EQ(whole_night("2026-06-07"), "0 7 0");
    for (std::size_t index = 0; index < rows.size(); ++index) {
        int day = 8;
        for (const auto& [channel, outcome] : rows[index].contacts) {
            const std::string on = (day < 10 ? "2026-06-0" : "2026-06-") + std::to_string(day);
            ASSERT_TRUE(record(contact(people[index], 1, on, channel, outcome)));
            ++day;
        }
    }
    EXPECT_EQ(whole_night("2026-06-10"), "0 0 3");
    EXPECT_EQ(whole_night("2026-06-11"), "0 0 0");
    for (std::size_t index = 0; index < rows.size(); ++index) {
        EXPECT_EQ(
            count(
                "letter_request WHERE kind = 'friendly_reminder' AND subject = '" +
                to_text(Arrear{people[index].plan, 1}) + "'"
            ),
            rows[index].is_reminded ? 1 : 0
        ) << rows[index].told;
    }
    EXPECT_EQ(count("escalation_step WHERE step = 'friendly_reminder'"), 3);
}

TEST_P(NightOnBoth, NoReminderLeavesForWhatWasPaidMeanwhile) {
    const TestPlan plan = plans().add("100001");
    EXPECT_EQ(whole_night("2026-06-07"), "0 1 0");
    ASSERT_TRUE(record(contact(plan, 1, "2026-06-08", phone, no_answer)));
    plans().pay(plan, "50.00", "2026-06-08");
    EXPECT_EQ(night("2026-06-08", request_reminders), 0);
    EXPECT_EQ(count("letter_request"), 0);
}

}  // namespace

DRAAGKRACHT_ON_BOTH_DATABASES(NightOnBoth);

}  // namespace draagkracht::followup
