#include "draagkracht/claims/terms.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "support/test_register.hpp"

namespace draagkracht::claims {
namespace {

using base::Date;
using test_support::law_of_the_land;

Date day(const std::string& text) {
    return Date::parse(text).value();
}

TEST(Terms, ADecisionIsToBePaidInSixWeeks) {
    struct Row {
        std::string notified;
        std::string last_day;
        std::string default_begins;
        std::string source;
    };
    // The weekdays are those of a printed calendar of 2026; Easter Sunday is 5 April.
    const std::vector<Row> rows{
        {"2026-03-02", "2026-04-13", "2026-04-14", "worked-examples, time lines"},
        {"2026-03-01", "2026-04-13", "2026-04-14", "Sunday 12 April: the Monday after"},
        {"2026-02-28", "2026-04-13", "2026-04-14", "Saturday 11 April: the Monday after"},
        {"2026-02-20", "2026-04-07", "2026-04-08", "Good Friday, weekend, Easter Monday: Tuesday"},
        {"2026-02-19", "2026-04-02", "2026-04-03", "the Thursday before: default on Good Friday"},
        {"2026-03-16", "2026-04-28", "2026-04-29", "King's Day, a Monday"},
        {"2026-03-24", "2026-05-06", "2026-05-07", "5 May"},
        {"2026-04-02", "2026-05-15", "2026-05-16", "Ascension, 14 May"},
        {"2026-04-13", "2026-05-26", "2026-05-27", "Whit Monday, 25 May"},
        {"2026-11-13", "2026-12-28", "2026-12-29", "Christmas on Friday and Saturday"},
        {"2026-11-20", "2027-01-04", "2027-01-05", "New Year's Day, a Friday"},
        {"2013-03-19", "2013-05-01", "2013-05-02", "the Queen's Day of 2013, 30 April"},
        {"2016-03-16", "2016-04-28", "2016-04-29", "King's Day of 2016, a Wednesday"},
        {"2016-03-19", "2016-05-02", "2016-05-03", "Saturday 30 April 2016 is no Queen's Day"},
    };
    for (const Row& row : rows) {
        const Date notified = day(row.notified);
        const Date last =
            last_day_to_pay(notified, law_of_the_land().payment_term_weeks_on(notified).value());
        EXPECT_EQ(last.to_string(), row.last_day) << row.notified << ": " << row.source;
        EXPECT_EQ(default_begins(last).to_string(), row.default_begins) << row.source;
    }
}

TEST(Terms, AFormalNoticeGivesTwoWeeks) {
    struct Row {
        std::string sent;
        std::string last_day;
        std::string order_from;
        std::string source;
    };
    const std::vector<Row> rows{
        {"2026-04-20",
         "2026-05-04",
         "2026-05-05",
         "worked-examples, time lines: two weeks from 21 April; an order may be made on 5 May"},
        {"2026-04-21", "2026-05-06", "2026-05-07", "the last day would be 5 May"},
        {"2026-03-20", "2026-04-07", "2026-04-08", "the last day would be Good Friday"},
        {"2026-04-18", "2026-05-04", "2026-05-05", "the last day would be Saturday 2 May"},
    };
    for (const Row& row : rows) {
        const Date sent = day(row.sent);
        const norms::Parameter<int> weeks =
            law_of_the_land().formal_notice_term_weeks_on(sent).value();
        EXPECT_EQ(last_day_of_notice(sent, weeks).to_string(), row.last_day) << row.source;
        EXPECT_EQ(first_day_of_order(sent, weeks).to_string(), row.order_from) << row.source;
    }
}

TEST(Terms, ATermOfMoreThanTwelveWeeksDoesNotMove) {
    const norms::Parameter<int> twelve{
        12, law_of_the_land().payment_term_weeks_on(day("2026-01-02"))->row};
    const norms::Parameter<int> thirteen{13, twelve.row};
    // Good Friday, 3 April 2026, is twelve weeks after 9 January and thirteen after 2 January.
    EXPECT_EQ(last_day_to_pay(day("2026-01-09"), twelve).to_string(), "2026-04-07");
    EXPECT_EQ(last_day_to_pay(day("2026-01-02"), thirteen).to_string(), "2026-04-03");
}

// Easter Sundays as printed in almanacs, among them the earliest and the latest that can be.
TEST(Terms, EasterMondayIsThatOfTheAlmanac) {
    const std::vector<std::string> mondays{
        "1818-03-23",
        "2000-04-24",
        "2008-03-24",
        "2011-04-25",
        "2019-04-22",
        "2024-04-01",
        "2025-04-21",
        "2026-04-06",
        "2027-03-29",
        "2038-04-26",
        "2076-04-20"};
    for (const std::string& monday : mondays) {
        EXPECT_TRUE(is_holiday(day(monday))) << monday;
        EXPECT_FALSE(is_holiday(day(monday).plus_days(2))) << monday;
        EXPECT_TRUE(is_holiday(day(monday).plus_days(-3))) << "Good Friday before " << monday;
    }
}

// All holidays of one year, so that none is there that should not be.
TEST(Terms, AYearHasItsHolidaysAndNoOthers) {
    std::set<std::string> found;
    for (Date each = day("2026-01-01"); each <= day("2026-12-31"); each = each.plus_days(1)) {
        if (is_holiday(each)) {
            found.insert(each.to_string());
        }
    }
    const std::set<std::string> of_2026{
        "2026-01-01",
        "2026-04-03",
        "2026-04-06",
        "2026-04-27",
        "2026-05-05",
        "2026-05-14",
        "2026-05-25",
        "2026-12-25",
        "2026-12-26"};
    EXPECT_EQ(found, of_2026);
}

}  // namespace
}  // namespace draagkracht::claims
