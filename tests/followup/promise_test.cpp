// When a promise to pay runs: rows of a contact log about one instalment, newest first.
#include "draagkracht/followup/promise.hpp"

#include <gtest/gtest.h>

namespace draagkracht::followup {
namespace {

using base::Date;

const Arrear october{base::PlanId{12}, 1};
const Arrear november{base::PlanId{12}, 2};

Date day(const std::string& text) {
    return Date::parse(text).value();
}

LoggedContact talk(
    NextStep next_step,
    const std::optional<std::string>& come_back_on,
    const Arrear& about = october
) {
    LoggedContact logged{
        base::ContactId{1},
        {.number = "1",
         .person = base::PersonId{7},
         .contacted_on = day("2026-11-04"),
         .kind = {Channel::phone, Direction::outgoing, ContactOutcome::spoken},
         .arrears = {about},
         .nonpayment_reason = NonpaymentReason::forgotten,
         .next_step = next_step},
        "officer:1"};
    if (come_back_on) {
        logged.contact.come_back_on = day(*come_back_on);
    }
    return logged;
}

LoggedContact call_without_answer() {
    LoggedContact logged = talk(NextStep::contact_again, "2026-11-07");
    logged.contact.kind.outcome = ContactOutcome::no_answer;
    return logged;
}

struct Row {
    std::string story;
    std::vector<LoggedContact> newest_first;
    std::string today;
    std::optional<std::string> until;
};

// The expected days are those that the row itself agrees on; from that day on it is looked again.
TEST(Promise, RunsUntilTheDayThatWasAgreedOn) {
    const LoggedContact pays = talk(NextStep::await_payment, "2026-11-13");
    const std::vector<Row> rows{
        {"nobody called", {}, "2026-11-06", {}},
        {"the debtor pays by 13 November", {pays}, "2026-11-06", "2026-11-13"},
        {"the day before", {pays}, "2026-11-12", "2026-11-13"},
        {"the day has come", {pays}, "2026-11-13", {}},
        {"no day was agreed", {talk(NextStep::await_payment, {})}, "2026-11-06", {}},
        {"the amount is looked at again",
         {talk(NextStep::review_plan, "2026-11-13")},
         "2026-11-06",
         {}},
        {"another instalment",
         {talk(NextStep::await_payment, "2026-11-13", november)},
         "2026-11-06",
         {}},
        {"an attempt since then", {call_without_answer(), pays}, "2026-11-06", "2026-11-13"},
        {"another talk since then",
         {talk(NextStep::review_plan, "2026-11-20"), pays},
         "2026-11-06",
         {}},
    };
    for (const Row& row : rows) {
        const std::optional<Date> until =
            promised_until(october, row.newest_first, base::BusinessDate{day(row.today)});
        EXPECT_EQ(until ? std::optional{until->to_string()} : std::nullopt, row.until) << row.story;
    }
}

}  // namespace
}  // namespace draagkracht::followup
