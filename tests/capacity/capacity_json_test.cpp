// Households in and worksheets out, as JSON.
#include "draagkracht/capacity/capacity_json.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "capacity/households.hpp"

namespace draagkracht::capacity {
namespace {

using nlohmann::json;
using testing::HasSubstr;

const std::string complete = R"({"reference":"A-17","date":"2026-07-15","municipality":"zandwijk",)"
                             R"("living_situation":"single","registered_address":true,)"
                             R"("taxable_income_per_year":"20000.00","housemates":[],)"
                             R"("debtor":{"birth_date":"1985-03-20","in_institution":false,)"
                             R"("incomes":[{"kind":"participation_benefit","monthly":"1419.46",)"
                             R"("for_repayment":true,"taken_elsewhere":[]}]},)"
                             R"("debt_help":"none"})";

// All that can be told of a household.
const std::string every_fact =
    R"({"reference":"D","date":"2026-07-15","municipality":"lierveld",)"
    R"("living_situation":"couple","registered_address":false,"fixed_residence":"netherlands",)"
    R"("taxable_income_per_year":"38000.00","housemates":[],)"
    R"("debtor":{"birth_date":"1985-03-20","in_institution":true,"incomes":[)"
    R"({"kind":"wage","monthly":"1900.00","for_repayment":true,"taken_elsewhere":[)"
    R"({"way":"attachment","monthly":"50.00","creditor":"Belastingdienst"},)"
    R"({"way":"set_off","monthly":"0.01"}],)"
    R"("company_car":{"monthly_wage_tax":"140.00","income_claimed_since":"2025-11-03"}},)"
    R"({"kind":"allowance","monthly":"120.00","allowance":"healthcare"}],"care_price":"800.00"},)"
    R"("partner":{"incomes":[]},)"
    R"("housing":{"monthly_cost":"1200.00","tenure":"rented","rent_allowance":false,)"
    R"("increase_from":"2026-03-01","increase_extended":true,"missed_allowance_asked":true},)"
    R"("care_premium":"290.00","obligations":[{"what":"maintenance","monthly":"75.00"}],)"
    R"("assets":"1500.00","gives_information":true,"debt_help":"applied",)"
    R"("facts_change_on":"2026-10-01"})";

std::string with(const std::string& former, const std::string& by) {
    std::string changed = complete;
    const std::size_t place = changed.find(former);
    EXPECT_NE(place, std::string::npos) << former;
    return changed.replace(place, former.size(), by);
}

TEST(HouseholdJson, IsReadAndWrittenBackToTheSameBytes) {
    const std::vector<std::string> lines{
        complete,
        R"({"reference":"B","date":"2026-07-15","municipality":"lierveld","debtor":{}})",
        R"({"reference":"C \"q\" \\ \u0001 é","date":"2026-07-15","municipality":"lierveld",)"
        R"("living_situation":"couple_with_children","registered_address":false,)"
        R"("housemates":[{"birth_date":"1990-01-01","commercial":false,"student":true},{}],)"
        R"("debtor":{"incomes":[]},"partner":{"birth_date":"1991-12-31","incomes":[)"
        R"({"kind":"allowance","monthly":"0.05"}]}})",
        every_fact,
    };
    for (const std::string& line : lines) {
        const base::Outcome<Household> household = household_from_json(line);
        ASSERT_TRUE(household) << household.error().to_line();
        EXPECT_EQ(to_json(*household), line);
    }
}

TEST(HouseholdJson, MayBeginWithAByteOrderMark) {
    EXPECT_EQ(to_json(household_from_json("\xEF\xBB\xBF" + complete).value()), complete);
}

TEST(HouseholdJson, WhatIsAbsentOrNullIsNotKnown) {
    const Household household =
        household_from_json(with(R"("registered_address":true)", R"("registered_address":null)"))
            .value();
    EXPECT_EQ(household.registered_address, std::nullopt);
    EXPECT_EQ(household.partner, std::nullopt);
    EXPECT_TRUE(household.housemates->empty()) << "an empty list is known to be empty";
    const Household stranger =
        household_from_json(R"({"reference":"x","date":"2026-07-15","municipality":"zandwijk"})")
            .value();
    EXPECT_EQ(stranger.debtor.incomes, std::nullopt);
    EXPECT_EQ(stranger.housemates, std::nullopt);
}

TEST(HouseholdJson, IsReadStrictlyAndTheProblemNamesTheField) {
    struct Row {
        std::string line;
        std::string where;
    };
    const std::vector<Row> rows{
        {"", ""},
        {"{", ""},
        {"[]", ""},
        {complete + "x", ""},
        {with("\"A-17\"", "\"\xff\""), ""},
        {with("\"reference\":\"A-17\"", "\"reference\":\"A\",\"reference\":\"B\""), ""},
        {with("\"housemates\":[]", "\"housemates\":[],\"housemates\":null"), ""},
        {with("\"in_institution\":false", "\"in_institution\":false,\"in_institution\":true"), ""},
        {with("\"A-17\"", "\"\\ud800\""), ""},
        {with("\"reference\":\"A-17\",", ""), "reference"},
        {with("\"A-17\"", "17"), "reference"},
        {with("\"date\"", "\"datum\""), "date"},
        {with("2026-07-15", "2026-02-30"), "date"},
        {with("\"single\"", "\"alone\""), "living_situation"},
        {with("\"registered_address\":true", "\"registered_address\":\"yes\""),
         "registered_address"},
        {with("\"20000.00\"", "20000.00"), "taxable_income_per_year"},
        {with("\"20000.00\"", "\"20000.005\""), "taxable_income_per_year"},
        {with("\"20000.00\"", "\"-1.00\""), "taxable_income_per_year"},
        {with("\"20000.00\"", "\"1e5\""), "taxable_income_per_year"},
        {with("\"20000.00\"", "\"1000000000.01\""), "taxable_income_per_year"},
        {with("\"monthly\":\"1419.46\"", "\"monthly\":\"92233720368547758.07\""),
         "debtor.incomes[0].monthly"},
        {with("\"housemates\":[]", "\"housemates\":{}"), "housemates"},
        {with("\"housemates\":[]", "\"housemates\":[1]"), "housemates"},
        {with("\"housemates\":[]", "\"housemates\":[{},{\"age\":3}]"), "housemates[1].age"},
        {with("\"housemates\":[]", "\"nickname\":\"x\",\"housemates\":[]"), "nickname"},
        {with("1985-03-20", "20-03-1985"), "debtor.birth_date"},
        {with("\"birth_date\"", "\"born\""), "debtor.born"},
        {with("\"monthly\":\"1419.46\"", "\"monthly\":\"1.419,46\""), "debtor.incomes[0].monthly"},
        {with("\"monthly\":\"1419.46\",", ""), "debtor.incomes[0].monthly"},
        {with("participation_benefit", "lottery"), "debtor.incomes[0].kind"},
        {with("\"for_repayment\":true", "\"for_repayment\":1"), "debtor.incomes[0].for_repayment"},
        {with("\"for_repayment\"", "\"attached\""), "debtor.incomes[0].attached"},
    };
    for (const Row& row : rows) {
        const base::Outcome<Household> household = household_from_json(row.line);
        ASSERT_FALSE(household) << row.line;
        EXPECT_EQ(household.error().code, "capacity.not-a-household");
        EXPECT_EQ(household.error().where, row.where) << household.error().to_line();
    }
}

TEST(HouseholdJson, EveryFactIsReadAsStrictly) {
    struct Row {
        std::string former;
        std::string by;
        std::string where;
    };
    const std::string wage = "debtor.incomes[0]";
    const std::vector<Row> rows{
        {"\"netherlands\"", "\"utrecht\"", "fixed_residence"},
        {"\"applied\"", "\"yes\"", "debt_help"},
        {"\"rented\"", "\"squatted\"", "housing.tenure"},
        {"\"tenure\"", "\"owner\"", "housing.owner"},
        {"\"2026-03-01\"", "\"2026-03\"", "housing.increase_from"},
        {"\"way\":\"attachment\"", "\"way\":\"theft\"", wage + ".taken_elsewhere[0].way"},
        {"\"way\":\"set_off\",", "", wage + ".taken_elsewhere[1].way"},
        {"\"monthly\":\"0.01\"", "\"monthly\":0.01", wage + ".taken_elsewhere[1].monthly"},
        {"\"monthly\":\"0.01\"", "\"monthly\":\"1850.01\"", wage + ".taken_elsewhere"},
        {"\"monthly_wage_tax\":\"140.00\",", "", wage + ".company_car.monthly_wage_tax"},
        {"2025-11-03", "soon", wage + ".company_car.income_claimed_since"},
        {"\"healthcare\"", "\"childcare\"", "debtor.incomes[1].allowance"},
        {"\"kind\":\"allowance\"", "\"kind\":\"wage\"", "debtor.incomes[1].allowance"},
        {"\"what\":\"maintenance\",", "", "obligations[0].what"},
        {"\"75.00\"", "75", "obligations[0].monthly"},
        {"\"800.00\"", "\"-1.00\"", "debtor.care_price"},
        {"\"gives_information\":true", "\"gives_information\":\"no\"", "gives_information"},
    };
    for (const Row& row : rows) {
        std::string line = every_fact;
        const std::size_t place = line.find(row.former);
        ASSERT_NE(place, std::string::npos) << row.former;
        const base::Outcome<Household> household =
            household_from_json(line.replace(place, row.former.size(), row.by));
        ASSERT_FALSE(household) << line;
        EXPECT_EQ(household.error().where, row.where) << household.error().to_line();
    }
}

TEST(HouseholdJson, AProblemDoesNotTellWhatStoodThere) {
    const base::Outcome<Household> household =
        household_from_json(with("1985-03-20", "Jansen 111222333"));
    ASSERT_FALSE(household);
    EXPECT_THAT(household.error().to_line(), testing::Not(HasSubstr("Jansen")));
}

TEST(WorksheetJson, TellsFiguresStepsAndReceipt) {
    const json sheet = json::parse(assess_line(complete, rule_book()).value());
    EXPECT_EQ(sheet["reference"], "A-17");
    EXPECT_EQ(sheet["computable"], true);
    EXPECT_EQ(sheet["figures"]["norm_capacity"], "70.97");
    EXPECT_EQ(sheet["figures"]["protected_income"], "1348.49");
    EXPECT_EQ(sheet["figures"]["income"], "1419.46");
    EXPECT_EQ(sheet["figures"]["room"], "70.97");
    EXPECT_EQ(sheet["way_to_pay"], "set_off");
    EXPECT_TRUE(sheet["obstacles"].empty());

    const auto base_term = std::ranges::find_if(sheet["steps"], [](const json& step) {
        return step["step"] == "base_term";
    });
    ASSERT_NE(base_term, sheet["steps"].end());
    EXPECT_EQ((*base_term)["value"], "1348.487000");
    EXPECT_EQ((*base_term)["article"], "Rv 475da lid 2");
    const json& norm = (*base_term)["parameters"][0];
    EXPECT_EQ(norm["row"], "benefit_norm.single");
    EXPECT_EQ(norm["value"], "1419.46");
    EXPECT_EQ(norm["valid_from"], "2026-07-01");
    EXPECT_EQ(norm["article"], "PW 21 a");
    EXPECT_EQ(norm["source"], "https://wetten.overheid.nl/BWBR0015703/2026-07-01");
    EXPECT_EQ(norm["basis"], "confirmed");

    const json& receipt = sheet["receipt"];
    EXPECT_THAT(receipt["program"].get<std::string>(), testing::StartsWith("draagkracht "));
    EXPECT_EQ(receipt["norms"]["file"], "2026-07-01.toml");
    EXPECT_EQ(receipt["norms"]["sha256"].get<std::string>().size(), 64U);
    EXPECT_EQ(receipt["policy"]["key"], "zandwijk");
    EXPECT_EQ(receipt["policy"]["section"], "capacity");
    EXPECT_EQ(receipt["policy"]["valid_from"], "2021-07-01");
    EXPECT_EQ(receipt["household"], json::parse(complete));
}

TEST(WorksheetJson, OfManyLinesIsThatOfEachAlone) {
    LineAssessor assessor{rule_book()};
    const std::vector<std::string> lines{
        complete,
        with("\"single\"", "\"single_parent\""),
        with("2026-07-15", "2026-03-15"),
        with("zandwijk", "lierveld"),
        complete};
    std::string together;
    std::string each;
    for (const std::string& line : lines) {
        ASSERT_TRUE(assessor.assess(line, together));
        EXPECT_FALSE(assessor.assess("{}", together)) << "and writes nothing";
        each += assess_line(line, rule_book()).value();
    }
    EXPECT_EQ(together, each);
}

TEST(WorksheetJson, TellsWhyItIsNotComputable) {
    const json sheet =
        json::parse(assess_line(with("2026-07-15", "2027-01-15"), rule_book()).value());
    EXPECT_EQ(sheet["computable"], false);
    EXPECT_FALSE(sheet.contains("figures"));
    EXPECT_FALSE(sheet["receipt"].contains("norms"));
    ASSERT_EQ(sheet["obstacles"].size(), 1U);
    EXPECT_EQ(sheet["obstacles"][0]["code"], "capacity.parameter-unknown");
    EXPECT_EQ(sheet["obstacles"][0]["subject"], "norms");
}

TEST(WorksheetJson, OfBadInputIsAProblem) {
    EXPECT_EQ(assess_line("{}", rule_book()).error().code, "capacity.not-a-household");
    EXPECT_EQ(
        assess_line(with("zandwijk", "atlantis"), rule_book()).error().code,
        "norms.unknown-municipality"
    );
}

}  // namespace
}  // namespace draagkracht::capacity
