// docs/formats.md tells the truth of `propose`: its example is run, and what is wrong is told with
// the field. The amounts of the example were worked out by hand: 2,018.00 in instalments of each.
#include "draagkracht/plans/proposals_json.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "draagkracht/norms/rules_file.hpp"

namespace draagkracht::plans {

using testing::HasSubstr;
using testing::Not;

namespace {

const norms::RuleBook& rules() {
    static const norms::RuleBook book =
        norms::read_rules({.norms = DRAAGKRACHT_SOURCE_DIR "/config/norms",
                           .law = DRAAGKRACHT_SOURCE_DIR "/config/law.toml",
                           .policies = DRAAGKRACHT_SOURCE_DIR "/config/policies"})
            .value();
    return book;
}

// The lines of the code block behind the mark.
std::vector<std::string> example(const std::string& mark) {
    std::ifstream page{DRAAGKRACHT_SOURCE_DIR "/docs/formats.md"};
    std::vector<std::string> lines;
    std::string line;
    while (std::getline(page, line) && line.find(mark) == std::string::npos) {
    }
    while (std::getline(page, line) && line != "```json") {
    }
    while (std::getline(page, line) && line != "```") {
        lines.push_back(line);
    }
    return lines;
}

std::string talk() {
    return example("talk example").front();
}

std::string with(std::string text, const std::string& former, const std::string& by) {
    const std::size_t place = text.find(former);
    EXPECT_NE(place, std::string::npos) << former;
    return text.replace(place, former.size(), by);
}

}  // namespace

TEST(ProposalsJson, TheExampleGivesWhatThePageSays) {
    const std::string answer = propose_line(talk(), rules()).value();
    const std::vector<std::string> pieces = example("proposals example");
    ASSERT_EQ(pieces.size(), 7U);
    for (const std::string& piece : pieces) {
        EXPECT_THAT(answer, HasSubstr(piece));
    }
    EXPECT_THAT(answer, Not(HasSubstr("renewal")));
    EXPECT_THAT(answer, Not(HasSubstr("\n")));
}

TEST(ProposalsJson, AProposalThatCannotBeIsPartOfTheAnswer) {
    const std::string below =
        propose_line(with(talk(), R"("amount":"60.00")", R"("amount":"1040.78")"), rules()).value();
    EXPECT_THAT(
        below,
        HasSubstr(R"({"proposal":"named_amount","possible":false,"code":"plans.below-protected-)")
    );
}

TEST(ProposalsJson, WhatIsNotKnownIsAskedBeforeAnythingIsProposed) {
    const std::string asked =
        propose_line(with(talk(), R"(,"debt_help":"none")", ""), rules()).value();
    EXPECT_THAT(asked, HasSubstr(R"("figures":null)"));
    EXPECT_THAT(asked, HasSubstr(R"("subject":"debt_help")"));
    EXPECT_THAT(asked, HasSubstr(R"("proposals":[])"));
}

TEST(ProposalsJson, WhatIsPaidElsewhereIsNotPromisedTwice) {
    const std::string beside =
        propose_line(with(talk(), R"("wish")", R"("paid_elsewhere":"100.00","wish")"), rules())
            .value();
    EXPECT_THAT(beside, HasSubstr(R"("norm_capacity":"446.66")"));
    EXPECT_THAT(beside, HasSubstr(R"("room":"940.77")"));
}

// The wage was 2,400 and is 2,300: less can be asked, so it works from the day it was told.
TEST(ProposalsJson, AChangeWorksFromTheDayThatTheLawSays) {
    const std::string household = talk().substr(13, talk().find(R"(,"claims")") - 13);
    const std::string former =
        R"(,"former":{"reported_on":"2026-07-01","household":)" + household + "}}";
    const std::string changed = with(talk(), R"("monthly":"2400.00")", R"("monthly":"2300.00")");
    const auto beside_former = [&](const std::string& now) {
        return propose_line(now.substr(0, now.size() - 1) + former, rules()).value();
    };
    EXPECT_THAT(
        beside_former(changed), HasSubstr(R"("renewal":{"needed":true,"works_from":"2026-07-01"})")
    );
    EXPECT_THAT(beside_former(talk()), HasSubstr(R"("renewal":{"needed":false,)"));
}

TEST(ProposalsJson, WhatIsWrongIsToldWithItsFieldAndNotItsValue) {
    struct Row {
        std::string former;
        std::string by;
        std::string where;
    };
    const std::vector<Row> rows{
        {R"("claims":)", R"("claim":)", ""},
        {R"("costs":"18.00")", R"("costs":18)", "claims.costs"},
        {R"("costs":"18.00")", R"("costs":"-18.00")", "claims.costs"},
        {R"("principal":"1200.00")", R"("principal":"99999999.00")", "claims.principal"},
        {R"("months":24)", R"("months":0)", "wish.months"},
        {R"("months":24)", R"("months":481)", "wish.months"},
        {R"("months":24)", R"("months":"24")", "wish.months"},
        {R"("months":24)", R"("maanden":24)", "wish"},
        {R"("2026-08-28")", R"("2026-08-32")", "wish.first_due_date"},
        {R"("first_due_date":"2026-08-28",)", "", "wish.first_due_date"},
        {R"("months":24)", R"("frequency":"daily")", "wish.frequency"},
        {R"("monthly":"2400.00")",
         R"("monthly":"2400.001")",
         "household.debtor.incomes[0].monthly"},
        {R"({"reference":"V-1","costs":"18.00","principal":"1200.00"},)", "7,", "claims"},
    };
    for (const Row& row : rows) {
        const base::Outcome<std::string> refused =
            propose_line(with(talk(), row.former, row.by), rules());
        ASSERT_FALSE(refused) << row.by;
        EXPECT_EQ(refused.error().where, row.where) << row.by << ": " << refused.error().message;
    }
    for (const std::string text : {"", "[]", "7", "{}", "{", "null"}) {
        EXPECT_FALSE(propose_line(text, rules())) << text;
    }
    const std::string deep(500'000, '[');
    EXPECT_FALSE(propose_line(
        R"({"household":{"housemates":)" + deep + std::string(deep.size(), ']') + "}}", rules()
    ));
    const std::string nothing = with(
        with(talk(), R"("costs":"18.00","principal":"1200.00")", R"("costs":"0.00")"),
        R"("principal":"800.00")",
        R"("principal":"0.00")"
    );
    EXPECT_EQ(propose_line(nothing, rules()).error().message, "nothing is open on these claims");
}

}  // namespace draagkracht::plans
