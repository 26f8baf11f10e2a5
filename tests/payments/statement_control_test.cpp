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
        const base::Done fits = control(statement_of(row.opening, row.closing), tally);
        ASSERT_EQ(fits.has_value(), row.difference.empty()) << row.opening << " " << row.closing;
        if (!fits) {
            EXPECT_EQ(fits.error().code, "payments.balance-break");
            EXPECT_EQ(fits.error().where, "statement 2");
            const std::string named = "a difference of " + std::string{row.difference};
            EXPECT_TRUE(fits.error().message.ends_with(named)) << fits.error().message;
        }
    }
}

TEST(StatementControl, what_cannot_be_controlled_is_refused) {
    const auto code_of = [](const Statement& statement, const Tally& tally) {
        const base::Done fits = control(statement, tally);
        return fits ? std::string{} : fits.error().code;
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
