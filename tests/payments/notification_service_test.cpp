// What the bank tells of batches in notifications of its own: handed in before the statement, with
// it or after it, on both databases.
#include <map>

#include "draagkracht/access/access_service.hpp"
#include "payments/notification_case.hpp"

namespace draagkracht::payments {

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

namespace {

// An entry of 80.00 that the bank calls B1, with details of its own: their amounts, and for which
// claim each is.
StatementText with_details(
    const std::vector<std::pair<std::string, std::optional<std::int64_t>>>& details
) {
    Entry entry;
    entry.amount = base::Money::parse("80.00").value();
    entry.bank_reference = "R1";
    for (const auto& [amount, claim] : details) {
        Detail& detail = entry.details.emplace_back();
        detail.batch_id = "B1";
        if (!amount.empty()) {
            detail.amount = base::Money::parse(amount).value();
        }
        if (claim) {
            detail.structured_references.push_back({reference_text(*claim), "CUR"});
        }
    }
    return StatementText{"S1", day}.add(std::move(entry));
}

}  // namespace

// Whichever comes first, and in whatever pieces: the same on every claim, and nothing waits.
TEST_P(NotificationsOnBoth, BeforeTheStatementWithItAndAfterItComeToTheSame) {
    const std::string told = notification_text("N1", day, {batch()});
    const std::string told_08 = notification_text("N1", day, {batch()}, Camt053Version::v08);
    const StatementText as_one = statement();
    const StatementText without_amounts = with_details({{"", {}}, {"", {}}});
    const StatementText naming_debts = with_details({{"", 502}, {"", 501}});
    const StatementText of_79 = with_details({{"50.00", 502}, {"29.00", 501}});
    const StatementText of_80_50 = with_details({{"80.50", 502}});
    struct Row {
        const char* what;
        const StatementText& statement;
        std::string order;  // N the notification, 8 the same in version .08, S the statement
        std::size_t chunk;
    };
    const std::vector<Row> rows{
        {"before", as_one, "NS", 1000},
        {"before, in chunks of one", as_one, "NS", 1},
        {"before, in version .08", as_one, "8S", 1000},
        {"after", as_one, "SN", 1000},
        {"after, in version .08", as_one, "S8", 1},
        {"before and after", as_one, "NSN", 1000},
        {"after, and all of it twice", as_one, "SNSN", 1000},
        {"before two details without amounts", without_amounts, "NS", 1000},
        {"before and after two details without amounts", without_amounts, "NSN", 1000},
        {"after two details without amounts", without_amounts, "SN", 1000},
        {"before details without amounts that name debts", naming_debts, "NS", 1000},
        {"after details without amounts that name debts", naming_debts, "SN", 1000},
        {"before details that come to another amount", of_79, "NS", 1000},
        {"after details that come to another amount", of_79, "SN", 1000},
        {"before one detail of another amount", of_80_50, "NS", 1000},
        {"after one detail of another amount", of_80_50, "SN", 1000},
    };
    for (const Row& row : rows) {
        const std::map<char, std::string> files{
            {'N', told}, {'8', told_08}, {'S', text_of({row.statement})}};
        begin_anew();
        for (const char file : row.order) {
            const auto report = hand_in(files.at(file), row.chunk);
            ASSERT_TRUE(report.has_value()) << row.what << ": " << report.error().to_line();
        }
        EXPECT_EQ(standing(), "V-501 25000 V-502 17000 waits 0 bank 8000") << row.what;
        EXPECT_THAT(waiting(), IsEmpty()) << row.what;
        expect_closed(row.statement);
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
        good.substr(good.find("<Ntfctn>"), good.find("</BkToCstmr") - good.find("<Ntfctn>"));
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

DRAAGKRACHT_ON_BOTH_DATABASES(NotificationsOnBoth);

}  // namespace draagkracht::payments
