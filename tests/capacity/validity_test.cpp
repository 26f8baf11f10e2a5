// Until when an assessment holds, what a reported change does, and what else to know beside it.
#include "draagkracht/capacity/validity.hpp"

#include <gtest/gtest.h>

#include <functional>

#include "capacity/households.hpp"
#include "draagkracht/capacity/assessment.hpp"

namespace draagkracht::capacity {
namespace {

using norms::LivingSituation;
using Change = std::function<void(Household&)>;

constexpr auto single = LivingSituation::single;
constexpr auto wage = IncomeKind::wage;

Household of_wage(std::string_view monthly, std::string_view taxable = "28000.00") {
    return household_of(single, "2026-07-15", taxable, {income(wage, monthly)});
}

TEST(Validity, IsTwelveMonthsUnlessSomethingEndsEarlier) {
    struct Row {
        std::string what;
        Change change;
        std::string until;
    };
    const std::vector<Row> rows{
        {"nothing ends", [](Household&) {}, "2027-07-15"},
        {"a contract ends",
         [](Household& h) { h.facts_change_on = on("2026-10-01"); },
         "2026-10-01"},
        {"it ends later", [](Household& h) { h.facts_change_on = on("2027-07-16"); }, "2027-07-15"},
        {"it has ended", [](Household& h) { h.facts_change_on = on("2026-07-15"); }, "2027-07-15"},
        {"a raise for housing costs ends",
         [](Household& h) { h.housing.increase_from = on("2025-04-01"); },
         "2026-10-01"},
    };
    for (const Row& row : rows) {
        Household household = of_wage("1900.00");
        row.change(household);
        const auto table = rule_book().norms.norms_on(household.date).value();
        EXPECT_EQ(holds_until(household, *table), on(row.until)) << row.what;
    }
}

TEST(Validity, AChangeWorksFromItsReportWhereItLeavesMore) {
    struct Row {
        std::string what;
        Change change;
        bool needed;
        std::string from;
        std::string source;
    };
    const std::string reported = "2026-06-20";
    const std::string today = "2026-07-15";
    const std::vector<Row> rows{
        {"nothing changed", [](Household&) {}, false, today, "art. 475d lid 3 b"},
        {"what counts for nothing",
         [](Household& h) {
             h.obligations = {{"gym", euros("30.00")}};
         },
         false,
         today,
         "art. 475d lid 3 b: of importance for it"},
        {"a child came to live there",
         [](Household& h) {
             h.living_situation = LivingSituation::single_parent;
             h.taxable_income_per_year = euros("36000.00");
         },
         true,
         reported,
         "art. 475d lid 5: the protected income rises to 1542.34"},
        {"the wage fell",
         [](Household& h) { h.debtor.incomes = {income(wage, "1500.00")}; },
         true,
         reported,
         "less to pay"},
        {"the wage rose",
         [](Household& h) { h.debtor.incomes = {income(wage, "2400.00")}; },
         true,
         today,
         "more to pay, from the new assessment"},
        {"a fact is not known any more",
         [](Household& h) { h.housemates.reset(); },
         true,
         today,
         "there are questions to ask first"},
        {"information is refused",
         [](Household& h) { h.gives_information = false; },
         true,
         today,
         "PW 60 lid 6"},
    };
    for (const Row& row : rows) {
        Household former = of_wage("1900.00");
        Household now = former;
        former.date = on("2026-02-01");
        row.change(now);
        const Renewal renewal = renewal_after(former, now, on(reported), rule_book()).value();
        EXPECT_EQ(renewal.needed, row.needed) << row.what;
        EXPECT_EQ(renewal.works_from, on(row.from)) << row.what << ": " << row.source;
    }
}

// The notices of an assessment as "name value".
std::vector<std::string> notices_of(const Household& household) {
    std::vector<std::string> notices;
    const CapacityAssessment assessment = assess(household, rule_book()).value();
    for (const Remark& remark : assessment.worksheet.notices) {
        notices.push_back(
            std::string{text_of(remark.kind).name} +
            (remark.value.empty() ? "" : " " + remark.value)
        );
    }
    return notices;
}

TEST(Notices, TellWhatTheFiguresCannot) {
    struct Row {
        std::string what;
        Change change;
        std::vector<std::string> notices;
        std::string source;
    };
    const std::string year = "holds_until 2027-07-15";
    const std::vector<Row> rows{
        {"nothing special", [](Household&) {}, {year}, "Rv 475d lid 2"},
        {"information refused",
         [](Household& h) { h.gives_information = false; },
         {"information_refused", year},
         "PW 60 lid 6"},
        {"debt help",
         [](Household& h) { h.debt_help = DebtHelp::stabilisation; },
         {"debt_help_runs stabilisation", year},
         "no proposal"},
        {"obligations",
         [](Household& h) {
             h.obligations = {{"maintenance", euros("75.00")}, {"school", euros("25.50")}};
         },
         {"other_obligations 100.50", year},
         "75.00 + 25.50"},
        {"raise for housing costs",
         [](Household& h) {
             h.housing.monthly_cost = euros("1200.00");
             h.housing.increase_from = on("2026-03-01");
         },
         {"raised_for_home_until 2027-09-01", year},
         "Regeling beslagvrije voet 1a: eighteen months"},
        {"raise that is over",
         [](Household& h) {
             h.housing.monthly_cost = euros("1200.00");
             h.housing.increase_from = on("2024-12-01");
         },
         {"raised_for_home_ended 2026-06-01", year},
         "Regeling beslagvrije voet 1a: eighteen months"},
        {"benefit alone",
         [](Household& h) {
             h.debtor.incomes = {income(IncomeKind::participation_benefit, "1419.46")};
         },
         {"reported_share 1348.49", year},
         "Rv 475dc lid 2: 95% of 1419.46"},
    };
    for (const Row& row : rows) {
        Household household = of_wage("1900.00");
        row.change(household);
        EXPECT_EQ(notices_of(household), row.notices) << row.what << ": " << row.source;
    }
}

TEST(Notices, ARefusalIsInTheFiguresAndTheProposalStaysAboveTheFloor) {
    Household household = of_wage("1900.00");
    const CapacityAssessment open = assess(household, rule_book()).value();
    EXPECT_TRUE(open.protected_income_applies);
    household.gives_information = false;
    const CapacityAssessment refused = assess(household, rule_book()).value();
    EXPECT_FALSE(refused.protected_income_applies);
    EXPECT_EQ(refused.figures, open.figures) << "a person decides to go below it, no program";
}

}  // namespace
}  // namespace draagkracht::capacity
