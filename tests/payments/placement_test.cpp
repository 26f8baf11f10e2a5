// What a person may do with money that came in: the rules, on facts alone.
#include "draagkracht/payments/placement.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "draagkracht/payments/hand_act_service.hpp"

namespace draagkracht::payments {

using base::ClaimId;
using base::EntryId;
using base::Money;
using base::PlanId;

namespace {

Money money(std::string_view text) {
    return Money::parse(text).value();
}

// Entry 1: 100.00 came in, of which 30.00 stands on V-501 under plan 901; 70.00 waits.
// Entry 2: 50.00 came in, all of it waits. Entry 3 went out; entry 4 was taken back.
// Open: V-501 60.00 and V-502 20.00, both paid by R-901; V-503 40.00 without a plan; V-504 10.00,
// paid by of two debtors; V-505 nothing. R-904 has ended.
PlacementFacts facts() {
    const base::MunicipalityId zandwijk{7};
    PlacementFacts facts;
    facts.entries.emplace(
        EntryId{1},
        EntryAtHand{
            .id = EntryId{1},
            .municipality = zandwijk,
            .amount = money("100.00"),
            .suspended = money("70.00"),
            .revision = 2,
            .shares = {{ClaimId{501}, PlanId{901}, money("30.00")}}}
    );
    facts.entries.emplace(
        EntryId{2}, EntryAtHand{EntryId{2}, zandwijk, money("50.00"), money("50.00")}
    );
    facts.entries.emplace(
        EntryId{3}, EntryAtHand{EntryId{3}, zandwijk, money("-50.00"), money("-50.00")}
    );
    facts.entries.emplace(
        EntryId{4},
        EntryAtHand{
            .id = EntryId{4},
            .municipality = zandwijk,
            .amount = money("50.00"),
            .suspended = money("50.00"),
            .is_taken_back = true}
    );
    facts.claims = {
        {"V-501", {ClaimId{501}, money("60.00"), {PlanId{901}}}},
        {"V-502", {ClaimId{502}, money("20.00"), {PlanId{901}}}},
        {"V-503", {ClaimId{503}, money("40.00"), {}}},
        {"V-504", {ClaimId{504}, money("10.00"), {PlanId{902}, PlanId{903}}}},
        {"V-505", {ClaimId{505}, money("0.00"), {}}}};
    facts.plans = {
        {"R-901", {PlanId{901}, false, {"V-501", "V-502"}}},
        {"R-902", {PlanId{902}, false, {"V-504"}}},
        {"R-904", {PlanId{904}, true, {"V-503"}}}};
    return facts;
}

std::string moved(const PlacementAsked& asked) {
    PlacementFacts at_hand = facts();
    std::erase_if(at_hand.entries, [&asked](const auto& entry) {
        return std::ranges::none_of(asked.seen, [&entry](const SeenEntry& seen) {
            return seen.entry == entry.first;
        });
    });
    const auto moves = placement_of(asked, at_hand);
    if (!moves) {
        return moves.error().where + (moves.error().where.empty() ? "" : ": ") + moves.error().code;
    }
    std::string text;
    for (const HandMove& move : *moves) {
        text += fmt::format(
            "{}{} to {}{} {}",
            text.empty() ? "" : ", ",
            move.entry.value(),
            move.claim.value(),
            move.plan ? fmt::format(" of {}", move.plan->value()) : "",
            move.amount.to_string()
        );
    }
    return text;
}

PlacementAsked asked(
    const std::vector<SeenEntry>& seen,
    const std::vector<AmountTaken>& take,
    const std::vector<AmountPut>& put
) {
    return {.number = "1", .reason = "r", .seen = seen, .take = take, .put = put};
}

constexpr EntryId one{1};
constexpr EntryId two{2};
const SeenEntry saw_one{one, 2};
const SeenEntry saw_two{two, 0};

}  // namespace

TEST(Placement, TheTable) {
    struct Row {
        const char* told;
        PlacementAsked asked;
        const char* expected;
    };
    const std::vector<Row> rows{
        {"on a claim without a plan",
         asked({saw_one}, {}, {{one, "V-503", "", money("40.00")}}),
         "1 to 503 40.00"},
        {"on a claim of a plan: it counts under that plan",
         asked({saw_one}, {}, {{one, "V-501", "", money("25.00")}}),
         "1 to 501 of 901 25.00"},
        {"split over a claim and a plan; the plan goes over its claims in order",
         asked(
             {saw_one}, {}, {{one, "V-501", "", money("50.00")}, {one, "", "R-901", money("15.00")}}
         ),
         "1 to 501 of 901 60.00, 1 to 502 of 901 5.00"},
        {"two payments on one claim",
         asked(
             {saw_one, saw_two},
             {},
             {{one, "V-501", "", money("45.00")}, {two, "V-501", "", money("15.00")}}
         ),
         "1 to 501 of 901 45.00, 2 to 501 of 901 15.00"},
        {"to another claim: what is taken can be put",
         asked({saw_one}, {{one, "V-501", money("30.00")}}, {{one, "V-503", "", money("40.00")}}),
         "1 to 501 of 901 -30.00, 1 to 503 40.00"},
        {"back to suspense",
         asked({saw_one}, {{one, "V-501", money("10.00")}}, {}),
         "1 to 501 of 901 -10.00"},
        {"of joint debtors' plans one is named",
         asked({saw_one}, {}, {{one, "V-504", "R-902", money("10.00")}}),
         "1 to 504 of 902 10.00"},
        {"taken and put back is nothing",
         asked({saw_one}, {{one, "V-501", money("30.00")}}, {{one, "V-501", "", money("30.00")}}),
         "payments.nothing-to-place"},
        {"no lines", asked({saw_one}, {}, {}), "payments.nothing-to-place"},
        {"a cent more than waits",
         asked(
             {saw_one}, {}, {{one, "V-501", "", money("60.00")}, {one, "V-503", "", money("10.01")}}
         ),
         "line 2: payments.more-than-suspended"},
        {"a cent more than is open",
         asked({saw_one}, {}, {{one, "V-503", "", money("40.01")}}),
         "line 1: payments.more-than-open"},
        {"two payments together more than is open",
         asked(
             {saw_one, saw_two},
             {},
             {{one, "V-503", "", money("30.00")}, {two, "V-503", "", money("10.01")}}
         ),
         "line 2: payments.more-than-open"},
        {"a cent more than is open on all claims of the plan",
         asked({saw_one, saw_two}, {}, {{one, "", "R-901", money("80.01")}}),
         "line 1: payments.more-than-open"},
        {"nothing is open",
         asked({saw_one}, {}, {{one, "V-505", "", money("0.01")}}),
         "line 1: payments.more-than-open"},
        {"a cent more than stands there",
         asked({saw_one}, {{one, "V-501", money("30.01")}}, {}),
         "line 1: payments.more-than-placed"},
        {"taken where nothing stands",
         asked({saw_two}, {{two, "V-501", money("1.00")}}, {}),
         "line 1: payments.more-than-placed"},
        {"another has it, or nobody",
         asked({saw_one}, {}, {{one, "V-999", "", money("1.00")}}),
         "line 1: payments.unknown-claim"},
        {"a plan of another",
         asked({saw_one}, {}, {{one, "", "R-999", money("1.00")}}),
         "line 1: payments.unknown-plan"},
        {"nothing named",
         asked({saw_one}, {}, {{one, "", "", money("1.00")}}),
         "line 1: payments.no-debt-named"},
        {"a plan that ended",
         asked({saw_one}, {}, {{one, "", "R-904", money("1.00")}}),
         "line 1: payments.plan-ended"},
        {"a plan that does not pay the claim",
         asked({saw_one}, {}, {{one, "V-503", "R-901", money("1.00")}}),
         "line 1: payments.not-of-plan"},
        {"which of the plans",
         asked({saw_one}, {}, {{one, "V-504", "", money("1.00")}}),
         "line 1: payments.several-plans"},
        {"nothing at all",
         asked({saw_one}, {}, {{one, "V-501", "", money("0.00")}}),
         "line 1: payments.wrong-amount"},
        {"below zero",
         asked({saw_one}, {}, {{one, "V-501", "", money("-1.00")}}),
         "line 1: payments.wrong-amount"},
        {"of which is not told how it was seen",
         asked({saw_one}, {}, {{two, "V-501", "", money("1.00")}}),
         "line 1: payments.unknown-entry"},
        {"booked on since",
         asked({{one, 1}}, {}, {{one, "V-501", "", money("1.00")}}),
         "payments.changed-meanwhile"},
        {"money out",
         asked({{EntryId{3}, 0}}, {}, {{EntryId{3}, "V-501", "", money("1.00")}}),
         "payments.money-out"},
        {"taken back by the bank",
         asked({{EntryId{4}, 0}}, {}, {{EntryId{4}, "V-501", "", money("1.00")}}),
         "payments.entry-taken-back"},
        {"no such payment",
         asked({{EntryId{9}, 0}}, {}, {{EntryId{9}, "V-501", "", money("1.00")}}),
         "payments.unknown-entry"},
    };
    for (const Row& row : rows) {
        const base::Done lines = check_lines(row.asked);
        EXPECT_EQ(lines ? moved(row.asked) : lines.error().code, row.expected) << row.told;
    }
}

// One payment on one claim under two plans would leave two postings that nobody can tell apart.
TEST(Placement, OnePlanAtATime) {
    PlacementFacts at_hand = facts();
    at_hand.plans.emplace("R-903", PlanAtHand{PlanId{903}, false, {"V-504", "V-501"}});
    const auto refused = [&at_hand](const PlacementAsked& lines) {
        const auto moves = placement_of(lines, at_hand);
        return moves ? "" : moves.error().code;
    };
    EXPECT_EQ(
        refused(asked(
            {saw_two},
            {},
            {{two, "V-504", "R-902", money("5.00")}, {two, "V-504", "R-903", money("5.00")}}
        )),
        "payments.two-plans-at-once"
    );
    EXPECT_EQ(
        refused(asked({saw_one}, {}, {{one, "V-501", "R-903", money("5.00")}})),
        "payments.two-plans-at-once"
    ) << "30.00 of it stands there under R-901";
    EXPECT_EQ(
        refused(asked(
            {saw_one}, {{one, "V-501", money("30.00")}}, {{one, "V-501", "R-903", money("30.00")}}
        )),
        "payments.two-plans-at-once"
    );
}

TEST(Placement, AnActHasSoManyLinesAtMost) {
    PlacementAsked many = asked({saw_one}, {}, {});
    many.put.assign(lines_of_an_act_max, {one, "V-501", "", money("0.01")});
    EXPECT_TRUE(check_lines(many));
    many.put.push_back(many.put.front());
    EXPECT_EQ(check_lines(many).error().code, "payments.too-many-lines");
}

// The act took 30.00 of payment 1 from V-501 and put 20.00 of it on V-503. Now 20.00 stands on
// V-503 and 10.00 waits.
TEST(Undoing, TheTable) {
    const ActToUndo act{
        HandActKind::placed,
        false,
        {{one, false, false, false}},
        {{one, ClaimId{501}, PlanId{901}, money("-30.00")},
         {one, ClaimId{503}, std::nullopt, money("20.00")}},
        std::nullopt};
    const std::map<EntryId, EntryAtHand> entries{
        {one,
         EntryAtHand{
             .id = one,
             .municipality = base::MunicipalityId{7},
             .amount = money("30.00"),
             .suspended = money("10.00"),
             .shares = {{ClaimId{503}, std::nullopt, money("20.00")}}}}};
    const auto undone = [&entries](const ActToUndo& what, const std::string& open_on_the_first) {
        const auto undoing = undoing_of(
            what, entries, {{ClaimId{501}, money(open_on_the_first)}, {ClaimId{503}, money("0.00")}}
        );
        if (!undoing) {
            return undoing.error().code;
        }
        std::string text = undoing->released.contains(one) ? "released" : "";
        for (const HandMove& move : undoing->moves) {
            text += fmt::format(" {} {}", move.claim.value(), move.amount.to_string());
        }
        return text;
    };
    EXPECT_EQ(undone(act, "30.00"), "released 503 -20.00") << "the program places what was taken";
    ActToUndo stays = act;
    stays.entries = {{one, false, true, false}};
    EXPECT_EQ(undone(stays, "30.00"), " 503 -20.00 501 30.00");
    EXPECT_EQ(undone(stays, "12.00"), " 503 -20.00 501 12.00") << "18.00 waits";
    EXPECT_EQ(undone(stays, "-1.00"), " 503 -20.00");
    stays.moves[1].amount = money("25.00");
    EXPECT_EQ(undone(stays, "99.00"), " 503 -20.00 501 30.00") << "no more than stands there";

    const auto refused = [&act, &undone](const auto& change) {
        ActToUndo changed = act;
        change(changed);
        return undone(changed, "30.00");
    };
    EXPECT_EQ(
        refused([](ActToUndo& one_more) { one_more.kind = HandActKind::undone; }),
        "payments.not-undoable"
    );
    EXPECT_EQ(refused([](ActToUndo& done) { done.is_undone = true; }), "payments.act-undone");
    EXPECT_EQ(
        refused([](ActToUndo& later) { later.entries[0].has_later_act = true; }),
        "payments.later-act"
    );
    EXPECT_EQ(
        refused([](ActToUndo& back) { back.entries[0].is_taken_back = true; }),
        "payments.entry-taken-back"
    );
    // An act on two payments, of which the bank took the other back: this one is undone.
    const base::EntryId gone{99};
    ActToUndo of_two = act;
    of_two.entries.push_back({gone, true, false, true});
    of_two.moves.push_back({gone, ClaimId{503}, std::nullopt, money("7.00")});
    EXPECT_EQ(undone(of_two, "30.00"), undone(act, "30.00"));
    EXPECT_EQ(
        refused([](ActToUndo& paid_out) {
            paid_out.kind = HandActKind::refunded;
            paid_out.refund = RefundOfAct{one, money("5.00"), true};
        }),
        "payments.refund-ordered"
    );
}

TEST(Refunding, NoMoreThanWaits) {
    const EntryAtHand entry = facts().entries.at(one);
    EXPECT_TRUE(check_refund(entry, saw_one, money("70.00")));
    EXPECT_EQ(
        check_refund(entry, saw_one, money("70.01")).error().code, "payments.more-than-suspended"
    );
    EXPECT_EQ(check_refund(entry, saw_one, money("0.00")).error().code, "payments.wrong-amount");
    EXPECT_EQ(
        check_refund(entry, {one, 1}, money("1.00")).error().code, "payments.changed-meanwhile"
    );
    EXPECT_EQ(
        check_refund(facts().entries.at(EntryId{3}), {EntryId{3}, 0}, money("1.00")).error().code,
        "payments.money-out"
    );
}

TEST(Refunding, WhatASecondPersonIsAskedCanBeRead) {
    const auto own = refund_to_approve("entry:12|50.00|");
    ASSERT_TRUE(own);
    EXPECT_EQ(own->entry, EntryId{12});
    EXPECT_EQ(own->amount, money("50.00"));
    EXPECT_FALSE(own->is_to_other_account);
    const auto other = refund_to_approve("entry:12|50.00|a1b2");
    ASSERT_TRUE(other);
    EXPECT_TRUE(other->is_to_other_account);
    for (const char* const subject :
         {"",
          "entry:",
          "entry:12",
          "entry:12|",
          "entry:x|50.00|",
          "entry:12|veel|",
          "plan:12|1.00|"}) {
        EXPECT_FALSE(refund_to_approve(subject)) << subject;
    }
}

}  // namespace draagkracht::payments
