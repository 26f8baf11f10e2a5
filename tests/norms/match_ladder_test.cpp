// By which rules a payment finds its debt is policy, with a date; and no policy lets an account
// alone decide.
#include "draagkracht/norms/match_ladder.hpp"

#include <gmock/gmock.h>

#include "draagkracht/norms/match_ladder_file.hpp"
#include "draagkracht/norms/rules_file.hpp"
#include "support/config_copy.hpp"

namespace draagkracht::norms {
namespace {

using testing::ElementsAre;
using enum MatchRule;

const std::string zandwijk = "policies/zandwijk.toml";
const std::string as_it_is =
    R"(["own_batch", "structured_reference", "reference_in_free_text", "account_and_amount"])";

base::Date on(std::string_view text) {
    return base::Date::parse(text).value();
}

TEST(MatchLadder, OfZandwijkIsThatOfItsFile) {
    const LaddersOfMunicipalities ladders =
        read_match_ladders(DRAAGKRACHT_SOURCE_DIR "/config/policies").value();
    const MatchLadder& ladder = ladders.at("zandwijk").on(on("2026-06-30"));
    EXPECT_EQ(ladder.valid_from, on("2021-07-01"));
    EXPECT_THAT(
        ladder.rules,
        ElementsAre(own_batch, structured_reference, reference_in_free_text, account_and_amount)
    );
    EXPECT_EQ(ladder.rules, ladder_of_the_program().rules);
    // One policy, several municipalities.
    EXPECT_EQ(ladders.at("berkelmonde").on(on("2026-06-30")).valid_from, on("2021-07-01"));
    EXPECT_EQ(ladders.size(), 8U);  // Zandwijk, and the seven of Peelrand
}

TEST(MatchLadder, HoldsFromItsDateUntilTheNext) {
    const ConfigCopy copy;
    copy.replace(
        zandwijk,
        as_it_is,
        R"(["structured_reference", "account_and_amount"], source = "council" },
    { valid_from = 2026-01-01, value = "structured_reference")"
    );
    const MatchLadders ladders = read_match_ladders(copy.path("policies")).value().at("zandwijk");
    EXPECT_THAT(
        ladders.on(on("2025-12-31")).rules, ElementsAre(structured_reference, account_and_amount)
    );
    EXPECT_THAT(ladders.on(on("2026-01-01")).rules, ElementsAre(structured_reference));
    EXPECT_EQ(ladders.on(on("2027-01-01")).valid_from, on("2026-01-01"));
    EXPECT_FALSE(ladders.on(on("2026-01-01")).has(account_and_amount));
    // Before the first that is known: the ladder of the program.
    EXPECT_EQ(ladders.on(on("2021-06-30")).valid_from, std::nullopt);
    EXPECT_EQ(ladders.on(on("2021-06-30")).rules, ladder_of_the_program().rules);
}

TEST(MatchLadder, APolicyThatSaysNothingGoesByTheLadderOfTheProgram) {
    const ConfigCopy copy;
    const std::string text = copy.text(zandwijk);
    const std::size_t from = text.find("[matching]");
    ASSERT_NE(from, std::string::npos);
    copy.write(zandwijk, text.substr(0, from) + text.substr(text.find("\n[", from) + 1));
    const MatchLadders ladders = read_match_ladders(copy.path("policies")).value().at("zandwijk");
    const MatchLadder& ladder = ladders.on(on("2026-06-30"));
    EXPECT_EQ(ladder.valid_from, std::nullopt);
    EXPECT_EQ(ladder.rules, ladder_of_the_program().rules);
}

// Both readers tell it: that of the start of every command, and that of matching.
TEST(MatchLadder, ASlipIsNamedAndAnAccountAloneIsRefused) {
    struct Row {
        std::string rules;
        std::string code;
    };
    const std::vector<Row> rows{
        {R"(["structured_reference", "account"])", "norms.account-alone"},
        {R"(["iban"])", "norms.account-alone"},
        {R"(["account_and_name", "structured_reference"])", "norms.account-alone"},
        {R"(["structured_referense"])", "norms.not-a-value"},
        {R"(["structured_reference", "structured_reference"])", "norms.not-a-value"},
        {R"([])", "norms.wrong-type"},
        {R"([1])", "norms.wrong-type"},
        {R"(true)", "norms.wrong-type"},
        {R"(["own_batch"], speed = 1)", "norms.unknown-key"},
        {R"(["own_batch"], source = "a" },
    { valid_from = 2020-01-01, value = ["own_batch"])",
         "norms.overlap"},
    };
    for (const Row& row : rows) {
        const ConfigCopy copy;
        copy.replace(zandwijk, as_it_is, row.rules);
        const auto at_start = read_policies(copy.path("policies"));
        ASSERT_FALSE(at_start) << row.rules;
        EXPECT_EQ(at_start.error().code, row.code) << row.rules << at_start.error().to_line();
        EXPECT_THAT(at_start.error().where, testing::HasSubstr("zandwijk.toml:")) << row.rules;
        const auto ladders = read_match_ladders(copy.path("policies"));
        ASSERT_FALSE(ladders) << row.rules;
        EXPECT_EQ(ladders.error().code, row.code) << row.rules;
    }
    const ConfigCopy copy;
    copy.replace(zandwijk, "[matching]\n", "[matching]\nspeed = 1\n");
    EXPECT_EQ(read_policies(copy.path("policies")).error().code, "norms.unknown-key");
}

}  // namespace
}  // namespace draagkracht::norms
