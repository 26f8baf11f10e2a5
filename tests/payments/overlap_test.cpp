#include "draagkracht/payments/overlap.hpp"

#include <gtest/gtest.h>

#include <sstream>

namespace draagkracht::payments {

namespace {

// "28 25.00 A": booked on 28 June, EUR 25.00, the bank's reference A; "-" for none.
EntryPrint entry(const std::string& text) {
    std::istringstream words{text};
    std::string day;
    std::string amount;
    std::string reference;
    words >> day >> amount >> reference;
    return {
        base::Date::parse("2026-06-" + day).value(),
        base::Money::parse(amount).value(),
        reference == "-" ? "" : reference};
}

BalanceLine line(const std::string& opening, const std::vector<std::string>& entries) {
    BalanceLine line{base::Money::parse(opening).value(), base::Money::parse(opening).value(), {}};
    for (const std::string& text : entries) {
        line.entries.push_back(entry(text));
        line.closing += line.entries.back().amount;
    }
    return line;
}

BalanceLine camt(const std::string& opening, const std::vector<std::string>& entries) {
    BalanceLine statement = line(opening, entries);
    statement.format = StatementFormat::camt;
    return statement;
}

BalanceLine mt940(const std::string& opening, const std::vector<std::string>& entries) {
    BalanceLine statement = line(opening, entries);
    statement.format = StatementFormat::mt940;
    return statement;
}

// A booked statement of which the bank's number tells that the one that is asked of is another.
BalanceLine numbered_before(BalanceLine booked) {
    booked.is_another_by_number = true;
    return booked;
}

std::string told(const base::Outcome<std::vector<bool>>& known) {
    if (!known) {
        return known.error().code;
    }
    std::string text;
    for (const bool is_known : *known) {
        text += is_known ? 'k' : 'n';
    }
    return text;
}

}  // namespace

// k: known, booked before; n: new.
TEST(Overlap, WhatIsBookedBeforeIsToldByReferencesAndElseByBalances) {
    struct Row {
        std::string what;
        BalanceLine statement;
        std::vector<BalanceLine> booked;
        std::string expected;
    };
    const std::string unclear = "payments.overlap-unclear";
    const std::vector<Row> rows{
        {"nothing is booked on these days", line("100.00", {"28 25.00 A"}), {}, "n"},
        {"a month after one of its days, numbered alike",
         line("100.00", {"28 25.00 A", "28 25.00 B", "30 40.00 C"}),
         {line("100.00", {"28 25.00 A", "28 25.00 B"})},
         "kkn"},
        {"a month after two of its days",
         line("100.00", {"28 25.00 A", "29 10.00 B", "30 40.00 C"}),
         {line("100.00", {"28 25.00 A"}), line("125.00", {"29 10.00 B"})},
         "kkn"},
        {"a day after its month",
         line("125.00", {"29 10.00 B"}),
         {line("100.00", {"28 25.00 A", "29 10.00 B", "30 40.00 C"})},
         "k"},
        {"two real equal payments, of which one was known, numbered alike",
         line("100.00", {"28 25.00 A", "28 25.00 B"}),
         {line("100.00", {"28 25.00 A"})},
         "kn"},
        {"the same day in another format, where each has references of its own",
         line("100.00", {"28 25.00 X1", "28 25.00 X2", "28 7.00 X3"}),
         {line("100.00", {"28 7.00 A", "28 25.00 B", "28 25.00 C"})},
         "kkk"},
        {"the same day in a format without references, and one entry more",
         line("100.00", {"28 25.00 -", "28 7.00 -", "28 9.00 -"}),
         {line("100.00", {"28 25.00 A", "28 7.00 B"})},
         "kkn"},
        {"the same, where words stand for no reference",
         line("100.00", {"28 25.00 NONREF", "28 7.00 NOTPROVIDED", "28 9.00 NONREF"}),
         {line("100.00", {"28 25.00 A", "28 7.00 B"})},
         "kkn"},
        {"words for no reference that are the same, where the balances do not meet",
         line("900.00", {"28 25.00 NONREF", "28 7.00 NOTPROVIDED"}),
         {line("100.00", {"28 25.00 NONREF", "28 7.00 NOTPROVIDED"})},
         "nn"},
        {"the second statement of a day, with the same amount as the first",
         line("125.00", {"28 25.00 -"}),
         {line("100.00", {"28 25.00 -"})},
         "n"},
        {"another payment of the same amount in a statement that meets no other",
         line("900.00", {"28 25.00 -"}),
         {line("100.00", {"28 25.00 -"})},
         "n"},
        {"numbered alike, and the same amount twice: the balances say one, the numbers two",
         line("100.00", {"28 25.00 A", "28 25.00 C"}),
         {line("100.00", {"28 25.00 A", "28 25.00 B"})},
         unclear},
        {"numbered alike, and an amount more: another number is another payment",
         line("100.00", {"28 25.00 A", "28 25.00 B", "28 25.00 C"}),
         {line("100.00", {"28 25.00 A", "28 25.00 B"})},
         "kkn"},
        {"an account that is emptied each day: the next day is new",
         line("0.00", {"29 25.00 -", "29 -25.00 -"}),
         {line("0.00", {"28 25.00 -", "28 -25.00 -"})},
         "nn"},
        {"an account that is emptied each day, and the same entries on one day",
         line("0.00", {"28 25.00 -", "28 -25.00 -", "28 8.00 -"}),
         {line("0.00", {"28 25.00 -", "28 -25.00 -"})},
         unclear},
        {"the same, numbered alike",
         line("0.00", {"28 25.00 A", "28 -25.00 B", "28 8.00 C"}),
         {line("0.00", {"28 25.00 A", "28 -25.00 B"})},
         "kkn"},
        {"the same day once more, under other references of the same format",
         camt("0.00", {"28 50.00 A1", "28 70.00 A2"}),
         {camt("0.00", {"28 50.00 B1", "28 70.00 B2"})},
         unclear},
        {"the evening of a day that is booked whole, numbered anew",
         camt("50.00", {"28 70.00 1"}),
         {camt("0.00", {"28 50.00 1", "28 70.00 2"})},
         unclear},
        {"the whole of a day of which the evening is booked, numbered anew",
         camt("0.00", {"28 50.00 1", "28 70.00 2"}),
         {camt("50.00", {"28 70.00 1"})},
         unclear},
        {"the evening goes on where the morning ends, and begins to number anew",
         camt("120.00", {"28 50.00 1", "28 9.00 2"}),
         {camt("0.00", {"28 50.00 1", "28 70.00 2"})},
         unclear},
        {"an account that is emptied twice a day",
         line("0.00", {"28 31.00 B1", "28 -31.00 B2"}),
         {line("0.00", {"28 25.00 A1", "28 -25.00 A2"})},
         "nn"},
        {"the third statement of a day, which opens like the first and where the second closes",
         line("100.00", {"28 25.00 C1"}),
         {line("100.00", {"28 25.00 A1"}), line("125.00", {"28 -25.00 B1"})},
         unclear},
        {"the evening, after the morning and the whole day",
         line("125.00", {"28 30.00 -"}),
         {line("100.00", {"28 25.00 -"}), line("100.00", {"28 25.00 -", "28 30.00 -"})},
         unclear},
        {"a month, of which one day came in this format and another in another one",
         line("100.00", {"28 25.00 C1", "29 30.00 C2"}),
         {line("100.00", {"28 25.00 C1"}), line("125.00", {"29 30.00 M2"})},
         "kk"},
        {"a batch in one format, and its payments in the other",
         line("100.00", {"28 25.00 C1", "28 25.00 C2", "28 25.00 C3"}),
         {line("100.00", {"28 75.00 M1"})},
         unclear},
        {"some entries are alike, and others are missing on either side",
         line("100.00", {"28 25.00 -", "28 9.00 -"}),
         {line("100.00", {"28 25.00 -", "28 7.00 -"})},
         unclear},
        {"a batch in one format, its payments in the other, and a payment that both number alike",
         line("100.00", {"28 5.00 R", "28 25.00 C1", "28 25.00 C2"}),
         {line("100.00", {"28 5.00 R", "28 50.00 M1"})},
         unclear},
        // From here on the format of both is known.
        {"the same, in one format, as the bank books batches otherwise now",
         camt("100.00", {"28 5.00 R", "28 25.00 C1", "28 25.00 C2"}),
         {camt("100.00", {"28 5.00 R", "28 50.00 M1"})},
         unclear},
        {"the third statement of a day, or the first under other references",
         camt("100.00", {"28 25.00 C1"}),
         {camt("100.00", {"28 25.00 A1"}), camt("125.00", {"28 -25.00 B1"})},
         unclear},
        {"the same, and the bank counts its statements",
         camt("100.00", {"28 25.00 C1"}),
         {numbered_before(camt("100.00", {"28 25.00 A1"})),
          numbered_before(camt("125.00", {"28 -25.00 B1"}))},
         "n"},
        {"the same where the third came in another format: it may be the first once more",
         mt940("100.00", {"28 25.00 C1"}),
         {camt("100.00", {"28 25.00 A1"}), camt("125.00", {"28 -25.00 B1"})},
         unclear},
        // An account that is emptied begins and ends with nothing, so balances alone do not tell.
        {"emptied each day, and the same day once more under other references",
         camt("0.00", {"28 25.00 B1", "28 -25.00 B2"}),
         {camt("0.00", {"28 25.00 A1", "28 -25.00 A2"})},
         unclear},
        {"emptied twice a day of the same amounts, and the bank counts its statements",
         camt("0.00", {"28 25.00 B1", "28 -25.00 B2"}),
         {numbered_before(camt("0.00", {"28 25.00 A1", "28 -25.00 A2"}))},
         "nn"},
        {"emptied each day, and the same day once more under the same references",
         camt("0.00", {"28 25.00 A1", "28 -25.00 A2"}),
         {camt("0.00", {"28 25.00 A1", "28 -25.00 A2"})},
         "kk"},
        {"emptied each day, and the month after its days under other references",
         camt("0.00", {"28 25.00 B1", "28 -25.00 B2", "29 40.00 B3", "29 -40.00 B4"}),
         {camt("0.00", {"28 25.00 A1", "28 -25.00 A2"})},
         unclear},
        {"emptied each day, and a day after its month under other references",
         camt("0.00", {"29 40.00 A1", "29 -40.00 A2"}),
         {camt("0.00", {"28 25.00 B1", "28 -25.00 B2", "29 40.00 B3", "29 -40.00 B4"})},
         unclear},
        {"emptied each day, and two days of which the first is booked with the day before",
         camt("0.00", {"28 25.00 B1", "28 -25.00 B2", "29 40.00 B3", "29 -40.00 B4"}),
         {camt("0.00", {"27 10.00 A1", "27 -10.00 A2", "28 25.00 A3", "28 -25.00 A4"})},
         unclear},
        {"the same of an account that is not emptied",
         camt("110.00", {"28 25.00 B1", "29 40.00 B2"}),
         {camt("100.00", {"27 10.00 A1", "28 25.00 A2"})},
         unclear},
        {"a cycle within a statement that goes on, once more under other references",
         camt("100.00", {"28 25.00 B1", "28 -25.00 B2"}),
         {camt("100.00", {"28 25.00 A1", "28 -25.00 A2", "28 80.00 A3"})},
         unclear},
        {"emptied twice a day, of other amounts",
         camt("0.00", {"28 25.00 B1", "28 -25.00 B2"}),
         {camt("0.00", {"28 40.00 A1", "28 -40.00 A2"})},
         "nn"},
        {"emptied each day, of the same amounts",
         camt("0.00", {"29 25.00 B1", "29 -25.00 B2"}),
         {camt("0.00", {"28 25.00 A1", "28 -25.00 A2"})},
         "nn"},
        {"the same in two formats: it may be the same, or emptied twice",
         mt940("0.00", {"28 25.00 B1", "28 -25.00 B2"}),
         {camt("0.00", {"28 25.00 A1", "28 -25.00 A2"})},
         unclear},
        {"a day in another format after the day, with an entry more",
         mt940("100.00", {"28 25.00 X1", "28 7.00 X2", "28 9.00 X3"}),
         {camt("100.00", {"28 25.00 A", "28 7.00 B"})},
         "kkn"},
        {"the bank gives one reference in both formats: then another one is another payment",
         mt940("100.00", {"28 25.00 A", "28 25.00 C", "28 9.00 D"}),
         {camt("100.00", {"28 25.00 A", "28 25.00 B"})},
         unclear},
        {"in one format, one with a reference and one without",
         camt("100.00", {"28 25.00 -", "28 7.00 B"}),
         {camt("100.00", {"28 25.00 A", "28 7.00 B"})},
         "kk"},
        {"nothing moved", line("100.00", {}), {line("100.00", {"28 25.00 A"})}, ""},
    };
    for (const Row& row : rows) {
        EXPECT_EQ(told(booked_before(row.statement, row.booked)), row.expected) << row.what;
    }
}

TEST(Overlap, AnEntryIsToldByTheLeastReferenceOfItsDetails) {
    Entry batch;
    batch.amount = base::Money::cents(300);
    batch.bank_reference = "ENTRY";
    batch.details.resize(3);
    batch.details[0].bank_reference = "Z";
    batch.details[1].bank_reference = "B";
    const base::Date day = base::Date::parse("2026-06-28").value();
    EXPECT_EQ(print_of(batch, day).bank_reference, "B");
    EXPECT_EQ(print_of(batch, day).booked_on, day);
}

}  // namespace draagkracht::payments
