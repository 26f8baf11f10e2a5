// Pauses of a plan, by hand: which dates they leave, and which are refused.
#include "draagkracht/plans/pause.hpp"

#include <gtest/gtest.h>

namespace draagkracht::plans {

namespace {

using base::Date;
using base::Money;

Date day(const char* text) {
    return Date::parse(text).value();
}

Period days(const char* from, const char* until) {
    return {day(from), day(until)};
}

// Four instalments of 50.00 on the first of each month from June 2026, agreed on 1 May.
Plan plan_from_june() {
    return {
        .id = base::PlanId{12},
        .facts =
            {.municipality = base::MunicipalityId{1},
             .person = base::PersonId{2},
             .plan_number = "R-1",
             .payment_reference = base::PaymentReference::for_number(1),
             .agreed_on = day("2026-05-01"),
             .agreed_by = "officer:1",
             .agreed_amount = Money::cents(5000),
             .terms = monthly(Money::cents(5000), day("2026-06-01")),
             .schedule =
                 schedule_of(Money::cents(20000), monthly(Money::cents(5000), day("2026-06-01")))
                     .value()},
        .paid = {},
        .ended_on = {},
        .outcome = {}};
}

NewPause new_pause(const Period& period) {
    return {"P-1", base::PlanId{12}, PauseKind::pause, period, "in hospital", std::nullopt};
}

Pause entered(const Period& period, std::vector<PauseChange> changes = {}) {
    Pause pause{base::PauseId{1}, new_pause(period), false, day("2026-06-10"), "officer:1", {}};
    for (PauseChange& change : changes) {
        pause.changes.push_back({std::move(change), day("2026-06-20"), "officer:1"});
    }
    return pause;
}

std::string dates_with(const std::vector<Pause>& pauses) {
    std::string text;
    const auto schedule = schedule_with(plan_from_june(), pauses).value();
    for (const Instalment& instalment : schedule) {
        text += (text.empty() ? "" : " ") + instalment.due_date.to_string().substr(2, 5);
        EXPECT_EQ(instalment.amount, Money::cents(5000));
    }
    EXPECT_EQ(schedule.back().cumulative, Money::cents(20000));
    return text;
}

// Source: issue list of Fineract 3604, 5100 and 6157 (a pause on a due date, overlapping, entered
// afterwards); the dates by hand from a calendar.
TEST(Pauses, LeaveTheFirstFreeDatesOfTheRhythm) {
    struct Row {
        const char* told;
        std::vector<Pause> pauses;
        const char* months;  // in which the four instalments fall due, each on the first
    };
    const std::vector<Row> rows{
        {"no pause", {}, "26-06 26-07 26-08 26-09"},
        {"begins on a due date",
         {entered(days("2026-07-01", "2026-07-20"))},
         "26-06 26-08 26-09 26-10"},
        {"ends on a due date",
         {entered(days("2026-06-15", "2026-07-01"))},
         "26-06 26-08 26-09 26-10"},
        {"begins the day after a due date, and ends the day before the next",
         {entered(days("2026-07-02", "2026-07-31"))},
         "26-06 26-07 26-08 26-09"},
        {"of one day", {entered(days("2026-08-01", "2026-08-01"))}, "26-06 26-07 26-09 26-10"},
        {"over two due dates",
         {entered(days("2026-07-01", "2026-08-01"))},
         "26-06 26-09 26-10 26-11"},
        {"two that overlap",
         {entered(days("2026-06-20", "2026-07-10")), entered(days("2026-07-01", "2026-08-05"))},
         "26-06 26-09 26-10 26-11"},
        {"two that overlap, the other way round",
         {entered(days("2026-07-01", "2026-08-05")), entered(days("2026-06-20", "2026-07-10"))},
         "26-06 26-09 26-10 26-11"},
        {"one inside the other",
         {entered(days("2026-07-01", "2026-09-30")), entered(days("2026-08-01", "2026-08-01"))},
         "26-06 26-10 26-11 26-12"},
        {"the first instalment too",
         {entered(days("2026-05-20", "2026-06-01"))},
         "26-07 26-08 26-09 26-10"},
        {"where the moved last one would fall",
         {entered(days("2026-06-01", "2026-06-30")), entered(days("2026-10-01", "2026-10-31"))},
         "26-07 26-08 26-09 26-11"},
        {"shortened to before the second due date",
         {entered(days("2026-07-01", "2026-08-31"), {{day("2026-07-31"), "works again"}})},
         "26-06 26-08 26-09 26-10"},
        {"withdrawn",
         {entered(days("2026-07-01", "2026-08-31"), {{std::nullopt, "the wrong plan"}})},
         "26-06 26-07 26-08 26-09"},
        {"shortened, then withdrawn",
         {entered(
             days("2026-07-01", "2026-08-31"),
             {{day("2026-07-31"), "works again"}, {std::nullopt, "the wrong plan"}}
         )},
         "26-06 26-07 26-08 26-09"},
    };
    for (const Row& row : rows) {
        EXPECT_EQ(dates_with(row.pauses), row.months) << row.told;
    }
}

TEST(Pauses, AreRefusedWithTheReason) {
    struct Row {
        const char* told;
        NewPause pause;
        const char* code;  // "" when it may be entered
    };
    NewPause nameless = new_pause(days("2026-07-01", "2026-07-31"));
    nameless.number.clear();
    NewPause two_lines = new_pause(days("2026-07-01", "2026-07-31"));
    two_lines.number = "P\n1";
    NewPause without_reason = new_pause(days("2026-07-01", "2026-07-31"));
    without_reason.reason = "  ";
    const std::vector<Row> rows{
        {"a plain one", new_pause(days("2026-07-01", "2026-07-31")), ""},
        {"one day", new_pause(days("2026-07-01", "2026-07-01")), ""},
        {"wholly gone by", new_pause(days("2026-05-01", "2026-05-01")), ""},
        {"ends before it begins",
         new_pause(days("2026-07-01", "2026-06-30")),
         "plans.pause-ends-early"},
        {"two years", new_pause(days("2026-07-01", "2028-06-30")), ""},
        {"a day longer", new_pause(days("2026-07-01", "2028-07-01")), "plans.pause-too-long"},
        {"over before the plan was agreed",
         new_pause(days("2026-04-01", "2026-04-30")),
         "plans.pause-before-plan"},
        {"the same days again", new_pause(days("2026-08-01", "2026-08-31")), "plans.pause-known"},
        {"the days of one that was withdrawn", new_pause(days("2026-09-01", "2026-09-30")), ""},
        {"without a number", nameless, "plans.no-pause-number"},
        {"a number of two lines", two_lines, "base.not-a-line"},
        {"without a reason", without_reason, "base.not-a-line"},
    };
    const std::vector<Pause> others{
        entered(days("2026-08-01", "2026-08-31")),
        entered(days("2026-09-01", "2026-09-30"), {{std::nullopt, "a mistake"}})};
    for (const Row& row : rows) {
        const base::Done done = check(row.pause, plan_from_june(), others);
        EXPECT_EQ(done ? "" : done.error().code, row.code) << row.told;
    }
    Plan ended = plan_from_june();
    ended.ended_on = day("2026-06-15");
    EXPECT_EQ(
        check(new_pause(days("2026-07-01", "2026-07-31")), ended, {}).error().code,
        "plans.plan-ended"
    );
}

// The pause is July and August, and today is 20 July.
TEST(Pauses, AreShortenedAndWithdrawnButWhatWentByStays) {
    struct Row {
        const char* told;
        PauseChange change;
        const char* code;
    };
    const std::vector<Row> rows{
        {"from today on", {day("2026-07-19"), "works again"}, ""},
        {"by a day", {day("2026-08-30"), "works again"}, ""},
        {"to last week", {day("2026-07-18"), "works again"}, "plans.pause-went-by"},
        {"not at all", {day("2026-08-31"), "works again"}, "plans.pause-not-shorter"},
        {"to before its first day", {day("2026-06-30"), "works"}, "plans.pause-not-shorter"},
        {"withdrawn", {std::nullopt, "the wrong plan"}, ""},
        {"without a reason", {std::nullopt, ""}, "base.not-a-line"},
        {"a reason of blanks", {std::nullopt, "  "}, "base.not-a-line"},
    };
    const base::BusinessDate today{day("2026-07-20")};
    const Pause running = entered(days("2026-07-01", "2026-08-31"));
    for (const Row& row : rows) {
        const base::Done done = check(row.change, running, plan_from_june(), today);
        EXPECT_EQ(done ? "" : done.error().code, row.code) << row.told;
    }
    const Pause gone = entered(days("2026-07-01", "2026-08-31"), {{std::nullopt, "a mistake"}});
    EXPECT_EQ(
        check({std::nullopt, "again"}, gone, plan_from_june(), today).error().code,
        "plans.pause-withdrawn"
    );
}

TEST(Pauses, RunFromTheirFirstUpToTheirLastDay) {
    const std::vector<Pause> pauses{
        entered(days("2026-07-01", "2026-08-31"), {{day("2026-07-31"), "works again"}})};
    EXPECT_FALSE(is_paused_on(pauses, day("2026-06-30")));
    EXPECT_TRUE(is_paused_on(pauses, day("2026-07-01")));
    EXPECT_TRUE(is_paused_on(pauses, day("2026-07-31")));
    EXPECT_FALSE(is_paused_on(pauses, day("2026-08-01")));
}

TEST(Pauses, LeaveTheScheduleOfEachMomentReadable) {
    Plan plan = plan_from_june();
    plan.moves = {
        {base::InstalmentMoveId{5}, {2, day("2026-08-01")}},
        {base::InstalmentMoveId{9}, {2, day("2026-07-01")}}};
    const auto second_after = [&plan](std::optional<base::InstalmentMoveId> last) {
        return plan.schedule_after(last).at(1).due_date.to_string();
    };
    EXPECT_EQ(second_after(std::nullopt), "2026-07-01");
    EXPECT_EQ(second_after(base::InstalmentMoveId{4}), "2026-07-01");
    EXPECT_EQ(second_after(base::InstalmentMoveId{5}), "2026-08-01");
    EXPECT_EQ(plan.schedule().at(1).due_date.to_string(), "2026-07-01");
}

}  // namespace

}  // namespace draagkracht::plans
