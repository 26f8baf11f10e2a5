// Which instalments are collected: each row is a case, with what comes of it by hand. The calendar:
// 1 December 2026 is a Tuesday; the banks are closed on 25 and 26 December and in weekends.
#include "draagkracht/payments/collection.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <functional>

namespace draagkracht::payments {
namespace {

using base::Date;
using base::Money;

Date on(std::string_view text) {
    return Date::parse(text).value();
}
Money euros(std::string_view text) {
    return Money::parse(text).value();
}

const DirectDebitTerms terms{
    .lead_days = 2,
    .notice_days = 14,
    .retries = 1,
    .retry_after_days = 7,
    .missed_margin_days = 5};
const base::BusinessDate today{on("2026-12-01")};

// The third instalment of 50.00 of a plan, due on Monday 28 December; the first two were paid.
CollectableInstalment usual() {
    return {
        base::PlanId{12},
        {3, on("2026-12-28"), euros("50.00"), euros("150.00")},
        on("2026-09-10"),
        euros("100.00"),
        euros("500.00"),
        {base::ClaimId{7}},
        {"M-17", on("2026-09-10")}};
}

EarlierOrder taken_back(const std::string& reason, const std::string& day) {
    return {
        base::PlanId{12},
        3,
        on("2026-11-24"),
        euros("50.00"),
        BankAnswer::taken_back,
        reason,
        on(day)};
}

// "2026-12-28 50.00", with " retry" behind it when it is one; or why it is left out.
std::string told(const CollectionChoice& choice) {
    std::string text;
    for (const ToCollect& order : choice.collected) {
        text += (text.empty() ? "" : ", ") + order.collect_on.to_string() + " " +
                order.amount.to_string() + (order.is_retry ? " retry" : "");
    }
    for (const NotCollected& left_out : choice.left_out) {
        EXPECT_FALSE(left_out.explanation.empty());
        text += (text.empty() ? "" : ", ") + std::string{to_text(left_out.reason)};
    }
    return text;
}

struct Row {
    std::string what;
    std::function<void(CollectableInstalment&)> change;
    std::string outcome;
};

void expect_rows(const std::vector<Row>& rows, const std::string& until = "2026-12-31") {
    for (const Row& row : rows) {
        CollectableInstalment due = usual();
        row.change(due);
        EXPECT_EQ(told(choose({due}, {}, terms, today, on(until))), row.outcome) << row.what;
    }
}

TEST(Collection, FallsOnTheDueDateOrTheNextDayOnWhichBanksSettle) {
    const auto due_on = [](const std::string& day) {
        return [day](CollectableInstalment& due) { due.agreed.due_date = on(day); };
    };
    expect_rows({
        {"a Monday", due_on("2026-12-28"), "2026-12-28 50.00"},
        {"Saturday, and Christmas", due_on("2026-12-26"), "2026-12-28 50.00"},
        {"today: two days for the bank", due_on("2026-12-01"), "2026-12-03 50.00"},
        {"within the margin of policy", due_on("2026-11-26"), "2026-12-03 50.00"},
        {"it counts as missed: a person calls first", due_on("2026-11-25"), "missed"},
        {"14 days after the agreement",
         [](CollectableInstalment& due) {
             due.plan_agreed_on = on("2026-11-30");
             due.agreed.due_date = on("2026-12-05");
         },
         "2026-12-14 50.00"},
        {"not before the day of an order that waits",
         [](CollectableInstalment& due) { due.not_before = on("2026-12-30"); },
         "2026-12-30 50.00"},
    });
}

TEST(Collection, AsksWhatIsOpenOfTheInstalmentAndOfTheClaims) {
    expect_rows({
        {"part of it came in",
         [](CollectableInstalment& due) { due.paid_on_plan = euros("120.00"); },
         "2026-12-28 30.00"},
        {"an older one is open too: that is not asked at once",
         [](CollectableInstalment& due) { due.paid_on_plan = euros("50.00"); },
         "2026-12-28 50.00"},
        {"a joint debtor paid: 20.00 is left of the claim",
         [](CollectableInstalment& due) { due.open_on_claims = euros("20.00"); },
         "2026-12-28 20.00"},
        {"all of the claim was paid",
         [](CollectableInstalment& due) { due.open_on_claims = Money{}; },
         "nothing_open"},
        {"there is a credit on the claim",
         [](CollectableInstalment& due) { due.open_on_claims = euros("-5.00"); },
         "nothing_open"},
    });
}

TEST(Collection, LeavesWhoIsUnderAPauseOrAHoldInPeace) {
    const auto quiet = [](const std::string& from, const std::string& until) {
        return [=](CollectableInstalment& due) { due.quiet = {{on(from), on(until)}}; };
    };
    expect_rows({
        {"on the day of the collection", quiet("2026-12-28", "2027-01-31"), "quiet"},
        {"in between", quiet("2026-12-10", "2026-12-12"), "quiet"},
        {"until today", quiet("2026-11-01", "2026-12-01"), "quiet"},
        {"until yesterday", quiet("2026-11-01", "2026-11-30"), "2026-12-28 50.00"},
        {"from the day after it", quiet("2026-12-29", "2027-01-31"), "2026-12-28 50.00"},
    });
}

// SEPA Core rulebook 4.1: 36 months without use. 28 December 2023 + 36 months is the day itself.
TEST(Collection, NeedsAMandateThatHolds) {
    const auto mandate = [](const std::function<void(MandateFacts&)>& change) {
        return [change](CollectableInstalment& due) { change(due.mandate); };
    };
    expect_rows({
        {"the debtor withdrew it",
         mandate([](MandateFacts& facts) { facts.ended_on = on("2026-11-01"); }),
         "mandate_ended"},
        {"signed 36 months before",
         mandate([](MandateFacts& facts) { facts.signed_on = on("2023-12-28"); }),
         "2026-12-28 50.00"},
        {"and a day more",
         mandate([](MandateFacts& facts) { facts.signed_on = on("2023-12-27"); }),
         "mandate_lapsed"},
        {"used since",
         mandate([](MandateFacts& facts) {
             facts.signed_on = on("2020-01-01");
             facts.last_used = on("2024-03-01");
         }),
         "2026-12-28 50.00"},
        {"used long ago",
         mandate([](MandateFacts& facts) {
             facts.signed_on = on("2020-01-01");
             facts.last_used = on("2023-12-27");
         }),
         "mandate_lapsed"},
        {"a number that no order can bear",
         mandate([](MandateFacts& facts) { facts.number = std::string(36, '1'); }),
         "mandate_unfit"},
        {"a character that no order can bear",
         mandate([](MandateFacts& facts) { facts.number = "M_17"; }),
         "mandate_unfit"},
    });
    for (const std::string code : {"AC01", "AC04", "AC06", "MD01", "MD07"}) {
        expect_rows(
            {{code + " on another instalment",
              mandate([code](MandateFacts& facts) {
                  facts.return_reasons = {"AM04", code};
              }),
              "mandate_stopped"}}
        );
    }
    for (const std::string code : {"AM04", "MS03", "SL01", "MD06", "MS02", ""}) {
        expect_rows(
            {{code + " on another instalment",
              mandate([code](MandateFacts& facts) { facts.return_reasons = {code}; }),
              "2026-12-28 50.00"}}
        );
    }
}

TEST(Collection, IsTriedAgainOnceAndOnlyForLackOfMoney) {
    const auto earlier = [](std::vector<EarlierOrder> orders) {
        return [orders](CollectableInstalment& due) {
            due.agreed.due_date = on("2026-11-23");
            due.earlier = orders;
        };
    };
    const EarlierOrder no_answer{
        base::PlanId{12}, 3, on("2026-11-24"), euros("50.00"), BankAnswer::none};
    EarlierOrder paid = no_answer;
    paid.answer = BankAnswer::paid;
    for (const std::string code : {"AM04", "MS03", "SL01"}) {
        // 28 November + 7 days is a Saturday.
        expect_rows({{code, earlier({taken_back(code, "2026-11-28")}), "2026-12-07 50.00 retry"}});
        expect_rows(
            {{code, earlier({taken_back(code, "2026-11-28")}), "retry_later"}}, "2026-12-04"
        );
        expect_rows(
            {{code,
              earlier({taken_back(code, "2026-11-10"), taken_back(code, "2026-11-28")}),
              "no_retry_left"}}
        );
    }
    for (const std::string code : {"MD06", "MS02", "MD01", "MD07", "AC04", "AG01", ""}) {
        expect_rows({{code, earlier({taken_back(code, "2026-11-28")}), "taken_back"}});
    }
    expect_rows({
        {"the bank has not answered", earlier({no_answer}), "under_way"},
        {"tried again, without an answer",
         earlier({taken_back("AM04", "2026-11-10"), no_answer}),
         "under_way"},
        {"paid, and it went to an older instalment", earlier({paid}), "collected_before"},
        {"taken back, and not long ago: as soon as the bank can",
         earlier({taken_back("AM04", "2026-11-20")}),
         "2026-12-03 50.00 retry"},
    });
}

// Two debtors owe one claim together, each with a plan: no more is asked than is open.
TEST(Collection, NeverAsksMoreOfAClaimThanIsOpenOnIt) {
    CollectableInstalment one = usual();
    one.open_on_claims = euros("80.00");
    CollectableInstalment other = one;
    other.plan = base::PlanId{13};
    CollectableInstalment third = one;
    third.plan = base::PlanId{14};
    third.claims = {base::ClaimId{7}, base::ClaimId{8}};
    const auto choice = [](const std::vector<CollectableInstalment>& due,
                           const std::vector<OrderUnderWay>& under_way) {
        return told(choose(due, under_way, terms, today, on("2026-12-31")));
    };
    EXPECT_EQ(choice({one, other, third}, {}), "2026-12-28 50.00, 2026-12-28 30.00, nothing_open");
    const OrderUnderWay of_other{base::PlanId{13}, {base::ClaimId{7}}, euros("60.00")};
    EXPECT_EQ(choice({one}, {of_other}), "2026-12-28 20.00");
    const OrderUnderWay elsewhere{base::PlanId{13}, {base::ClaimId{9}}, euros("60.00")};
    EXPECT_EQ(choice({one}, {elsewhere}), "2026-12-28 50.00");
    // The second instalment of the same plan is under way, so it counts as paid.
    one.open_on_claims = euros("500.00");
    one.paid_on_plan = euros("50.00");
    const OrderUnderWay before{base::PlanId{12}, {base::ClaimId{7}}, euros("50.00")};
    EXPECT_EQ(choice({one}, {before}), "2026-12-28 50.00");
    CollectableInstalment next = one;
    next.agreed = {4, on("2026-12-30"), euros("50.00"), euros("200.00")};
    EXPECT_EQ(choice({one, next}, {before}), "2026-12-28 50.00, 2026-12-30 50.00");
}

// Two orders that were approved on 1 December: 50.00 of plan 12 on 28 December, and 10.00 of plan
// 13, on the same claim, of which 60.00 was open. A week later:
TEST(Collection, WhatWasApprovedIsAnUpperBound) {
    struct Later {
        std::string what;
        std::function<void(CollectableInstalment&, CollectableInstalment&)> change;
        std::string fallen;
    };
    const std::vector<Later> rows{
        {"nothing happened", [](auto&, auto&) {}, ""},
        {"more is open now: what was approved goes",
         [](auto& anna, auto& ben) {
             anna.open_on_claims = ben.open_on_claims = euros("500.00");
             ben.paid_on_plan = Money{};
         },
         ""},
        {"Anna paid 45.00: 15.00 is open, and of hers 5.00. Ben's 10.00 still goes",
         [](auto& anna, auto& ben) {
             anna.paid_on_plan += euros("45.00");
             anna.open_on_claims = ben.open_on_claims = euros("15.00");
         },
         "12 less_now"},
        {"Anna is in a pause",
         [](auto& anna, auto&) {
             anna.quiet = {{on("2026-12-08"), on("2026-12-08")}};
         },
         "12 quiet"},
        {"nothing is open on the claim",
         [](auto& anna, auto& ben) { anna.open_on_claims = ben.open_on_claims = Money{}; },
         "12 nothing_open, 13 nothing_open"},
        {"Ben's falls due a week later now",
         [](auto&, auto& ben) { ben.agreed.due_date = on("2027-01-04"); },
         "13 less_now"},
    };
    for (const Later& row : rows) {
        CollectableInstalment anna = usual();
        CollectableInstalment ben = usual();
        ben.plan = base::PlanId{13};
        ben.paid_on_plan = euros("140.00");
        anna.open_on_claims = ben.open_on_claims = euros("60.00");
        row.change(anna, ben);
        const std::vector<ApprovedOrder> approved{
            {{anna.plan, 3, on("2026-12-28"), euros("50.00"), false}, anna},
            {{ben.plan, 3, on("2026-12-28"), euros("10.00"), false}, ben}};
        std::string told;
        for (const NotCollected& fallen : fallen_out(
                 approved, {}, terms, base::BusinessDate{on("2026-12-08")}, on("2026-12-31")
             )) {
            told += fmt::format(
                "{}{} {}", told.empty() ? "" : ", ", fallen.plan.value(), to_text(fallen.reason)
            );
        }
        EXPECT_EQ(told, row.fallen) << row.what;
    }
    EXPECT_EQ(
        fallen_out(
            {{{base::PlanId{12}, 3, on("2026-12-28"), euros("50.00"), false}, std::nullopt}},
            {},
            terms,
            today,
            on("2026-12-31")
        )
            .at(0)
            .reason,
        NotCollectedReason::not_due
    );
}

}  // namespace
}  // namespace draagkracht::payments
