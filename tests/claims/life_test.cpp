// Every stage of a claim and every act on it, held against the table in docs/claim-life.md.
#include "draagkracht/claims/life.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <sstream>

#include "claims/life_case.hpp"

namespace draagkracht::claims {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::string outcome_of(Stage stage, ActKind kind) {
    Case made = in_stage(stage);
    if (uses_credit(kind)) {
        made.move(PostingKind::payment, "-100.00", "2026-06-30");
    }
    EXPECT_EQ(made.life().stage, stage) << to_text(stage);
    const NewAct act = act_of(kind);
    const auto effect = made.effect(act);
    if (!effect) {
        EXPECT_EQ(effect.error(), permitted(made.life(), kind).error());
        return "–";
    }
    made.add(act);
    made.movements.insert(made.movements.end(), effect->begin(), effect->end());
    return std::string{to_text(made.life().stage)};
}

std::vector<std::string> cells_of(const std::string& line) {
    std::vector<std::string> cells;
    std::istringstream text{line.substr(1)};
    for (std::string cell; std::getline(text, cell, '|');) {
        const auto first = cell.find_first_not_of(' ');
        cells.push_back(cell.substr(first, cell.find_last_not_of(' ') - first + 1));
    }
    return cells;
}

// By act, then by stage.
std::map<std::string, std::map<std::string, std::string>> table_of_document() {
    std::map<std::string, std::map<std::string, std::string>> table;
    std::ifstream document{DRAAGKRACHT_SOURCE_DIR "/docs/claim-life.md"};
    std::vector<std::string> header;
    for (std::string line; std::getline(document, line);) {
        if (line.starts_with("| act |")) {
            header = cells_of(line);
        } else if (!header.empty() && line.starts_with("| ")) {
            const std::vector<std::string> cells = cells_of(line);
            for (std::size_t column = 1; column < header.size(); ++column) {
                table[cells.at(0)][header[column]] = cells.at(column);
            }
        } else if (!line.starts_with("|")) {
            header.clear();
        }
    }
    return table;
}

TEST(LifeTable, EveryStageAndEveryActIsAsTheDocumentSays) {
    const auto table = table_of_document();
    ASSERT_EQ(table.size(), act_kinds().size());
    for (const ActKind kind : act_kinds()) {
        for (const Stage stage : stages()) {
            EXPECT_EQ(
                outcome_of(stage, kind),
                table.at(std::string{to_text(kind)}).at(std::string{to_text(stage)})
            ) << to_text(kind)
              << " in " << to_text(stage);
        }
    }
}

struct RefusalRow {
    std::string what;
    Stage stage;
    NewAct act;
    std::string code;
};

TEST(ActEffect, RefusesWithTheReason) {
    using enum ActKind;
    const auto amount = [](const std::string& text) {
        return [text](NewAct& act) { act.amount = money(text); };
    };
    const std::vector<RefusalRow> rows{
        {"a posting on a closed claim", Stage::remitted, act_of(changed), "claims.closed"},
        {"collected while written off", Stage::written_off, act_of(held), "claims.written-off"},
        {"more than the claim comes off",
         Stage::in_default,
         with(changed, amount("-20000.00")),
         "claims.correction-too-large"},
        {"a slip larger than the balance",
         Stage::in_default,
         with(corrected, amount("-20000.01")),
         "claims.above-balance"},
        {"a claim above ten million",
         Stage::in_default,
         with(changed, amount("9980000.01")),
         "claims.amount-too-large"},
        {"an amount above ten million",
         Stage::in_default,
         with(changed, amount("10000000.01")),
         "claims.amount-too-large"},
        {"a slip mended to above ten million",
         Stage::in_default,
         with(corrected, amount("9980000.01")),
         "claims.amount-too-large"},
        {"an amount of nothing",
         Stage::in_default,
         with(changed, amount("0.00")),
         "claims.act-needs"},
        {"another amount than was seen",
         Stage::in_default,
         with(remitted, amount("19999.99")),
         "claims.other-amount"},
        {"other interest than was seen",
         Stage::in_default,
         with(interest_set, amount("170.95")),
         "claims.other-amount"},
        {"interest of days to come",
         Stage::in_default,
         with(interest_set, [](NewAct& act) { act.last_day = day("2026-07-02"); }),
         "claims.in-future"},
        // 20,000.00 x 4% x 9 days / 365 = 19.7260: below EUR 20
        {"interest that is not due",
         Stage::in_default,
         with(interest_set, [](NewAct& act) { act.last_day = day("2026-04-22"); }),
         "claims.no-interest"},
        {"a gross-up halfway the year",
         Stage::in_default,
         with(grossed_up, [](NewAct& act) { act.on = day("2026-03-01"); }),
         "claims.not-grossed-up"},
        {"before the claim was there",
         Stage::in_default,
         with(changed, [](NewAct& act) { act.on = day("2025-12-14"); }),
         "claims.before-decision"},
        {"from a day to come",
         Stage::in_default,
         with(changed, [](NewAct& act) { act.on = day("2026-07-02"); }),
         "claims.in-future"},
        {"a remission of the past",
         Stage::in_default,
         with(remitted, [](NewAct& act) { act.on = day("2026-06-30"); }),
         "claims.not-backdated"},
        {"the same hold twice",
         Stage::in_default,
         with(held, [](NewAct& act) { act.hold = HoldKind::objection; }),
         "claims.held-already"},
        {"the end of a hold that is none",
         Stage::in_default,
         with(hold_ended, [](NewAct& act) { act.ends = "H-9"; }),
         "claims.no-such-hold"},
        {"the end of a hold before it began",
         Stage::in_default,
         with(hold_ended, [](NewAct& act) { act.last_day = day("2026-01-08"); }),
         "claims.wrong-period"},
        {"somebody who owes nothing",
         Stage::in_default,
         with(debtor_released, [](NewAct& act) { act.debtor = base::PersonId{3}; }),
         "claims.unknown-debtor"},
        {"no reason",
         Stage::in_default,
         with(changed, [](NewAct& act) { act.reason = ""; }),
         "base.not-a-line"},
        {"a reason of blanks",
         Stage::in_default,
         with(changed, [](NewAct& act) { act.reason = "  "; }),
         "base.not-a-line"},
        {"a decision of blanks",
         Stage::in_default,
         with(changed, [](NewAct& act) { act.decision_number = " "; }),
         "base.not-a-line"},
        {"no decision",
         Stage::in_default,
         with(changed, [](NewAct& act) { act.decision_number = ""; }),
         "claims.act-needs"},
        {"a hold without an end or a day to look again",
         Stage::in_default,
         with(held, [](NewAct& act) { act.last_day.reset(); }),
         "claims.act-needs"},
        {"a field of another act",
         Stage::in_default,
         with(changed, [](NewAct& act) { act.debtor = anna; }),
         "claims.act-does-not-take"},
    };
    for (const RefusalRow& row : rows) {
        const auto effect = in_stage(row.stage).effect(row.act);
        ASSERT_FALSE(effect) << row.what;
        EXPECT_EQ(effect.error().code, row.code) << row.what;
    }
}

TEST(ActEffect, RefusesASecondReleaseAndTheReleaseOfTheLast) {
    Case made = in_stage(Stage::in_default);
    made.add(act_of(ActKind::debtor_released));
    EXPECT_THAT(made.life().debtors, ElementsAre(anna));
    EXPECT_EQ(
        made.effect(act_of(ActKind::debtor_released)).error().code, "claims.released-already"
    );
    NewAct last = act_of(ActKind::debtor_released);
    last.debtor = anna;
    EXPECT_EQ(made.effect(last).error().code, "claims.last-debtor");
    // Not from a day before the first release either.
    NewAct again = act_of(ActKind::debtor_released);
    again.on = last.on = day("2026-06-01");
    EXPECT_EQ(made.effect(again).error().code, "claims.released-already");
    EXPECT_EQ(made.effect(last).error().code, "claims.last-debtor");
}

TEST(ActEffect, RefusesWhatCountsFromAYearThatIsClosed) {
    const Case made = in_stage(Stage::in_default);
    const auto closed_until = [&](const std::string& last_day, const NewAct& act) {
        return effect_of(
            {made.claim, made.acts, made.movements, made.course, law(), today, day(last_day)}, act
        );
    };
    NewAct change = act_of(ActKind::changed);
    change.on = day("2025-12-31");
    EXPECT_EQ(closed_until("2025-12-31", change).error().code, "claims.year-closed");
    change.on = day("2026-01-01");
    EXPECT_TRUE(closed_until("2025-12-31", change));
    EXPECT_TRUE(closed_until("2025-12-31", act_of(ActKind::grossed_up)));
}

TEST(ActEffect, ALowerDecisionAfterPaymentLeavesACredit) {
    Case made = in_stage(Stage::in_default);
    made.move(PostingKind::payment, "-1500.00", "2026-05-01");
    NewAct lower = act_of(ActKind::changed);
    lower.amount = money("-19000.00");
    const auto effect = made.effect(lower).value();
    made.movements.insert(made.movements.end(), effect.begin(), effect.end());
    EXPECT_EQ(balance_of(made.movements).principal, money("-500.00"));
    EXPECT_EQ(made.life().stage, Stage::paid);
}

TEST(ActEffect, AnnulmentTakesOffAllThatWasAskedAndLeavesWhatWasPaid) {
    Case made = in_stage(Stage::in_default);
    made.move(PostingKind::payment, "-1500.00", "2026-05-01");
    made.movements.push_back(
        {Component::costs, PostingKind::fee, money("20.00"), day("2026-05-02"), "aanmaning"}
    );
    const auto effect = made.effect(act_of(ActKind::annulled)).value();
    made.movements.insert(made.movements.end(), effect.begin(), effect.end());
    EXPECT_EQ(balance_of(made.movements), (Balance{Money{}, Money{}, money("-1500.00")}));
}

// EUR 1,500.00 was paid and the rest remitted; then the bank took the payment back, and EUR
// 1,500.00 is asked.
TEST(ActEffect, WhatWasGivenUpIsNeverACredit) {
    Case made = in_stage(Stage::in_default);
    made.move(PostingKind::payment, "-1500.00", "2026-05-01");
    made.add({"C-1", ActKind::remitted, day("2026-06-20"), "test"});
    made.move(PostingKind::remission, "-18500.00", "2026-06-20");
    made.move(PostingKind::payment, "1500.00", "2026-05-01");
    NewAct lower = act_of(ActKind::changed);
    lower.amount = money("-1500.00");
    EXPECT_EQ(made.effect(lower).error().code, "claims.correction-too-large");
    lower.amount = money("-1499.99");
    EXPECT_TRUE(made.effect(lower));
    const auto annulled = made.effect(act_of(ActKind::annulled)).value();
    made.movements.insert(made.movements.end(), annulled.begin(), annulled.end());
    EXPECT_EQ(balance_of(made.movements), Balance{});
}

// The principal was paid and then lowered by EUR 10.00; of EUR 30.00 interest EUR 20.00 is open.
TEST(ActEffect, ACreditOnThePrincipalCountsForTheInterest) {
    Case made = in_stage(Stage::in_default);
    made.move(PostingKind::payment, "-20000.00", "2026-05-01");
    made.move(PostingKind::correction, "-10.00", "2026-05-02");
    made.movements.push_back(
        {Component::interest, PostingKind::interest, money("30.00"), day("2026-06-01"), "B-98"}
    );
    NewAct remission = act_of(ActKind::remitted);
    remission.amount = money("20.00");
    const auto effect = made.effect(remission).value();
    ASSERT_EQ(effect.size(), 1U);
    EXPECT_EQ(effect.front().component, Component::interest);
    EXPECT_EQ(effect.front().amount, money("-20.00"));
}

TEST(ActEffect, GrossUpIsOverWhatWasOpenAtTheTurnOfTheYearOnly) {
    Case made = in_stage(Stage::in_default);
    made.move(PostingKind::payment, "-2345.67", "2025-12-31");  // still counts in the old year
    made.move(PostingKind::payment, "-1000.00", "2026-01-01");
    NewAct gross_up = act_of(ActKind::grossed_up);
    gross_up.factor = base::Percentage::parse("37.125").value();
    // 20,000.00 - 2,345.67 = 17,654.33; x 37.125% = 6,554.1700125
    gross_up.amount = money("6554.17");
    EXPECT_EQ(made.effect(gross_up).value().at(0).amount, money("6554.17"));
}

TEST(ActEffect, GrossUpIsByTheAmountWherePayrollGivesNoFactor) {
    const Case made = in_stage(Stage::in_default);
    NewAct gross_up = act_of(ActKind::grossed_up);
    gross_up.factor.reset();
    gross_up.amount = money("7412.05");
    EXPECT_EQ(made.effect(gross_up).value().at(0).amount, money("7412.05"));
    EXPECT_EQ(amount_of(made.on_claim(), gross_up).error().code, "claims.act-needs");
    gross_up.amount = money("-7412.05");
    EXPECT_EQ(made.effect(gross_up).error().code, "claims.not-grossed-up");
}

TEST(ActEffect, WhatWasGrossedUpIsNotGrossedUpAgain) {
    Case made = in_stage(Stage::in_default);
    made.movements.push_back(
        {Component::principal, PostingKind::gross_up, money("1.00"), day("2026-01-01"), "vorig"}
    );
    EXPECT_EQ(made.effect(act_of(ActKind::grossed_up)).error().code, "claims.not-grossed-up");
}

TEST(ActEffect, InterestDoesNotRunInAHoldThatSaysSo) {
    Case made = in_stage(Stage::in_default);
    NewAct hold = act_of(ActKind::held);
    hold.on = day("2026-05-01");
    hold.last_day = day("2026-05-31");
    hold.interest_runs = false;
    made.add(hold);
    // 20,000.00 x 4% x (78 - 31) days / 365 = 103.0137
    NewAct interest = act_of(ActKind::interest_set);
    interest.amount = money("103.01");
    EXPECT_TRUE(made.effect(interest));
}

TEST(ActEffect, InterestIsSetForWhatWasNotSetBefore) {
    Case made = in_stage(Stage::in_default);
    made.movements.push_back(
        {Component::interest, PostingKind::interest, money("100.00"), day("2026-06-10"), "B-98"}
    );
    NewAct interest = act_of(ActKind::interest_set);
    interest.amount = money("70.96");  // 170.96 - 100.00
    EXPECT_TRUE(made.effect(interest));
}

TEST(Life, HoldsCoverTheirFirstAndLastDay) {
    Case made = in_stage(Stage::in_default);
    NewAct hold = act_of(ActKind::held);
    hold.on = day("2026-06-10");
    hold.last_day = day("2026-06-20");
    hold.number = "H-2";
    made.add(hold);
    const auto running_on = [&made](const std::string& on) {
        std::vector<HoldKind> kinds;
        for (const RunningHold& running : made.life(day(on)).holds) {
            kinds.push_back(running.kind);
        }
        return kinds;
    };
    EXPECT_THAT(running_on("2026-06-09"), ElementsAre(HoldKind::objection));
    EXPECT_THAT(running_on("2026-06-10"), ElementsAre(HoldKind::objection, HoldKind::dispute));
    EXPECT_THAT(running_on("2026-06-20"), ElementsAre(HoldKind::objection, HoldKind::dispute));
    EXPECT_THAT(running_on("2026-06-21"), ElementsAre(HoldKind::objection));

    NewAct end = act_of(ActKind::hold_ended);
    end.last_day = day("2026-06-15");
    made.add(end);
    EXPECT_THAT(running_on("2026-06-16"), ElementsAre(HoldKind::dispute));

    NewAct taken_back = act_of(ActKind::hold_ended);
    taken_back.ends = "H-2";
    taken_back.last_day = day("2026-06-09");
    made.add(taken_back);
    EXPECT_THAT(running_on("2026-06-10"), ElementsAre(HoldKind::objection));
    EXPECT_THAT(running_on("2026-06-16"), IsEmpty());
}

TEST(Life, WhatThePastWasIsNotWhatItIsNow) {
    Case made = in_stage(Stage::remitted);
    EXPECT_EQ(made.life(day("2026-06-20")).stage, Stage::remitted);
    // As the day before: neither the act counts yet nor what it took off.
    made.movements.pop_back();
    EXPECT_EQ(made.life(day("2026-06-19")).stage, Stage::in_default);
    // A payment that the bank took back after the remission is open again.
    EXPECT_EQ(made.life(day("2026-06-21")).stage, Stage::in_default);
}

}  // namespace
}  // namespace draagkracht::claims
