// The contract on what comes twice (docs/formats.md), walked through: what is handed in, one file
// after another, and what is booked by then.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <soci/soci.h>

#include <algorithm>
#include <sstream>

#include "support/bank_register.hpp"

namespace draagkracht::payments {

using test_support::BankRegister;
using test_support::StatementText;

class DuplicatesOnBoth : public test_support::OnBothDatabases {};

namespace {

base::Money money(const std::string& text) {
    return base::Money::parse(text).value();
}

// "06-28 25.00 A": paid on 28 June, EUR 25.00, the bank's reference A; "-" for none.
struct Paid {
    std::string day;
    std::string amount;
    std::string reference;

    explicit Paid(const std::string& text) {
        std::istringstream words{text};
        words >> day >> amount >> reference;
        reference = reference == "-" ? "" : reference;
    }
};

// What the bank says of the days up to this one.
struct Days {
    std::string identifier;
    std::string date;  // 2026-06-28
    std::string opening;
    std::vector<std::string> payments;
};

StatementText statement_of(const Days& days) {
    StatementText statement{days.identifier, days.date};
    statement.opens_with(money(days.opening));
    for (const std::string& text : days.payments) {
        const Paid paid{text};
        Entry entry;
        entry.amount = money(paid.amount);
        entry.booking_date = base::Date::parse(days.date.substr(0, 5) + paid.day).value();
        entry.bank_reference = paid.reference;
        entry.details.emplace_back().amount = entry.amount;
        statement.add(entry);
    }
    return statement;
}

std::string camt(const std::vector<Days>& all, Camt053Version version = Camt053Version::v02) {
    std::vector<StatementText> statements;
    std::ranges::transform(all, std::back_inserter(statements), statement_of);
    return test_support::text_of(statements, version);
}

std::string with_comma(base::Money amount) {
    std::string text = amount.to_string();
    std::ranges::replace(text, '.', ',');
    return text;
}

std::string mt940(const Days& days) {
    std::string date = days.date.substr(2);
    std::erase(date, '-');
    base::Money balance = money(days.opening);
    std::string text = fmt::format(
        ":20:{}\n:25:NL26VAYB8060476890EUR\n:28C:0\n:60F:C{}EUR{}\n",
        days.identifier,
        date,
        with_comma(balance)
    );
    for (const std::string& one : days.payments) {
        const Paid paid{one};
        std::string day = paid.day;
        std::erase(day, '-');
        text += fmt::format(
            ":61:{}{}{}C{}NTRFNONREF//{}\n:86:betaling\n",
            date.substr(0, 2),
            day,
            day,
            with_comma(money(paid.amount)),
            paid.reference
        );
        balance += money(paid.amount);
    }
    return text + fmt::format(":62F:C{}EUR{}\n", date, with_comma(balance));
}

// One entry with parts that have one reference of the bank between them.
std::string batch(const std::vector<std::string>& amounts) {
    Entry entry;
    entry.bank_reference = "BATCH";
    for (const std::string& amount : amounts) {
        Detail& detail = entry.details.emplace_back();
        detail.amount = money(amount);
        detail.bank_reference = "BATCH";
        entry.amount += money(amount);
    }
    return test_support::text_of({StatementText{"S1", "2026-06-28"}.add(entry)});
}

struct File {
    std::string content;
    std::string expected;  // "2 of 50.00" are booked by then, or why it is refused
};

struct Row {
    std::string what;
    std::vector<File> files;
};

// "2 of 50.00": how many payments are booked, and what they come to.
std::string booked(storage::Database& database) {
    storage::Transaction transaction{database, "booked", storage::Access::read};
    long long count = 0;
    long long cents = 0;
    transaction.sql() << "SELECT COUNT(*), CAST(COALESCE(SUM(amount_cents), 0) AS BIGINT)"
                         " FROM bank_entry",
        soci::into(count), soci::into(cents);
    return fmt::format("{} of {}", count, base::Money::cents(cents).to_string());
}

void walk(const Row& row, storage::Engine engine) {
    test_support::TestDatabase fresh{engine};
    BankRegister bank{fresh.database()};
    for (const File& file : row.files) {
        const auto report = bank.reconcile_as_sent(bank.file(file.content));
        const std::string outcome = report ? booked(fresh.database()) : report.error().code;
        EXPECT_EQ(outcome, file.expected) << row.what << (report ? "" : report.error().to_line());
        for (const StatementReport& told :
             report ? report->statements : std::vector<StatementReport>{}) {
            EXPECT_NE(told.outcome, StatementOutcome::left_open) << row.what;
        }
    }
}

}  // namespace

TEST_P(DuplicatesOnBoth, WhatComesTwiceIsBookedOnceAndWhatIsPaidTwiceIsBookedTwice) {
    const Days day{"D28", "2026-06-28", "100.00", {"06-28 25.00 A", "06-28 7.00 B"}};
    const Days next{"D29", "2026-06-29", "132.00", {"06-29 25.00 C"}};
    const Days month{
        "JUNE", "2026-06-30", "100.00", {"06-28 25.00 A", "06-28 7.00 B", "06-29 25.00 C"}};
    const Days other_numbers{"D28M", "2026-06-28", "100.00", {"06-28 25.00 X1", "06-28 7.00 X2"}};
    Days renamed = day;
    renamed.identifier = "00179";
    const std::vector<Row> rows{
        {"the same file", {{camt({day}), "2 of 32.00"}, {camt({day}), "2 of 32.00"}}},
        {"the same statement in another file",
         {{camt({day}), "2 of 32.00"}, {camt({day}, Camt053Version::v08), "2 of 32.00"}}},
        {"the same statement under another name",
         {{camt({day}), "2 of 32.00"}, {camt({renamed}), "2 of 32.00"}}},
        {"a month after its days",
         {{camt({day}), "2 of 32.00"},
          {camt({next}), "3 of 57.00"},
          {camt({month}), "3 of 57.00"}}},
        {"a month after one of its days",
         {{camt({day}), "2 of 32.00"}, {camt({month}), "3 of 57.00"}}},
        {"a day after its month", {{camt({month}), "3 of 57.00"}, {camt({next}), "3 of 57.00"}}},
        {"a month and its days in one file", {{camt({month, day, next}), "3 of 57.00"}}},
        {"days and their month in one file, and one more day after it",
         {{camt({day, next, month}), "3 of 57.00"},
          {camt({{"D30", "2026-06-30", "157.00", {"06-30 1.00 D"}}}), "4 of 58.00"}}},
        {"a day in MT940 and the same day in camt, each with references of its own",
         {{mt940(other_numbers), "2 of 32.00"}, {camt({day}), "2 of 32.00"}}},
        {"a day in camt, and in MT940 without references",
         {{camt({day}), "2 of 32.00"},
          {mt940({"M", "2026-06-28", "100.00", {"06-28 25.00 -", "06-28 7.00 -"}}), "2 of 32.00"}}},
        {"a day in MT940, and a month in camt",
         {{mt940(other_numbers), "2 of 32.00"}, {camt({month}), "3 of 57.00"}}},
        {"a batch in MT940, and its payments in camt",
         {{mt940({"M", "2026-06-28", "100.00", {"06-28 32.00 M1"}}), "1 of 32.00"},
          {camt({day}), "payments.overlap-unclear"}}},
        {"two real equal payments on one day, each with a reference",
         {{camt({{"D", "2026-06-28", "0.00", {"06-28 25.00 A", "06-28 25.00 B"}}}), "2 of 50.00"}}},
        {"two real equal payments on one day, without references",
         {{camt({{"D", "2026-06-28", "0.00", {"06-28 25.00 -", "06-28 25.00 -"}}}), "2 of 50.00"}}},
        {"two real equal payments in two statements of one day, without references",
         {{camt({{"D1", "2026-06-28", "0.00", {"06-28 25.00 -"}}}), "1 of 25.00"},
          {camt({{"D2", "2026-06-28", "25.00", {"06-28 25.00 -"}}}), "2 of 50.00"}}},
        {"a day, and a month in which one more payment of that day is equal",
         {{camt({{"D", "2026-06-28", "0.00", {"06-28 25.00 A"}}}), "1 of 25.00"},
          {camt({{"M", "2026-06-30", "0.00", {"06-28 25.00 A", "06-28 25.00 B"}}}), "2 of 50.00"}}},
        {"references that start again every year",
         {{camt({{"D", "2025-06-28", "0.00", {"06-28 25.00 1", "06-28 25.00 2"}}}), "2 of 50.00"},
          {camt({{"E", "2026-06-28", "50.00", {"06-28 25.00 1", "06-28 25.00 2"}}}),
           "4 of 100.00"}}},
        {"the same name of a statement next year",
         {{camt({{"179", "2025-06-28", "0.00", {"06-28 25.00 A"}}}), "1 of 25.00"},
          {camt({{"179", "2026-06-28", "25.00", {"06-28 25.00 A"}}}), "2 of 50.00"}}},
        {"the same name and date with another content",
         {{camt({day}), "2 of 32.00"},
          {camt({{"D28", "2026-06-28", "100.00", {"06-28 25.00 A"}}}), "payments.other-content"}}},
        {"the same statement twice in one file",
         {{camt({day, day}), "payments.repeated-statement"}}},
        {"the parts of a batch, with one reference of the bank",
         {{batch({"25.00", "25.00", "7.00"}), "3 of 57.00"},
          {batch({"25.00", "25.00", "7.00"}), "3 of 57.00"}}},
    };
    for (const Row& row : rows) {
        walk(row, GetParam());
    }
}

DRAAGKRACHT_ON_BOTH_DATABASES(DuplicatesOnBoth);

}  // namespace draagkracht::payments
