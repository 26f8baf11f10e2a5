// What an act does with a credit: how much of it, from where, and to where. All amounts are worked
// out by hand.
#include <gtest/gtest.h>

#include "claims/life_case.hpp"

namespace draagkracht::claims {
namespace {

// A claim on which EUR 500.00 more was paid than is owed, with costs and interest in it.
Case with_credit() {
    Case made;
    made.move(PostingKind::payment, "-20450.00", "2026-06-01");
    made.movements.push_back(
        {Component::costs, PostingKind::correction, money("-20.00"), day("2026-06-02"), "test"}
    );
    made.movements.push_back(
        {Component::interest, PostingKind::correction, money("-30.00"), day("2026-06-02"), "test"}
    );
    return made;
}

// "costs refund 20.00"
std::string told(const std::vector<Movement>& movements) {
    std::string text;
    for (const Movement& movement : movements) {
        text += (text.empty() ? "" : ", ") + std::string{to_text(movement.component)} + " " +
                std::string{to_text(movement.kind)} + " " + movement.amount.to_string();
    }
    return text;
}

NewAct of_credit(ActKind kind, const std::string& amount) {
    return with(kind, [&amount](NewAct& act) { act.amount = money(amount); });
}

TEST(ActEffect, ARefundTakesTheWholeCreditFromWhereItStands) {
    const auto effect = with_credit().effect(of_credit(ActKind::credit_refunded, "500.00"));
    EXPECT_EQ(
        told(effect.value()), "costs refund 20.00, interest refund 30.00, principal refund 450.00"
    );
    EXPECT_EQ(
        with_credit().effect(of_credit(ActKind::credit_refunded, "499.99")).error().code,
        "claims.other-amount"
    );
}

TEST(ActEffect, ACreditWithCostsThatAreOpenIsWhatIsLeftOfIt) {
    Case made;
    made.move(PostingKind::payment, "-20500.00", "2026-06-01");
    made.movements.push_back(
        {Component::costs, PostingKind::fee, money("20.00"), day("2026-06-02"), "test"}
    );
    const auto effect = made.effect(of_credit(ActKind::credit_refunded, "480.00"));
    EXPECT_EQ(told(effect.value()), "principal refund 480.00");
}

struct MoveRow {
    std::string what;
    std::string costs, interest, paid;  // of the other claim of 20,000.00
    std::string amount;
    std::string on_this, on_other;  // Awb 4:92: costs, interest, principal
};

TEST(ActEffect, AMovedCreditCoversTheOtherClaimInTheOrderOfTheLaw) {
    const std::vector<MoveRow> rows{
        {"all of it",
         "9.00",
         "11.00",
         "0.00",
         "500.00",
         "costs set_off 20.00, interest set_off 30.00, principal set_off 450.00",
         "costs set_off -9.00, interest set_off -11.00, principal set_off -480.00"},
        {"as much as is open there",
         "9.00",
         "1.00",
         "-19900.00",
         "110.00",
         "principal set_off 110.00",
         "costs set_off -9.00, interest set_off -1.00, principal set_off -100.00"},
    };
    for (const MoveRow& row : rows) {
        Case other;
        other.acts.clear();
        other.movements.push_back(
            {Component::costs, PostingKind::fee, money(row.costs), day("2026-06-01"), "test"}
        );
        other.movements.push_back(
            {Component::interest,
             PostingKind::interest,
             money(row.interest),
             day("2026-06-01"),
             "test"}
        );
        other.move(PostingKind::payment, row.paid, "2026-06-02");
        const NewAct act = of_credit(ActKind::credit_moved, row.amount);
        const auto effect = with_credit().effect(act, other);
        ASSERT_TRUE(effect) << row.what << effect.error().code;
        EXPECT_EQ(told(*effect), row.on_this) << row.what;
        EXPECT_EQ(told(effect_on_other(other.on_claim(), act, *effect)), row.on_other) << row.what;
    }
}

TEST(ActEffect, RefusesAClaimThatACreditCannotBeSetAgainst) {
    const auto code = [](const Case& other) {
        const auto effect = with_credit().effect(of_credit(ActKind::credit_moved, "500.00"), other);
        return effect ? "recorded" : effect.error().code + " at " + effect.error().where;
    };
    const auto without_hold = [](Stage stage) {
        Case made = in_stage(stage);
        std::erase_if(made.acts, [](const Act& act) { return act.facts.hold.has_value(); });
        return made;
    };
    EXPECT_EQ(code(without_hold(Stage::in_default)), "recorded");
    EXPECT_EQ(code(without_hold(Stage::to_be_paid)), "recorded");
    EXPECT_EQ(code(without_hold(Stage::in_plan)), "recorded");
    EXPECT_EQ(code(without_hold(Stage::at_bailiff)), "recorded");
    // Awb 4:104 lid 2: no set-off after the limitation.
    EXPECT_EQ(code(without_hold(Stage::lapsed)), "claims.lapsed at other_claim");
    EXPECT_EQ(code(without_hold(Stage::decided)), "claims.not-notified at other_claim");
    EXPECT_EQ(code(without_hold(Stage::paid)), "claims.nothing-open at other_claim");
    EXPECT_EQ(code(without_hold(Stage::remitted)), "claims.closed at other_claim");
    EXPECT_EQ(code(without_hold(Stage::written_off)), "claims.written-off at other_claim");
    EXPECT_EQ(code(in_stage(Stage::in_default)), "claims.held at other_claim");
    Case of_others = without_hold(Stage::in_default);
    of_others.claim.debtors = {{base::PersonId{3}, day("2025-12-15")}};
    EXPECT_EQ(code(of_others), "claims.other-debtors at other_claim");
    const Case alone = with_credit();
    EXPECT_EQ(
        effect_of(alone.on_claim(), of_credit(ActKind::credit_moved, "500.00")).error().code,
        "claims.unknown-claim"
    );
}

TEST(ActEffect, WithoutACreditNothingIsRefundedOrMoved) {
    for (const ActKind kind : {ActKind::credit_refunded, ActKind::credit_moved}) {
        for (const Stage stage : stages()) {
            EXPECT_EQ(in_stage(stage).effect(act_of(kind)).error().code, "claims.no-credit");
        }
    }
}

}  // namespace
}  // namespace draagkracht::claims
