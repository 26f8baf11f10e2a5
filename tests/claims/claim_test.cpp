#include "draagkracht/claims/claim.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

#include "support/test_register.hpp"

namespace draagkracht::claims {

namespace {

using base::Money;
using testing::ElementsAreArray;

base::Date day(const std::string& text) {
    return base::Date::parse(text).value();
}

// worked-examples, time lines: notified 2026-03-02, to be paid by 2026-04-13.
NewClaim good_claim() {
    return {
        .decision =
            {.claim_number = "V-2026-0017",
             .kind = ClaimKind::information_duty,
             .law = people::BenefitLaw::pw,
             .legal_ground = "PW 58 lid 1",
             .cause = Cause::unreported_change,
             .culpability = Culpability::ordinary,
             .decision_number = "B-2026-0451",
             .decision_date = day("2026-03-01"),
             .notified_date = day("2026-03-02"),
             .due_date = day("2026-04-13"),
             .period = Period{day("2025-09-01"), day("2025-11-30")},
             .amount = Money::cents(200000)},
        .debtors = {{base::PersonId{1}, day("2026-03-01")}},
        .payment_reference = std::nullopt,
        .movements = {},
        .where = "register.jsonl:12"};
}

Movement payment(std::int64_t cents, const std::string& value_date) {
    return {
        Component::principal, PostingKind::payment, Money::cents(cents), day(value_date), "bank"};
}

std::vector<std::string> codes_of(const NewClaim& claim) {
    std::vector<std::string> codes;
    for (const base::Problem& problem : check(claim, day("2026-07-01"))) {
        codes.push_back(problem.code);
    }
    return codes;
}

}  // namespace

TEST(ClaimTest, WhatIsWrongWithAClaimIsTold) {
    struct Row {
        std::string what;
        std::function<void(NewClaim&)> change;
        std::vector<std::string> codes;
    };
    const std::vector<Row> rows{
        {"nothing", [](NewClaim&) {}, {}},
        {"no debtor", [](NewClaim& c) { c.debtors.clear(); }, {"claims.no-debtor"}},
        {"the same debtor twice",
         [](NewClaim& c) { c.debtors.push_back(c.debtors.front()); },
         {"claims.repeated-debtor"}},
        {"two debtors, jointly liable",
         [](NewClaim& c) {
             c.debtors.push_back({base::PersonId{2}, day("2026-03-01")});
         },
         {}},
        {"no amount",
         [](NewClaim& c) { c.decision.amount = Money{}; },
         {"claims.amount-not-positive"}},
        {"an amount below zero",
         [](NewClaim& c) { c.decision.amount = Money::cents(-1); },
         {"claims.amount-not-positive"}},
        {"one cent", [](NewClaim& c) { c.decision.amount = Money::cents(1); }, {}},
        {"EUR 10 million",
         [](NewClaim& c) { c.decision.amount = Money::parse("10000000.00").value(); },
         {}},
        {"a cent more",
         [](NewClaim& c) { c.decision.amount = Money::parse("10000000.01").value(); },
         {"claims.amount-too-large"}},
        {"decided on the last day of the period",
         [](NewClaim& c) { c.decision.period->until = day("2026-03-01"); },
         {}},
        {"decided before the period's end",
         [](NewClaim& c) { c.decision.period->until = day("2026-03-02"); },
         {"claims.decision-in-period"}},
        {"a period of one day",
         [](NewClaim& c) { c.decision.period->until = day("2025-09-01"); },
         {}},
        {"a period that ends before it begins",
         [](NewClaim& c) { c.decision.period->until = day("2025-08-31"); },
         {"claims.wrong-period"}},
        {"no period, as a loan has none",
         [](NewClaim& c) { c.decision.period = std::nullopt; },
         {}},
        {"notified before the decision",
         [](NewClaim& c) { c.decision.notified_date = day("2026-02-28"); },
         {"claims.notified-before-decision"}},
        {"due before the decision",
         [](NewClaim& c) { c.decision.due_date = day("2026-02-28"); },
         {"claims.due-before-decision"}},
        {"due at once, as a former system may have it",
         [](NewClaim& c) { c.decision.due_date = day("2026-03-02"); },
         {}},
        {"decided after today",
         [](NewClaim& c) {
             c.decision.decision_date = day("2026-07-02");
             c.decision.notified_date = day("2026-07-02");
             c.decision.due_date = day("2026-08-13");
         },
         {"claims.in-future"}},
        {"no number", [](NewClaim& c) { c.decision.claim_number = ""; }, {"claims.missing"}},
        {"no ground", [](NewClaim& c) { c.decision.legal_ground = ""; }, {"claims.missing"}},
        {"no decision number",
         [](NewClaim& c) { c.decision.decision_number = ""; },
         {"claims.missing"}},
        {"a number over two lines",
         [](NewClaim& c) { c.decision.claim_number = "V\n1"; },
         {"base.not-a-line"}},
        {"paid in part before",
         [](NewClaim& c) { c.movements = {payment(-50000, "2026-05-01")}; },
         {}},
        {"paid in full before",
         [](NewClaim& c) { c.movements = {payment(-200000, "2026-05-01")}; },
         {}},
        {"paid a cent more than was owed",
         [](NewClaim& c) { c.movements = {payment(-200001, "2026-05-01")}; },
         {"claims.below-zero"}},
        {"costs that were paid and never asked",
         [](NewClaim& c) {
             c.movements = {payment(-900, "2026-05-01")};
             c.movements[0].component = Component::costs;
         },
         {"claims.below-zero"}},
        {"paid after today",
         [](NewClaim& c) { c.movements = {payment(-50000, "2026-07-02")}; },
         {"claims.in-future"}},
        {"the decision as a movement",
         [](NewClaim& c) {
             c.movements = {payment(50000, "2026-05-01")};
             c.movements[0].kind = PostingKind::claim;
         },
         {"claims.wrong-movement"}},
        {"a movement of nothing",
         [](NewClaim& c) { c.movements = {payment(0, "2026-05-01")}; },
         {"claims.wrong-movement"}},
        {"all at once",
         [](NewClaim& c) {
             c.debtors.clear();
             c.decision.amount = Money{};
             c.decision.due_date = day("2025-01-01");
         },
         {"claims.due-before-decision", "claims.amount-not-positive", "claims.no-debtor"}},
    };
    for (const Row& row : rows) {
        NewClaim claim = good_claim();
        row.change(claim);
        EXPECT_THAT(codes_of(claim), ElementsAreArray(row.codes)) << row.what;
    }
}

TEST(ClaimTest, AProblemSaysWhere) {
    NewClaim claim = good_claim();
    claim.movements = {payment(-1, "2026-05-01"), payment(0, "2026-05-01")};
    const std::vector<base::Problem> problems = check(claim, day("2026-07-01"));
    ASSERT_EQ(problems.size(), 1U);
    EXPECT_EQ(problems.front().where, "register.jsonl:12, movement 2");
}

TEST(ClaimTest, WordsGoThereAndBack) {
    for (const std::string_view word :
         {"information_duty",
          "overpayment",
          "loan",
          "fine",
          "advance",
          "maintenance_recourse",
          "costs"}) {
        EXPECT_EQ(to_text(claim_kind_of(word).value()), word);
    }
    for (const std::string_view word :
         {"late_processing",
          "municipality_error",
          "income_settled",
          "unreported_change",
          "fraud",
          "later_means",
          "loan",
          "maintenance",
          "other",
          "unknown"}) {
        EXPECT_EQ(to_text(cause_of(word).value()), word);
    }
    for (const std::string_view word :
         {"none", "reduced", "ordinary", "gross_negligence", "intent", "not_assessed"}) {
        EXPECT_EQ(to_text(culpability_of(word).value()), word);
    }
    EXPECT_EQ(claim_kind_of("Loan").error().code, "claims.not-a-kind");
    EXPECT_EQ(cause_of("").error().code, "claims.not-a-cause");
    EXPECT_EQ(culpability_of("grave").error().code, "claims.not-a-culpability");
}

// Awb art. 4:87: six weeks, unless the decision states a later day.
TEST(ClaimTest, ANewDecisionGivesAtLeastTheTermOfTheLaw) {
    struct Row {
        std::string notified;
        std::string due;
        std::string code;
        std::string source;
    };
    const std::vector<Row> rows{
        {"2026-03-02", "2026-04-13", "", "worked-examples, time lines"},
        {"2026-03-02", "2026-04-12", "claims.due-too-early", "a day less"},
        {"2026-03-02", "2026-09-01", "", "the decision states a later day"},
        {"2026-02-20", "2026-04-03", "claims.due-too-early", "six weeks end on Good Friday"},
        {"2026-02-20", "2026-04-07", "", "the Tuesday after Easter"},
        {"2009-06-30", "2009-07-10", "", "no law is known of before July 2009, and none asked"},
    };
    for (const Row& row : rows) {
        ClaimDecision decision = good_claim().decision;
        decision.notified_date = day(row.notified);
        decision.due_date = day(row.due);
        const base::Done done = check_term(decision, test_support::law_of_the_land());
        EXPECT_EQ(done ? "" : done.error().code, row.code) << row.source;
    }
}

}  // namespace draagkracht::claims
