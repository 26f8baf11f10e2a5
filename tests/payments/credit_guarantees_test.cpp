// Guarantees 1 and 4 where credits are refunded and set against other claims: whatever comes to be
// known first, the books come to the same, and what left one claim came to the other.
#include <gtest/gtest.h>
#include <soci/soci.h>

#include <algorithm>
#include <map>

#include "draagkracht/claims/act_store.hpp"
#include "draagkracht/claims/claim_store.hpp"
#include "draagkracht/claims/replay_store.hpp"
#include "support/bank_register.hpp"
#include "support/random.hpp"

namespace draagkracht::payments {

using base::Date;
using base::Money;
using claims::Component;
using claims::PostingKind;
using storage::Transaction;
using test_support::BankRegister;
using test_support::Random;
using test_support::StatementText;
using test_support::TestDatabase;

class CreditGuaranteesOnBoth : public test_support::OnBothDatabases {};

namespace {

// What comes to be known: money that came or went back, a decision, or the use of a credit.
struct Fact {
    enum class Kind { payment, going_back, charge, refund, set_off } kind;
    Date on;
    int number;
    Money amount;
    std::int64_t debt;  // whose reference the payer names; of the claim
    std::int64_t other_claim = 0;
    Component component = Component::principal;
    Date works_from = on;

