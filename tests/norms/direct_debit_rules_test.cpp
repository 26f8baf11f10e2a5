// What policy says about collecting by direct debit, and that a slip in it is told.
#include "draagkracht/norms/direct_debit_rules.hpp"

#include <gmock/gmock.h>

#include "draagkracht/norms/direct_debit_file.hpp"
#include "draagkracht/norms/rules_file.hpp"
#include "support/config_copy.hpp"

namespace draagkracht::norms {
namespace {

const std::string zandwijk = "policies/zandwijk.toml";

base::Date on(std::string_view text) {
    return base::Date::parse(text).value();
}

TEST(DirectDebitRules, OfZandwijkAreThoseOfItsFile) {
    const DirectDebitBook book =
        read_direct_debit(DRAAGKRACHT_SOURCE_DIR "/config/policies").value();
    const DirectDebitPolicy policy = book.of("zandwijk").value();
    EXPECT_EQ(policy.creditor.name, "Gemeente Zandwijk");
    EXPECT_EQ(policy.creditor.identifier, "NL79ZZZ999999990000");
    EXPECT_EQ(policy.creditor.account.text(), "NL91ABNA0417164300");
    EXPECT_EQ(policy.creditor.message, "pain.008.001.08");
    const DirectDebitRules rules = policy.rules_on(on("2026-07-01")).value();
    EXPECT_EQ(rules.lead_days.value, 2);
    EXPECT_EQ(rules.notice_days.value, 14);
    EXPECT_EQ(rules.retries.value, 1);
    EXPECT_EQ(rules.retry_after_days.value, 7);
    EXPECT_EQ(rules.retries.row.name, "direct_debit.retries");
    EXPECT_EQ(policy.rules_on(on("2021-06-30")).error().code, "norms.no-policy-known");
    EXPECT_EQ(book.of("berkelmonde").error().code, "norms.no-direct-debit");
}

// Both readers tell it: that of the start of every command, and that of collecting.
TEST(DirectDebitRules, ASlipIsNamedWithItsLine) {
    struct Row {
        std::string former;
        std::string by;
        std::string code;
    };
    const std::vector<Row> rows{
        {"NL79ZZZ999999990000", "NL78ZZZ999999990000", "norms.not-a-value"},
        {"NL79ZZZ999999990000", "NL79ZZZ99999999000", "norms.not-a-value"},
        {"account = \"NL91ABNA0417164300\"",
         "account = \"NL92ABNA0417164300\"",
         "norms.not-a-value"},
        {"message = \"pain.008.001.08\"", "message = \"pain.008.001.03\"", "norms.not-a-value"},
        {"name = \"Gemeente Zandwijk\", identifier", "identifier", "norms.missing"},
        {"message = \"pain.008.001.08\" }",
         "message = \"pain.008.001.08\", bic = \"X\" }",
         "norms.unknown-key"},
        {"# How often a collection", "speed = 1\n# How often a collection", "norms.unknown-key"},
    };
    for (const Row& row : rows) {
        const ConfigCopy copy;
        copy.replace(zandwijk, row.former, row.by);
        const auto at_start = read_policies(copy.path("policies"));
        ASSERT_FALSE(at_start) << row.by;
        EXPECT_EQ(at_start.error().code, row.code) << row.by << at_start.error().to_line();
        const auto collecting = read_direct_debit(copy.path("policies"));
        ASSERT_FALSE(collecting) << row.by;
        EXPECT_EQ(collecting.error().code, row.code) << row.by;
    }
    const ConfigCopy copy;
    copy.replace(zandwijk, "municipality = \"zandwijk\"", "municipality = \"elders\"");
    EXPECT_EQ(read_policies(copy.path("policies")).error().code, "norms.unknown-municipality");
}

TEST(DirectDebitRules, DaysAndRetriesStayWithinReason) {
    struct Row {
        std::string key;
        int value;
    };
    for (const Row& row : std::vector<Row>{
             {"lead_days", 0},
             {"lead_days", 91},
             {"notice_days", 91},
             {"retries", 3},
             {"retry_after_days", 0}}) {
        const ConfigCopy copy;
        const std::string text = copy.text(zandwijk);
        const std::size_t key = text.find("\n" + row.key + " = [");
        ASSERT_NE(key, std::string::npos);
        const std::size_t value = text.find("value = ", key) + 8;
        std::string changed = text;
        changed.replace(value, text.find(',', value) - value, std::to_string(row.value));
        copy.write(zandwijk, changed);
        const auto book = read_policies(copy.path("policies"));
        ASSERT_FALSE(book) << row.key << row.value;
        EXPECT_EQ(book.error().code, "norms.not-a-value") << row.key << row.value;
    }
}

// NL79ZZZ999999990000 by hand: 99999999 0000 NL 00 is 999999990000232100, and 98 less its remainder
// by 97 is 79. The three characters in between do not count.
TEST(DirectDebitRules, ACreditorIdentifierHasItsCheckDigits) {
    for (const std::string_view good : {"NL79ZZZ999999990000", "NL79ABC999999990000"}) {
        EXPECT_TRUE(is_creditor_identifier(good)) << good;
    }
    for (const std::string_view bad :
         {"",
          "NL79ZZZ99999999000",
          "NL79ZZZ9999999900000",
          "NL97ZZZ999999990000",
          "nl79zzz999999990000",
          "DE79ZZZ999999990000",
          "NL79 ZZ999999990000"}) {
        EXPECT_FALSE(is_creditor_identifier(bad)) << bad;
    }
}

}  // namespace
}  // namespace draagkracht::norms
