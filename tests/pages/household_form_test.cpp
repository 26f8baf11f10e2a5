#include "pages/household_form.hpp"

#include <gtest/gtest.h>

#include "draagkracht/capacity/capacity_json.hpp"
#include "page_case.hpp"

namespace draagkracht::pages {
namespace {

const HouseholdPlace place{"gesprek-1", day("2026-07-15"), "zandwijk"};

// Everything that a form can tell, of a couple.
const std::string whole_household = R"({
  "reference":"gesprek-1","date":"2026-07-15","municipality":"zandwijk",
  "living_situation":"couple_with_children","registered_address":false,
  "fixed_residence":"netherlands","taxable_income_per_year":"42000.00",
  "housemates":[{"birth_date":"1990-01-02","commercial":true,"student":false}],
  "debtor":{"birth_date":"1985-03-20","in_institution":true,"care_price":"250.00",
    "incomes":[
      {"kind":"wage","monthly":"2400.00","for_repayment":true,
       "taken_elsewhere":[{"way":"attachment","monthly":"50.00","creditor":"Belastingdienst"},
                          {"way":"set_off","monthly":"10.00"}],
       "company_car":{"monthly_wage_tax":"120.00","income_claimed_since":"2026-02-01"}},
      {"kind":"allowance","monthly":"120.00","for_repayment":false,"taken_elsewhere":[],
       "allowance":"healthcare"}]},
  "partner":{"birth_date":"1987-11-02","in_institution":false,"incomes":[]},
  "housing":{"monthly_cost":"912.34","tenure":"rented","rent_allowance":false,
    "increase_from":"2026-06-01","increase_extended":true,"missed_allowance_asked":true},
  "care_premium":"290.00","obligations":[{"what":"Alimentatie","monthly":"100.00"}],
  "assets":"1500.00","gives_information":true,"debt_help":"none","facts_change_on":"2026-12-31"})";

TEST(HouseholdForm, WhatIsKnownComesBackAsItWas) {
    for (const std::string& text :
         {whole_household,
          std::string{R"({"reference":"gesprek-1","date":"2026-07-15","municipality":"zandwijk"})"},
          std::string{R"({"reference":"gesprek-1","date":"2026-07-15","municipality":"zandwijk",
              "living_situation":"single","housemates":[],"debtor":{"incomes":[]},
              "obligations":[]})"}}) {
        const capacity::Household household = capacity::household_from_json(text).value();
        const HouseholdReading read = read_household(fields_of(household), place);
        ASSERT_TRUE(read.household) << read.faults.front().name;
        EXPECT_EQ(capacity::to_json(*read.household), capacity::to_json(household));
    }
}

TEST(HouseholdForm, WhatIsLeftOpenIsUnknownAndNeverZero) {
    const HouseholdReading read = read_household({}, place);
    ASSERT_TRUE(read.household);
    EXPECT_FALSE(read.household->living_situation);
    EXPECT_FALSE(read.household->housemates);
    EXPECT_FALSE(read.household->debtor.incomes);
    EXPECT_FALSE(read.household->assets);
    EXPECT_EQ(read.household->date, day("2026-07-15"));
}

TEST(HouseholdForm, EveryFaultStandsAtItsField) {
    struct Row {
        api::Fields fields;
        std::string name;
    };
    const std::vector<Row> rows{
        {{{"household.assets", "veel"}}, "household.assets"},
        {{{"household.debtor.birth_date", "2026-02-30"}}, "household.debtor.birth_date"},
        {{{"household.debtor.incomes", "geen"},
          {"household.debtor.incomes.0.monthly", "10"},
          {"household.debtor.incomes.0.kind", "wage"}},
         "household.debtor.incomes"},
        {{{"household.debtor.incomes.3.kind", "wage"}}, "household.debtor.incomes.3.monthly"},
        {{{"household.debtor.incomes.0.monthly", "10"}}, "household.debtor.incomes.0.kind"},
        {{{"household.obligations.0.monthly", "10"}}, "household.obligations.0.what"},
        // What no page offers.
        {{{"household.living_situation", "castle"}}, "household.living_situation"},
        // More is taken than comes in.
        {{{"household.debtor.incomes.0.kind", "wage"},
          {"household.debtor.incomes.0.monthly", "10"},
          {"household.debtor.incomes.0.taken_elsewhere.0.way", "set_off"},
          {"household.debtor.incomes.0.taken_elsewhere.0.monthly", "11"}},
         "household.debtor.incomes.0.taken_elsewhere"},
    };
    for (const Row& row : rows) {
        const HouseholdReading read = read_household(row.fields, place);
        EXPECT_FALSE(read.household) << row.name;
        ASSERT_FALSE(read.faults.empty()) << row.name;
        EXPECT_EQ(read.faults.front().name, row.name);
        EXPECT_FALSE(read.faults.front().text.empty());
    }
}

TEST(HouseholdForm, WhatThePageHidesDoesNotCount) {
    const HouseholdReading read = read_household(
        {{"household.living_situation", "single"},
         {"household.partner.birth_date", "1987-11-02"},
         {"household.registered_address", "ja"},
         {"household.fixed_residence", "abroad"},
         {"household.debtor.incomes.0.kind", "wage"},
         {"household.debtor.incomes.0.monthly", "1.000"},
         {"household.debtor.incomes.0.allowance", "rent"}},
        place
    );
    ASSERT_TRUE(read.household);
    EXPECT_FALSE(read.household->partner);
    EXPECT_FALSE(read.household->fixed_residence);
    EXPECT_FALSE(read.household->debtor.incomes->front().allowance);
}

TEST(HouseholdForm, EveryQuestionOfAnAssessmentLeadsToAPlaceOnThePage) {
    const api::Fields fields{{"household.living_situation", "couple"}};
    const Values view = household_view({fields, {}}, "");
    const std::string page = view.dump();
    for (const std::string subject :
         {"living_situation",
          "registered_address",
          "fixed_residence",
          "gives_information",
          "debt_help",
          "housing.monthly_cost",
          "taxable_income_per_year",
          "housemates",
          "housemates.birth_date",
          "debtor.birth_date",
          "debtor.in_institution",
          "debtor.care_price",
          "debtor.incomes",
          "debtor.incomes.for_repayment",
          "debtor.incomes.taken_elsewhere",
          "partner",
          "partner.birth_date",
          "partner.in_institution",
          "partner.care_price",
          "partner.incomes",
          "partner.incomes.taken_elsewhere"}) {
        const std::string anchor = '"' + anchor_of(subject) + '"';
        EXPECT_NE(page.find(anchor), std::string::npos) << subject;
    }
}

TEST(HouseholdForm, AListGrowsByAnEmptyRow) {
    const api::Fields fields{
        {"household.housemates.0.student", "ja"}, {"household.housemates.4.student", "nee"}};
    const auto rows = [&](const std::string& grown) {
        return household_view({fields, {}}, grown).at(0).at("lists").at(0).at("rows");
    };
    EXPECT_EQ(rows("").size(), 2U);
    ASSERT_EQ(rows("household.housemates").size(), 3U);
    EXPECT_EQ(
        rows("household.housemates").at(2).at("fields").at(0).at("name"),
        "household.housemates.5.birth_date"
    );
}

}  // namespace
}  // namespace draagkracht::pages
