// The proof of a month as a treasurer reads it. All expected values are worked out by hand.
#include "draagkracht/payments/month_proof.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace draagkracht::payments {
namespace {

base::Money money(std::string_view text) {
    return base::Money::parse(text).value();
}

base::Date date(const std::string& text) {
    return base::Date::parse(text).value();
}

base::Month month(const std::string& text) {
    return base::month_of(text).value();
}

constexpr const char* iban = "NL26VAYB8060476890";

EndStatement statement(
    const std::string& day,
    std::string_view opening,
    std::string_view closing,
    std::string_view after_month = "0.00",
    std::string_view untold = "0.00"
) {
    return {date(day), money(opening), money(closing), money(after_month), money(untold)};
}

// June of the header: opening 1000.00, received 500.00, paid out 20.00.
AccountMonth june() {
    return {
        .account = base::BankAccountId{7},
        .iban = iban,
        .opening = money("1000.00"),
        .received = money("500.00"),
        .paid_out = money("20.00"),
        .own = {money("430.00"), money("50.00"), money("0.00")},
        .earlier = {money("30.00"), money("-30.00"), money("0.00")},
        .ledger = money("460.00"),
        .suspense_opening = money("200.00"),
        .suspense_closing = money("220.00"),
        .end = {statement("2026-07-01", "1480.00", "1505.00", "25.00")}};
}

MonthProof proof_of(const AccountMonth& account) {
    return prove_month(
        {.month = month("2026-06"), .today = date("2026-07-02"), .accounts = {account}}
    );
}

std::vector<std::string> codes_of(const MonthProof& proof) {
    std::vector<std::string> codes;
    for (const base::Problem& obstacle : proof.obstacles) {
        codes.push_back(obstacle.code);
    }
    return codes;
}

// The lines of the one account that do not hold, and by how much.
using Differences = std::vector<std::pair<MonthEquation, std::string>>;

Differences differences_of(const MonthProof& proof) {
    Differences differences;
    for (const MonthLine& line : proof.accounts.at(0).lines()) {
        if (!line.difference().is_zero()) {
            differences.emplace_back(line.equation, line.difference().to_string());
        }
    }
    return differences;
}

TEST(MonthProof, AMonthInWhichAllMeetsCanBeClosed) {
    const MonthProof proof = proof_of(june());
    EXPECT_TRUE(proof.can_be_closed()) << proof.obstacles.front().to_line();
    // 1000.00 + 500.00 - 20.00
    EXPECT_EQ(proof.accounts.at(0).bank_closing, money("1480.00"));
    EXPECT_EQ(proof.accounts.at(0).closing_from, ClosingFrom::statement);
    EXPECT_THAT(differences_of(proof), testing::IsEmpty());
}

// One figure of June is another one: which line does not meet any more, and by how much.
TEST(MonthProof, WhatDoesNotMeetIsNamedToTheCent) {
    struct Row {
        std::string what;
        base::Money AccountMonth::*total;        // either a figure of the account
        Whereabouts AccountMonth::*whereabouts;  // or one of these
        base::Money Whereabouts::*place;
        std::string is;
        Differences differences;
    };
    const auto none = nullptr;
    using A = AccountMonth;
    using W = Whereabouts;
    const std::vector<Row> rows{
        // 1000.00 + 475.00 - 20.00 = 1455.00, the bank 1480.00; 480.00 and not 455.00.
        {"a payment of 25.00 was not booked",
         &A::received,
         none,
         none,
         "475.00",
         {{MonthEquation::bank, "-25.00"}, {MonthEquation::own, "25.00"}}},
        {"the month before closed 0.01 higher",
         &A::opening,
         none,
         none,
         "1000.01",
         {{MonthEquation::bank, "0.01"}}},
        // 430.00 + 49.99 and not 480.00; 200.00 + 49.99 - 30.00 = 219.99
        {"a cent of an entry is nowhere",
         none,
         &A::own,
         &W::suspended,
         "49.99",
         {{MonthEquation::own, "-0.01"}, {MonthEquation::suspense, "-0.01"}}},
        {"10.00 was refunded and waits too",
         none,
         &A::own,
         &W::refunded,
         "10.00",
         {{MonthEquation::own, "10.00"}}},
        // 420.00 + 50.00 and not 480.00; 420.00 + 30.00 and not 460.00
        {"an allocation of 10.00 is gone",
         none,
         &A::own,
         &W::allocated,
         "420.00",
         {{MonthEquation::own, "-10.00"}, {MonthEquation::ledger, "-10.00"}}},
        {"a posting of 10.00 is not there",
         &A::ledger,
         none,
         none,
         "450.00",
         {{MonthEquation::ledger, "10.00"}}},
        // 30.00 and not 35.00; 200.00 + 50.00 - 35.00 = 215.00
        {"35.00 left the suspense, and 30.00 came",
         none,
         &A::earlier,
         &W::suspended,
         "-35.00",
         {{MonthEquation::earlier, "-5.00"}, {MonthEquation::suspense, "-5.00"}}},
        {"5.00 of before was refunded out of nothing",
         none,
         &A::earlier,
         &W::refunded,
         "5.00",
         {{MonthEquation::earlier, "5.00"}}},
        {"20.00 waits that nobody put there",
         &A::suspense_closing,
         none,
         none,
         "240.00",
         {{MonthEquation::suspense, "-20.00"}}},
    };
    for (const Row& row : rows) {
        AccountMonth account = june();
        (row.total != nullptr ? account.*row.total : account.*row.whereabouts.*row.place) =
            money(row.is);
        const MonthProof proof = proof_of(account);
        EXPECT_EQ(differences_of(proof), row.differences) << row.what;
        ASSERT_EQ(proof.obstacles.size(), row.differences.size()) << row.what;
        const base::Problem& first = proof.obstacles.front();
        EXPECT_EQ(first.code, "payments.month-differs") << row.what;
        EXPECT_EQ(first.where, iban) << row.what;
        EXPECT_THAT(first.message, testing::EndsWith("EUR " + row.differences.front().second))
            << row.what;
        EXPECT_FALSE(first.remedy.empty()) << row.what;
    }
}

TEST(MonthProof, MonthsAreClosedWhenTheyAreOverAndOneAfterAnother) {
    struct Row {
        std::string month;
        std::string today;
        std::vector<std::string> closed;  // the latest first
        std::string code;
    };
    const std::vector<Row> rows{
        {"2026-06", "2026-06-30", {}, "payments.month-not-over"},
        {"2026-06", "2026-07-01", {}, ""},
        {"2026-05", "2026-07-01", {}, "payments.other-month-first"},
        {"2026-06", "2026-07-01", {"2026-05", "2026-04"}, ""},
        {"2026-06", "2026-07-01", {"2026-04"}, "payments.other-month-first"},
        {"2026-06", "2026-08-01", {"2026-06"}, "payments.month-closed"},
        {"2026-05", "2026-08-01", {"2026-06"}, "payments.month-closed"},
        {"2026-08", "2026-08-31", {"2026-06"}, "payments.month-not-over"},
    };
    for (const Row& row : rows) {
        MonthFacts facts{.month = month(row.month), .today = date(row.today)};
        for (const std::string& closed : row.closed) {
            facts.closed.push_back({month(closed), date("2026-05-02"), "officer:7", ""});
        }
        const std::vector<std::string> expected =
            row.code.empty() ? std::vector<std::string>{} : std::vector<std::string>{row.code};
        EXPECT_EQ(codes_of(prove_month(facts)), expected) << row.month << " on " << row.today;
    }
}

TEST(MonthProof, AStatementThatWasNotEndedStandsInTheWay) {
    const MonthProof proof = prove_month(
        {.month = month("2026-06"),
         .today = date("2026-07-02"),
         .accounts = {june()},
         .unfinished = {{"S1", date("2026-06-12"), false}, {"S2", date("2026-06-13"), true}}}
    );
    EXPECT_THAT(
        codes_of(proof),
        testing::ElementsAre("payments.unfinished-statement", "payments.statement-left-open")
    );
    EXPECT_EQ(proof.obstacles.at(0).where, "S1, 2026-06-12");
    EXPECT_EQ(proof.obstacles.at(1).where, "S2, 2026-06-13");
}

// June closes at 1480.00 in the register; what the statements say of that.
TEST(MonthProof, TheEndOfTheMonthIsReadOffTheStatementThatReachesIt) {
    struct Row {
        std::string what;
        std::vector<EndStatement> end;
        std::string seen_at_bank;  // empty: nobody looked
        std::string bank_closing;
        std::vector<std::string> codes;
    };
    const std::string not_covered = "payments.month-not-covered";
    const std::string differs = "payments.month-differs";
    const std::vector<Row> rows{
        {"of the last day: it may be that of the morning",
         {statement("2026-06-30", "1455.00", "1480.00")},
         "",
         "1480.00",
         {not_covered}},
        {"of the last day, with 5.00 of 1 July on it",
         {statement("2026-06-30", "1455.00", "1485.00", "5.00")},
         "",
         "1480.00",
         {not_covered}},
        {"of 1 July, and that of the afternoon before it is missing",
         {statement("2026-07-01", "1487.00", "1512.00", "25.00")},
         "",
         "1487.00",
         {differs}},
        {"of a week over the end, with 25.00 of July",
         {statement("2026-07-03", "1400.00", "1505.00", "25.00")},
         "",
         "1480.00",
         {}},
        {"of 6 July, the first after 26 June: nothing moved between",
         {statement("2026-07-06", "1480.00", "1505.00", "25.00")},
         "",
         "1480.00",
         {}},
        {"of 6 July, and one of 40.00 before it is missing",
         {statement("2026-07-06", "1520.00", "1545.00", "25.00")},
         "",
         "1520.00",
         {differs}},
        {"without movements, of a later day",
         {statement("2026-07-06", "1480.00", "1480.00")},
         "",
         "1480.00",
         {}},
        {"the second of the last day ends what is known",
         {statement("2026-06-30", "1455.00", "1470.00"),
          statement("2026-06-30", "1470.00", "1480.00")},
         "",
         "1480.00",
         {not_covered}},
        {"of 1 July, whose own balances do not meet by 0.50: that is of July",
         {statement("2026-07-01", "1480.00", "1505.50", "25.00", "0.50")},
         "",
         "1480.00",
         {}},
        {"the first of a later day begins it",
         {statement("2026-07-01", "1505.00", "1510.00", "5.00"),
          statement("2026-07-01", "1480.00", "1505.00", "25.00")},
         "",
         "1480.00",
         {}},
        {"the same day in two formats",
         {statement("2026-07-01", "1480.00", "1505.00", "25.00"),
          statement("2026-07-01", "1480.00", "1505.00", "25.00")},
         "",
         "1480.00",
         {}},
        {"none reaches the end",
         {statement("2026-06-26", "1455.00", "1480.00")},
         "",
         "1480.00",
         {not_covered}},
        {"none reaches it, and somebody saw the same balance at the bank",
         {statement("2026-06-26", "1455.00", "1480.00")},
         "1480.00",
         "1480.00",
         {}},
        {"none reaches it, and somebody saw another one",
         {statement("2026-06-26", "1455.00", "1480.00")},
         "1491.00",
         "1491.00",
         {differs}},
        {"a statement of after it tells, whatever somebody saw",
         {statement("2026-07-06", "1480.00", "1480.00")},
         "1491.00",
         "1480.00",
         {}},
    };
    for (const Row& row : rows) {
        AccountMonth account = june();
        account.end = row.end;
        MonthFacts facts{
            .month = month("2026-06"), .today = date("2026-07-08"), .accounts = {account}};
        if (!row.seen_at_bank.empty()) {
            facts.seen_at_bank.emplace(account.iban, money(row.seen_at_bank));
        }
        const MonthProof proof = prove_month(facts);
        EXPECT_EQ(proof.accounts.at(0).bank_closing, money(row.bank_closing)) << row.what;
        EXPECT_EQ(codes_of(proof), row.codes) << row.what;
    }
}

// An account that is emptied into the treasury each day: every statement goes from zero to zero.
TEST(MonthProof, AnAccountThatIsEmptiedEachDayClosesAtZero) {
    AccountMonth account = june();
    account.opening = money("0.00");
    account.paid_out = money("500.00");
    account.own = {money("500.00"), money("-500.00"), money("0.00")};
    account.ledger = money("530.00");
    account.suspense_closing = money("-330.00");  // 200.00 - 500.00 - 30.00
    account.end = {
        statement("2026-07-01", "0.00", "0.00"), statement("2026-07-01", "0.00", "0.00")};
    const MonthProof proof = proof_of(account);
    EXPECT_TRUE(proof.can_be_closed()) << proof.obstacles.front().to_line();
    EXPECT_EQ(proof.accounts.at(0).bank_closing, money("0.00"));
}

// The bank closes 0.50 higher than it told entry by entry, and that stays.
TEST(MonthProof, ADifferenceThatWasAcceptedIsPartOfTheBalanceOfTheBank) {
    struct Row {
        std::string what;
        std::string accepted;  // empty: nothing
        Differences differences;
    };
    const std::vector<Row> rows{
        {"nobody accepted it", "", {{MonthEquation::bank, "-0.50"}}},
        {"it was accepted", "0.50", {}},
        {"another amount was accepted", "0.25", {{MonthEquation::bank, "-0.25"}}},
    };
    for (const Row& row : rows) {
        AccountMonth account = june();
        account.end = {statement("2026-07-01", "1480.50", "1505.50", "25.00")};
        account.difference_opening = money("3.00");
        MonthFacts facts{
            .month = month("2026-06"), .today = date("2026-07-02"), .accounts = {account}};
        if (!row.accepted.empty()) {
            facts.accepted.emplace(
                iban,
                AcceptedDifference{
                    money(row.accepted), "de bank", "officer:7", "officer:9", base::ApprovalId{4}}
            );
        }
        const MonthProof proof = prove_month(facts);
        EXPECT_EQ(differences_of(proof), row.differences) << row.what;
        EXPECT_EQ(proof.can_be_closed(), row.differences.empty()) << row.what;
        const AccountProof& told = proof.accounts.at(0);
        EXPECT_EQ(told.difference_with_bank(), money("0.50")) << row.what;
        // 3.00 of before, and what was accepted now.
        EXPECT_EQ(
            told.figures.difference_closing(),
            money("3.00") + (row.accepted.empty() ? base::Money{} : money(row.accepted))
        ) << row.what;
    }
}

TEST(MonthProof, TheFirstOpeningIsTheOneThatNoOtherClosesAt) {
    EXPECT_EQ(
        first_opening(
            {statement("2026-06-01", "125.00", "150.00"),
             statement("2026-06-01", "100.00", "125.00")}
        ),
        money("100.00")
    );
    EXPECT_EQ(first_opening({statement("2026-06-01", "100.00", "100.00")}), money("100.00"));
}

TEST(MonthProof, ThePrintIsTakenOverEveryFigure) {
    const std::string text = canonical_text("zandwijk", proof_of(june()), "");
    EXPECT_EQ(
        text,
        "month proof 1\nmunicipality zandwijk\nmonth 2026-06\nprevious none\n"
        "account NL26VAYB8060476890\nbank 100000 50000 2000 148000 statement\n"
        "own 43000 5000 0\nearlier 3000 -3000 0\nledger 46000\nsuspense 20000 22000\n"
    );
    EXPECT_THAT(canonical_text("zandwijk", proof_of(june()), "ab12"), testing::HasSubstr("ab12"));
    AccountMonth account = june();
    account.difference_opening = money("3.00");
    EXPECT_EQ(canonical_text("zandwijk", proof_of(account), ""), text + "difference 300 0\n");
    account.accepted = {
        money("0.50"), "de bank telt zo", "officer:7", "officer:9", base::ApprovalId{4}};
    EXPECT_EQ(
        canonical_text("zandwijk", proof_of(account), ""),
        text + "difference 300 50\naccepted officer:7 officer:9 de bank telt zo\n"
    );
}

}  // namespace
}  // namespace draagkracht::payments
