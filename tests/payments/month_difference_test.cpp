// A difference between bank and books that stays: two people take it on, and the month is closed
// with it. Expected values are worked out by hand.
#include <gtest/gtest.h>

#include "payments/month_close_case.hpp"

namespace draagkracht::payments {

using storage::Transaction;
using test_support::BankRegister;
using test_support::StatementText;

// The bank closes June 0.50 higher than it told entry by entry, says so of July too, and never
// mends it. Two people take it on, the month is closed with it, and the next one begins with it.
TEST_P(MonthCloseOnBoth, ADifferenceThatStaysIsTakenOnByTwoPeople) {
    const StatementText broken_june = june().broken_by("0.50");
    take_confirmed(broken_june, "2026-07-02");
    (void)taken_in(still("NEXT", "2026-07-01", broken_june.closing()), "2026-07-02");
    EXPECT_EQ(code_of_close("2026-06", "2026-07-02"), "payments.month-differs");
    const access::Occasion asks = officer("2026-07-02");
    const std::string own = BankRegister::own_account;
    const auto ask = [&](const access::Occasion& who, const DifferenceAsked& asked) {
        const auto done = months().ask_difference(who, zandwijk(), {month("2026-06")}, asked);
        return done ? "asked" : done.error().code;
    };
    const std::string why = "de bank telt zo";
    EXPECT_EQ(ask(asks, {own, money("0.49"), why}), "payments.other-difference");
    EXPECT_EQ(ask(asks, {"NL91ABNA0417164300", money("0.50"), why}), "payments.other-difference");
    EXPECT_EQ(ask(asks, {own, money("0.50"), "twee\nregels"}), "base.not-a-line");
    EXPECT_EQ(
        ask(bank().people().machine(access::Machine::reconciliation), {own, money("0.50"), why}),
        "payments.not-accepted-by-a-machine"
    );
    const access::Occasion reads = bank().people().officer(access::Role::auditor, "2026-07-02");
    EXPECT_EQ(ask(reads, {own, money("0.50"), why}), "access.not-allowed");
    EXPECT_EQ(ask(asks, {own, money("0.50"), why}), "asked");
    EXPECT_EQ(ask(asks, {own, money("0.50"), why}), "asked");
    EXPECT_EQ(count("approval"), 1);
    EXPECT_EQ(code_of_close("2026-06", "2026-07-02"), "payments.month-differs")
        << "nobody approved";
    grant_what_was_asked("2026-07-02");
    // It was not approved for anybody else.
    const access::Occasion other = another(access::Role::debt_officer, "2026-07-02");
    ASSERT_NE(other.actor.text(), asks.actor.text());
    EXPECT_EQ(
        months().close(other, zandwijk(), {month("2026-06")}).error().code, "payments.month-differs"
    );
    ASSERT_TRUE(months().close(asks, zandwijk(), {month("2026-06")}));
    EXPECT_EQ(count("approval WHERE used_at IS NOT NULL"), 1);

    const auto all = months().closed_months(asks, zandwijk());
    const AccountProof& frozen = all->at(0).accounts.at(0);
    // 1000.00 + 137.00 + 0.50
    EXPECT_EQ(frozen.bank_closing, money("1137.50"));
    ASSERT_TRUE(frozen.figures.accepted);
    EXPECT_EQ(frozen.figures.accepted->amount, money("0.50"));
    EXPECT_EQ(frozen.figures.accepted->reason, why);
    EXPECT_EQ(frozen.figures.accepted->accepted_by, asks.actor.text());
    EXPECT_NE(frozen.figures.accepted->approved_by, asks.actor.text());
    EXPECT_THAT(broken(), testing::IsEmpty());

    // Nothing moved in July: it is closed without a word, and begins and ends with the 0.50.
    (void)taken_in(still("AUGUST", "2026-08-01", broken_june.closing()), "2026-08-02");
    ASSERT_EQ(code_of_close("2026-07", "2026-08-02"), "closed");
    const AccountMonth july =
        months().closed_months(asks, zandwijk())->at(0).accounts.at(0).figures;
    EXPECT_EQ(july.difference_opening, money("0.50"));
    EXPECT_FALSE(july.accepted);
    EXPECT_EQ(july.difference_closing(), money("0.50"));
    EXPECT_THAT(broken(), testing::IsEmpty());
    for (const std::string act :
         {"UPDATE month_difference SET amount_cents = 51",
          "UPDATE month_difference SET reason = 'x'",
          "UPDATE month_difference SET approved_by = 'officer:99999'",
          "DELETE FROM month_difference"}) {
        Transaction transaction{database(), "smuggle", storage::Access::write};
        test_support::take_guards_off(transaction);
        transaction.sql() << act;
        EXPECT_THAT(prove_closed_months(transaction).violations, testing::Not(testing::IsEmpty()))
            << act;
    }
}

// Which balance it rests on is a part of what is asked: who approves sees it, and what was approved
// on the word of an officer serves for nothing that a statement says.
TEST_P(MonthCloseOnBoth, WhatIsApprovedNamesTheBalanceAndWhoSawIt) {
    (void)taken_in(june());
    const access::Occasion asks = officer("2026-07-02");
    const std::string own = BankRegister::own_account;
    const MonthToClose seen{month("2026-06"), {{own, money("1137.50")}}};
    const DifferenceAsked difference{own, money("0.50"), "de bank telt zo"};
    const auto subjects = [&] {
        std::vector<std::string> all;
        const auto open = access::ApprovalsService{database()}.open_approvals(asks, zandwijk());
        for (const access::AskedApproval& one : *open) {
            all.push_back(one.asked.subject);
        }
        return all;
    };
    ASSERT_TRUE(months().ask_difference(asks, zandwijk(), seen, difference));
    EXPECT_THAT(subjects(), testing::ElementsAre("2026-06|" + own + "|0.50|1137.50|officer"));
    grant_what_was_asked("2026-07-02");
    // The statement of 1 July says the same of itself.
    (void)take_confirmed(still("NEXT", "2026-07-01", money("1137.50")), "2026-07-02");
    EXPECT_EQ(code_of_close("2026-06", "2026-07-02"), "payments.month-differs");
    ASSERT_TRUE(months().ask_difference(asks, zandwijk(), {month("2026-06")}, difference));
    EXPECT_THAT(
        subjects(),
        testing::ElementsAre(
            "2026-06|" + own + "|0.50|1137.50|officer", "2026-06|" + own + "|0.50|1137.50|statement"
        )
    );
    grant_what_was_asked("2026-07-02");
    EXPECT_EQ(code_of_close("2026-06", "2026-07-02"), "closed");
    EXPECT_THAT(broken(), testing::IsEmpty());
}

// Whoever asks it: one question stands.
TEST_P(MonthCloseOnBoth, OfOneDifferenceOneQuestionStands) {
    const StatementText broken_june = june().broken_by("0.50");
    take_confirmed(broken_june, "2026-07-02");
    (void)taken_in(still("NEXT", "2026-07-01", broken_june.closing()), "2026-07-02");
    const DifferenceAsked difference{BankRegister::own_account, money("0.50"), "de bank telt zo"};
    const auto ask = [&](const access::Occasion& who) {
        const auto done = months().ask_difference(who, zandwijk(), {month("2026-06")}, difference);
        return done ? std::to_string(done->value()) : done.error().code;
    };
    const access::Occasion first = officer("2026-07-02");
    const std::string number = ask(first);
    EXPECT_EQ(ask(first), number);
    EXPECT_EQ(ask(another(access::Role::debt_officer, "2026-07-02")), "access.asked-by-another");
    EXPECT_EQ(count("approval"), 1);
}

// On 29 June the bank closes 0.50 too high, and on 30 June it sets that right itself.
TEST_P(MonthCloseOnBoth, ADifferenceThatTheBankSetRightInTheMonthNeedsNoWord) {
    StatementText high{"HIGH", "2026-06-29"};
    high.opens_with(money("1000.00")).paid("5.00", {.text = "van niemand"}).broken_by("0.50");
    StatementText low{"LOW", "2026-06-30"};
    low.opens_with(high.closing()).paid("5.00", {.text = "van niemand"}).broken_by("-0.50");
    take_confirmed(high, "2026-07-01");
    take_confirmed(low, "2026-07-01");
    (void)taken_in(still("NEXT", "2026-07-01", money("1010.00")), "2026-07-02");
    EXPECT_EQ(code_of_close("2026-06", "2026-07-02"), "closed");
    EXPECT_THAT(broken(), testing::IsEmpty());
}

// A statement of 12.34 is missing, and July is closed with that. In August it comes after all: then
// the books have 12.34 that the bank had before, and the difference is taken back.
TEST_P(MonthCloseOnBoth, WhatWasMissingAndComesAfterAllTakesTheDifferenceBack) {
    take_june_in();
    ASSERT_EQ(code_of_close("2026-06", "2026-07-02"), "closed");
    const base::Money higher = june().closing() + money("12.34");
    take_confirmed(still("LATER", "2026-07-10", higher), "2026-07-11");
    (void)taken_in(still("AUGUST", "2026-08-01", higher), "2026-08-02");
    const std::string own = BankRegister::own_account;
    const auto close_with = [&](const std::string& which, const std::string& today, auto amount) {
        const access::Occasion who = officer(today);
        const auto asked = months().ask_difference(
            who, zandwijk(), {month(which)}, {own, money(amount), "het afschrift ontbreekt"}
        );
        ASSERT_TRUE(asked) << asked.error().to_line();
        grant_what_was_asked(today);
        const auto closed = months().close(who, zandwijk(), {month(which)});
        ASSERT_TRUE(closed) << closed.error().to_line();
    };
    close_with("2026-07", "2026-08-02", "12.34");
    StatementText missing{"MISSING", "2026-07-05"};
    missing.opens_with(june().closing()).paid("12.34", {.text = "van niemand"});
    const StatementReport report = taken_in(missing, "2026-08-03");
    ASSERT_TRUE(report.counted_later);
    EXPECT_EQ(report.counted_later->in, month("2026-08"));
    (void)taken_in(still("SEPTEMBER", "2026-09-01", higher), "2026-09-02");
    EXPECT_EQ(code_of_close("2026-08", "2026-09-02"), "payments.month-differs");
    close_with("2026-08", "2026-09-02", "-12.34");
    const AccountMonth august =
        months().closed_months(officer("2026-09-03"), zandwijk())->at(0).accounts.at(0).figures;
    EXPECT_EQ(august.difference_opening, money("12.34"));
    EXPECT_EQ(august.difference_closing(), money("0.00"));
    EXPECT_THAT(broken(), testing::IsEmpty());
}

DRAAGKRACHT_ON_BOTH_DATABASES(MonthCloseOnBoth);

}  // namespace draagkracht::payments
