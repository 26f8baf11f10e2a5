#include "draagkracht/claims/limitation.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "support/random.hpp"

namespace draagkracht::claims {
namespace {

using base::Date;
using test_support::Random;
using enum InterruptionKind;
using enum ExtensionKind;

Date day(const std::string& text) {
    return Date::parse(text).value();
}

// Awb art. 4:104, config/law.toml.
const norms::Parameter<int> five_years{5, {"limitation_years", "5", day("2009-07-01"), "", "", {}}};

Interruption by(InterruptionKind kind, const std::string& on) {
    return {day(on), kind, "test"};
}
Extension during(ExtensionKind kind, const std::string& from, const std::string& until) {
    return {day(from), until.empty() ? std::nullopt : std::optional{day(until)}, kind, "test"};
}

struct Row {
    std::string what;
    std::vector<Interruption> interruptions;
    std::vector<Extension> extensions;
    std::string last_day;  // empty: not known
    std::size_t terms;
};

// The last day to pay is 13 April 2026 in every row; counted by hand on a calendar.
TEST(Limitation, IsThatOfTheTable) {
    const std::vector<Row> rows{
        {"five years after the term to pay", {}, {}, "2031-04-13", 1},
        {"a payment begins a new term the next day",
         {by(payment, "2028-01-10")},
         {},
         "2033-01-10",
         2},
        {"the last of several counts, in whatever order they came to be known",
         {by(formal_notice, "2030-06-01"), by(payment, "2028-01-10")},
         {},
         "2035-06-01",
         3},
        {"on the last day it is still in time",
         {by(acknowledgement, "2031-04-13")},
         {},
         "2036-04-13",
         2},
        {"a day later it has lapsed, and nothing revives it",
         {by(formal_notice, "2031-04-14"), by(payment, "2032-01-01")},
         {},
         "2031-04-13",
         1},
        {"before the term runs nothing is interrupted",
         {by(payment, "2026-04-01")},
         {},
         "2031-04-13",
         1},
        {"a deferral of 31 days lengthens it by 31",
         {},
         {during(deferral, "2027-01-01", "2027-01-31")},
         "2031-05-14",
         1},
        {"days of two deferrals count once: 1 January to 28 February is 59",
         {},
         {during(deferral, "2027-01-01", "2027-01-31"),
          during(bankruptcy, "2027-01-15", "2027-02-28")},
         "2031-06-11",
         1},
        {"of a deferral from before the term only the days in it count: 14 to 30 April is 17",
         {},
         {during(deferral, "2026-01-01", "2026-04-30")},
         "2031-04-30",
         1},
        {"a deferral that begins in the days that another added counts too: 31 and 10",
         {},
         {during(deferral, "2027-01-01", "2027-01-31"),
          during(deferral, "2031-05-01", "2031-05-10")},
         "2031-05-24",
         1},
        {"a deferral after it has lapsed does nothing",
         {},
         {during(deferral, "2031-04-14", "2031-12-31")},
         "2031-04-13",
         1},
        {"a debt arrangement of which the end is not known",
         {},
         {during(debt_arrangement, "2028-01-01", "")},
         "",
         1},
        {"of a deferral in which a payment falls, the days after it count: 2 July to 31 December"
         " is 183",
         {by(payment, "2027-07-01")},
         {during(deferral, "2027-01-01", "2027-12-31")},
         "2032-12-31",
         2},
        {"days before an interruption do not lengthen the term after it",
         {by(payment, "2028-01-10")},
         {during(deferral, "2027-01-01", "2027-01-31")},
         "2033-01-10",
         2}};
    for (const Row& row : rows) {
        const LimitationClock clock =
            limitation_of(day("2026-04-13"), row.interruptions, row.extensions, five_years);
        EXPECT_EQ(clock.last_day() ? clock.last_day()->to_string() : "", row.last_day) << row.what;
        EXPECT_EQ(clock.terms().size(), row.terms) << row.what;
    }
}

// A payment of 1 July 2027 begins the second term: the deferral of that year falls in both, the
// bankruptcy of 2028 in the second alone, and what came after it lapsed in none.
TEST(Limitation, ATermTellsWhatLengthenedIt) {
    const LimitationClock clock = limitation_of(
        day("2026-04-13"),
        {by(payment, "2027-07-01")},
        {during(deferral, "2027-01-01", "2027-12-31"),
         during(bankruptcy, "2028-01-01", "2028-01-31"),
         during(debt_arrangement, "2040-01-01", "2040-01-31")},
        five_years
    );
    const auto kinds = [](const LimitationTerm& term) {
        std::vector<ExtensionKind> of_term;
        for (const Extension& extension : term.extended_by) {
            of_term.push_back(extension.kind);
        }
        return of_term;
    };
    ASSERT_EQ(clock.terms().size(), 2U);
    EXPECT_EQ(kinds(clock.terms().at(1)), (std::vector{deferral, bankruptcy}));
    EXPECT_EQ(clock.terms().at(1).extended_days, 183 + 31);
}

TEST(Limitation, LapsesWhenItsLastDayHasPassed) {
    const LimitationClock clock = limitation_of(day("2026-04-13"), {}, {}, five_years);
    EXPECT_FALSE(clock.has_lapsed(day("2031-04-13")));
    EXPECT_TRUE(clock.has_lapsed(day("2031-04-14")));
}

// Whatever happens, it never comes to lapse sooner by it; and the order of arrival is nothing.
TEST(Limitation, IsOnlyEverMovedLater) {
    Random random;
    for (int round = 0; round < 500; ++round) {
        const auto some_day = [&random] {
            return day("2026-01-01").plus_days(static_cast<int>(random.between(0, 4000)));
        };
        std::vector<Interruption> interruptions;
        std::vector<Extension> extensions;
        std::optional<Date> former = day("2031-04-13");
        for (int fact = 0; fact < 8; ++fact) {
            if (random.chance(50)) {
                interruptions.push_back({some_day(), payment, "test"});
            } else {
                const Date from = some_day();
                const int days = static_cast<int>(random.between(0, 400));
                extensions.push_back({from, from.plus_days(days), deferral, "test"});
            }
            const LimitationClock clock =
                limitation_of(day("2026-04-13"), interruptions, extensions, five_years);
            EXPECT_GE(clock.last_day(), former);
            former = clock.last_day();
            std::ranges::shuffle(interruptions, random.engine());
            std::ranges::shuffle(extensions, random.engine());
            EXPECT_EQ(
                limitation_of(day("2026-04-13"), interruptions, extensions, five_years).last_day(),
                former
            );
        }
    }
}

}  // namespace
}  // namespace draagkracht::claims
