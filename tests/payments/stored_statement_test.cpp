// Of the statements of an account only those are asked for that a new one is held against.
#include "payments/stored_statement_store.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "draagkracht/payments/continuity.hpp"
#include "support/bank_register.hpp"
#include "support/random.hpp"

namespace draagkracht::payments {

using storage::Access;
using storage::Transaction;
using test_support::BankRegister;
using testing::ElementsAre;
using testing::IsEmpty;

namespace {

base::Date june(int day) {
    return base::Date::parse("2026-06-01").value().plus_days(day - 1);
}

}  // namespace

class StoredStatementsOnBoth : public test_support::OnBothDatabases {
  protected:
    void SetUp() override {
        OnBothDatabases::SetUp();
        if (!IsSkipped()) {
            bank_.emplace(database());
        }
    }
    // From `first` to `last` of June, named so; with `last` for its date.
    void add(int first, int last) { add_of(DaysBooked{june(first), june(last)}, june(last)); }
    // Of which nothing tells on which days its entries were booked.
    void add_unknown(int date) { add_of(std::nullopt, june(date)); }

    std::vector<StoredStatement> near(const DaysBooked& days) {
        Transaction transaction{database(), "near", Access::write};
        const auto accounts = lock_bank_accounts(transaction, {BankRegister::own_account});
        return statements_near(transaction, {accounts.begin()->second.id}, days);
    }
    std::vector<std::string> names_near(int first, int last) {
        std::vector<std::string> names;
        for (const StoredStatement& one : near({june(first), june(last)})) {
            names.push_back(one.key.identifier);
        }
        return names;
    }

  private:
    // The same one twice is one.
    void add_of(const std::optional<DaysBooked>& days, base::Date date) {
        Transaction transaction{database(), "statement", Access::write};
        const auto accounts = lock_bank_accounts(transaction, {BankRegister::own_account});
        const std::string name =
            days ? days->first.to_string().substr(8) + "-" + days->last.to_string().substr(8)
                 : "? " + date.to_string().substr(8);
        if (!added_.emplace(name, date).second) {
            return;
        }
        (void)add_statements(
            transaction,
            {{{accounts.begin()->second.id, name, date},
              StatementFormat::camt,
              "",
              {},
              {},
              "x",
              bank_->people().officer().moment,
              days}}
        );
        test_support::commit_untold(transaction);
    }
    std::optional<BankRegister> bank_;
    std::set<std::pair<std::string, base::Date>> added_;
};

TEST_P(StoredStatementsOnBoth, NeighboursAndWhatTheyAreHeldAgainst) {
    EXPECT_THAT(names_near(10, 10), IsEmpty());
    for (int day = 1; day <= 30; ++day) {
        add(day, day);
    }
    // The one before, the one before that, its own day, and the one after.
    EXPECT_THAT(names_near(10, 10), ElementsAre("08-08", "09-09", "10-10", "11-11"));
    EXPECT_THAT(names_near(1, 1), ElementsAre("01-01", "02-02"));
    EXPECT_THAT(names_near(30, 30), ElementsAre("28-28", "29-29", "30-30"));
    // A week that began on the 5th: what it is held against began before.
    add(5, 9);
    EXPECT_THAT(
        names_near(10, 10),
        ElementsAre("04-04", "05-05", "06-06", "07-07", "08-08", "09-09", "10-10", "11-11", "05-09")
    );
    add_unknown(29);
    add_unknown(3);
    EXPECT_THAT(names_near(28, 28), ElementsAre("26-26", "27-27", "28-28", "29-29", "? 29"));
}

TEST_P(StoredStatementsOnBoth, WhatTheNeighbourIsHeldAgainstAlsoWhereNothingCameBeforeAllOfThem) {
    add(3, 13);
    add(5, 12);
    add(13, 13);
    // The 13th is held against the one that ended on the 12th.
    EXPECT_THAT(names_near(14, 14), ElementsAre("03-13", "05-12", "13-13"));
}

// Whatever an account holds, what is found of a statement is the same as with all of it.
TEST_P(StoredStatementsOnBoth, WhatIsFoundIsTheSameAsWithAllOfThem) {
    test_support::Random random;
    for (int left = 40; left > 0; --left) {
        const auto first = static_cast<int>(random.between(1, 90));
        add(first, first + static_cast<int>(random.chance(70) ? 0 : random.between(1, 8)));
    }
    const auto stretches = [](const std::vector<StoredStatement>& statements) {
        std::vector<Stretch> all;
        for (const StoredStatement& one : statements) {
            // A balance that tells one from another, and numbers that follow now and then.
            const base::Money balance = base::Money::cents(one.id.value() % 3);
            all.push_back(
                {one.key.date,
                 *one.days,
                 std::to_string(one.id.value() % 4),
                 {balance, balance, {}, one.format}}
            );
        }
        return all;
    };
    const std::vector<Stretch> all = stretches(near({june(1), june(120)}));
    ASSERT_GT(all.size(), 30U);
    for (int day = 1; day <= 100; ++day) {
        const DaysBooked days{june(day), june(day + static_cast<int>(random.between(0, 3)))};
        const base::Money balance = base::Money::cents(random.between(0, 2));
        const Stretch asked{
            days.last,
            days,
            std::to_string(random.between(0, 4)),
            {balance, balance, {}, StatementFormat::camt}};
        const auto with_all = continuity(asked, all);
        const auto with_near = continuity(asked, stretches(near(days)));
        EXPECT_EQ(with_all ? with_all->told : "", with_near ? with_near->told : "") << day;
    }
}

DRAAGKRACHT_ON_BOTH_DATABASES(StoredStatementsOnBoth);

}  // namespace draagkracht::payments
