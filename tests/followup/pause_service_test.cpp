// A pause as officers and nights see it. One plan pays 50.00 on the first of each month from June
// 2026, and the margin is five days: an instalment of the 1st is a task in the night of the 7th.
// All dates are worked out by hand.
#include "draagkracht/followup/pause_service.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "draagkracht/plans/pause_proof_service.hpp"
#include "draagkracht/storage/rows.hpp"
#include "followup/followup_fixture.hpp"

namespace draagkracht::followup {

namespace {

using plans::NewPause;
using plans::PauseKind;
using test_support::TestPlan;
using enum Channel;
using enum ContactOutcome;

class PausesOnBoth : public FollowupOnBoth {
  protected:
    PauseService pauses() { return {database(), policies()}; }

    NewPause new_pause(
        const TestPlan& plan,
        const std::string& number,
        const std::string& from,
        const std::string& until
    ) {
        return {
            number,
            plan.plan,
            PauseKind::pause,
            {date(from), date(until)},
            "in hospital",
            std::nullopt};
    }
    // "entered", or the code of the refusal.
    std::string enter(const NewPause& pause, const std::string& day) {
        const auto entered = pauses().enter(officer_on(day), zandwijk(), pause);
        return entered ? "entered" : entered.error().code;
    }
    std::string pause(
        const TestPlan& plan,
        const std::string& number,
        const std::string& from,
        const std::string& until,
        const std::string& day
    ) {
        return enter(new_pause(plan, number, from, until), day);
    }
    std::string change(
        const TestPlan& plan,
        const std::string& number,
        const std::optional<std::string>& last_day,
        const std::string& day
    ) {
        plans::PauseChange change{std::nullopt, "a reason"};
        if (last_day) {
            change.last_day = date(*last_day);
        }
        const auto changed =
            pauses().change(officer_on(day), zandwijk(), {plan.plan, number}, change);
        return changed ? "changed" : changed.error().code;
    }