    [[nodiscard]] bool is_money() const {
        return kind == Kind::payment || kind == Kind::going_back;
    }
};

// A debtor owes 501 and 502 in the plan 901, and 503 beside it. Credits are used on days and for
// amounts that need not fit what was paid: a payment that came late leaves them so.
std::vector<Fact> random_facts(Random& random) {
    std::vector<Fact> facts;
    const auto days = [&random](int most) { return static_cast<int>(random.between(0, most)); };
    const auto day_from = [&](const char* first, int most) {
        return Date::parse(first).value().plus_days(days(most));
    };
    const int payments = 3 + days(6);
    for (int number = 1; number <= payments; ++number) {
        Fact paid{
            Fact::Kind::payment,
            day_from("2026-05-01", 140),
            number,
            Money::cents(random.between(1, 15'000)),
            random.one_of(std::vector<std::int64_t>{901, 901, 502, 503})};
        facts.push_back(paid);
        if (random.chance(25)) {
            paid.kind = Fact::Kind::going_back;
            paid.on = paid.on.plus_days(days(20));
            facts.push_back(paid);
        }
    }
    for (int number = days(3); number > 0; --number) {
        const Component component =
            random.one_of(std::vector{Component::costs, Component::interest, Component::principal});
        const bool lowers = component == Component::principal;
        const Date decided = day_from("2026-07-02", 70);
        facts.push_back(
            {Fact::Kind::charge,
             decided,
             100 + number,
             Money::cents(random.between(1, 5'000) * (lowers ? -1 : 1)),
             random.between(501, 503),
             0,
             component,
             decided.plus_days(-days(60))}
        );
    }
    for (int number = 1 + days(3); number > 0; --number) {
        const std::int64_t claim = random.between(501, 503);
        const bool moves = random.chance(60);
        facts.push_back(
            {moves ? Fact::Kind::set_off : Fact::Kind::refund,
             day_from("2026-07-02", 70),
             200 + number,
             Money::cents(random.between(1, 5'000)),
             claim,
             moves ? 501 + (claim - 500) % 3 : 0}
        );
    }
    return facts;
}

// Decisions on their day; money on the day of the money or up to so many days later, and what goes
// back not before what it takes back.
std::vector<Fact> as_known(std::vector<Fact> facts, int latest_days, Random& random) {
    std::ranges::sort(facts, {}, [](const Fact& fact) {
        return std::tuple{fact.is_money(), fact.kind, fact.number};
    });
    std::map<int, Date> paid_on;
    std::vector<std::pair<std::pair<Date, bool>, Fact>> known;
    for (const Fact& fact : facts) {
        const int delay = fact.is_money() ? static_cast<int>(random.between(0, latest_days)) : 0;
        Date day = fact.on.plus_days(delay);
        if (fact.kind == Fact::Kind::payment) {
            paid_on.emplace(fact.number, day);
        } else if (fact.kind == Fact::Kind::going_back) {
            day = std::max(day, paid_on.at(fact.number).plus_days(1));
        }
        known.push_back({{day, fact.is_money()}, fact});
    }
    std::ranges::stable_sort(known, {}, [](const auto& one) { return one.first; });
    std::vector<Fact> order;
    for (const auto& [day, fact] : known) {
        order.push_back(fact);
    }
    return order;
}

class Lived {
  public:
    explicit Lived(storage::Database& database) : database_{database}, bank_{database} {
        const base::PersonId debtor = bank_.person("100001");
        claims_ = {
            bank_.claim(501, {debtor}, "150.00"),
            bank_.claim(502, {debtor}, "90.00"),
            bank_.claim(503, {debtor}, "120.00")};
        bank_.plan(901, debtor, {claims_[0], claims_[1]}, "240.00", "10.00");
    }

    void live(const Fact& fact) {
        if (fact.is_money()) {
            pay(fact);
        } else {
            decide(fact);
        }
    }
    [[nodiscard]] std::string outcome() { return bank_.outcome(); }

  private:
    void pay(const Fact& fact) {
        const bool is_back = fact.kind == Fact::Kind::going_back;
        const std::string number = std::to_string(fact.number);
        ASSERT_TRUE(
            bank_.reconcile(StatementText{(is_back ? "T" : "S") + number, fact.on.to_string()}.paid(
                (is_back ? -fact.amount : fact.amount).to_string(),
                {.structured = test_support::reference_text(fact.debt),
                 .bank_reference = "B" + number,
                 .is_reversal = is_back}
            ))
        );
    }

    // As the service does it, but for the question whether it may be: that the amount fitted when
    // it was decided is another question than what becomes of it afterwards.
    void decide(const Fact& fact) {
        const audit::Author author =
            bank_.people().officer(access::Role::debt_officer, fact.on.to_string()).author();
        std::vector<base::ClaimId> touched{claim(fact.debt)};
        if (fact.other_claim != 0) {
            touched.push_back(claim(fact.other_claim));
        }
        Transaction transaction{database_, "decide", storage::Access::write};
        claims::lock_claims(transaction, touched);
        claims::add_postings(transaction, author, postings_of(transaction, author, fact));
        claims::settle(transaction, author, touched);
        test_support::commit_untold(transaction);
    }

    std::vector<claims::NewPosting> postings_of(
        Transaction& transaction, const audit::Author& author, const Fact& fact
    ) {
        if (fact.kind == Fact::Kind::charge) {
            const PostingKind kind = fact.component == Component::costs ? PostingKind::fee
                                     : fact.component == Component::interest
                                         ? PostingKind::interest
                                         : PostingKind::correction;
            return {
                {claim(fact.debt),
                 {fact.component, kind, fact.amount, fact.works_from, "a decision"},
                 std::nullopt,
                 std::nullopt}};
        }
        const bool moves = fact.kind == Fact::Kind::set_off;
        claims::NewAct act{
            "A-" + std::to_string(fact.number),
            moves ? claims::ActKind::credit_moved : claims::ActKind::credit_refunded,
            fact.on,
            "a credit"};
        act.amount = fact.amount;
        if (moves) {
            act.other_claim = "V-" + std::to_string(fact.other_claim);
        }
        const base::ActId id =
            claims::add_acts(transaction, author, {{claim(fact.debt), act}}).front();
        const auto posting = [&](std::int64_t on, Money amount) {
            return claims::NewPosting{
                claim(on),
                {Component::principal,
                 moves ? PostingKind::set_off : PostingKind::refund,
                 amount,
                 fact.on,
                 "a credit"},
                std::nullopt,
                std::nullopt,
                id};
        };
        if (!moves) {
            return {posting(fact.debt, fact.amount)};
        }
        return {posting(fact.debt, fact.amount), posting(fact.other_claim, -fact.amount)};
    }

    [[nodiscard]] base::ClaimId claim(std::int64_t number) const {
        return claims_.at(static_cast<std::size_t>(number - 501));
    }

    storage::Database& database_;
    BankRegister bank_;
    std::vector<base::ClaimId> claims_;
};

// An act on a credit whose postings on a claim are not its amount.
constexpr const char* credits_that_leak =
    "SELECT COUNT(*) FROM (SELECT claim_act.id FROM claim_act"
    " LEFT JOIN posting ON posting.act_id = claim_act.id"
    " GROUP BY claim_act.id, claim_act.kind, claim_act.amount_cents"
    " HAVING SUM(posting.amount_cents) <>"
    " CASE claim_act.kind WHEN 'credit_moved' THEN 0 ELSE claim_act.amount_cents END"
    " OR SUM(CASE WHEN posting.claim_id = claim_act.claim_id THEN posting.amount_cents ELSE 0 END)"
    " <> claim_act.amount_cents) leaking";

// A cent that is neither in the charges, nor came by the bank, nor was refunded.
constexpr const char* cents_from_nowhere =
    "SELECT CAST(COALESCE((SELECT SUM(amount_cents) FROM posting WHERE kind = 'set_off'), 0)"
    " + COALESCE((SELECT SUM(amount_cents) FROM posting WHERE allocation_id IS NOT NULL), 0)"
    " + COALESCE((SELECT SUM(amount_cents) FROM allocation), 0) AS BIGINT)";

long long number_of(storage::Database& database, const char* query) {
    Transaction transaction{database, "number", storage::Access::read};
    long long number = 0;
    transaction.sql() << query, soci::into(number);
    return number;
}

std::string told(const std::vector<Fact>& facts) {
    std::string text;
    for (const Fact& fact : facts) {
        text += "\n" + fact.on.to_string() + " " + std::to_string(fact.number) + " kind " +
                std::to_string(static_cast<int>(fact.kind)) + " " + fact.amount.to_string() + " " +
                std::to_string(fact.debt) + " " + std::to_string(fact.other_claim) + " " +
                std::string{to_text(fact.component)} + " from " + fact.works_from.to_string();
    }
    return text;
}

}  // namespace

TEST_P(CreditGuaranteesOnBoth, WhateverComesToBeKnownFirstNoCentOfACreditIsLost) {
    Random random;
    int used = 0;
    for (int round = 0; round < 15; ++round) {
        const std::vector<Fact> facts = random_facts(random);
        std::string expected;
        for (const int latest_days : {0, 10, 150}) {
            const std::vector<Fact> order = as_known(facts, latest_days, random);
            TestDatabase fresh{GetParam()};
            Lived lived{fresh.database()};
            for (const Fact& fact : order) {
                lived.live(fact);
                ASSERT_FALSE(testing::Test::HasFatalFailure());
                ASSERT_EQ(number_of(fresh.database(), credits_that_leak), 0) << told(order);
            }
            ASSERT_EQ(number_of(fresh.database(), cents_from_nowhere), 0) << told(order);
            used += static_cast<int>(number_of(fresh.database(), "SELECT COUNT(*) FROM claim_act"));
            expected = expected.empty() ? lived.outcome() : expected;
            ASSERT_EQ(lived.outcome(), expected) << "round " << round << told(order);
        }
    }
    EXPECT_GE(used, 15 * 3) << "every history uses a credit";
}

DRAAGKRACHT_ON_BOTH_DATABASES(CreditGuaranteesOnBoth);

}  // namespace draagkracht::payments
