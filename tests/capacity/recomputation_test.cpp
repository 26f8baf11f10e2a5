// Guarantee 7: a stored worksheet recomputes to the same bytes, also when rules were added since;
// and when it does not, what differs is told.
#include "draagkracht/capacity/recomputation.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "capacity/households.hpp"
#include "draagkracht/capacity/capacity_json.hpp"
#include "support/config_copy.hpp"

namespace draagkracht::capacity {
namespace {

using testing::HasSubstr;

std::string worksheet() {
    const Household household = household_of(
        norms::LivingSituation::single,
        "2026-07-15",
        "20000.00",
        {income(IncomeKind::participation_benefit, "1419.46")}
    );
    return assess_line(to_json(household), rule_book()).value();
}

std::string with(std::string text, const std::string& former, const std::string& by) {
    const std::size_t place = text.find(former);
    EXPECT_NE(place, std::string::npos) << former;
    return text.replace(place, former.size(), by);
}

Recomputation again(const std::string& worksheet, const norms::RuleBook& rules = rule_book()) {
    Recomputer recomputer{rules};
    return recomputer.recompute(worksheet).value();
}

TEST(Recomputation, GivesTheSameBytes) {
    const Recomputation same = again(worksheet());
    EXPECT_EQ(same.result, Recomputed::same) << text_of(same);
    EXPECT_EQ(same.reference, "test");
    EXPECT_THAT(same.program, testing::StartsWith("draagkracht "));
}

TEST(Recomputation, GivesTheSameBytesOfWhatCouldNotBeComputed) {
    for (const std::string date : {"2022-03-15", "2019-01-01", "2026-07-15"}) {
        const std::string line =
            R"({"reference":"x","date":")" + date + R"(","municipality":"zandwijk"})";
        EXPECT_EQ(again(assess_line(line, rule_book()).value()).result, Recomputed::same) << date;
    }
}

TEST(Recomputation, TellsTheFirstLineThatDiffers) {
    struct Row {
        std::string former;
        std::string by;
        std::string place;
    };
    const std::vector<Row> rows{
        {R"("norm_capacity":"70.97")", R"("norm_capacity":"70.96")", "figures.norm_capacity"},
        {R"("base_term","value":"1348.487000")",
         R"("base_term","value":"1348.487001")",
         " base_term: value"},
        {R"("way_to_pay":"set_off")", R"("way_to_pay":"transfer")", "way_to_pay"},
        {R"("way_to_pay":"set_off",)", "", "way_to_pay"},
        {R"("obstacles":[])", R"("obstacles":[{}])", "obstacles[0]"},
        {R"("monthly":"1419.46")", R"("monthly":"1419.45")", "figures"},
        {R"("computable":true)", R"("computable": true)", "the bytes"},
    };
    for (const Row& row : rows) {
        const Recomputation differs = again(with(worksheet(), row.former, row.by));
        EXPECT_EQ(differs.result, Recomputed::differs) << row.by;
        EXPECT_THAT(differs.place, HasSubstr(row.place)) << row.by;
        EXPECT_THAT(differs.place, testing::Not(HasSubstr("1419"))) << "no amounts";
    }
}

TEST(Recomputation, ComputesUnderNoOtherRules) {
    for (const std::string rules : {"norms", "policy", "law"}) {
        std::string changed = worksheet();
        const std::size_t place =
            changed.find("\"sha256\":\"", changed.find("\"" + rules + "\":{")) + 10;
        changed[place] = changed[place] == '0' ? '1' : '0';
        const Recomputation unknown = again(changed);
        EXPECT_EQ(unknown.result, Recomputed::unknown_rules) << rules;
        EXPECT_EQ(unknown.place, rules);
    }
}

norms::RuleBook read(const norms::ConfigCopy& config) {
    return norms::read_rules({.norms = config.path("norms"),
                              .law = config.path("law.toml"),
                              .policies = config.path("policies")})
        .value();
}

// A half-year, an earlier half-year that was not known, and rows of law and policy that hold later.
TEST(Recomputation, IsNotChangedByRulesThatWereAddedSince) {
    const std::string unknown_then =
        assess_line(
            R"({"reference":"x","date":"2019-03-15","municipality":"zandwijk"})", rule_book()
        )
            .value();
    norms::ConfigCopy config;
    config.write("norms/2027-01-01.toml", config.text("norms/2026-07-01.toml"));
    config.replace("norms/2027-01-01.toml", "valid_from = 2026-07-01", "valid_from = 2027-01-01");
    config.replace("norms/2027-01-01.toml", "valid_until = 2026-12-31", "valid_until = 2027-06-30");
    config.write("norms/2019-01-01.toml", config.text("norms/2026-07-01.toml"));
    config.replace("norms/2019-01-01.toml", "valid_from = 2026-07-01", "valid_from = 2019-01-01");
    config.replace("norms/2019-01-01.toml", "valid_until = 2026-12-31", "valid_until = 2019-06-30");
    config.replace(
        "law.toml",
        "    { valid_from = 2028-01-01, years = 67, months = 3, ",
        "    { valid_from = 2027-06-01, years = 67, months = 1, article = \"x\", source = \"x\", "
        "basis = \"derived\" },\n"
        "    { valid_from = 2028-01-01, years = 67, months = 3, "
    );
    config.replace(
        "policies/zandwijk.toml",
        "minimum_amount = [\n    { valid_from = 2021-07-01, value = \"10.00\", source = \"design "
        "choice\" },\n",
        "minimum_amount = [\n    { valid_from = 2021-07-01, value = \"10.00\", source = \"design "
        "choice\" },\n    { valid_from = 2026-08-01, value = \"15.00\", source = \"x\" },\n"
    );
    const norms::RuleBook later = read(config);
    EXPECT_EQ(again(worksheet(), later).result, Recomputed::same);
    EXPECT_EQ(again(unknown_then, later).result, Recomputed::same)
        << "the norms of 2019 were not known then";
}

// What the policy says of other things than capacity may change, and begin, at any time.
TEST(Recomputation, IsNotChangedByPolicyOnOtherThings) {
    norms::ConfigCopy config;
    config.replace("policies/zandwijk.toml", "value = \"100.00\"", "value = \"90.00\"");
    config.replace(
        "policies/zandwijk.toml",
        "talk_interval_months = [\n",
        "talk_interval_months = [\n    { valid_from = 2020-01-01, value = 24, source = \"x\" },\n"
    );
    config.replace(
        "policies/zandwijk.toml",
        "unpaid_talk_days = [\n    { valid_from = 2021-07-01, value = 14, source = \"design "
        "choice\" "
        "},\n",
        "unpaid_talk_days = [\n    { valid_from = 2021-07-01, value = 14, source = \"x\" },\n"
        "    { valid_from = 2026-02-01, value = 7, source = \"x\" },\n"
    );
    const Recomputation same = again(worksheet(), read(config));
    EXPECT_EQ(same.result, Recomputed::same) << text_of(same);
}

// As computation 1 named the policy: by a hash over all of its rules.
std::string named_by_whole_policy(std::string worksheet) {
    worksheet = with(worksheet, R"("computation":"2")", R"("computation":"1")");
    worksheet = with(worksheet, R"("section":"capacity",)", "");
    const std::size_t hash = worksheet.find(R"("sha256":")", worksheet.find(R"("policy":{)")) + 10;
    const auto policy = rule_book().policies.policy_of("zandwijk").value();
    return worksheet.replace(hash, 64, policy->rules_on(on("2026-07-15")).value()->all.hash);
}

TEST(Recomputation, OfAnOlderReceiptThatNamesTheWholePolicyGivesTheSameBytes) {
    const Recomputation same = again(named_by_whole_policy(worksheet()));
    EXPECT_EQ(same.result, Recomputed::same) << text_of(same);
}

TEST(Recomputation, OfAnOlderReceiptIsNotDoneUnderAnotherPolicy) {
    norms::ConfigCopy config;
    config.replace("policies/zandwijk.toml", "value = \"100.00\"", "value = \"90.00\"");
    const Recomputation unknown = again(named_by_whole_policy(worksheet()), read(config));
    EXPECT_EQ(unknown.result, Recomputed::unknown_rules);
    EXPECT_EQ(unknown.place, "policy");
}

TEST(Recomputation, SeesThatTheRulesThemselvesWereChanged) {
    norms::ConfigCopy norm;
    norm.replace("norms/2026-07-01.toml", "valid_until", "# changed\nvalid_until");
    EXPECT_EQ(again(worksheet(), read(norm)).place, "norms");
    norms::ConfigCopy policy;
    policy.replace("policies/zandwijk.toml", "value = \"10.00\"", "value = \"11.00\"");
    EXPECT_EQ(again(worksheet(), read(policy)).place, "policy");
    norms::ConfigCopy law;
    law.replace(
        "law.toml",
        "valid_from = 2026-01-01, years = 67, months = 0",
        "valid_from = 2026-01-01, years = 67, months = 1"
    );
    EXPECT_EQ(again(worksheet(), read(law)).place, "law");
}

TEST(Recomputation, IsOfTheSameComputationByWhicheverProgram) {
    const std::string elder = with(worksheet(), "\"program\":\"draagkracht ", "\"program\":\"old ");
    EXPECT_EQ(again(elder).result, Recomputed::same);
    const Recomputation other =
        again(with(worksheet(), "\"computation\":\"2\"", "\"computation\":\"0\""));
    EXPECT_EQ(other.result, Recomputed::other_computation);
    EXPECT_THAT(text_of(other), HasSubstr(other.program));
}

TEST(Recomputation, RefusesWhatIsNoReceipt) {
    Recomputer recomputer{rule_book()};
    for (const std::string& text :
         {std::string{},
          std::string{"{}"},
          std::string{"[]"},
          std::string{R"({"receipt":{"household":{}}})"},
          with(worksheet(), "\"program\"", "\"programme\""),
          with(worksheet(), R"("law":{)", R"("law":7,"lex":{)")}) {
        const base::Outcome<Recomputation> refused = recomputer.recompute(text);
        ASSERT_FALSE(refused) << text;
        EXPECT_EQ(refused.error().code, "capacity.not-a-receipt");
    }
}

}  // namespace
}  // namespace draagkracht::capacity
