// What the bank tells of batches in notifications of its own: handed in before the statement, with
// it or after it, on both databases.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <soci/soci.h>

#include "draagkracht/access/access_service.hpp"
#include "draagkracht/payments/hand_act_service.hpp"
#include "draagkracht/storage/rows.hpp"
#include "payments/notification_text.hpp"

namespace draagkracht::payments {

using test_support::BankRegister;
using test_support::BatchText;
using test_support::notification_text;
using test_support::reference_text;
using test_support::StatementText;
using test_support::text_of;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

namespace {

constexpr const char* day = "2026-06-28";

// V-501 of 300.00 and V-502 of 200.00, each of a debtor of its own.
class NotificationsOnBoth : public test_support::OnBothDatabases {
  protected:
    void SetUp() override {
        OnBothDatabases::SetUp();
        if (!IsSkipped()) {
            begin();
        }
    }
    // A register in which nothing came in yet.
    void begin_anew() {
        bank_.reset();
        OnBothDatabases::SetUp();
        begin();
    }
    void begin() {
        bank_.emplace(database());
        bank().claim(501, {bank().person("100001")}, "300.00");
        bank().claim(502, {bank().person("100002")}, "200.00");
    }
    BankRegister& bank() { return *bank_; }
    base::MunicipalityId zandwijk() { return bank().people().zandwijk(); }

    // 50.00 for V-501 and 30.00 for V-502.
    static BatchText batch(
        const std::string& batch_id = "B1", const std::string& bank_reference = "R1"
    ) {
        return {
            .batch_id = batch_id,
            .bank_reference = bank_reference,
            .payments = {
                {"50.00", {.structured = reference_text(501)}},
                {"30.00", {.structured = reference_text(502)}}}};
    }
    static StatementText statement(const std::string& amount = "80.00") {
        StatementText statement{"S1", day};
        return statement.paid(amount, {.bank_reference = "R1", .batch_id = "B1"});
    }

    base::Outcome<FileReport> hand_in(
        const std::string& text, std::size_t chunk = 1000, const std::string& name = "file.xml"
    ) {
        return bank().reconcile(bank().file(text, name), chunk);
    }
    FileReport handed_in(const std::string& text, std::size_t chunk = 1000) {
        const base::Outcome<FileReport> report = hand_in(text, chunk);
        base::ensure(report.has_value(), report ? "" : report.error().to_line());
        return *report;
    }
    FileReport tell(const std::vector<BatchText>& batches, const std::string& name = "N1") {
        return handed_in(notification_text(name, day, batches));
    }
    FileReport book(const StatementText& statement, std::size_t chunk = 1000) {
        return handed_in(text_of({statement}), chunk);
    }

    std::vector<std::string> texts(const std::string& query) {
        storage::Transaction transaction{database(), "texts", storage::Access::read};
        std::vector<std::string> found;
        std::string text;
        storage::for_each_row((ask(transaction, query), soci::into(text)), [&] {
            found.push_back(text);
        });
        return found;
    }
    std::string one(const std::string& query) {
        const std::vector<std::string> found = texts(query);
        return found.empty() ? "" : found.front();
    }
    std::string sum(const std::string& of) {
        return one("SELECT CAST(COALESCE(SUM(amount_cents), 0) AS TEXT) FROM " + of);
    }
    // What came of it all, however it came about: "V-501 25000 V-502 17000 waits 0 bank 8000".
    std::string standing() {
        std::string text;
        for (const char* claim : {"V-501", "V-502"}) {
            text += fmt::format(
                "{} {} ",
                claim,
                sum(fmt::format(
                    "posting JOIN claim ON claim.id = claim_id WHERE claim_number = '{}'", claim
                ))
            );
        }
        return text + "waits " + sum("suspense_item") + " bank " + sum("bank_entry");
    }
    // Of what waits for a person: "8000 details_disagree", without what is paired.
    std::vector<std::string> waiting() {
        return texts(
            "SELECT CAST(SUM(item.amount_cents) AS TEXT) || ' ' || MIN(item.reason_code)"
            " FROM suspense_item item WHERE NOT EXISTS (SELECT 1 FROM entry_return pair WHERE"
            " pair.entry_id = item.entry_id OR pair.returned_entry_id = item.entry_id)"
            " GROUP BY item.entry_id HAVING SUM(item.amount_cents) <> 0 ORDER BY item.entry_id"
        );
    }
    // Bank total = allocated + suspense + refunded, of each entry, and the ledger went down by what
    // was allocated.
    void expect_proved() {
        EXPECT_THAT(
            texts("SELECT CAST(bank_entry.id AS TEXT) FROM bank_entry WHERE amount_cents <>"
                  " (SELECT COALESCE(SUM(amount_cents), 0) FROM allocation"
                  "  WHERE allocation.entry_id = bank_entry.id)"
                  " + (SELECT COALESCE(SUM(amount_cents), 0) FROM suspense_item"
                  "  WHERE suspense_item.entry_id = bank_entry.id)"
                  " + (SELECT COALESCE(SUM(amount_cents), 0) FROM refunded_money"
                  "  WHERE refunded_money.entry_id = bank_entry.id)"),
            IsEmpty()
        );
        EXPECT_EQ(
            sum("allocation"),
            one("SELECT CAST(COALESCE(-SUM(amount_cents), 0) AS TEXT) FROM posting"
                " WHERE allocation_id IS NOT NULL")
        );
    }
    // Handed in once more the statement proves as it did.
    void expect_closed(const StatementText& statement) {
        const StatementReport again = book(statement).statements.at(0);
        EXPECT_EQ(again.outcome, StatementOutcome::known);
        expect_proved();
    }

