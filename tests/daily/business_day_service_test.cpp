// The nights: each day once, in order, whatever happened to the run before.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <thread>

#include "daily/daily_fixture.hpp"
#include "draagkracht/access/access_service.hpp"
#include "draagkracht/plans/plan_store.hpp"
#include "draagkracht/plans/review_service.hpp"

namespace draagkracht::daily {

namespace {

using test_support::Random;
using test_support::TestPlan;

class NightsOnBoth : public testing::TestWithParam<storage::Engine> {
  protected:
    void SetUp() override {
        if (!test_support::TestDatabase::is_available(GetParam())) {
            GTEST_SKIP() << "no PostgreSQL: DRAAGKRACHT_TEST_POSTGRESQL is not set";
        }
    }
};

constexpr const char* last_night = "2026-07-12";

// What one undisturbed run leaves for these random numbers.
std::string left_by_one_run(storage::Engine engine, std::uint64_t seed) {
    Zandwijk zandwijk{engine};
    Random random{seed};
    zandwijk.fill(random);
    static_cast<void>(zandwijk.run_until(last_night));
    return zandwijk.left_behind();
}

// By hand, for a plan of 50.00 on the first of the month and a margin of 5 days: nothing was paid,
// so the nights of 7 June and 7 July each open a task; on 8 June somebody called in vain.
TEST_P(NightsOnBoth, EachDayIsRunInOrderAndReported) {
    Zandwijk zandwijk{GetParam()};
    const TestPlan plan = zandwijk.plans().add("100001");
    static_cast<void>(plan);
    std::vector<std::string> told;
    const RunReport report =
        zandwijk.run_until("2026-07-08", "2026-06-05", [&](const StepDone& step) {
            if (step.affected_count > 0) {
                told.push_back(step.day.to_string() + " " + step.step);
            }
        });
    EXPECT_EQ(report.day_count, 34);
    EXPECT_EQ(report.tasks_opened_count, 2);
    EXPECT_EQ(report.tasks_closed_count, 0);
    EXPECT_THAT(
        told, testing::ElementsAre("2026-06-07 open_missed_tasks", "2026-07-07 open_missed_tasks")
    );
}

// 6 x 50.00. The last cent is valued on 10 June, so the night of that day ends the plan, once; and
// a reversal afterwards does not take the end back.
TEST_P(NightsOnBoth, APlanOfWhichAllIsPaidEndsThatNight) {
    Zandwijk zandwijk{GetParam()};
    const TestPlan plan = zandwijk.plans().add("100001");
    zandwijk.plans().pay(plan, "250.00", "2026-06-02");
    zandwijk.plans().pay(plan, "50.00", "2026-06-10");
    EXPECT_EQ(zandwijk.run_until("2026-06-09").plans_ended_count, 0);
    EXPECT_EQ(zandwijk.run_until("2026-06-10").plans_ended_count, 1);
    EXPECT_EQ(zandwijk.run_until("2026-06-12").plans_ended_count, 0);
    zandwijk.plans().pay(plan, "-50.00", "2026-06-13");
    EXPECT_EQ(zandwijk.run_until("2026-06-14").plans_ended_count, 0);
    {
        storage::Transaction transaction{zandwijk.database(), "plans", storage::Access::read};
        const plans::Plan ended = plans::plans_by_id(transaction, {plan.plan}).front();
        EXPECT_EQ(ended.outcome, plans::PlanOutcome::paid);
        EXPECT_EQ(ended.ended_on, Zandwijk::date("2026-06-10"));
    }
    plans::ReviewService reviews{zandwijk.database(), zandwijk.policies()};
    const auto due = reviews.due(zandwijk.reg().officer(), zandwijk.reg().zandwijk());
    ASSERT_EQ(due->total_count, 1) << "what is open again is a talk";
    EXPECT_EQ(due->items.front().plan, plan.plan);
    EXPECT_EQ(due->items.front().cause, plans::ReviewCause::reopened);
}

TEST_P(NightsOnBoth, ARunGoesOnAfterTheLastDayAndADayTwiceChangesNothing) {
    Zandwijk zandwijk{GetParam()};
    static_cast<void>(zandwijk.plans().add("100001"));
    EXPECT_EQ(zandwijk.run_until("2026-06-08").day_count, 8);
    const std::string before = zandwijk.left_behind();
    EXPECT_EQ(zandwijk.run_until("2026-06-08").day_count, 0);
    EXPECT_EQ(zandwijk.run_until("2026-06-03").day_count, 0);
    EXPECT_EQ(zandwijk.left_behind(), before);
    // Three nights were missed; where the run began once does not matter any more.
    EXPECT_EQ(zandwijk.run_until("2026-06-11", "2026-06-10").day_count, 3);
}

TEST_P(NightsOnBoth, AMunicipalityThatWasNeverRunBeginsToday) {
    Zandwijk zandwijk{GetParam()};
    const base::Outcome<RunReport> report =
        BusinessDayService{zandwijk.database(), zandwijk.policies()}.run_until(
            zandwijk.night(), {.until = Zandwijk::date("2026-08-01"), .first_day = std::nullopt}
        );
    EXPECT_EQ(report->day_count, 1);
}

TEST_P(NightsOnBoth, NightsThatWereMissedAreRunLaterWithTheSameResult) {
    Random random;
    const auto seed = static_cast<std::uint64_t>(random.between(1, 1'000'000));
    Zandwijk zandwijk{GetParam()};
    Random same{seed};
    zandwijk.fill(same);
    for (base::Date day = Zandwijk::date("2026-06-01"); day <= Zandwijk::date(last_night);
         day = day.plus_days(static_cast<int>(random.between(1, 9)))) {
        static_cast<void>(zandwijk.run_until(day.to_string()));
    }
    static_cast<void>(zandwijk.run_until(last_night));
    EXPECT_EQ(zandwijk.left_behind(), left_by_one_run(GetParam(), seed));
}

TEST_P(NightsOnBoth, OnlyWhoMayRunsANight) {
    Zandwijk zandwijk{GetParam()};
    const base::Outcome<RunReport> refused =
        BusinessDayService{zandwijk.database(), zandwijk.policies()}.run_until(
            zandwijk.reg().officer(), {.until = Zandwijk::date("2026-08-01"), .first_day = {}}
        );
    EXPECT_EQ(refused.error().code, "access.not-allowed");
    EXPECT_EQ(zandwijk.count("business_day_step"), 0);
}

// A day counts as run once and for all, so one that was run too early would be missed for good.
TEST_P(NightsOnBoth, ADayThatHasNotComeIsNotRun) {
    Zandwijk zandwijk{GetParam()};
    const access::Occasion night = zandwijk.night();
    const base::Date tomorrow = night.today.date().plus_days(1);
    BusinessDayService days{zandwijk.database(), zandwijk.policies()};
    EXPECT_EQ(
        days.run_until(night, {.until = tomorrow, .first_day = {}}).error().code,
        "daily.day-not-come"
    );
    EXPECT_EQ(zandwijk.count("business_day_step"), 0);
    EXPECT_TRUE(days.run_until(night, {.until = night.today.date(), .first_day = {}}).has_value());
}

TEST_P(NightsOnBoth, ADayBeforeThePolicyIsAProblemAndNotAGuess) {
    Zandwijk zandwijk{GetParam()};
    const base::Outcome<RunReport> refused =
        BusinessDayService{zandwijk.database(), zandwijk.policies()}.run_until(
            zandwijk.night(), {.until = Zandwijk::date("2020-01-01"), .first_day = {}}
        );
    EXPECT_EQ(refused.error().code, "norms.no-policy-known");
}

TEST_P(NightsOnBoth, TwoRunsAtOnceTakeTurns) {
    Random random;
    const auto seed = static_cast<std::uint64_t>(random.between(1, 1'000'000));
    Zandwijk zandwijk{GetParam()};
    Random same{seed};
    zandwijk.fill(same);
    RunReport one;
    RunReport two;
    std::thread first{[&] { one = zandwijk.run_until(last_night); }};
    std::thread second{[&] { two = zandwijk.run_until(last_night); }};
    first.join();
    second.join();
    EXPECT_EQ(zandwijk.left_behind(), left_by_one_run(GetParam(), seed));
    EXPECT_EQ(one.day_count + two.day_count, 42);
    EXPECT_EQ(one.tasks_opened_count + two.tasks_opened_count, zandwijk.count("task"));
}

// Guarantee 3: a failure after a random step, again and again, and then a whole run.
TEST_P(NightsOnBoth, ARunThatFailsAfterARandomStepIsFinishedByTheNext) {
    Random random;
    for (int history = 0; history < 2; ++history) {
        const auto seed = static_cast<std::uint64_t>(random.between(1, 1'000'000));
        Zandwijk zandwijk{GetParam()};
        Random same{seed};
        zandwijk.fill(same);
        for (int cut = 0; cut < 4; ++cut) {
            std::int64_t steps_left = random.between(0, 30);
            const auto fail_after = [&](const StepDone&) {
                if (--steps_left < 0) {
                    throw std::runtime_error{"the power went out"};
                }
            };
            EXPECT_ANY_THROW(
                static_cast<void>(zandwijk.run_until(last_night, "2026-06-01", fail_after))
            );
        }
        static_cast<void>(zandwijk.run_until(last_night));
        EXPECT_EQ(zandwijk.left_behind(), left_by_one_run(GetParam(), seed));
    }
}

// Runs in a process of its own that its alarm clock kills after so many microseconds.
void run_and_be_killed(const Zandwijk& zandwijk, const access::Occasion& night, int microseconds) {
    const pid_t child = fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
        const itimerval alarm{{0, 0}, {0, microseconds}};
        setitimer(ITIMER_REAL, &alarm, nullptr);
        storage::Database database{storage::DatabaseAddress::parse(zandwijk.address()).value(), 1};
        const base::Outcome<RunReport> done =
            BusinessDayService{database, zandwijk.policies()}.run_until(
                night,
                {.until = Zandwijk::date(last_night), .first_day = Zandwijk::date("2026-06-01")}
            );
        _exit(done ? 0 : 1);
    }
    int status = 0;
    ASSERT_EQ(waitpid(child, &status, 0), child);
    EXPECT_TRUE(
        (WIFSIGNALED(status) && WTERMSIG(status) == SIGALRM) ||
        (WIFEXITED(status) && WEXITSTATUS(status) == 0)
    ) << status;
}

// Guarantee 3: a run that is killed at any moment, in the middle of a step or of a commit.
TEST_P(NightsOnBoth, ARunThatIsKilledAtARandomMomentIsFinishedByTheNext) {
    Random random;
    for (int history = 0; history < 2; ++history) {
        const auto seed = static_cast<std::uint64_t>(random.between(1, 1'000'000));
        Zandwijk zandwijk{GetParam()};
        Random same{seed};
        zandwijk.fill(same);
        for (int kill = 0; kill < 10; ++kill) {
            run_and_be_killed(
                zandwijk, zandwijk.night(), static_cast<int>(random.between(1'000, 60'000))
            );
        }
        static_cast<void>(zandwijk.run_until(last_night));
        EXPECT_EQ(zandwijk.left_behind(), left_by_one_run(GetParam(), seed));
    }
}

}  // namespace

INSTANTIATE_TEST_SUITE_P(
    Both,
    NightsOnBoth,
    testing::Values(storage::Engine::sqlite, storage::Engine::postgresql),
    test_support::engine_name
);

}  // namespace draagkracht::daily
