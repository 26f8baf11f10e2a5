// What a slip in the files of law and policy gives: a problem with its file and line.
#include "draagkracht/norms/rules_file.hpp"
#include "draagkracht/base/sha256.hpp"

#include <gtest/gtest.h>

#include "norms/toml_file.hpp"
#include "support/config_copy.hpp"

namespace draagkracht::norms {
namespace {

RuleFiles rule_files(const ConfigCopy& copy) {
    return {
        .norms = copy.path("norms"),
        .law = copy.path("law.toml"),
        .policies = copy.path("policies")};
}

const std::string july = "norms/2026-07-01.toml";
const std::string zandwijk = "policies/zandwijk.toml";

struct Row {
    std::string file;
    std::string replace;
    std::string by;
    std::string code;
    std::string near_text;  // What stands on the line that is named.
};

void expect_refused(const Row& row) {
    const ConfigCopy copy;
    copy.replace(row.file, row.replace, row.by);
    const base::Outcome<RuleBook> book = read_rules(rule_files(copy));
    ASSERT_FALSE(book) << row.by;
    EXPECT_EQ(book.error().code, row.code) << row.by << " gave " << book.error().to_line();
    EXPECT_THAT(copy.line_named(book.error()), testing::HasSubstr(row.near_text))
        << book.error().to_line();
}

TEST(RuleFiles, OfTheProjectAreReadable) {
    const ConfigCopy copy;
    const base::Outcome<RuleBook> book = read_rules(rule_files(copy));
    ASSERT_TRUE(book) << book.error().to_line();
    EXPECT_EQ(book->norms.tables().size(), 11U);
    EXPECT_EQ(book->policies.policies().size(), 2U);
}

TEST(RuleFiles, ASlipInANormFileIsNamedWithItsLine) {
    const std::vector<Row> rows{
        {july,
         "couple = { value = \"2027.79\"",
         "couple = { value = \"2027.795\"",
         "norms.not-a-value",
         "2027.795"},
        {july, "value = \"2/3\"", "value = \"2/0\"", "norms.not-a-value", "institution_norm_part"},
        {july, "value = \"2/3\"", "value = \"-2/3\"", "norms.not-a-value", "institution_norm_part"},
        {july, "value = \"2/3\"", "value = \"0.67\"", "norms.not-a-value", "institution_norm_part"},
        {july,
         "value = \"2/3\"",
         "value = \"2/3/4\"",
         "norms.not-a-value",
         "institution_norm_part"},
        {"norms/2025-07-01.toml",
         "value = \"0.000446392665\"",
         "value = \"0.0004463926653\"",
         "norms.not-a-value",
         "rent_factor_single"},
        {"norms/2025-07-01.toml",
         "value = \"0.000446392665\"",
         "value = \"4.46e-4\"",
         "norms.not-a-value",
         "rent_factor_single"},
        {"norms/2025-07-01.toml",
         "value = \"0.000446392665\"",
         "value = \"--0.1\"",
         "norms.not-a-value",
         "rent_factor_single"},
        {july, "value = \"2/3\"", "value = \"/3\"", "norms.not-a-value", "institution_norm_part"},
        {july,
         "couple = { value = \"2027.79\"",
         "couple = { value = \"2027,79\"",
         "norms.not-a-value",
         "2027,79"},
        {july,
         "couple = { value = \"2027.79\"",
         "couple = { value = \"-2027.79\"",
         "norms.not-a-value",
         "-2027.79"},
        {july,
         "couple = { value = \"2027.79\"",
         "couple = { value = \"\"",
         "norms.missing",
         "couple"},
        {july,
         "couple = { value = \"2027.79\"",
         "couple = { value = 2027.79",
         "norms.wrong-type",
         "2027.79"},
        {july,
         "couple = { value = \"2027.79\"",
         "couple = { value = 2027",
         "norms.wrong-type",
         "2027"},
        {july,
         "couple = { value = \"2027.79\"",
         "couples = { value = \"2027.79\"",
         "norms.unknown-key",
         "couples"},
        {july,
         "couple = { value = \"2027.79\"",
         "couple = { valeu = \"2027.79\"",
         "norms.missing",
         "valeu"},
        {july,
         "couple = { value = \"2027.79\"",
         "couple = { year = 2026, value = \"2027.79\"",
         "norms.unknown-key",
         "year"},
        {july, "article = \"PW 21 b\", ", "", "norms.missing", "couple"},
        {july,
         "article = \"PW 21 b\", source = \"pw\", ",
         "article = \"PW 21 b\", ",
         "norms.missing",
         "couple"},
        {july,
         "article = \"PW 21 b\", source = \"pw\"",
         "article = \"PW 21 b\", source = \"me\"",
         "norms.no-source",
         "PW 21 b"},
        {july,
         "article = \"PW 21 b\", source = \"pw\", basis = \"confirmed\"",
         "article = \"PW 21 b\", source = \"pw\", basis = \"sure\"",
         "norms.not-a-value",
         "PW 21 b"},
        {july,
         "share = { value = \"4.8\"",
         "share = { value = \"104.8\"",
         "norms.not-a-value",
         "104.8"},
        {july, "{ value = 27,", "{ value = \"27\",", "norms.wrong-type", "minimum_age"},
        {july, "form = \"linear_rent_term\"", "form = \"2026\"", "norms.not-a-value", "form"},
        {july,
         "valid_until = 2026-12-31",
         "valid_until = 2026-06-30",
         "norms.wrong-date",
         "valid_until"},
        {july,
         "valid_until = 2026-12-31",
         "valid_until = 2026-12-32",
         "norms.not-toml",
         "valid_until"},
        {july,
         "valid_until = 2026-12-31",
         "valid_until = \"2026-12-31\"",
         "norms.wrong-type",
         "valid_until"},
        {july, "valid_until = 2026-12-31\n", "", "norms.missing", ""},
        {july,
         "valid_from = 2026-07-01",
         "valid_from = 2026-07-02",
         "norms.wrong-date",
         "valid_from"},
        {"norms/2026-01-01.toml",
         "valid_until = 2026-06-30",
         "valid_until = 2026-07-01",
         "norms.overlap",
         ""},
        {july, "[sources]", "[sauces]", "norms.missing", ""},
        {july, "[holiday_pay]", "[holiday_pay", "norms.not-toml", "[holiday_pay"},
    };
    for (const Row& row : rows) {
        expect_refused(row);
    }
}

TEST(RuleFiles, ASlipInTheLawIsNamedWithItsLine) {
    const std::string law = "law.toml";
    const std::vector<Row> rows{
        {law,
         "{ valid_from = 2023-07-01, value = \"6\"",
         "{ valid_from = 2022-07-01, value = \"6\"",
         "norms.overlap",
         "2022-07-01"},
        {law,
         "{ valid_from = 2023-07-01, value = \"6\"",
         "{ valid_from = 2023-01-01, value = \"6\"",
         "norms.overlap",
         "value = \"6\""},
        {law,
         "{ valid_from = 2023-07-01, value = \"6\"",
         "{ value = \"6\"",
         "norms.missing",
         "value = \"6\""},
        {law,
         "debt_threshold = \"454.00\"",
         "debt_threshold = \"454.001\"",
         "norms.not-a-value",
         "454.001"},
        {law, "limitation_years", "limitation_year", "norms.missing", ""},
        {law, "value = 6, article", "value = 6.5, article", "norms.wrong-type", "6.5"},
        {law, "years = 67, months = 3", "years = 67", "norms.missing", "2028"},
    };
    for (const Row& row : rows) {
        expect_refused(row);
    }
}

TEST(RuleFiles, ASlipInAPolicyIsNamedWithItsLine) {
    const std::vector<Row> rows{
        {zandwijk,
         "minimum_amount = [\n    { valid_from = 2021-07-01, value = \"10.00\"",
         "minimum_amount = [\n    { valid_from = 2021-07-01, value = 10.00",
         "norms.wrong-type",
         "10.00"},
        {zandwijk,
         "value = \"10.00\", source = \"design choice\"",
         "value = \"10.00\"",
         "norms.missing",
         "10.00"},
        {zandwijk,
         "value = \"10.00\", source = \"design choice\"",
         "value = \"10.00\", source = \"\"",
         "norms.missing",
         "10.00"},
        {zandwijk, "trivial_amount", "trival_amount", "norms.missing", "[claims]"},
        {zandwijk, "[claims]", "[claims]\nharsh = true", "norms.unknown-key", "harsh"},
        {zandwijk,
         "name = \"Gemeente Zandwijk\"",
         "motto = \"x\"\nname = \"Gemeente Zandwijk\"",
         "norms.unknown-key",
         "motto"},
        {zandwijk,
         "value = \"oldest_due_date\"",
         "value = \"richest_first\"",
         "norms.not-a-value",
         "richest_first"},
        {zandwijk,
         "value = [\"gate_override\"",
         "value = [\"jump\", \"gate_override\"",
         "norms.not-a-value",
         "jump"},
        {zandwijk, "value = \"cents\"", "value = \"dimes\"", "norms.not-a-value", "dimes"},
        {zandwijk,
         "review_interval_months = [\n    { valid_from = 2021-07-01, value = 12",
         "review_interval_months = [\n    { valid_from = 2021-07-01, value = 0",
         "norms.not-a-value",
         "review_interval_months"},
        {zandwijk,
         "longest_term_months = [\n    { valid_from = 2021-07-01, value = 120",
         "longest_term_months = [\n    { valid_from = 2021-07-01, value = 0",
         "norms.not-a-value",
         "longest_term_months"},
        {zandwijk,
         "limitation_warning_months = [\n    { valid_from = 2021-07-01, value = 6",
         "limitation_warning_months = [\n    { valid_from = 2021-07-01, value = 0",
         "norms.not-a-value",
         "limitation_warning_months"},
        {zandwijk, "NL91ABNA0417164300", "NL91ABNA0417164301", "norms.not-a-value", "iban"},
        {"policies/peelrand.toml",
         "code = \"zomerdonk\"",
         "code = \"zandwijk\"",
         "norms.served-twice",
         ""},
    };
    for (const Row& row : rows) {
        expect_refused(row);
    }
}

// A municipality overrides what law leaves to it, and nothing else.
TEST(RuleFiles, APolicyThatSetsWhatAnActDecidesIsRefusedWithItsArticle) {
    struct LawRow {
        std::string after;  // The line of zandwijk.toml behind which the key is put.
        std::string line;
        std::string article;  // As config/norms or config/law.toml has it.
    };
    const std::vector<LawRow> rows{
        {"[capacity]", "share_of_income_limit = []", "Rv 475dc lid 1"},
        {"[capacity]", "base_share = []", "Rv 475da lid 2"},
        {"[capacity]", "no_address_share = []", "Rv 475da lid 4"},
        {"[capacity]", "cap_couple = []", "Rv 475da lid 1 c"},
        {"[capacity]", "single = []", "PW 21 a"},
        {"[capacity]", "first_months_limit = []", "PW 31 lid 2 n"},
        {"[plans]", "validity_months = []", "Rv 475d lid 2"},
        {"[followup]", "formal_notice_term_weeks = []", "Awb 4:112 lid 1"},
        {"[claims]", "limitation_years = []", "Awb 4:104 lid 1"},
        {"[claims]", "statutory_interest = []", "BW 6:120 lid 1"},
        {"[claims]", "formal_notice_fee = []", "Awb 4:113"},
        {"name = \"Gemeente Zandwijk\"", "pension_age = []", "AOW 7a"},
        {"name = \"Gemeente Zandwijk\"", "benefit_norm = { single = \"1500.00\" }", "PW 21 a"},
        {"name = \"Gemeente Zandwijk\"", "protected_income = {}", "Rv 475da lid 1 a"},
    };
    for (const LawRow& row : rows) {
        const ConfigCopy copy;
        copy.replace(zandwijk, row.after + "\n", row.after + "\n" + row.line + "\n");
        const base::Outcome<RuleBook> book = read_rules(rule_files(copy));
        ASSERT_FALSE(book) << row.line;
        EXPECT_EQ(book.error().code, "norms.set-by-law") << book.error().to_line();
        EXPECT_EQ(copy.line_named(book.error()), row.line);
        EXPECT_THAT(book.error().message, testing::HasSubstr("is law, " + row.article));
        EXPECT_THAT(book.error().message, testing::HasSubstr("cannot be set by policy"));
        EXPECT_THAT(book.error().remedy, testing::HasSubstr("delete it"));
    }
}

TEST(RuleFiles, APolicyCannotAskMoreThanAnActLeaves) {
    const std::string share =
        "benefit_norm_share = [\n    { valid_from = 2021-07-01, value = \"5\"";
    const auto asking = [&](const std::string& value) {
        const ConfigCopy copy;
        copy.replace(
            zandwijk,
            share,
            "benefit_norm_share = [\n    { valid_from = 2021-07-01, value = \"" + value + "\""
        );
        return read_rules(rule_files(copy));
    };
    // Rv art. 475dc lid 1: at least 95% is left, so 5% is the most.
    EXPECT_TRUE(asking("5"));
    EXPECT_TRUE(asking("3.5"));
    const base::Outcome<RuleBook> more = asking("5.001");
    ASSERT_FALSE(more);
    EXPECT_EQ(more.error().code, "norms.beyond-law");
    EXPECT_EQ(
        more.error().message,
        "'capacity.benefit_norm_share' is 5.001, more than the 5 percent that Rv 475dc lid 1 leaves"
    );
    EXPECT_EQ(more.error().remedy, "ask at most 5");
    // Also from a later day on.
    const ConfigCopy copy;
    copy.replace(
        zandwijk,
        "Dalfsen 2020 (CVDR647879): 5% of the norm incl. holiday pay\" },",
        "Dalfsen 2020\" },\n    { valid_from = 2030-01-01, value = \"10\", source = \"fraud\" },"
    );
    EXPECT_EQ(read_rules(rule_files(copy)).error().code, "norms.beyond-law");
}

TEST(RuleFiles, APolicyCanBeStricterThanTheGateButNotWeaker) {
    const std::string gate = "norms.weaker-than-gate";
    const std::vector<Row> rows{
        {zandwijk,
         "value = 2, source = \"Alkmaar 4.2.2: always",
         "value = 1, source = \"Alkmaar 4.2.2: always",
         gate,
         "contact_attempts"},
        {zandwijk,
         "value = 2, source = \"Alkmaar 4.2.2: by",
         "value = 1, source = \"Alkmaar 4.2.2: by",
         gate,
         "contact_channels"},
        {zandwijk,
         "contact_days = [\n    { valid_from = 2021-07-01, value = 2",
         "contact_days = [\n    { valid_from = 2021-07-01, value = 0",
         gate,
         "contact_days"},
        {zandwijk,
         "[\"personal_contact\", \"friendly_reminder\", ",
         "[\"friendly_reminder\", ",
         gate,
         "escalation_ladder"},
        {zandwijk,
         "\"formal_notice\", \"enforcement_order\", \"bailiff\"",
         "\"enforcement_order\", \"formal_notice\", \"bailiff\"",
         gate,
         "escalation_ladder"},
        {zandwijk,
         "\"formal_notice\", \"enforcement_order\", \"bailiff\"",
         "\"formal_notice\", \"formal_notice\", \"bailiff\"",
         gate,
         "escalation_ladder"},
        {zandwijk, "[\"gate_override\", ", "[", gate, "four_eyes"},
    };
    for (const Row& row : rows) {
        expect_refused(row);
    }
    // Also when it is to be weaker from a later day only.
    expect_refused(
        {zandwijk,
         "value = 2, source = \"design choice\" },",
         "value = 2, source = \"design choice\" },\n"
         "    { valid_from = 2030-01-01, value = 1, source = \"design choice\" },",
         gate,
         "contact_days"}
    );
    const ConfigCopy copy;
    copy.replace(
        zandwijk, "\"formal_notice\", \"enforcement_order\", \"bailiff\"],", "\"formal_notice\"],"
    );
    EXPECT_TRUE(read_rules(rule_files(copy))) << "a ladder may end before the bailiff";
}

TEST(RuleFiles, UnreadableFilesAreSaid) {
    const ConfigCopy copy;
    EXPECT_EQ(read_norms(copy.path("nowhere")).error().code, "norms.unreadable");
    EXPECT_EQ(read_law(copy.path("nowhere.toml")).error().code, "norms.unreadable");
    EXPECT_EQ(read_law(copy.path("norms")).error().code, "norms.unreadable");
    copy.write("law.toml", "");
    EXPECT_EQ(read_law(copy.path("law.toml")).error().code, "norms.unreadable");
    std::filesystem::remove_all(copy.path("policies"));
    EXPECT_EQ(read_rules(rule_files(copy)).error().code, "norms.unreadable");
}

TEST(RuleFiles, ARuleAddedLaterLeavesEarlierRulesAndTheirHashAlone) {
    const ConfigCopy copy;
    const auto rules_on = [&](std::string_view date) {
        return read_policies(copy.path("policies"))
            .value()
            .policy_of("zandwijk")
            .value()
            ->rules_on(base::Date::parse(date).value())
            .value();
    };
    const auto before = rules_on("2026-07-01");
    copy.replace(
        zandwijk,
        "value = \"10.00\", source = \"design choice\" },",
        "value = \"10.00\", source = \"design choice\" },\n"
        "    { valid_from = 2027-01-01, value = \"12.00\", source = \"design choice\" },"
    );
    EXPECT_EQ(rules_on("2026-07-01")->all.hash, before->all.hash);
    EXPECT_EQ(rules_on("2026-07-01")->minimum_amount, before->minimum_amount);
    EXPECT_NE(rules_on("2027-01-01")->all.hash, before->all.hash);
    EXPECT_EQ(rules_on("2027-01-01")->minimum_amount.value, base::Money::cents(1200));
}

TEST(RuleFiles, TheNameOfTheRulesOnCapacityIsOfTheseAlone) {
    const ConfigCopy copy;
    const auto names = [&] {
        const auto rules = read_policies(copy.path("policies"))
                               .value()
                               .policy_of("zandwijk")
                               .value()
                               ->rules_on(base::Date::parse("2026-07-01").value())
                               .value();
        return std::pair{rules->all, rules->of_capacity};
    };
    const auto [all, of_capacity] = names();
    copy.replace(zandwijk, "value = \"100.00\"", "value = \"90.00\"");
    const auto [all_after_another_rule, of_capacity_after_another_rule] = names();
    EXPECT_NE(all_after_another_rule, all);
    EXPECT_EQ(of_capacity_after_another_rule, of_capacity);
    copy.replace(zandwijk, "value = \"10.00\"", "value = \"11.00\"");
    EXPECT_NE(names().second, of_capacity);
}

TEST(RuleFiles, TheHashIsThatOfTheFile) {
    const ConfigCopy copy;
    const auto latest = [&] { return read_norms(copy.path("norms")).value().tables().back(); };
    EXPECT_EQ(latest()->hash, base::sha256_of(copy.text(july)));
    copy.write(july, copy.text(july) + "# one line more\n");
    EXPECT_EQ(latest()->hash, base::sha256_of(copy.text(july)));
}

}  // namespace
}  // namespace draagkracht::norms
