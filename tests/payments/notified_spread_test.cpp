// What stands in the place of an amount in a statement, beside what people did, what the bank takes
// back, and other statements of the same days; on both databases.
#include <algorithm>

#include "draagkracht/payments/hand_act_service.hpp"
#include "payments/notification_case.hpp"

namespace draagkracht::payments {

class NotifiedSpreadOnBoth : public NotificationsOnBoth {};

// What a person did stays, until it is undone: then the notification, handed in again, is taken.
TEST_P(NotifiedSpreadOnBoth, WhatAPersonDidIsNotUndone) {
    (void)book(statement());
    const base::EntryId entry{std::stoll(one("SELECT CAST(id AS TEXT) FROM bank_entry"))};
    HandActService acts{database(), bank().people().sealer()};
    const access::Occasion officer =
        bank().people().officer(access::Role::debt_officer, "2026-07-01");
    const auto placed = acts.place(
        officer,
        zandwijk(),
        {.number = "1",
         .reason = "gebeld",
         .seen = {{entry, 1}},
         .put = {{entry, "V-502", "", base::Money::parse("80.00").value()}}}
    );
    ASSERT_TRUE(placed) << placed.error().to_line();
    EXPECT_EQ(tell({batch()}).notifications.at(0).spread.count, 0);
    EXPECT_EQ(standing(), "V-501 30000 V-502 12000 waits 0 bank 8000");
    ASSERT_TRUE(acts.undo(officer, zandwijk(), {"2", "1", "vergissing"}));
    const NotificationReport again = tell({batch()}).notifications.at(0);
    EXPECT_EQ(again.known, 1);
    EXPECT_EQ(again.spread.count, 1);
    EXPECT_EQ(standing(), "V-501 25000 V-502 17000 waits 0 bank 8000");
    // Nobody lays hands on the amount that its payments stand beside.
    const auto late = acts.place(
        officer,
        zandwijk(),
        {.number = "3",
         .reason = "gebeld",
         .seen =
             {{entry,
               std::stoll(one(
                   "SELECT CAST((SELECT COUNT(*) FROM allocation WHERE entry_id = bank_entry.id)"
                   " + (SELECT COUNT(*) FROM suspense_item WHERE entry_id = bank_entry.id)"
                   " AS TEXT) FROM bank_entry WHERE detail_number = 1"
               ))}},
         .put = {{entry, "V-501", "", base::Money::parse("80.00").value()}}}
    );
    EXPECT_EQ(late.error().code, "payments.entry-taken-back");
    expect_proved();
}

// All of it waits again, as a person took it away: that is an act as well, and stands.
TEST_P(NotifiedSpreadOnBoth, WhatAPersonTookAwayWaitsForAPerson) {
    (void)book(statement());
    const base::EntryId entry{std::stoll(one("SELECT CAST(id AS TEXT) FROM bank_entry"))};
    HandActService acts{database(), bank().people().sealer()};
    const access::Occasion officer =
        bank().people().officer(access::Role::debt_officer, "2026-07-01");
    const base::Money all = base::Money::parse("80.00").value();
    ASSERT_TRUE(acts.place(
        officer,
        zandwijk(),
        {.number = "1",
         .reason = "gebeld",
         .seen = {{entry, 1}},
         .put = {{entry, "V-502", "", all}}}
    ));
    const auto taken = acts.place(
        officer,
        zandwijk(),
        {.number = "2",
         .reason = "toch niet",
         .seen = {{entry, 3}},
         .take = {{entry, "V-502", all}}}
    );
    ASSERT_TRUE(taken) << taken.error().to_line();
    EXPECT_EQ(tell({batch()}).notifications.at(0).spread.count, 0);
    EXPECT_EQ(standing(), "V-501 30000 V-502 20000 waits 8000 bank 8000");
}

// Returned direct debits of one day in one amount: each takes back its own payment, by its order,
// and the reason of the bank stays with it.
TEST_P(NotifiedSpreadOnBoth, ReturnsInABatchGoByTheSameRulesAsInAStatement) {
    StatementText paid{"S0", "2026-06-26"};
    paid.paid("50.00", {.structured = reference_text(501), .end_to_end_id = "E1"})
        .paid("30.00", {.structured = reference_text(502), .end_to_end_id = "E2"});
    StatementText back{"S1", day};
    back.paid("-80.00", {.bank_reference = "R9", .is_reversal = true, .batch_id = "B9"});
    const BatchText told{
        .batch_id = "B9",
        .bank_reference = "R9",
        .payments =
            {{"-50.00", {.return_reason = "MD06", .end_to_end_id = "E1"}},
             {"-30.00", {.return_reason = "AM04", .end_to_end_id = "E2"}}},
        .is_reversal = true};
    BatchText unmarked = told;
    unmarked.is_reversal = false;
    struct Row {
        const char* what;
        BatchText told;
        bool is_told_first;
    };
    const std::vector<Row> rows{
        {"told before", told, true},
        {"told after", told, false},
        {"marked by their reasons alone, before", unmarked, true},
        {"marked by their reasons alone, after", unmarked, false},
    };
    for (const Row& row : rows) {
        begin_anew();
        (void)book(paid);
        EXPECT_EQ(standing(), "V-501 25000 V-502 17000 waits 0 bank 8000") << row.what;
        if (row.is_told_first) {
            (void)tell({row.told});
        }
        (void)book(back);
        if (!row.is_told_first) {
            (void)tell({row.told});
        }
        EXPECT_EQ(standing(), "V-501 30000 V-502 20000 waits 0 bank 0") << row.what;
        EXPECT_THAT(waiting(), IsEmpty()) << row.what;
        EXPECT_THAT(
            texts("SELECT end_to_end_reference || ' ' || return_reason FROM bank_entry"
                  " WHERE return_reason IS NOT NULL ORDER BY detail_number"),
            ElementsAre("E1 MD06", "E2 AM04")
        ) << row.what;
        expect_closed(back);
    }
}

// MT940 has references of its own, and names the batch.
TEST_P(NotifiedSpreadOnBoth, AnMt940IsSpreadByTheNameOfTheBatch) {
    const std::string mt940 =
        ":20:S1\n:25:NL26VAYB8060476890EUR\n:28C:0\n:60F:C260627EUR100,00\n"
        ":61:2606280628C80,00NTRFNONREF//X77\n:86:/PREF/B1/NRTX/2\n:62F:C260628EUR180,00\n";
    for (const bool is_told_first : {true, false}) {
        begin_anew();
        if (is_told_first) {
            (void)tell({batch()});
        }
        (void)handed_in(mt940);
        if (!is_told_first) {
            (void)tell({batch()});
        }
        EXPECT_EQ(standing(), "V-501 25000 V-502 17000 waits 0 bank 8000");
        expect_proved();
    }
}

// A month after its days knows the entry again, whatever stands in its place by then.
TEST_P(NotifiedSpreadOnBoth, AStatementThatOverlapsBooksNothingOfItAgain) {
    for (const bool is_told_first : {true, false}) {
        begin_anew();
        const StatementText of_day = statement();
        BatchText told = batch();
        told.payments[0].second.bank_reference = "A1";  // less than that of the entry
        told.payments[1].second.bank_reference = "A2";
        if (is_told_first) {
            (void)tell({told});
        }
        (void)book(of_day);
        if (!is_told_first) {
            (void)tell({told});
        }
        Entry entry = of_day.entries().front();
        entry.booking_date = base::Date::parse(day).value();
        StatementText month{"M6", "2026-06-30"};
        month.opens_with(of_day.closing() - base::Money::parse("80.00").value()).add(entry);
        const StatementReport report = book(month).statements.at(0);
        EXPECT_EQ(report.known_before.count, 1);
        EXPECT_EQ(standing(), "V-501 25000 V-502 17000 waits 0 bank 8000");
    }
}

// An entry that tells its payment is placed by what it tells.
TEST_P(NotifiedSpreadOnBoth, WhatTellsItsPaymentItselfIsNotSpread) {
    StatementText single{"S1", day};
    single.paid("80.00", {.structured = reference_text(502), .bank_reference = "R1"});
    (void)tell({batch("", "R1")});
    (void)book(single);
    EXPECT_EQ(standing(), "V-501 30000 V-502 12000 waits 0 bank 8000");
    EXPECT_THAT(texts("SELECT CAST(entry_number AS TEXT) FROM notified_batch_use"), IsEmpty());
}

namespace {

// Batches B1 to B25, each of 1.00 for V-501 and 2.00 for V-502.
std::vector<BatchText> many_batches() {
    std::vector<BatchText> batches;
    for (int number = 1; number <= 25; ++number) {
        batches.push_back(
            {.batch_id = fmt::format("B{}", number),
             .payments =
                 {{"1.00", {.structured = reference_text(501)}},
                  {"2.00", {.structured = reference_text(502)}}}}
        );
    }
    return batches;
}

// A statement that has each of them as one amount.
StatementText many_amounts() {
    StatementText many{"S1", day};
    for (const BatchText& batch : many_batches()) {
        many.paid("3.00", {.batch_id = batch.batch_id});
    }
    return many;
}

struct CutOff {};

}  // namespace

// A file of many payments is kept in pieces, and of one that overlaps with it what is new.
TEST_P(NotifiedSpreadOnBoth, ManyBatchesAreKeptInPieces) {
    const std::vector<BatchText> batches = many_batches();
    (void)handed_in(notification_text("N1", day, {batches.begin(), batches.begin() + 10}), 3);
    (void)book(many_amounts(), 7);
    EXPECT_EQ(standing(), "V-501 29000 V-502 18000 waits 4500 bank 7500");
    const NotificationReport rest =
        handed_in(notification_text("N2", day, batches), 4).notifications.at(0);
    EXPECT_EQ(rest.kept.count, 15);
    EXPECT_EQ(rest.known, 10);
    EXPECT_EQ(rest.spread.count, 15);
    EXPECT_EQ(standing(), "V-501 27500 V-502 15000 waits 0 bank 7500");
    expect_closed(many_amounts());
}

// Cut off after each piece in turn, and handed in again until it comes to its end: two batches of
// two payments are a piece of four, so that 25 batches are 12 pieces and one batch.
TEST_P(NotifiedSpreadOnBoth, CutOffBetweenAnyTwoPiecesItGoesOn) {
    for (const bool is_told_first : {true, false}) {
        begin_anew();
        if (!is_told_first) {
            (void)book(many_amounts());
        }
        const std::filesystem::path file =
            bank().file(notification_text("N1", day, many_batches()));
        ReconciliationService service{database(), 4};
        int cuts = 0;
        base::Outcome<FileReport> report;
        for (bool is_cut_off = true; is_cut_off;) {
            int pieces = 0;
            try {
                report = service.reconcile(
                    bank().people().machine(access::Machine::reconciliation),
                    file,
                    [&](const Progress& now) {
                        if (now.stage == Progress::Stage::booking && ++pieces > cuts) {
                            throw CutOff{};
                        }
                    }
                );
                is_cut_off = false;
            } catch (const CutOff&) {
                ++cuts;
                const int kept = std::min(25, 2 * cuts);
                EXPECT_EQ(
                    one("SELECT CAST(COUNT(*) AS TEXT) FROM notified_batch"), std::to_string(kept)
                );
                EXPECT_EQ(
                    one("SELECT CAST(COUNT(*) AS TEXT) FROM notified_batch_use"),
                    std::to_string(is_told_first ? 0 : kept)
                );
                expect_proved();
            }
        }
        EXPECT_EQ(cuts, 13);
        ASSERT_TRUE(report) << report.error().to_line();
        EXPECT_EQ(report->notifications.at(0).kept.count, 0);
        EXPECT_EQ(report->notifications.at(0).known, 25);
        if (is_told_first) {
            (void)book(many_amounts(), 7);
        }
        EXPECT_EQ(one("SELECT CAST(COUNT(*) AS TEXT) FROM bank_notification"), "1");
        EXPECT_EQ(standing(), "V-501 27500 V-502 15000 waits 0 bank 7500");
        expect_closed(many_amounts());
    }
}

DRAAGKRACHT_ON_BOTH_DATABASES(NotifiedSpreadOnBoth);

}  // namespace draagkracht::payments
