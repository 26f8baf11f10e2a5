// Guarantee 10, what a person matched by hand stands, and guarantee 1 beside it, over random
// histories of money that comes in late, goes back, and is placed, moved and given back by hand.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <soci/soci.h>

#include <algorithm>
#include <map>

#include "draagkracht/access/access_service.hpp"
#include "draagkracht/payments/hand_act_service.hpp"
#include "draagkracht/payments/suspense_service.hpp"
#include "draagkracht/storage/rows.hpp"
#include "support/bank_register.hpp"
#include "support/random.hpp"

namespace draagkracht::payments {

using base::Date;
using base::EntryId;
using base::Money;
using storage::Transaction;
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

// What stands on an entry: "V-501 901 12.00; waits 3.00; back 0.00".
using Standing = std::map<EntryId, std::string>;

class Lived {
  public:
    explicit Lived(storage::Database& database) : database_{database}, bank_{database} {
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

    // Some act; most fit, and one that does not is refused. True when it was done.
    bool act(Random& random) {
        const std::vector<EntryId> entries = payments();
        if (entries.empty()) {
            return false;
        }
        if (random.chance(25) && !acts_.empty()) {
            return undo(random.one_of(acts_));
        }
        if (random.chance(15)) {
            return refund(random, random.one_of(entries));
        }
        PlacementAsked asked{.number = next_number(), .reason = "r"};
        for (std::int64_t count = random.between(1, 2); count > 0; --count) {
            add_lines(random, random.one_of(entries), asked);
        }
        return done(asked.number, acts().place(officer(), zandwijk(), asked));
    }

    // The latest first; one that is refused stays.
    void undo_all() {
        while (!acts_.empty()) {
            const std::string last = acts_.back();
            ASSERT_TRUE(undo(last)) << last;
        }
    }

    // Of the payments on which an act by hand stands, and that the bank did not take back.
    [[nodiscard]] Standing by_hand() {
        Standing standing;
        read(
            "SELECT bank_entry.id, claim.claim_number || ' ' || COALESCE(plan.plan_number, '-')"
            " || ' ' || CAST(SUM(allocation.amount_cents) AS TEXT) AS line FROM bank_entry"
            " JOIN allocation ON allocation.entry_id = bank_entry.id"
            " JOIN claim ON claim.id = allocation.claim_id"
            " LEFT JOIN plan ON plan.id = allocation.plan_id" +
                touched +
                " GROUP BY bank_entry.id, claim.claim_number, plan.plan_number"
                " HAVING SUM(allocation.amount_cents) <> 0 ORDER BY bank_entry.id, line",
            standing
        );
        for (const char* const table : {"suspense_item", "refund"}) {
            read(
                "SELECT bank_entry.id, '" + std::string{table} +
                    "' || ' ' || CAST(COALESCE((SELECT SUM(amount_cents) FROM " + table +
                    " WHERE entry_id = bank_entry.id), 0) AS TEXT) FROM bank_entry" + touched +
                    " ORDER BY bank_entry.id",
                standing
            );
        }
        return standing;
    }

    // Rows that must not be there.
    [[nodiscard]] std::string broken() {
        const std::string sums =
            "(SELECT bank_entry.id, bank_entry.amount_cents AS amount,"
            " COALESCE((SELECT SUM(amount_cents) FROM allocation"
            " WHERE entry_id = bank_entry.id), 0) AS allocated,"
            " COALESCE((SELECT SUM(amount_cents) FROM suspense_item"
            " WHERE entry_id = bank_entry.id), 0) AS suspended,"
            " COALESCE((SELECT SUM(amount_cents) FROM refund"
            " WHERE entry_id = bank_entry.id), 0) AS refunded FROM bank_entry) AS sums";
        const std::vector<std::pair<std::string, std::string>> questions{
            {"money is lost or made", sums + " WHERE amount <> allocated + suspended + refunded"},
            {"less than nothing waits", sums + " WHERE amount > 0 AND suspended < 0"},
            {"less than nothing is paid back", sums + " WHERE refunded < 0"},
            {"an allocation is not what was posted for it",
             "allocation WHERE amount_cents <> -COALESCE((SELECT SUM(amount_cents) FROM posting"
             " WHERE allocation_id = allocation.id), 0)"},
            {"what went back still counts under a plan",
             "(SELECT pair.entry_id FROM entry_return pair JOIN allocation"
             " ON allocation.entry_id IN (pair.entry_id, pair.returned_entry_id)"
             " GROUP BY pair.entry_id, claim_id, plan_id HAVING SUM(allocation.amount_cents) <> 0)"
             " AS back"},
            {"an entry stands below zero on a claim",
             "(SELECT allocation.entry_id FROM allocation JOIN bank_entry"
             " ON bank_entry.id = allocation.entry_id WHERE bank_entry.amount_cents > 0"
             " GROUP BY allocation.entry_id, claim_id, plan_id"
             " HAVING SUM(allocation.amount_cents) < 0)"
             " AS below"},
        };
        Transaction transaction{database_, "broken", storage::Access::read};
        std::string text;
        for (const auto& [what, query] : questions) {
            long long count = 0;
            transaction.sql() << "SELECT COUNT(*) FROM " + query, soci::into(count);
            text += count > 0 ? what + "; " : "";
        }
        return text;
    }
    [[nodiscard]] std::string outcome() { return bank_.outcome(); }

  private:
    static inline const std::string touched =
        " WHERE EXISTS (SELECT 1 FROM hand_act_entry JOIN hand_act ON hand_act.id = act_id"
        " WHERE hand_act_entry.entry_id = bank_entry.id AND kind <> 'undone' AND NOT EXISTS"
        " (SELECT 1 FROM hand_act undoing WHERE undoing.undoes_act_id = hand_act.id))"
        " AND NOT EXISTS (SELECT 1 FROM entry_return WHERE returned_entry_id = bank_entry.id)";

    HandActService acts() { return HandActService{database_, bank_.people().sealer()}; }
    base::MunicipalityId zandwijk() { return bank_.people().zandwijk(); }
    access::Occasion officer() {
        return bank_.people().officer(access::Role::debt_officer, "2026-08-01");
    }
    std::string next_number() { return fmt::format("H-{}", ++act_count_); }

    void read(const std::string& query, Standing& standing) {
        Transaction transaction{database_, "standing", storage::Access::read};
        long long entry = 0;
        std::string line;
        storage::for_each_row(
            (storage::ask(transaction, query), soci::into(entry), soci::into(line)),
            [&] { standing[EntryId{entry}] += line + "; "; }
        );
    }
    std::vector<EntryId> payments() {
        Transaction transaction{database_, "payments", storage::Access::read};
        std::vector<EntryId> entries;
        long long entry = 0;
        storage::for_each_row(
            (storage::ask(transaction, "SELECT id FROM bank_entry WHERE amount_cents > 0"),
             soci::into(entry)),
            [&] { entries.emplace_back(entry); }
        );
        return entries;
    }
    SuspenseLook look(EntryId entry) {
        return SuspenseService{database_}.look(officer(), zandwijk(), entry).value();
    }

    // Mostly what fits: of what stands, and of what waits or was taken.
    void add_lines(Random& random, EntryId entry, PlacementAsked& asked) {
        if (std::ranges::any_of(asked.seen, [entry](const SeenEntry& one) {
                return one.entry == entry;
            })) {
            return;
        }
        const SuspenseLook now = look(entry);
        asked.seen.push_back({entry, now.revision});
        Money free = now.item.suspended;
        if (!now.shares.empty() && random.chance(50)) {
            const PlacedShare& share = random.one_of(now.shares);
            const Money amount = Money::cents(random.between(1, share.amount.in_cents()));
            asked.take.push_back({entry, share.claim_number, amount});
            free += amount;
        }
        if (random.chance(85)) {
            const bool on_plan = random.chance(30);
            const std::string claim = fmt::format("V-{}", random.between(501, 503));
            const std::int64_t most = std::max<std::int64_t>(free.in_cents(), 1);
            const Money amount =
                Money::cents(random.chance(90) ? random.between(1, most) : most + 1);
            asked.put.push_back({entry, on_plan ? "" : claim, on_plan ? "R-901" : "", amount});
        }
    }

    bool undo(const std::string& number) {
        const auto outcome = acts().undo(officer(), zandwijk(), {next_number(), number, "u"});
        if (outcome) {
            std::erase(acts_, number);
        }
        return outcome.has_value();
    }

    bool refund(Random& random, EntryId entry) {
        const RefundAsked asked{
            next_number(),
            "r",
            {entry, look(entry).revision},
            Money::cents(random.between(1, 4'000))};
        const auto question = acts().ask_refund(officer(), zandwijk(), asked);
        if (!question) {
            return false;
        }
        access::AccessService access{database_};
        const access::RolesByMunicipality roles{{zandwijk(), {access::Role::supervisor}}};
        if (!second_) {
            second_ = access
                          .add_officer(
                              bank_.people().machine(access::Machine::conversion),
                              {"second", "C. Vos", "een lang wachtwoord", roles}
                          )
                          .value();
        }
        const access::Occasion now = officer();
        const access::Occasion second{
            access::Actor::officer(*second_, "C. Vos", roles), now.today, now.moment};
        EXPECT_TRUE(access.grant_approval(second, *question));
        return done(asked.number, acts().refund(officer(), zandwijk(), asked));
    }

    bool done(const std::string& number, const base::Outcome<HandActId>& outcome) {
        if (outcome) {
            acts_.push_back(number);
        }
        return outcome.has_value();
    }

    storage::Database& database_;
    BankRegister bank_;
    int act_count_ = 0;
    std::vector<std::string> acts_;  // that stand
    std::optional<base::OfficerId> second_;
};

// The same payments in another order; what goes back comes after what it takes back.
std::vector<PaymentFact> as_known(std::vector<PaymentFact> facts, Random& random) {
    std::ranges::shuffle(facts, random.engine());
    std::ranges::stable_sort(facts, {}, &PaymentFact::goes_back);
    return facts;
}

// What was by hand, and still is, stands as it stood.
void expect_stands(const Standing& before, const Standing& now) {
    for (const auto& [entry, standing] : now) {
        const auto stood = before.find(entry);
        ASSERT_NE(stood, before.end()) << "no act was done meanwhile";
        EXPECT_EQ(standing, stood->second) << "entry " << entry.value();
    }
}

}  // namespace

TEST_P(HandGuaranteesOnBoth, WhatAPersonPlacedStands) {
    Random random;
    int done = 0;
    for (int round = 0; round < 8; ++round) {
        TestDatabase fresh{GetParam()};
        Lived lived{fresh.database()};
        for (const PaymentFact& fact : as_known(random_payments(random, true), random)) {
            const Standing before = lived.by_hand();
            lived.bring(fact);
            expect_stands(before, lived.by_hand());
            EXPECT_EQ(lived.broken(), "");
            for (std::int64_t count = random.between(0, 3); count > 0; --count) {
                done += lived.act(random) ? 1 : 0;
                EXPECT_EQ(lived.broken(), "");
            }
            if (testing::Test::HasFailure()) {
                return;
            }
        }
    }
    EXPECT_GT(done, 24) << "most acts fit";
}

TEST_P(HandGuaranteesOnBoth, WhenAllIsUndoneItIsAsIfNothingWasDone) {
    Random random;
    for (int round = 0; round < 6; ++round) {
        const std::vector<PaymentFact> facts = random_payments(random, false);
        TestDatabase untouched_database{GetParam()};
        Lived untouched{untouched_database.database()};
        for (const PaymentFact& fact : facts) {
            untouched.bring(fact);
        }
        TestDatabase fresh{GetParam()};
        Lived lived{fresh.database()};
        for (const PaymentFact& fact : as_known(facts, random)) {
            lived.bring(fact);
            for (std::int64_t count = random.between(0, 3); count > 0; --count) {
                lived.act(random);
            }
        }
        lived.undo_all();
        EXPECT_EQ(lived.broken(), "");
        EXPECT_EQ(lived.outcome(), untouched.outcome());
        if (testing::Test::HasFailure()) {
            return;
        }
    }
}

DRAAGKRACHT_ON_BOTH_DATABASES(HandGuaranteesOnBoth);

}  // namespace draagkracht::payments
