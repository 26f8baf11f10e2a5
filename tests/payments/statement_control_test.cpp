#include "draagkracht/payments/statement_control.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace draagkracht::payments {
namespace {

base::Money money(std::string_view text) {
    return base::Money::parse(text).value();
}

Entry entry_of(std::string_view amount, EntryStatus status = EntryStatus::booked) {
    Entry entry;
    entry.number = 1;
    entry.amount = money(amount);
    entry.currency = "EUR";
    entry.status = status;
    entry.details.emplace_back();
    return entry;
}

Statement statement_of(std::string_view opening, std::string_view closing) {
    const base::Date day = base::Date::parse("2026-05-29").value();
    Statement statement;
    statement.number = 2;
    statement.opening = Balance{money(opening), "EUR", day};
    statement.closing = Balance{money(closing), "EUR", day};
    return statement;
}

TEST(StatementControl, opening_and_booked_entries_come_to_the_closing_balance) {
    struct Row {
        std::string_view opening;
        std::vector<Entry> entries;
        std::string_view closing;
        std::string_view difference;  // empty: it fits
    };
    const std::vector<Row> rows{
        {"18.15", {entry_of("8.85")}, "27.00", ""},
        {"27.00", {entry_of("-7.00")}, "20.00", ""},
        {"0.00", {}, "0.00", ""},
        {"100.00", {}, "100.00", ""},
        {"-50.00", {entry_of("20.00"), entry_of("-5.00")}, "-35.00", ""},
        {"10.00", {entry_of("5.00", EntryStatus::pending)}, "10.00", ""},
        {"10.00", {entry_of("5.00", EntryStatus::information)}, "10.00", ""},
        {"10.00", {entry_of("5.00", EntryStatus::pending)}, "15.00", "5.00"},
        {"18.150", {entry_of("8.850")}, "27.050", "0.05"},  // as sample camt053.v2.five.decimals
        {"18.15", {entry_of("8.85")}, "26.99", "-0.01"},
        {"18.15", {}, "27.00", "8.85"},
    };
    for (const Row& row : rows) {
        Tally tally;
        for (const Entry& entry : row.entries) {
            tally.add(entry);
        }
        const Statement statement = statement_of(row.opening, row.closing);
        const auto found = control(statement, tally);
        ASSERT_TRUE(found.has_value()) << row.opening << " " << row.closing;
        ASSERT_EQ(found->empty(), row.difference.empty()) << row.opening << " " << row.closing;
        EXPECT_EQ(
            difference_of(statement, tally),
            row.difference.empty() ? base::Money{} : money(row.difference)
        );
        if (!found->empty()) {
            EXPECT_EQ(found->front().code, FindingCode::balance_break);
            const std::string named = "a difference of " + std::string{row.difference};
            EXPECT_TRUE(found->front().told.ends_with(named)) << found->front().told;
        }
    }
}

TEST(StatementControl, totals_of_the_bank_are_told_when_the_entries_are_others) {
    // Two came in, 8.00 and 2.00, one went out, 4.00, and one is only announced.
    Tally tally;
    for (const std::string_view amount : {"8.00", "2.00", "-4.00"}) {
        tally.add(entry_of(amount));
    }
    tally.add(entry_of("100.00", EntryStatus::pending));
    struct Row {
        std::string_view what;
        StatedTotals stated;
        std::string told;  // empty: nothing
    };
    const auto total = [](std::optional<std::size_t> count, std::string_view amount) {
        return StatedTotal{count, amount.empty() ? std::nullopt : std::optional{money(amount)}};
    };
    const std::vector<Row> rows{
        {"the bank says nothing", {}, ""},
        {"all is as it says", {total(3, "14.00"), total(2, "10.00"), total(1, "4.00")}, ""},
        {"it says one thing, and that is so", {{}, total(2, ""), {}}, ""},
        {"another number came in",
         {{}, total(3, "10.00"), {}},
         "credit entries: the bank counts 3, the statement holds 2"},
        {"another amount went out",
         {{}, {}, total(1, "4.01")},
         "debit entries: the bank says 4.01, the statement comes to 4.00"},
        {"it counts what is only announced",
         {total(4, "114.00"), {}, {}},
         "all entries: the bank counts 4, the statement holds 3; "
         "all entries: the bank says 114.00, the statement comes to 14.00"},
    };
    for (const Row& row : rows) {
        Statement statement = statement_of("0.00", "6.00");
        statement.stated = row.stated;
        const auto found = control(statement, tally);
        ASSERT_TRUE(found.has_value()) << row.what;
        ASSERT_EQ(found->size(), row.told.empty() ? 0U : 1U) << row.what;
        if (!found->empty()) {
            EXPECT_EQ(found->front().told, row.told);
            EXPECT_EQ(to_text(found->front().code), "payments.other-totals");
            EXPECT_FALSE(needs_confirmation(found->front().code));
        }
    }
}

TEST(StatementControl, what_cannot_be_controlled_is_refused) {
    const auto code_of = [](const Statement& statement, const Tally& tally) {
        const auto found = control(statement, tally);
        return found ? std::string{} : found.error().code;
    };
    const Statement whole = statement_of("1.00", "1.00");
    EXPECT_EQ(code_of(whole, Tally{}), "");
    Statement without_opening = whole;
    without_opening.opening.reset();
    EXPECT_EQ(code_of(without_opening, Tally{}), "payments.no-balance");
    Statement without_closing = whole;
    without_closing.closing.reset();
    EXPECT_EQ(code_of(without_closing, Tally{}), "payments.no-balance");
    Statement in_crowns = whole;
    in_crowns.closing->currency = "SEK";
    EXPECT_EQ(code_of(in_crowns, Tally{}), "payments.foreign-currency");
    Statement without_day = whole;
    without_day.closing->date.reset();
    EXPECT_EQ(code_of(without_day, Tally{}), "payments.no-date");
    Entry dollars = entry_of("1.00");
    dollars.currency = "USD";
    Tally foreign;
    foreign.add(dollars);
    EXPECT_EQ(code_of(statement_of("1.00", "2.00"), foreign), "payments.foreign-currency");
}

}  // namespace
}  // namespace draagkracht::payments
