// Guarantee 10, what a person matched by hand stands, and guarantee 1 beside it, over random
// histories of money that comes in late, goes back, and is placed, moved and given back by hand.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "payments/broken_books.hpp"
#include "payments/random_hands.hpp"
#include "payments/standing_by_hand.hpp"
#include "support/bank_register.hpp"
#include "support/random.hpp"

namespace draagkracht::payments {

using base::Date;
using base::Money;
using test_support::BankRegister;
using test_support::Random;
using test_support::StatementText;
using test_support::TestDatabase;

class HandGuaranteesOnBoth : public test_support::OnBothDatabases {};

namespace {

struct PaymentFact {
    int number;
    Date on;
    Money amount;
    std::int64_t debt;  // whose reference the payer names; 999 is that of nobody
    bool goes_back = false;
};

std::vector<PaymentFact> random_payments(Random& random, bool with_returns) {
    std::vector<PaymentFact> facts;
    const int count = static_cast<int>(random.between(6, 14));
    for (int number = 1; number <= count; ++number) {
        PaymentFact fact{
            number,
            Date::parse("2026-06-01").value().plus_days(static_cast<int>(random.between(0, 40))),
            Money::cents(random.between(1, 9'000)),
            random.one_of(std::vector<std::int64_t>{901, 501, 502, 503, 999, 999})};
        facts.push_back(fact);
        if (with_returns && random.chance(20)) {
            fact.goes_back = true;
            facts.push_back(fact);
        }
    }
    return facts;
}

class Lived {
  public:
    explicit Lived(storage::Database& database)
        : database_{database}, bank_{database}, hands_{database, bank_} {
        const base::PersonId debtor = bank_.person("100001");
        const std::vector claims{
            bank_.claim(501, {debtor}, "250.00"),
            bank_.claim(502, {debtor}, "150.00"),
            bank_.claim(503, {debtor}, "200.00")};
        bank_.plan(901, debtor, {claims[0], claims[1]}, "400.00", "10.00");
    }

    void bring(const PaymentFact& fact) {
        const std::string number = std::to_string(fact.number);
        const Date day = fact.goes_back ? fact.on.plus_days(3) : fact.on;
        const auto report = bank_.reconcile(
            StatementText{(fact.goes_back ? "T" : "S") + number, day.to_string()}.paid(
                (fact.goes_back ? -fact.amount : fact.amount).to_string(),
                {.structured = test_support::reference_text(fact.debt),
                 .account = "NL91ABNA0417164300",
                 .bank_reference = "B" + number,
                 .is_reversal = fact.goes_back}
            )
        );
        ASSERT_TRUE(report) << report.error().to_line();
        EXPECT_EQ(report->statements.at(0).outcome, StatementOutcome::closed);
    }

    [[nodiscard]] RandomHands& hands() { return hands_; }
    [[nodiscard]] std::string broken() { return broken_books(database_); }
    [[nodiscard]] std::string outcome() { return bank_.outcome(); }

  private:
    storage::Database& database_;
    BankRegister bank_;
    RandomHands hands_;
};

// The same payments in another order; what goes back comes after what it takes back.
std::vector<PaymentFact> as_known(std::vector<PaymentFact> facts, Random& random) {
    std::ranges::shuffle(facts, random.engine());
    std::ranges::stable_sort(facts, {}, &PaymentFact::goes_back);
    return facts;
}

// Without the entries that went back, and their returns: the two come to nothing, wherever a person
// had placed the money in between.
std::string without_returned(const std::string& outcome, const std::vector<PaymentFact>& facts) {
    std::istringstream lines{outcome};
    std::string kept;
    for (std::string line; std::getline(lines, line);) {
        const bool went_back = std::ranges::any_of(facts, [&line](const PaymentFact& fact) {
            return fact.goes_back &&
                   line.find(fmt::format("|B{}|", fact.number)) != std::string::npos;
        });
        kept += went_back ? "" : line + "\n";
    }
    return kept;
}

}  // namespace

TEST_P(HandGuaranteesOnBoth, WhatAPersonPlacedStands) {
    Random random;
    int done = 0;
    for (int round = 0; round < 8; ++round) {
        TestDatabase fresh{GetParam()};
        Lived lived{fresh.database()};
        for (const PaymentFact& fact : as_known(random_payments(random, true), random)) {
            const Standing before = standing_by_hand(fresh.database());
            lived.bring(fact);
            expect_stands(before, standing_by_hand(fresh.database()));
            EXPECT_EQ(lived.broken(), "");
            for (std::int64_t count = random.between(0, 3); count > 0; --count) {
                done += lived.hands().act(random) ? 1 : 0;
                EXPECT_EQ(lived.broken(), "");
            }
            if (testing::Test::HasFailure()) {
                return;
            }
        }
    }
    EXPECT_GT(done, 24) << "most acts fit";
}

// Also where the bank took back a part of what an act was about: the rest of it is undone.
TEST_P(HandGuaranteesOnBoth, WhenAllIsUndoneItIsAsIfNothingWasDone) {
    Random random;
    for (int round = 0; round < 6; ++round) {
        const std::vector<PaymentFact> facts = random_payments(random, true);
        TestDatabase untouched_database{GetParam()};
        Lived untouched{untouched_database.database()};
        for (const PaymentFact& fact : facts) {
            untouched.bring(fact);
        }
        TestDatabase fresh{GetParam()};
        Lived lived{fresh.database()};
        lived.hands().pay_nothing_back();
        for (const PaymentFact& fact : as_known(facts, random)) {
            lived.bring(fact);
            for (std::int64_t count = random.between(0, 3); count > 0; --count) {
                lived.hands().act(random);
            }
        }
        lived.hands().undo_all();
        EXPECT_EQ(lived.broken(), "");
        EXPECT_EQ(
            without_returned(lived.outcome(), facts), without_returned(untouched.outcome(), facts)
        );
        if (testing::Test::HasFailure()) {
            return;
        }
    }
}

DRAAGKRACHT_ON_BOTH_DATABASES(HandGuaranteesOnBoth);

}  // namespace draagkracht::payments