    std::optional<BankRegister> bank_;
};

}  // namespace

TEST_P(NotificationsOnBoth, ByItselfANotificationBooksNothing) {
    const std::string before = standing();
    const NotificationReport report = tell({batch()}).notifications.at(0);
    EXPECT_EQ(report.identifier, "N1");
    EXPECT_EQ(report.created_on, day);
    EXPECT_EQ(report.kept.count, 1);
    EXPECT_EQ(report.kept.amount.to_string(), "80.00");
    EXPECT_EQ(report.known, 0);
    EXPECT_EQ(report.spread.count, 0);
    EXPECT_EQ(standing(), before);
    EXPECT_THAT(texts("SELECT identifier FROM bank_statement"), IsEmpty());
    EXPECT_THAT(
        texts("SELECT action FROM audit_event WHERE action LIKE 'payments.%notif%'"
              " ORDER BY sequence"),
        ElementsAre("payments.receive_notification", "payments.keep_notified_batches")
    );
}

// Whichever comes first, and in whatever pieces: the same on every claim, and nothing waits.
TEST_P(NotificationsOnBoth, BeforeTheStatementWithItAndAfterItComeToTheSame) {
    const std::string told = notification_text("N1", day, {batch()});
    const std::string told_08 = notification_text("N1", day, {batch()}, Camt053Version::v08);
    const std::string booked = text_of({statement()});
    struct Row {
        const char* what;
        std::vector<std::string> files;
        std::size_t chunk;
    };
    const std::vector<Row> rows{
        {"before", {told, booked}, 1000},
        {"before, in chunks of one", {told, booked}, 1},
        {"before, in version .08", {told_08, booked}, 1000},
        {"after", {booked, told}, 1000},
        {"after, in version .08", {booked, told_08}, 1},
        {"before and after", {told, booked, told}, 1000},
        {"after, and all of it twice", {booked, told, booked, told}, 1000},
    };
    for (const Row& row : rows) {
        begin_anew();
        for (const std::string& file : row.files) {
            const auto report = hand_in(file, row.chunk);
            ASSERT_TRUE(report.has_value()) << row.what << ": " << report.error().to_line();
        }
        EXPECT_EQ(standing(), "V-501 25000 V-502 17000 waits 0 bank 8000") << row.what;
        EXPECT_THAT(waiting(), IsEmpty()) << row.what;
        expect_closed(statement());
    }
}

TEST_P(NotificationsOnBoth, HandedInTogetherTheNotificationComesFirst) {
    const std::vector<std::filesystem::path> files{
        bank().file(text_of({statement()}), "a.xml"),
        bank().file(notification_text("N1", day, {batch()}), "b.xml")};
    std::vector<std::string> told;
    ReconciliationService{database()}.reconcile_all(
        bank().people().machine(access::Machine::reconciliation),
        files,
        [&](const FileOutcome& outcome) {
            ASSERT_TRUE(outcome.report) << outcome.report.error().to_line();
            EXPECT_THAT(outcome.municipalities, ElementsAre(zandwijk()));
            told.push_back(outcome.file.filename().string());
        }
    );
    EXPECT_THAT(told, ElementsAre("b.xml", "a.xml"));
    EXPECT_THAT(
        bank().placed(),
        ElementsAre(
            "V-501 principal 5000 structured_reference", "V-502 principal 3000 structured_reference"
        )
    );
    expect_closed(statement());
}

TEST_P(NotificationsOnBoth, WhatWaitedAsOneAmountIsBookedAgainstAndItsPaymentsBesideIt) {
    EXPECT_EQ(book(statement()).statements.at(0).suspense.count, 1);
    EXPECT_THAT(waiting(), ElementsAre("8000 unknown_payer"));
    const NotificationReport report = tell({batch()}).notifications.at(0);
    EXPECT_EQ(report.spread.count, 1);
    EXPECT_EQ(report.spread.amount.to_string(), "80.00");
    EXPECT_THAT(
        bank().placed(),
        ElementsAre(
            "suspense 8000 unknown_payer",
            "V-501 principal 5000 structured_reference",
            "V-502 principal 3000 structured_reference",
            "suspense -8000 specified"
        )
    );
    // By the days of the money, and known to the bank by one reference, as an overlapping statement
    // is held against it.
    EXPECT_THAT(
        texts("SELECT DISTINCT booking_date || ' ' || value_date || ' ' || bank_reference"
              " FROM bank_entry"),
        ElementsAre(std::string{day} + " " + day + " R1")
    );
    EXPECT_EQ(one("SELECT state FROM bank_statement"), "closed");
    expect_proved();
}

// The contract on what comes twice: what is handed in, one after another, and what is kept by then.
TEST_P(NotificationsOnBoth, NothingIsKeptTwice) {
    const auto told = [](const std::string& name,
                         const std::vector<BatchText>& batches,
                         Camt053Version version = Camt053Version::v02) {
        return notification_text(name, day, batches, version);
    };
    BatchText other = batch();
    other.payments[1].second.text = "iets anders";
    struct Row {
        const char* what;
        std::vector<std::pair<std::string, std::string>> files;  // and "kept known" or the problem
    };
    const std::vector<Row> rows{
        {"the same file", {{told("N1", {batch()}), "1 0"}, {told("N1", {batch()}), "0 1"}}},
        {"the same in another version",
         {{told("N1", {batch()}), "1 0"}, {told("N1", {batch()}, Camt053Version::v08), "0 1"}}},
        {"the same under another name",
         {{told("N1", {batch()}), "1 0"}, {told("N2", {batch()}), "0 1"}}},
        {"one that overlaps",
         {{told("N1", {batch()}), "1 0"}, {told("N2", {batch(), batch("B2", "R2")}), "1 1"}}},
        {"the same batch twice in one", {{told("N1", {batch(), batch()}), "1 1"}}},
        {"the same name with another content",
         {{told("N1", {batch()}), "1 0"}, {told("N1", {other}), "payments.other-content"}}},
        {"two batches alike but for what the bank calls them",
         {{told("N1", {batch("B1", "R1"), batch("B1", "R2")}), "2 0"}}},
        {"one that announces, and one with nothing to know it by",
         {{told(
               "N1",
               {{.batch_id = "B1", .payments = batch().payments, .status = EntryStatus::pending},
                {.payments = batch().payments}}
           ),
           "0 0"}}},
    };
    for (const Row& row : rows) {
        begin_anew();
        for (const auto& [file, outcome] : row.files) {
            const auto report = hand_in(file);
            const std::string came = report ? fmt::format(
                                                  "{} {}",
                                                  report->notifications.at(0).kept.count,
                                                  report->notifications.at(0).known
                                              )
                                            : report.error().code;
            EXPECT_EQ(came, outcome) << row.what;
        }
        (void)book(statement());
        EXPECT_EQ(sum("bank_entry"), "8000") << row.what;
    }
}

// Once it stands in the place of an entry it stands in no other.
TEST_P(NotificationsOnBoth, ABatchStandsInThePlaceOfOneEntry) {
    (void)tell({batch()});
    StatementText twice = statement();
    twice.paid("80.00", {.bank_reference = "R1", .batch_id = "B1"});
    (void)book(twice);
    EXPECT_EQ(standing(), "V-501 25000 V-502 17000 waits 8000 bank 16000");
    (void)tell({batch()}, "N2");
    EXPECT_EQ(standing(), "V-501 25000 V-502 17000 waits 8000 bank 16000");
}

TEST_P(NotificationsOnBoth, ANotificationThatCannotBeTakenLeavesNothing) {
    const std::string good = notification_text("N1", day, {batch()});
    const auto with = [&good](const std::string& from, const std::string& to) {
        std::string text = good;
        for (std::size_t at = text.find(from); at != std::string::npos;
             at = text.find(from, at + to.size())) {
            text.replace(at, from.size(), to);
        }
        return text;
    };
    const std::string second =
        good.substr(good.find("<Ntfctn>"), good.find("</Bk") - good.find("<Ntfctn>"));
    struct Row {
        const char* what;
        std::string text;
        std::string code;
    };
    const std::vector<Row> rows{
        {"not our account",
         with(BankRegister::own_account, "NL91ABNA0417164300"),
         "payments.unknown-account"},
        {"another currency", with("Ccy=\"EUR\"", "Ccy=\"USD\""), "payments.foreign-currency"},
        {"the same twice in one file",
         with("</Ntfctn>", "</Ntfctn>" + second),
         "payments.repeated-statement"},
        {"an amount that is none", with("80.00", "8e1"), "base.not-an-amount"},
        {"cut off", good.substr(0, good.size() / 2), "payments.cut-off"},
        {"no notification in it",
         "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.054.001.02\">"
         "<BkToCstmrDbtCdtNtfctn></BkToCstmrDbtCdtNtfctn></Document>",
         "payments.no-statement"},
    };
    const std::string before = bank().everything();
    for (const Row& row : rows) {
        const auto report = hand_in(row.text);
        ASSERT_FALSE(report.has_value()) << row.what;
        EXPECT_EQ(report.error().code, row.code) << row.what << report.error().to_line();
        EXPECT_EQ(bank().everything(), before) << row.what;
        EXPECT_THAT(texts("SELECT identifier FROM bank_notification"), IsEmpty()) << row.what;
    }
    const auto stranger = ReconciliationService{database()}.reconcile(
        bank().people().officer(access::Role::caseworker), bank().file(good)
    );
    EXPECT_EQ(stranger.error().code, "access.not-allowed");
    EXPECT_EQ(
        bank().confirm(bank().file(good), {FindingCode::gap, "nagevraagd"}).error().code,
        "payments.nothing-to-confirm"
    );
    EXPECT_THAT(texts("SELECT identifier FROM bank_notification"), IsEmpty());
}

// The amount waits as one, and says by how much the payments differ from it.
TEST_P(NotificationsOnBoth, PaymentsThatDoNotComeToTheEntryStandInNoPlace) {
    struct Row {
        const char* what;
        std::string booked;
        std::string reason;
    };
    const std::vector<Row> rows{
        {"charges were taken off",
         "79.50",
         "the entry is 79.50, but its 2 payments in a notification come to 80.00: a difference of"
         " -0.50"},
        {"a payment is missing",
         "90.00",
         "the entry is 90.00, but its 2 payments in a notification come to 80.00: a difference of"
         " 10.00"},
    };
    for (const Row& row : rows) {
        begin_anew();
        (void)tell({batch()});
        (void)book(statement(row.booked));
        EXPECT_EQ(one("SELECT reason_code FROM suspense_item"), "details_disagree") << row.what;
        EXPECT_EQ(one("SELECT reason FROM suspense_item"), row.reason);
        // After it nothing changes either.
        begin_anew();
        (void)book(statement(row.booked));
        EXPECT_EQ(tell({batch()}).notifications.at(0).spread.count, 0) << row.what;
        EXPECT_THAT(waiting(), testing::SizeIs(1)) << row.what;
        expect_proved();
    }
}

// What was told wrong, and then right.
TEST_P(NotificationsOnBoth, ALaterNotificationCanStillSayIt) {
    BatchText wrong = batch();
    wrong.payments.pop_back();
    wrong.payments.push_back({"29.00", {.structured = reference_text(502)}});
    (void)tell({wrong});
    (void)book(statement());
    EXPECT_THAT(waiting(), ElementsAre("8000 details_disagree"));
    EXPECT_EQ(tell({batch()}, "N2").notifications.at(0).spread.count, 1);
    EXPECT_EQ(standing(), "V-501 25000 V-502 17000 waits 0 bank 8000");
    expect_closed(statement());
}

TEST_P(NotificationsOnBoth, TwoBatchesOfEqualAmountOnOneDayEachGetTheirOwn) {
    const auto two = [](const char* of_first, const char* of_second) {
        StatementText both{"S1", day};
        both.paid("80.00", {.bank_reference = of_first, .batch_id = "B1"})
            .paid("80.00", {.bank_reference = of_second, .batch_id = "B2"});
        return both;
    };
    const BatchText second{
        .batch_id = "B2",
        .bank_reference = "R2",
        .payments = {
            {"70.00", {.structured = reference_text(501)}},
            {"10.00", {.structured = reference_text(502)}}}};
    struct Row {
        const char* what;
        bool is_told_first;
        std::vector<BatchText> told;
        std::string standing;
    };
    const std::vector<Row> rows{
        {"both told before", true, {batch(), second}, "V-501 18000 V-502 16000 waits 0 bank 16000"},
        {"both told after", false, {second, batch()}, "V-501 18000 V-502 16000 waits 0 bank 16000"},
        {"only the second, before",
         true,
         {second},
         "V-501 23000 V-502 19000 waits 8000 bank 16000"},
        {"only the second, after",
         false,
         {second},
         "V-501 23000 V-502 19000 waits 8000 bank 16000"},
    };
    for (const Row& row : rows) {
        begin_anew();
        if (row.is_told_first) {
            (void)tell(row.told);
        }
        (void)book(two("R1", "R2"), 1);
        if (!row.is_told_first) {
            (void)tell(row.told);
        }
        EXPECT_EQ(standing(), row.standing) << row.what;
        expect_closed(two("R1", "R2"));
    }
    // Of two that nothing tells apart neither is taken.
    begin_anew();
    StatementText alike{"S1", day};
    alike.paid("80.00", {.batch_id = "B1"}).paid("80.00", {.batch_id = "B1"});
    (void)book(alike);
    EXPECT_EQ(tell({batch()}).notifications.at(0).spread.count, 0);
    EXPECT_EQ(standing(), "V-501 30000 V-502 20000 waits 16000 bank 16000");
}

// What a person did stays, until it is undone: then the notification, handed in again, is taken.
TEST_P(NotificationsOnBoth, WhatAPersonDidIsNotUndone) {
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
    ASSERT_TRUE(acts.undo(officer, zandwijk(), {"2", "vergissing", "1"}));
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
TEST_P(NotificationsOnBoth, WhatAPersonTookAwayWaitsForAPerson) {
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
TEST_P(NotificationsOnBoth, ReturnsInABatchGoByTheSameRulesAsInAStatement) {
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
TEST_P(NotificationsOnBoth, AnMt940IsSpreadByTheNameOfTheBatch) {
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
TEST_P(NotificationsOnBoth, AStatementThatOverlapsBooksNothingOfItAgain) {
    for (const bool is_told_first : {true, false}) {
        begin_anew();
        const StatementText of_day = statement();
        if (is_told_first) {
            (void)tell({batch()});
        }
        (void)book(of_day);
        if (!is_told_first) {
            (void)tell({batch()});
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
TEST_P(NotificationsOnBoth, WhatTellsItsPaymentItselfIsNotSpread) {
    StatementText single{"S1", day};
    single.paid("80.00", {.structured = reference_text(502), .bank_reference = "R1"});
    (void)tell({batch("", "R1")});
    (void)book(single);
    EXPECT_EQ(standing(), "V-501 30000 V-502 12000 waits 0 bank 8000");
    EXPECT_THAT(texts("SELECT CAST(entry_number AS TEXT) FROM notified_batch_use"), IsEmpty());
}

// A file of many payments is kept in pieces, and cut off between them it goes on.
TEST_P(NotificationsOnBoth, ManyBatchesAreKeptInPieces) {
    std::vector<BatchText> batches;
    StatementText many{"S1", day};
    for (int number = 1; number <= 25; ++number) {
        const std::string name = std::to_string(number);
        batches.push_back(
            {.batch_id = "B" + name,
             .payments =
                 {{"1.00", {.structured = reference_text(501)}},
                  {"2.00", {.structured = reference_text(502)}}}}
        );
        many.paid("3.00", {.batch_id = "B" + name});
    }
    (void)handed_in(notification_text("N1", day, {batches.begin(), batches.begin() + 10}), 3);
    (void)book(many, 7);
    EXPECT_EQ(standing(), "V-501 29000 V-502 18000 waits 4500 bank 7500");
    const NotificationReport rest =
        handed_in(notification_text("N2", day, batches), 4).notifications.at(0);
    EXPECT_EQ(rest.kept.count, 15);
    EXPECT_EQ(rest.known, 10);
    EXPECT_EQ(rest.spread.count, 15);
    EXPECT_EQ(standing(), "V-501 27500 V-502 15000 waits 0 bank 7500");
    expect_closed(many);
}

DRAAGKRACHT_ON_BOTH_DATABASES(NotificationsOnBoth);

}  // namespace draagkracht::payments
