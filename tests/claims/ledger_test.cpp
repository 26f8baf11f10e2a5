#include "draagkracht/claims/ledger.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace draagkracht::claims {

namespace {

using base::Money;

base::Date day() {
    return base::Date::parse("2026-03-01").value();
}

Movement movement(Component component, PostingKind kind, std::int64_t cents) {
    return {component, kind, Money::cents(cents), day(), "a reason"};
}

}  // namespace

TEST(LedgerTest, ABalanceIsTheSumOfItsMovementsAComponent) {
    const std::vector<Movement> movements{
        movement(Component::principal, PostingKind::claim, 200000),
        movement(Component::costs, PostingKind::fee, 2000),
        movement(Component::interest, PostingKind::interest, 11025),
        movement(Component::costs, PostingKind::payment, -2000),
        movement(Component::interest, PostingKind::payment, -11025),
        movement(Component::principal, PostingKind::payment, -6975)};
    const Balance balance = balance_of(movements);
    EXPECT_EQ(balance.costs, Money{});
    EXPECT_EQ(balance.interest, Money{});
    // worked-examples, allocation: remaining principal 1,930.25.
    EXPECT_EQ(balance.principal, Money::parse("1930.25").value());
    EXPECT_EQ(balance.total(), balance.principal);
    EXPECT_EQ(balance_of({}), Balance{});
}

TEST(LedgerTest, WhatMayMoveUnderWhichComponent) {
    struct Row {
        Component component;
        PostingKind kind;
        std::int64_t cents;
        std::string problem;  // empty: it may
    };
    const std::string wrong = "claims.wrong-movement";
    const std::vector<Row> rows{
        {Component::principal, PostingKind::claim, 1, ""},
        {Component::principal, PostingKind::claim, -1, wrong},
        {Component::interest, PostingKind::claim, 1, wrong},
        {Component::costs, PostingKind::claim, 1, wrong},
        {Component::interest, PostingKind::interest, 1, ""},
        {Component::interest, PostingKind::interest, -1, wrong},
        {Component::principal, PostingKind::interest, 1, wrong},
        {Component::costs, PostingKind::fee, 900, ""},
        {Component::costs, PostingKind::fee, -900, wrong},
        {Component::principal, PostingKind::fee, 900, wrong},
        {Component::costs, PostingKind::payment, -1, ""},
        {Component::interest, PostingKind::payment, -1, ""},
        {Component::principal, PostingKind::payment, -1, ""},
        {Component::principal, PostingKind::payment, 1, ""},  // taken back by the bank
        {Component::principal, PostingKind::payment, 0, wrong},
        {Component::costs, PostingKind::correction, 1, ""},
        {Component::principal, PostingKind::correction, -1, ""},
        {Component::principal, PostingKind::correction, 0, wrong},
        {Component::principal, PostingKind::claim, 1'000'000'000, ""},  // EUR 10 million
        {Component::principal, PostingKind::claim, 1'000'000'001, "claims.amount-too-large"},
        {Component::principal, PostingKind::payment, -1'000'000'001, "claims.amount-too-large"},
    };
    for (const Row& row : rows) {
        const base::Done done = check(movement(row.component, row.kind, row.cents));
        EXPECT_EQ(done ? "" : done.error().code, row.problem)
            << to_text(row.component) << ' ' << to_text(row.kind) << ' ' << row.cents;
    }
}

TEST(LedgerTest, AReasonIsOneLineOfText) {
    Movement odd = movement(Component::costs, PostingKind::fee, 900);
    odd.reason = "two\nlines";
    EXPECT_EQ(check(odd).error().code, "base.not-a-line");
}

TEST(LedgerTest, WordsGoThereAndBack) {
    for (const std::string_view word : {"costs", "interest", "principal"}) {
        EXPECT_EQ(to_text(component_of(word).value()), word);
    }
    for (const std::string_view word : {"claim", "payment", "interest", "fee", "correction"}) {
        EXPECT_EQ(to_text(posting_kind_of(word).value()), word);
    }
    EXPECT_EQ(component_of("Principal").error().code, "claims.not-a-component");
    EXPECT_EQ(posting_kind_of("").error().code, "claims.not-a-posting-kind");
}

}  // namespace draagkracht::claims