    // Of each instalment the month in which it falls due now, as every query sees it.
    std::string months_due(const TestPlan& plan) {
        storage::Transaction transaction{database(), "due", storage::Access::read};
        std::string months;
        std::string due_date;
        const long long id = plan.plan.value();
        storage::for_each_row(
            (ask(transaction,
                 "SELECT due_date FROM current_instalment"
                 " WHERE plan_id = :plan ORDER BY number"),
             soci::use(id, "plan"),
             soci::into(due_date)),
            [&] { months += (months.empty() ? "" : " ") + due_date.substr(5, 2); }
        );
        return months;
    }
    // "2:50.00": instalments on the worklist with what is left of them.
    std::vector<std::string> to_call(const std::string& day) {
        std::vector<std::string> items;
        for (const WorklistItem& item : worklist(day).items) {
            items.push_back(
                std::to_string(item.instalment.number) + ":" + item.standing.left.to_string()
            );
        }
        return items;
    }
};

TEST_P(PausesOnBoth, APauseThatBeginsOnADueDateMovesThatInstalment) {
    const TestPlan plan = plans().add("100001");
    EXPECT_EQ(pause(plan, "P-1", "2026-07-01", "2026-07-31", "2026-06-15"), "entered");
    EXPECT_EQ(months_due(plan), "06 08 09 10 11 12");
    EXPECT_EQ(whole_night("2026-06-07"), "0 1 0");
    EXPECT_EQ(whole_night("2026-07-07"), "0 0 0");
    EXPECT_EQ(whole_night("2026-08-06"), "0 0 0");
    EXPECT_EQ(whole_night("2026-08-07"), "0 1 0");
    EXPECT_THAT(to_call("2026-08-07"), testing::ElementsAre("1:50.00", "2:50.00"));
}

TEST_P(PausesOnBoth, APauseThatEndsOnADueDateMovesThatInstalment) {
    const TestPlan plan = plans().add("100001");
    EXPECT_EQ(pause(plan, "P-1", "2026-06-15", "2026-07-01", "2026-06-15"), "entered");
    EXPECT_EQ(months_due(plan), "06 08 09 10 11 12");
}

TEST_P(PausesOnBoth, APauseBetweenTwoDueDatesMovesNothing) {
    const TestPlan plan = plans().add("100001");
    EXPECT_EQ(pause(plan, "P-1", "2026-06-02", "2026-06-30", "2026-06-02"), "entered");
    EXPECT_EQ(months_due(plan), "06 07 08 09 10 11");
    EXPECT_EQ(count("instalment_move"), 0);
}

TEST_P(PausesOnBoth, PausesThatOverlapCountOnce) {
    const TestPlan one = plans().add("100001");
    const TestPlan other = plans().add("100002");
    EXPECT_EQ(pause(one, "P-1", "2026-06-20", "2026-07-10", "2026-06-15"), "entered");
    EXPECT_EQ(pause(one, "P-2", "2026-07-01", "2026-08-05", "2026-06-15"), "entered");
    EXPECT_EQ(pause(other, "P-2", "2026-07-01", "2026-08-05", "2026-06-15"), "entered");
    EXPECT_EQ(pause(other, "P-1", "2026-06-20", "2026-07-10", "2026-06-15"), "entered");
    EXPECT_EQ(months_due(one), "06 09 10 11 12 01");
    EXPECT_EQ(months_due(other), months_due(one));
    // July stays free as long as one of the two covers it.
    EXPECT_EQ(change(one, "P-2", std::nullopt, "2026-06-16"), "changed");
    EXPECT_EQ(months_due(one), "06 08 09 10 11 12");
    EXPECT_EQ(change(one, "P-1", std::nullopt, "2026-06-16"), "changed");
    EXPECT_EQ(months_due(one), "06 07 08 09 10 11");
}

TEST_P(PausesOnBoth, APauseEnteredAfterwardsTakesTheTaskAwayAndTheNightFindsItAgain) {
    const TestPlan plan = plans().add("100001");
    EXPECT_EQ(whole_night("2026-06-07"), "0 1 0");
    EXPECT_EQ(whole_night("2026-07-07"), "0 1 0");
    EXPECT_THAT(to_call("2026-07-10"), testing::ElementsAre("1:50.00", "2:50.00"));
    // Entered on the 10th over the 1st: what was missed before it stays a task.
    EXPECT_EQ(pause(plan, "P-1", "2026-07-01", "2026-08-31", "2026-07-10"), "entered");
    EXPECT_EQ(months_due(plan), "06 09 10 11 12 01");
    EXPECT_THAT(to_call("2026-07-10"), testing::ElementsAre("1:50.00"));
    EXPECT_EQ(count("task_end WHERE outcome = 'withdrawn' AND ended_on = '2026-07-10'"), 1);
    EXPECT_EQ(whole_night("2026-07-10"), "0 0 0");
    EXPECT_EQ(whole_night("2026-08-10"), "0 0 0");
    EXPECT_EQ(whole_night("2026-09-06"), "0 0 0");
    EXPECT_EQ(whole_night("2026-09-07"), "0 1 0");
    EXPECT_THAT(to_call("2026-09-07"), testing::ElementsAre("1:50.00", "2:50.00"));
    // It is called about from the day on which it came back.
    EXPECT_EQ(worklist("2026-09-07").items.back().due_on, date("2026-09-07"));
}

TEST_P(PausesOnBoth, PostponingOneItemHidesNoOtherOfThatPerson) {
    const TestPlan one = plans().add("100001");
    const TestPlan other = plans().add("100002", {.person = one.person});
    const TestPlan neighbour = plans().add("100003");
    EXPECT_EQ(whole_night("2026-06-07"), "0 3 0");
    EXPECT_EQ(pause(one, "P-1", "2026-06-01", "2026-06-30", "2026-06-08"), "entered");
    EXPECT_EQ(whole_night("2026-06-08"), "0 0 0");
    std::vector<base::PlanId> shown;
    for (const WorklistItem& item : worklist("2026-06-09").items) {
        shown.push_back(item.arrear.plan);
    }
    EXPECT_THAT(shown, testing::ElementsAre(other.plan, neighbour.plan));
}

TEST_P(PausesOnBoth, APartlyPaidInstalmentStaysWithWhatIsLeft) {
    const TestPlan plan = plans().add("100001");
    plans().pay(plan, "80.00", "2026-07-02");
    EXPECT_EQ(whole_night("2026-07-07"), "0 1 0");
    EXPECT_THAT(to_call("2026-07-07"), testing::ElementsAre("2:20.00"));
    EXPECT_EQ(pause(plan, "P-1", "2026-08-01", "2026-08-31", "2026-07-08"), "entered");
    EXPECT_THAT(to_call("2026-07-08"), testing::ElementsAre("2:20.00"));
    EXPECT_EQ(pause(plan, "P-2", "2026-07-01", "2026-07-31", "2026-07-09"), "entered");
    EXPECT_THAT(to_call("2026-07-09"), testing::IsEmpty());
    EXPECT_EQ(whole_night("2026-09-06"), "0 0 0");
    EXPECT_EQ(whole_night("2026-09-07"), "0 1 0");
    EXPECT_THAT(to_call("2026-09-07"), testing::ElementsAre("2:20.00"));
}

TEST_P(PausesOnBoth, WithdrawingLeavesBothTheActAndItsUndoing) {
    const TestPlan plan = plans().add("100001");
    EXPECT_EQ(whole_night("2026-06-07"), "0 1 0");
    EXPECT_EQ(pause(plan, "P-1", "2026-06-01", "2026-07-31", "2026-06-08"), "entered");
    EXPECT_THAT(to_call("2026-06-09"), testing::IsEmpty());
    EXPECT_EQ(change(plan, "P-1", std::nullopt, "2026-06-10"), "changed");
    EXPECT_EQ(months_due(plan), "06 07 08 09 10 11");
    EXPECT_EQ(whole_night("2026-06-10"), "0 1 0");
    EXPECT_THAT(to_call("2026-06-10"), testing::ElementsAre("1:50.00"));

    const auto kept = pauses().pauses_of(officer_on("2026-06-10"), zandwijk(), plan.person).value();
    ASSERT_EQ(kept.size(), 1U);
    EXPECT_EQ(kept[0].entered_on, date("2026-06-08"));
    EXPECT_FALSE(kept[0].in_force());
    ASSERT_EQ(kept[0].changes.size(), 1U);
    EXPECT_EQ(kept[0].changes[0].change.reason, "a reason");
    EXPECT_EQ(kept[0].changes[0].changed_on, date("2026-06-10"));
    EXPECT_EQ(count("task"), 2);  // the one that was withdrawn, and the one that came after
    EXPECT_EQ(count("instalment_move"), 12);
    EXPECT_EQ(count("audit_event WHERE action = 'plans.pause'"), 1);
    EXPECT_EQ(count("audit_event WHERE action = 'plans.withdraw_pause'"), 1);
    for (const char* table : {"plan_pause", "plan_pause_change", "instalment_move"}) {
        storage::Transaction transaction{database(), "break", storage::Access::write};
        EXPECT_THROW(transaction.sql() << std::string{"DELETE FROM "} + table, soci::soci_error)
            << table;
    }
}

TEST_P(PausesOnBoth, AShortenedPauseGivesTheLaterDatesBack) {
    const TestPlan plan = plans().add("100001");
    EXPECT_EQ(pause(plan, "P-1", "2026-07-01", "2026-09-30", "2026-06-15"), "entered");
    EXPECT_EQ(months_due(plan), "06 10 11 12 01 02");
    EXPECT_EQ(change(plan, "P-1", "2026-07-31", "2026-07-20"), "changed");
    EXPECT_EQ(months_due(plan), "06 08 09 10 11 12");
    EXPECT_EQ(change(plan, "P-1", "2026-07-31", "2026-07-20"), "changed");  // once is once
    EXPECT_EQ(count("plan_pause_change"), 1);
    EXPECT_EQ(change(plan, "P-1", "2026-07-10", "2026-07-20"), "plans.pause-went-by");
}

TEST_P(PausesOnBoth, NoStepAndNoReminderInAPause) {
    const TestPlan plan = plans().add("100001");
    EXPECT_EQ(whole_night("2026-06-07"), "0 1 0");
    ASSERT_TRUE(record(contact(plan, 1, "2026-06-08", phone, no_answer)));
    ASSERT_TRUE(record(contact(plan, 1, "2026-06-09", letter, sent)));
    // The first instalment was missed before the pause, and stays a task; all that follows waits.
    EXPECT_EQ(pause(plan, "P-1", "2026-06-10", "2026-06-30", "2026-06-10"), "entered");
    EXPECT_EQ(whole_night("2026-06-10"), "0 0 0");
    EXPECT_EQ(notice_outcome(plan, 1, "2026-06-10"), "followup.paused");
    EXPECT_EQ(notice_outcome(plan, 1, "2026-06-30"), "followup.paused");
    EXPECT_EQ(count("letter_request"), 0);
    EXPECT_EQ(count("escalation_step"), 0);
    EXPECT_EQ(notice_outcome(plan, 1, "2026-07-01"), "given");
    EXPECT_EQ(whole_night("2026-07-01"), "0 0 1");
}

TEST_P(PausesOnBoth, AStepBeforeThePauseStaysAndNothingFollowsIt) {
    const TestPlan plan = plans().add("100001");
    EXPECT_EQ(whole_night("2026-06-07"), "0 1 0");
    ASSERT_TRUE(record(contact(plan, 1, "2026-06-08", phone, no_answer)));
    EXPECT_EQ(whole_night("2026-06-08"), "0 0 1");
    ASSERT_TRUE(record(contact(plan, 1, "2026-06-09", letter, sent)));
    EXPECT_EQ(pause(plan, "P-1", "2026-06-01", "2026-06-20", "2026-06-10"), "entered");
    EXPECT_EQ(count("escalation_step WHERE step = 'friendly_reminder'"), 1);
    EXPECT_EQ(notice_outcome(plan, 1, "2026-06-10"), "followup.paused");
    EXPECT_EQ(notice_outcome(plan, 1, "2026-06-25"), "followup.not-missed");  // due on 1 July
    // What was tried before the pause was about another due date, and opens no gate.
    EXPECT_EQ(whole_night("2026-07-07"), "0 1 0");
    EXPECT_EQ(notice_outcome(plan, 1, "2026-07-08"), "followup.gate-closed");
}

TEST_P(PausesOnBoth, TheSamePauseTwiceIsOne) {
    const TestPlan plan = plans().add("100001");
    const NewPause july = new_pause(plan, "P-1", "2026-07-01", "2026-07-31");
    const auto first = pauses().enter(officer_on("2026-06-15"), zandwijk(), july);
    ASSERT_TRUE(first);
    const auto again = pauses().enter(officer_on("2026-06-16"), zandwijk(), july);
    ASSERT_TRUE(again);
    EXPECT_EQ(*again, *first);
    EXPECT_EQ(months_due(plan), "06 08 09 10 11 12");
    EXPECT_EQ(count("plan_pause"), 1);
    EXPECT_EQ(
        pause(plan, "P-1", "2026-07-01", "2026-08-31", "2026-06-16"), "plans.pause-number-taken"
    );
    EXPECT_EQ(pause(plan, "P-2", "2026-07-01", "2026-07-31", "2026-06-16"), "plans.pause-known");
}

TEST_P(PausesOnBoth, ManyAtOnceMakeOneSchedule) {
    const TestPlan plan = plans().add("100001");
    // Four officers, of whom two enter the same pause.
    const std::vector<NewPause> entered{
        new_pause(plan, "P-1", "2026-06-01", "2026-06-30"),
        new_pause(plan, "P-2", "2026-08-01", "2026-08-31"),
        new_pause(plan, "P-2", "2026-08-01", "2026-08-31"),
        new_pause(plan, "P-3", "2026-08-15", "2026-09-01")};
    std::vector<std::thread> officers;
    officers.reserve(entered.size());
    for (const NewPause& pause : entered) {
        officers.emplace_back([this, &pause] { EXPECT_EQ(enter(pause, "2026-05-20"), "entered"); });
    }
    for (std::thread& officer : officers) {
        officer.join();
    }
    EXPECT_EQ(count("plan_pause"), 3);
    EXPECT_EQ(months_due(plan), "07 10 11 12 01 02");
    storage::Transaction transaction{database(), "prove", storage::Access::read};
    EXPECT_THAT(plans::prove_pauses(transaction).violations, testing::IsEmpty());
}

TEST_P(PausesOnBoth, WhoMayNotOrWhatIsNotThereIsRefused) {
    const TestPlan plan = plans().add("100001");
    const TestPlan other = plans().add("100002");
    const NewPause july = new_pause(plan, "P-1", "2026-07-01", "2026-07-31");
    const auto as_caseworker =
        pauses().enter(reg().officer(access::Role::caseworker, "2026-06-15"), zandwijk(), july);
    ASSERT_FALSE(as_caseworker);
    EXPECT_EQ(as_caseworker.error().code, "access.not-allowed");
    NewPause nowhere = july;
    nowhere.plan = base::PlanId{987654321};
    EXPECT_EQ(enter(nowhere, "2026-06-15"), "followup.no-such-plan");
    EXPECT_EQ(change(plan, "P-9", std::nullopt, "2026-06-15"), "followup.no-such-pause");

    NewPause of_other = july;
    of_other.contact = record(contact(other, 1, "2026-06-14", phone, spoken)).value();
    EXPECT_EQ(enter(of_other, "2026-06-15"), "followup.contact-of-other-person");
    NewPause talked = july;
    talked.contact = record(contact(plan, 1, "2026-06-14", phone, spoken)).value();
    EXPECT_EQ(enter(talked, "2026-06-15"), "entered");

    plans().end(other, "2026-06-15", plans::PlanOutcome::paid);
    EXPECT_EQ(pause(other, "P-1", "2026-07-01", "2026-07-31", "2026-06-16"), "plans.plan-ended");
    EXPECT_EQ(count("plan_pause"), 1);
}

// A night that opened its task beside the pause leaves nothing to call about, and the next night
// clears it away.
TEST_P(PausesOnBoth, ATaskThatIsNotMissedAnyMoreIsWithdrawnAndNotPaid) {
    const TestPlan plan = plans().add("100001");
    EXPECT_EQ(pause(plan, "P-1", "2026-06-01", "2026-06-30", "2026-05-20"), "entered");
    {
        storage::Transaction transaction{database(), "task", storage::Access::write};
        transaction.sql() << "INSERT INTO task VALUES (900001, " +
                                 std::to_string(zandwijk().value()) + ", " +
                                 std::to_string(plan.person.value()) + ", 'missed_instalment', " +
                                 std::to_string(plan.plan.value()) + ", 1, '2026-06-07', 5000)";
        transaction.commit();
    }
    EXPECT_THAT(to_call("2026-06-09"), testing::IsEmpty());
    EXPECT_EQ(whole_night("2026-06-09"), "1 0 0");
    EXPECT_EQ(count("task_end WHERE outcome = 'withdrawn'"), 1);
}

// Design choice of Zandwijk: 14 days after a talk in which no date was agreed.
TEST_P(PausesOnBoth, ATalkWithoutADateDoesNotCloseAnInstalmentForGood) {
    const TestPlan plan = plans().add("100001");
    EXPECT_EQ(whole_night("2026-06-07"), "0 1 0");
    ASSERT_TRUE(record(contact(plan, 1, "2026-06-08", phone, spoken)));
    EXPECT_EQ(whole_night("2026-06-22"), "0 0 0");
    EXPECT_EQ(whole_night("2026-06-23"), "0 1 0");
    EXPECT_THAT(to_call("2026-06-23"), testing::ElementsAre("1:50.00"));
    ASSERT_TRUE(record(contact(plan, 1, "2026-06-24", phone, spoken)));
    EXPECT_EQ(whole_night("2026-06-25"), "0 0 0");
}

TEST_P(PausesOnBoth, ATalkBeforeAPauseIsNoTalkAboutWhatIsMissedAfterIt) {
    const TestPlan plan = plans().add("100001");
    EXPECT_EQ(whole_night("2026-06-07"), "0 1 0");
    ASSERT_TRUE(record(contact(plan, 1, "2026-06-28", phone, spoken)));
    EXPECT_EQ(pause(plan, "P-1", "2026-06-01", "2026-06-30", "2026-06-28"), "entered");
    EXPECT_EQ(whole_night("2026-07-06"), "0 0 0");
    EXPECT_EQ(whole_night("2026-07-07"), "0 1 0");
}

}  // namespace

DRAAGKRACHT_ON_BOTH_DATABASES(PausesOnBoth);

}  // namespace draagkracht::followup
