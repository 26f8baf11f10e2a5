// The protected income in circumstances of its own: an institution, no address, a home, a company
// car, other creditors, two who repay. Rv art. 475da to 475e, with the source of every value.
#include <gtest/gtest.h>

#include <functional>

#include "capacity/households.hpp"
#include "draagkracht/capacity/protected_income.hpp"

namespace draagkracht::capacity {
namespace {

using norms::LivingSituation;

constexpr auto single = LivingSituation::single;
constexpr auto couple = LivingSituation::couple;

// Each row changes one household: EUR 9,000 of wage, at an address of its own, from 2026-07-01.
struct Change {
    std::string what;
    LivingSituation situation;
    std::string taxable;
    std::function<void(Household&)> change;
    std::string floor;
    std::string source;
};

void expect_floors(const std::vector<Change>& rows) {
    for (const Change& row : rows) {
        Household household = household_of(
            row.situation, "2026-07-01", row.taxable, {income(IncomeKind::wage, "9000.00")}
        );
        row.change(household);
        Worksheet sheet;
        sheet.norms = rule_book().norms.norms_on(household.date).value();
        const std::optional<Incomes> incomes = incomes_of(household, sheet);
        EXPECT_EQ(protected_income(household, incomes, *sheet.norms, sheet), euros(row.floor))
            << row.what << ": " << row.source;
        EXPECT_TRUE(sheet.obstacles.empty()) << row.what;
    }
}

TEST(Circumstances, InAnInstitutionIsThePriceOfTheCareAndAPartOfTheNorm) {
    const auto living_there = [](const std::vector<Income>& of_partner) {
        return [of_partner](Household& h) {
            h.debtor.in_institution = true;
            h.debtor.care_price = euros("800.00");
            h.taxable_income_per_year.reset();
            h.registered_address.reset();
            if (h.partner) {
                h.partner->incomes = of_partner;
            }
        };
    };
    expect_floors(
        {{"single",
          single,
          "0.00",
          living_there({}),
          "1146.63",
          "art. 475e lid 2, by hand: 800 + 2/3 x 449.44 + 47.00 = 1146.6267"},
         {"one of a couple: the amounts of a couple",
          couple,
          "0.00",
          living_there({}),
          "1372.07",
          "by hand: 800 + 2/3 x 699.11 + 106.00 = 1372.0733"},
         {"partner with EUR 900",
          couple,
          "0.00",
          living_there({income(IncomeKind::wage, "900.00", false)}),
          "686.04",
          "art. 475db names art. 475e lid 2, by hand: at most half of 1372.0733"},
         {"the 95% of art. 475dc does not hold",
          single,
          "0.00",
          [&](Household& h) {
              living_there({})(h);
              h.debtor.incomes = {income(IncomeKind::pension, "1000.00")};
          },
          "1146.63",
          "art. 475dc lid 1 does not name art. 475e"}}
    );
}

TEST(Circumstances, OfWhoLivesSomewhereUnregisteredFollowsInsight) {
    const auto insight = [](bool gives) {
        return [gives](Household& h) {
            h.registered_address = false;
            h.fixed_residence = FixedResidence::netherlands;
            h.gives_information = gives;
        };
    };
    expect_floors(
        {{"gives insight", single, "28000.00", insight(true), "1451.42", "art. 475e lid 1"},
         {"gives none", single, "28000.00", insight(false), "963.20", "art. 475da lid 4"}}
    );
}

TEST(Circumstances, IsRaisedForHighHousingCostsOnRequestAndForATerm) {
    // The limit, by hand: 110% of 932.93 = 1026.223; costs of 1200 are 173.777 above it.
    const auto asked = [](std::string_view cost, std::string_view from, bool extended = false) {
        return [cost = std::string{cost}, from = std::string{from}, extended](Household& h) {
            h.housing.monthly_cost = euros(cost);
            h.housing.increase_from = on(from);
            h.housing.increase_extended = extended;
        };
    };
    const auto with_partner = [&](std::string_view monthly) {
        return [asked, monthly = std::string{monthly}](Household& h) {
            asked("1200.00", "2026-03-01")(h);
            h.partner->incomes = {income(IncomeKind::wage, monthly, false)};
        };
    };
    const std::string from = "2026-03-01";
    expect_floors(
        {{"on request",
          single,
          "20000.00",
          asked("1200.00", from),
          "1522.26",
          "1348.487 + 173.777"},
         {"not asked for",
          single,
          "20000.00",
          [](Household& h) { h.housing.monthly_cost = euros("1200.00"); },
          "1348.49",
          "lid 5: on request"},
         {"below the limit", single, "20000.00", asked("1026.22", from), "1348.49", "lid 5"},
         {"beyond the cap",
          single,
          "250000.00",
          asked("1200.00", from),
          "2382.26",
          "after the cap"},
         {"from the first day",
          single,
          "20000.00",
          asked("1200.00", "2026-07-01"),
          "1522.26",
          "from the day on which it is asked"},
         {"not before that",
          single,
          "20000.00",
          asked("1200.00", "2026-07-02"),
          "1348.49",
          "from the day on which it is asked"},
         {"the last day of eighteen months",
          single,
          "20000.00",
          asked("1200.00", "2025-01-02"),
          "1522.26",
          "Regeling beslagvrije voet 1a"},
         {"over after eighteen months",
          single,
          "20000.00",
          asked("1200.00", "2025-01-01"),
          "1348.49",
          "Regeling beslagvrije voet 1a"},
         {"six months longer",
          single,
          "20000.00",
          asked("1200.00", "2025-01-01", true),
          "1522.26",
          "lid 6"},
         {"over after twenty-four",
          single,
          "20000.00",
          asked("1200.00", "2024-07-01", true),
          "1348.49",
          "lid 6"},
         {"a partner whose income the deduction takes whole",
          couple,
          "42000.00",
          with_partner("900.00"),
          "1533.00",
          "2259.2277 - 900 + 173.777"},
         {"a partner who can pay most of it",
          couple,
          "42000.00",
          with_partner("1300.00"),
          "1133.00",
          "2259.2277 - 1129.6139 + (173.777 - 170.3861)"},
         {"a partner who can pay it",
          couple,
          "42000.00",
          with_partner("5000.00"),
          "1129.61",
          "lid 5: as far as the partner cannot"}}
    );
}

TEST(Circumstances, IsLoweredByACompanyCarAfterTheNextNewYear) {
    const auto since = [](std::string_view date) {
        return [date = std::string{date}](Household& h) {
            h.debtor.incomes->front().company_car = {
                .monthly_wage_tax = euros("140.00"), .income_claimed_since = on(date)};
        };
    };
    expect_floors(
        {{"claimed last year",
          single,
          "28000.00",
          since("2025-12-31"),
          "1311.42",
          "art. 475db lid 1 c, by hand: 1451.4245 - 140"},
         {"claimed this year", single, "28000.00", since("2026-01-01"), "1451.42", "lid 1 c"}}
    );
}

TEST(Circumstances, LeavesWhatOthersTakeOutOfTheDeductions) {
    const auto pension = [](TakingWay way) {
        return [way](Household& h) {
            h.debtor.incomes->push_back(income(IncomeKind::pension, "300.00", false));
            h.debtor.incomes->back().taken_elsewhere = {{way, euros("50.00"), "bank"}};
        };
    };
    const auto partner = [](TakingWay way) {
        return [way](Household& h) {
            h.partner->incomes = {income(IncomeKind::wage, "900.00", false)};
            h.partner->incomes->front().taken_elsewhere = {{way, euros("100.00"), ""}};
        };
    };
    const TakingWay attached = TakingWay::attachment;
    const TakingWay set_off = TakingWay::set_off;
    expect_floors(
        {{"own pension, set off against",
          single,
          "28000.00",
          pension(set_off),
          "1201.42",
          "art. 475db lid 1 b: the 250 that is paid out; 1451.4245 - 250"},
         {"own pension, attached",
          single,
          "28000.00",
          pension(attached),
          "1451.42",
          "art. 475db lid 1 b: what is attached is not deducted"},
         {"partner's wage, set off against",
          couple,
          "42000.00",
          partner(set_off),
          "1459.23",
          "art. 475db lid 1 a, by hand: 2259.2277 - 800"},
         {"partner's wage, attached",
          couple,
          "42000.00",
          partner(attached),
          "2259.23",
          "art. 475db lid 1 a: what is attached is not deducted"}}
    );
}

TEST(Circumstances, OfTwoWhoRepayIsThatOfEach) {
    const auto repay = [](const std::vector<Income>& debtor, const std::vector<Income>& partner) {
        return [debtor, partner](Household& h) {
            h.debtor.incomes = debtor;
            h.partner->incomes = partner;
        };
    };
    expect_floors(
        {{"both below it",
          couple,
          "42000.00",
          repay({income(IncomeKind::wage, "1500.00")}, {income(IncomeKind::wage, "1200.00")}),
          "2565.00",
          "art. 475dc lid 1, by hand: 95% of 1500 and of 1200"},
         {"other income of the debtor counts once for each",
          couple,
          "42000.00",
          repay(
              {income(IncomeKind::wage, "2600.00"), income(IncomeKind::pension, "300.00", false)},
              {income(IncomeKind::wage, "2500.00")}
          ),
          "3918.46",
          "art. 475db lid 1 b and a, by hand: twice 2259.2277 - 300"}}
    );
}

}  // namespace
}  // namespace draagkracht::capacity
