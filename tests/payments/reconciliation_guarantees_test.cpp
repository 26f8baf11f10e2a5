// Guarantee 1, money is conserved, 3, once is once, and 4, order does not matter, over random
// histories; and that what was booked stays as it was booked (2).
#include <gtest/gtest.h>
#include <soci/soci.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "draagkracht/audit/trail.hpp"
#include "draagkracht/claims/claim_store.hpp"
#include "draagkracht/claims/replay_store.hpp"
#include "draagkracht/storage/rows.hpp"
#include "support/notification_text.hpp"
#include "support/random_history.hpp"

namespace draagkracht::payments {

using storage::Transaction;
using test_support::as_notification;
using test_support::BankRegister;
using test_support::Random;
using test_support::RandomHistory;
using test_support::StatementText;
using test_support::TestDatabase;
using test_support::text_of;

class ReconciliationGuaranteesOnBoth : public test_support::OnBothDatabases {};

namespace {

// How many rows a query finds that must not be there.
long long found(Transaction& transaction, const std::string& query) {
    long long count = 0;
    transaction.sql() << "SELECT COUNT(*) FROM (" + query + ") AS found", soci::into(count);
    return count;
}

base::Money sum(Transaction& transaction, const std::string& query) {
    long long cents = 0;
    transaction.sql() << "SELECT CAST(COALESCE(SUM(amount_cents), 0) AS BIGINT) FROM " + query,
        soci::into(cents);
    return base::Money::cents(cents);
}

void expect_money_is_conserved(storage::Database& database) {
    Transaction transaction{database, "guarantees", storage::Access::read};
    const std::string allocated =
        "COALESCE((SELECT SUM(amount_cents) FROM allocation WHERE entry_id = bank_entry.id), 0)";
    const std::string suspended =
        "COALESCE((SELECT SUM(amount_cents) FROM suspense_item WHERE entry_id = bank_entry.id), 0)";
    EXPECT_EQ(
        found(
            transaction,
            "SELECT id FROM bank_entry WHERE amount_cents <> " + allocated + " + " + suspended
        ),
        0
    ) << "an entry is not what was allocated and suspended of it";
    EXPECT_EQ(
        found(
            transaction,
            "SELECT id FROM allocation WHERE amount_cents <> -COALESCE((SELECT SUM(amount_cents)"
            " FROM posting WHERE allocation_id = allocation.id), 0)"
        ),
        0
    ) << "an allocation is not what was posted for it";
    EXPECT_EQ(
        found(
            transaction,
            "SELECT id FROM posting WHERE allocation_id IS NOT NULL AND claim_id <>"
            " (SELECT claim_id FROM allocation WHERE allocation.id = allocation_id)"
        ),
        0
    ) << "a posting stands on another claim than its allocation";
    EXPECT_EQ(
        found(
            transaction,
            "SELECT id FROM allocation WHERE plan_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM"
            " plan_claim WHERE plan_claim.plan_id = allocation.plan_id"
            " AND plan_claim.claim_id = allocation.claim_id)"
        ),
        0
    ) << "a plan was paid on a claim that is not in it";
    EXPECT_EQ(
        sum(transaction, "bank_entry"),
        sum(transaction,
            "(SELECT closing_cents - opening_cents AS amount_cents"
            " FROM bank_statement) AS moved")
    ) << "the bank total is not the total of the entries";
    EXPECT_EQ(
        sum(transaction, "allocation"), -sum(transaction, "posting WHERE allocation_id IS NOT NULL")
    ) << "the ledger total is not the total of the allocations";
    EXPECT_TRUE(audit::verify_chain(transaction).has_value());
}

void expect_nothing_is_overpaid(storage::Database& database) {
    Transaction transaction{database, "overpaid", storage::Access::read};
    EXPECT_EQ(
        found(
            transaction,
            "SELECT claim_id FROM posting GROUP BY claim_id, component HAVING SUM(amount_cents) < 0"
        ),
        0
    ) << "more was paid than is owed";
}

void expect_closed(const StatementReport& report) {
    EXPECT_EQ(report.outcome, StatementOutcome::closed);
    EXPECT_EQ(report.allocated.amount + report.suspense.amount, report.payments.amount);
    EXPECT_EQ(report.ledger_amount, report.allocated.amount);
}

}  // namespace

TEST_P(ReconciliationGuaranteesOnBoth, MoneyIsConservedAndOnceIsOnce) {
    Random random;
    for (int round = 0; round < 12; ++round) {
        const RandomHistory history{random, 0, 25};
        TestDatabase one{GetParam()};
        BankRegister bank{one.database()};
        history.register_in(bank);
        for (const StatementText& statement : history.statements()) {
            const auto report = bank.reconcile(statement);
            ASSERT_TRUE(report.has_value()) << report.error().to_line();
            expect_closed(report->statements.at(0));
            expect_money_is_conserved(one.database());
            expect_nothing_is_overpaid(one.database());
        }
        const std::string once = bank.everything();
        for (const StatementText& statement : history.statements()) {
            const auto report = bank.reconcile(statement);
            ASSERT_TRUE(report.has_value()) << report.error().to_line();
            EXPECT_EQ(report->statements.at(0).outcome, StatementOutcome::known);
        }
        EXPECT_EQ(bank.everything(), once);
        if (testing::Test::HasFailure()) {
            return;
        }
    }
}

TEST_P(ReconciliationGuaranteesOnBoth, TheSizeOfAChunkChangesNothing) {
    Random random;
    for (int round = 0; round < 6; ++round) {
        const RandomHistory history{random, 0, 40};
        std::string expected;
        for (const std::size_t entries_per_chunk :
             {std::size_t{1000}, std::size_t{1}, static_cast<std::size_t>(random.between(2, 9))}) {
            TestDatabase fresh{GetParam()};
            BankRegister bank{fresh.database()};
            history.register_in(bank);
            for (const StatementText& statement : history.statements()) {
                const auto report =
                    bank.reconcile(bank.file(text_of({statement})), entries_per_chunk);
                ASSERT_TRUE(report.has_value()) << report.error().to_line();
            }
            expected = expected.empty() ? bank.outcome() : expected;
            ASSERT_EQ(bank.outcome(), expected) << "chunks of " << entries_per_chunk;
        }
    }
}

// What the bank tells of its batches beforehand is what it would have told in the statement.
TEST_P(ReconciliationGuaranteesOnBoth, BatchesThatWereToldBeforeComeToWhatTheirStatementTells) {
    Random random;
    std::int64_t spread = 0;
    for (int round = 0; round < 6; ++round) {
        const RandomHistory history{random, 0, 40};
        TestDatabase one{GetParam()};
        BankRegister whole{one.database()};
        history.register_in(whole);
        TestDatabase other{GetParam()};
        BankRegister apart{other.database()};
        history.register_in(apart);
        const auto told = apart.reconcile(
            apart.file(as_notification(text_of(history.batches()))),
            static_cast<std::size_t>(random.between(1, 9))
        );
        ASSERT_TRUE(told.has_value()) << told.error().to_line();
        for (std::size_t day = 0; day < history.statements().size(); ++day) {
            ASSERT_TRUE(whole.reconcile(history.statements()[day]));
            const auto report = apart.reconcile(
                apart.file(text_of({history.amounts()[day]})),
                static_cast<std::size_t>(random.between(1, 9))
            );
            ASSERT_TRUE(report.has_value()) << report.error().to_line();
            expect_closed(report->statements.at(0));
        }
        ASSERT_EQ(apart.outcome(), whole.outcome());
        expect_money_is_conserved(other.database());
        Transaction transaction{other.database(), "spread", storage::Access::read};
        spread += found(transaction, "SELECT notified_batch_id FROM notified_batch_use");
    }
    EXPECT_GT(spread, 10) << "batches were told";
}

namespace {

using base::Date;
using base::Money;

// One thing that comes to be known: money that came, money that went back, or a decision.
struct Fact {
    enum class Kind { payment, going_back, charge } kind;
    Date on;  // of the money, or of the decision
    int number;
    Money amount;
    std::int64_t reference = 0;  // of the debt that the payer names, or of the claim
    claims::Component component = claims::Component::principal;
    Date works_from = on;
};

// Two people: 501 is owed by both and paid by a plan of each, 502 by the plan of the first alone,
// 503 by itself.
std::vector<Fact> random_facts(Random& random) {
    std::vector<Fact> facts;
    const Date first = Date::parse("2026-05-01").value();
    const auto days = [&random](int most) { return static_cast<int>(random.between(0, most)); };
    const int payments = 3 + days(7);
    for (int number = 1; number <= payments; ++number) {
        const Fact paid{
            Fact::Kind::payment,
            first.plus_days(days(140)),
            number,
            Money::cents(random.between(1, 20'000)),
            random.one_of(std::vector<std::int64_t>{901, 901, 902, 502, 503})};
        facts.push_back(paid);
        if (random.chance(25)) {
            Fact back = paid;
            back.kind = Fact::Kind::going_back;
            back.on = paid.on.plus_days(days(20));
            facts.push_back(back);
        }
    }
    for (int number = days(4); number > 0; --number) {
        const claims::Component component = random.one_of(std::vector{
            claims::Component::costs, claims::Component::interest, claims::Component::principal});
        const bool may_lower = component == claims::Component::principal;
        const Date decided = Date::parse("2026-07-02").value().plus_days(days(70));
        facts.push_back(
            {Fact::Kind::charge,
             decided,
             100 + number,
             Money::cents(random.between(1, 4'000) * (may_lower && random.chance(50) ? -1 : 1)),
             random.between(501, 503),
             component,
             decided.plus_days(-days(90))}
        );
    }
    return facts;
}

// When each fact comes to be known: decisions on their day, payments on the day of the money or up
// to so many days later, and what goes back not before what it takes back.
std::vector<Fact> as_known(std::vector<Fact> facts, int latest_days, Random& random) {
    std::ranges::shuffle(facts, random.engine());
    std::map<int, Date> payments_known_on;
    std::map<const Fact*, std::tuple<Date, bool>> places;
    for (const Fact::Kind kind :
         {Fact::Kind::charge, Fact::Kind::payment, Fact::Kind::going_back}) {
        for (const Fact& fact : facts) {
            if (fact.kind != kind) {
                continue;
            }
            const bool is_charge = kind == Fact::Kind::charge;
            const auto delay = static_cast<int>(random.between(0, is_charge ? 0 : latest_days));
            Date known_on = fact.on.plus_days(delay);
            if (kind == Fact::Kind::payment) {
                payments_known_on.emplace(fact.number, known_on);
            } else if (kind == Fact::Kind::going_back) {
                known_on = std::max(known_on, payments_known_on.at(fact.number).plus_days(1));
            }
            places.emplace(&fact, std::tuple{known_on, !is_charge});
        }
    }
    std::vector<const Fact*> order;
    for (const Fact& fact : facts) {
        order.push_back(&fact);
    }
    std::ranges::stable_sort(order, {}, [&places](const Fact* fact) { return places.at(fact); });
    std::vector<Fact> known;
    for (const Fact* const fact : order) {
        known.push_back(*fact);
    }
    return known;
}

// A line for each fact, to repeat a history by hand.
std::string told(const std::vector<Fact>& facts) {
    std::string text;
    for (const Fact& fact : facts) {
        const bool is_charge = fact.kind == Fact::Kind::charge;
        text += "\n" + fact.on.to_string() + " " + (is_charge ? "C" : "P") +
                std::to_string(fact.number) + " " +
                (fact.kind == Fact::Kind::going_back ? "-" : "") + fact.amount.to_string() + " " +
                std::to_string(fact.reference) +
                (is_charge ? " " + std::string{to_text(fact.component)} + " from " +
                                 fact.works_from.to_string()
                           : "");
    }
    return text;
}

// All rows of the books, so that none of them is another one later.
std::vector<std::string> rows_of_books(storage::Database& database) {
    Transaction transaction{database, "rows", storage::Access::read};
    std::vector<std::string> rows;
    std::string row;
    storage::for_each_row(
        (ask(transaction,
             "SELECT 'p' || id || ' ' || claim_id || component || kind || amount_cents ||"
             " value_date || booked_on || reason FROM posting"
             " UNION ALL SELECT 'a' || id || ' ' || entry_id || '|' || claim_id || '|' ||"
             " amount_cents || rung FROM allocation"
             " UNION ALL SELECT 's' || id || ' ' || entry_id || '|' || amount_cents ||"
             " reason_code FROM suspense_item"),
         soci::into(row)),
        [&] { rows.push_back(row); }
    );
    std::ranges::sort(rows);
    return rows;
}

class Lived {
  public:
    explicit Lived(storage::Database& database) : database_{database}, bank_{database} {
        const base::PersonId one = bank_.person("100001");
        const base::PersonId other = bank_.person("100002");
        claims_ = {
            bank_.claim(501, {one, other}, "150.00"),
            bank_.claim(502, {one}, "90.00"),
            bank_.claim(503, {one}, "120.00")};
        bank_.plan(901, one, {claims_[0], claims_[1]}, "240.00", "10.00");
        bank_.plan(902, other, {claims_[0]}, "150.00", "10.00");
    }

    void live(const Fact& fact) {
        if (fact.kind == Fact::Kind::charge) {
            charge(fact);
            return;
        }
        const bool is_back = fact.kind == Fact::Kind::going_back;
        const std::string number = std::to_string(fact.number);
        const auto report =
            bank_.reconcile(StatementText{(is_back ? "T" : "S") + number, fact.on.to_string()}.paid(
                (is_back ? -fact.amount : fact.amount).to_string(),
                {.structured = test_support::reference_text(fact.reference),
                 .bank_reference = "B" + number,
                 .is_reversal = is_back}
            ));
        ASSERT_TRUE(report.has_value()) << report.error().to_line();
        expect_closed(report->statements.at(0));
    }

    [[nodiscard]] std::string outcome() { return bank_.outcome(); }

  private:
    void charge(const Fact& fact) {
        const audit::Author author =
            bank_.people().officer(access::Role::debt_officer, fact.on.to_string()).author();
        const base::ClaimId claim = claims_[static_cast<std::size_t>(fact.reference - 501)];
        const claims::PostingKind kind =
            fact.component == claims::Component::costs      ? claims::PostingKind::fee
            : fact.component == claims::Component::interest ? claims::PostingKind::interest
                                                            : claims::PostingKind::correction;
        Transaction transaction{database_, "charge", storage::Access::write};
        claims::lock_claims(transaction, {claim});
        claims::add_postings(
            transaction,
            author,
            {{claim,
              {fact.component, kind, fact.amount, fact.works_from, "a decision"},
              std::nullopt,
              std::nullopt}}
        );
        claims::settle(transaction, author, {claim});
        test_support::commit_untold(transaction);
    }

    storage::Database& database_;
    BankRegister bank_;
    std::vector<base::ClaimId> claims_;
};

}  // namespace

// In whatever order payments, returns and decisions come to be known: the same on every claim and
// component as of every day, the same paid of every entry under every plan, the same in suspense.
TEST_P(ReconciliationGuaranteesOnBoth, TheOrderInWhichFactsComeToBeKnownDoesNotMatter) {
    Random random;
    for (int round = 0; round < 12; ++round) {
        const std::vector<Fact> facts = random_facts(random);
        std::string expected;
        for (const std::vector<Fact>& order :
             {as_known(facts, 0, random),
              as_known(facts, 10, random),
              as_known(facts, 150, random)}) {
            TestDatabase fresh{GetParam()};
            Lived lived{fresh.database()};
            std::vector<std::string> before;
            for (const Fact& fact : order) {
                lived.live(fact);
                std::vector<std::string> after = rows_of_books(fresh.database());
                ASSERT_TRUE(std::ranges::includes(after, before)) << "a row of the books changed";
                before = std::move(after);
            }
            expect_money_is_conserved(fresh.database());
            expected = expected.empty() ? lived.outcome() : expected;
            ASSERT_EQ(lived.outcome(), expected) << "round " << round << told(order);
        }
    }
}

DRAAGKRACHT_ON_BOTH_DATABASES(ReconciliationGuaranteesOnBoth);

}  // namespace draagkracht::payments
