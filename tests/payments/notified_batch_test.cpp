// Which batch of a notification stands in the place of which entry of a statement.
#include "payments/notified_batch.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "support/notification_text.hpp"

namespace draagkracht::payments {

using test_support::BatchText;
using test_support::entry_of;
using testing::HasSubstr;

namespace {

base::Money money(const std::string& text) {
    return base::Money::parse(text).value();
}

base::Date day(const std::string& text) {
    return base::Date::parse("2026-" + text).value();
}

std::string or_empty(const std::string& word) {
    return word == "-" ? std::string{} : word;
}

// "06-28 80.00 B1 R1": of that day, EUR 80.00, batch B1, reference R1; "-" for none.
EntryAsOne entry(const std::string& text, StatementFormat format) {
    std::istringstream words{text};
    std::string on, amount, batch, reference;
    words >> on >> amount >> batch >> reference;
    return {day(on), money(amount), or_empty(batch), or_empty(reference), format};
}

// The same; what its two payments come to is the last word, "?" when that is not told.
NotifiedBatch batch(const std::string& text) {
    std::istringstream words{text};
    std::string on, amount, batch_id, reference, total;
    words >> on >> amount >> batch_id >> reference >> total;
    std::optional<base::Money> comes_to = money(amount);
    if (!total.empty()) {
        comes_to = total == "?" ? std::nullopt : std::optional{money(total)};
    }
    return {
        NotifiedBatchId{1},
        day(on),
        money(amount),
        or_empty(batch_id),
        or_empty(reference),
        false,
        2,
        comes_to};
}

}  // namespace

TEST(NotifiedBatch, AnEntryIsSpreadOverTheOnlyBatchThatIsItToTheCent) {
    constexpr auto camt = StatementFormat::camt;
    constexpr auto mt940 = StatementFormat::mt940;
    struct Row {
        const char* what;
        std::string entry;
        StatementFormat format;
        std::vector<std::string> batches;
        std::string outcome;  // the place of the batch, or a part of the words why there is none
    };
    const std::vector<Row> rows{
        {"nothing is told", "06-28 80.00 B1 R1", camt, {}, ""},
        {"by its batch id", "06-28 80.00 B1 -", camt, {"06-28 80.00 B1 R1"}, "0"},
        {"by the bank's reference", "06-28 80.00 - R1", camt, {"06-28 80.00 B1 R1"}, "0"},
        {"by both", "06-28 80.00 B1 R1", camt, {"06-28 80.00 B1 R1"}, "0"},
        {"by neither, though day and amount are the same",
         "06-28 80.00 - -",
         camt,
         {"06-28 80.00 B1 R1"},
         ""},
        {"NONREF is no reference", "06-28 80.00 - NONREF", mt940, {"06-28 80.00 - NONREF"}, ""},
        {"of another day", "06-28 80.00 B1 R1", camt, {"06-29 80.00 B1 R1"}, ""},
        {"of another batch", "06-28 80.00 B1 R1", camt, {"06-28 80.00 B2 R1"}, ""},
        {"of another reference", "06-28 80.00 B1 R1", camt, {"06-28 80.00 B1 R2"}, ""},
        {"MT940 has references of its own", "06-28 80.00 B1 X9", mt940, {"06-28 80.00 B1 R2"}, "0"},
        {"the money went the other way", "06-28 -80.00 B1 R1", camt, {"06-28 80.00 B1 R1"}, ""},
        {"it is the bank's that went out", "06-28 -80.00 B1 R1", camt, {"06-28 -80.00 B1 R1"}, "0"},
        {"a cent less",
         "06-28 80.00 B1 R1",
         camt,
         {"06-28 80.00 B1 R1 79.99"},
         "its 2 payments in a notification come to 79.99: a difference of 0.01"},
        {"a cent more",
         "06-28 80.00 B1 R1",
         camt,
         {"06-28 80.00 B1 R1 80.01"},
         "come to 80.01: a difference of -0.01"},
        {"a payment without an amount",
         "06-28 80.00 B1 R1",
         camt,
         {"06-28 80.00 B1 R1 ?"},
         "its 2 payments in a notification have no amount each"},
        {"told twice, and once right",
         "06-28 80.00 B1 R1",
         camt,
         {"06-28 80.00 B1 R1 79.00", "06-28 80.00 B1 R1"},
         "1"},
        {"told twice, and both could be it",
         "06-28 80.00 B1 -",
         camt,
         {"06-28 80.00 B1 R1", "06-28 80.00 B1 R2"},
         "2 batches in notifications of the bank are of this day and name"},
        {"two equal batches of a day, told apart by their names",
         "06-28 80.00 B2 -",
         camt,
         {"06-28 80.00 B1 -", "06-28 80.00 B2 -"},
         "1"},
        {"two equal batches of a day, told apart by the bank's reference",
         "06-28 80.00 - R2",
         camt,
         {"06-28 80.00 B R1", "06-28 80.00 B R2"},
         "1"},
    };
    for (const Row& row : rows) {
        std::vector<NotifiedBatch> batches;
        for (const std::string& text : row.batches) {
            batches.push_back(batch(text));
        }
        const ToldOfEntry told = told_of(entry(row.entry, row.format), batches);
        if (told.batch != nullptr) {
            EXPECT_EQ(std::to_string(told.batch - batches.data()), row.outcome) << row.what;
        } else if (row.outcome.empty()) {
            EXPECT_EQ(told.otherwise, "") << row.what;
        } else {
            EXPECT_THAT(told.otherwise, HasSubstr(row.outcome)) << row.what;
        }
    }
}

// Of what waits, an entry that could be of two is of none, and so is a batch.
TEST(NotifiedBatch, WhatWaitsIsSpreadWhenNothingElseCouldBeMeant) {
    struct Row {
        const char* what;
        std::vector<std::string> entries;
        std::vector<std::string> batches;
        std::string pairs;
    };
    const std::vector<Row> rows{
        {"one and one", {"06-28 80.00 B1 -"}, {"06-28 80.00 B1 R1"}, "0:0 "},
        {"two of one name, one told",
         {"06-28 80.00 B1 -", "06-28 80.00 B1 -"},
         {"06-28 80.00 B1 R1"},
         ""},
        {"one, told as two", {"06-28 80.00 B1 -"}, {"06-28 80.00 B1 R1", "06-28 80.00 B1 R2"}, ""},
        {"two and two, by their references",
         {"06-28 80.00 B1 R2", "06-28 80.00 B1 R1"},
         {"06-28 80.00 B1 R1", "06-28 80.00 B1 R2"},
         "0:1 1:0 "},
    };
    for (const Row& row : rows) {
        std::vector<EntryAsOne> entries;
        for (const std::string& text : row.entries) {
            entries.push_back(entry(text, StatementFormat::camt));
        }
        std::vector<NotifiedBatch> batches;
        for (const std::string& text : row.batches) {
            batches.push_back(batch(text));
        }
        std::string pairs;
        for (const auto& [of_entry, of_batch] : only_pairs(entries, batches)) {
            pairs += std::to_string(of_entry) + ":" + std::to_string(of_batch) + " ";
        }
        EXPECT_EQ(pairs, row.pairs) << row.what;
    }
}

TEST(NotifiedBatch, WhatTellsNoPaymentOrCannotBeKnownAgainIsNotKept) {
    const std::vector<std::pair<std::string, test_support::PaymentText>> two{
        {"50.00", {.text = "een"}}, {"30.00", {.text = "twee"}}};
    struct Row {
        const char* what;
        BatchText told;
        bool is_kept;
    };
    const std::vector<Row> rows{
        {"two payments and a name", {.batch_id = "B1", .payments = two}, true},
        {"two payments and a reference", {.bank_reference = "R1", .payments = two}, true},
        {"neither name nor reference", {.payments = two}, false},
        {"NONREF alone", {.bank_reference = "NONREF", .payments = two}, false},
        {"only announced",
         {.batch_id = "B1", .payments = two, .status = EntryStatus::pending},
         false},
        {"one amount and no payment", {.batch_id = "B1", .payments = {{"80.00", {}}}}, false},
        {"one payment that tells whose it is",
         {.batch_id = "B1", .payments = {{"80.00", {.account = "NL91ABNA0417164300"}}}},
         true},
    };
    for (const Row& row : rows) {
        Entry entry = entry_of(row.told);
        entry.booking_date = day("06-28");
        EXPECT_EQ(notified_batch_of(entry).has_value(), row.is_kept) << row.what;
    }
    EXPECT_FALSE(notified_batch_of(entry_of({.batch_id = "B1", .payments = two}))) << "no day";
}

TEST(NotifiedBatch, WhatTellsAPaymentByItselfNeedsNobodyToTellIt) {
    struct Row {
        const char* what;
        test_support::PaymentText told;
        bool tells_none;
    };
    const std::vector<Row> rows{
        {"a name of a batch", {.batch_id = "B1"}, true},
        {"a reference of the bank", {.bank_reference = "R1"}, true},
        {"a batch beside our own account",
         {.account = "NL26VAYB8060476890", .batch_id = "B1"},
         true},
        {"an account", {.account = "NL91ABNA0417164300", .bank_reference = "R1"}, false},
        {"a payment reference", {.structured = "1", .batch_id = "B1"}, false},
        {"an order", {.end_to_end_id = "INC-1", .batch_id = "B1"}, false},
        {"an order without a name", {.end_to_end_id = "NOTPROVIDED", .batch_id = "B1"}, true},
        {"what came back by itself", {.return_reason = "MD06", .batch_id = "B1"}, false},
        {"only announced", {.batch_id = "B1", .status = EntryStatus::pending}, false},
    };
    for (const Row& row : rows) {
        const auto entry = test_support::StatementText{}.paid("80.00", row.told).entries().front();
        EXPECT_EQ(tells_no_payment(entry), row.tells_none) << row.what;
    }
}

// Its details are gone by when they come to it; else it is one amount, whatever they name.
TEST(NotifiedBatch, DetailsThatDoNotComeToTheirEntryTellNoPayment) {
    using Details = std::vector<std::pair<std::string, std::string>>;  // amount, whose reference
    struct Row {
        const char* what;
        Details details;  // of an entry of 80.00
        bool tells_none;
    };
    const std::vector<Row> rows{
        {"two that come to it", {{"50.00", "1"}, {"30.00", "2"}}, false},
        {"two that come to it and name nothing", {{"50.00", ""}, {"30.00", ""}}, false},
        {"two without amounts", {{"", ""}, {"", ""}}, true},
        {"two without amounts, that name a debt", {{"", "1"}, {"", "2"}}, true},
        {"one of two without an amount", {{"50.00", "1"}, {"", "2"}}, true},
        {"a cent less", {{"50.00", "1"}, {"29.99", "2"}}, true},
        {"one, and a cent more", {{"80.01", "1"}}, true},
        {"one that names a debt, beside a line of nothing", {{"80.00", "1"}, {"0.00", ""}}, false},
        {"one that names nothing, beside a line of nothing", {{"80.00", ""}, {"0.00", ""}}, true},
    };
    for (const Row& row : rows) {
        Entry entry;
        entry.amount = money("80.00");
        for (const auto& [amount, reference] : row.details) {
            Detail& detail = entry.details.emplace_back();
            if (!amount.empty()) {
                detail.amount = money(amount);
            }
            if (!reference.empty()) {
                detail.structured_references.push_back({reference, "CUR"});
            }
        }
        EXPECT_EQ(tells_no_payment(entry), row.tells_none) << row.what;
    }
}

// Whatever the message and the version in which it comes, the same is the same, and all else is
// not.
TEST(NotifiedBatch, ThePrintIsOfAllThatIsTold) {
    const auto key_of = [](const BatchText& told) {
        Entry entry = entry_of(told);
        entry.booking_date = day("06-28");
        return content_key_of(entry, notified_batch_of(entry).value());
    };
    const BatchText told{
        .batch_id = "B1",
        .bank_reference = "R1",
        .payments = {{"50.00", {.text = "een"}}, {"30.00", {.text = "twee"}}}};
    EXPECT_EQ(key_of(told), key_of(told));
    std::vector<BatchText> others(6, told);
    others[0].batch_id = "B2";
    others[1].bank_reference = "R2";
    others[2].payments[0].second.text = "een t";
    others[3].payments[0].second.end_to_end_id = "X";
    others[4].is_reversal = true;
    others[5].payments[0].first = "50.01";
    for (const BatchText& other : others) {
        EXPECT_NE(key_of(other), key_of(told));
    }
}

}  // namespace draagkracht::payments
