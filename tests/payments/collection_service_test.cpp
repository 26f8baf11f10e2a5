// Collecting from the first look to the money on the account and back, on both databases.
#include "draagkracht/payments/collection_service.hpp"

#include <thread>

#include "draagkracht/audit/trail.hpp"
#include "draagkracht/base/sha256.hpp"
#include "draagkracht/storage/turn.hpp"
#include "payments/collecting_case.hpp"
#include "payments/schemas.hpp"
#include "support/notification_text.hpp"

namespace draagkracht::payments {

TEST_P(CollectingOnBoth, APreparedCollectionLeavesOnceWhenAnotherOfficerApproved) {
    const PreparedCollection prepared = prepare();
    EXPECT_THAT(
        lines_of(prepared.proposal),
        ElementsAre("R-901/1 2026-05-28 50.00", "R-902/1 2026-05-28 30.00")
    );
    EXPECT_FALSE(prepared.is_known);

    // The same again is the same, and nobody is asked twice.
    EXPECT_EQ(prepare().id, prepared.id);
    EXPECT_TRUE(prepare().is_known);
    ASSERT_THAT(asked(), SizeIs(1));
    const access::PendingApproval approval = asked().front().asked;
    EXPECT_EQ(approval.subject, name_of(prepared.id) + "|2026-05-31|2|80.00");

    const LayOutReport too_early = lay_out();
    ASSERT_THAT(too_early.waiting, SizeIs(1));
    EXPECT_EQ(too_early.waiting[0].reason.code, "access.no-such-approval");
    EXPECT_EQ(
        access::AccessService{database()}.grant_approval(preparer(), approval.id).error().code,
        "access.same-person"
    );
    EXPECT_THAT(files_, IsEmpty());

    approve();
    EXPECT_THAT(lay_out().laid_out, ElementsAre(prepared.id));
    EXPECT_THAT(lay_out().laid_out, IsEmpty());
    ASSERT_THAT(files_, SizeIs(1));
    const LaidOutCollection& file = files_.front();
    EXPECT_THAT(
        values_of(file.bytes, "IBAN"), ElementsAre(BankRegister::own_account, account_1, account_2)
    );
    EXPECT_THAT(values_of(file.bytes, "MndtId"), ElementsAre("M-17", "M-18"));
    EXPECT_THAT(values_of(file.bytes, "PmtInfId"), ElementsAre(name_of(prepared.id) + "-20260528"));
    EXPECT_THAT(values_of(file.bytes, "CtrlSum"), ElementsAre("80.00", "80.00"));
    EXPECT_THAT(
        values_of(file.bytes, "Ref"),
        ElementsAre(test_support::reference_text(901), test_support::reference_text(902))
    );
    EXPECT_EQ(file.sha256, base::sha256_of(file.bytes));
    EXPECT_THAT(file.sha1, SizeIs(40));
    EXPECT_THAT(file.slip, HasSubstr("SHA-1:   " + file.sha1));
    EXPECT_THAT(file.slip, HasSubstr("Klaargezet door:  j.bakker\nGoedgekeurd door: p.visser\n"));
    if (const auto schemas = schemas_folder()) {
        expect_valid(*schemas, "pain.008.001.08", file.bytes);
    }
}

// Cut off after the file was made and before it was kept, it is made again to the same bytes, also
// when the world went on.
TEST_P(CollectingOnBoth, AFileThatWasNotKeptIsTheSameTheNextTime) {
    const PreparedCollection prepared = prepare();
    approve();
    std::string first;
    const auto failed =
        service().lay_out(preparer(), zandwijk(), [&first](const LaidOutCollection& file) {
            first = file.bytes;
            return base::Done{base::problem("test.disk-full", "the disk is full")};
        });
    EXPECT_EQ(failed.error().code, "test.disk-full");
    {
        storage::Transaction transaction{database(), "rename", storage::Access::write};
        transaction.sql() << "UPDATE person_identity SET surname = 'Anders'";
        transaction.commit();
    }
    EXPECT_THAT(lay_out("2026-05-22").laid_out, ElementsAre(prepared.id));
    EXPECT_EQ(files_.at(0).bytes, first);
    EXPECT_THAT(first, HasSubstr("<Nm>A.B. van der Berg</Nm>"));
    EXPECT_THAT(
        looked("2026-05-22", "2026-05-31"), ElementsAre("R-901/1 under_way", "R-902/1 under_way")
    );
}

TEST_P(CollectingOnBoth, ABatchThatTheBankBooksAsOneAmountPaysEachOrder) {
    const std::vector<std::string> ids = collected();
    ASSERT_THAT(ids, SizeIs(2));
    const auto report =
        bank().reconcile(StatementText{"S1", "2026-05-28"}.paid("80.00", {.batch_id = batch_id()}));
    ASSERT_TRUE(report.has_value()) << report.error().to_line();
    EXPECT_EQ(report->statements.at(0).outcome, StatementOutcome::closed);
    EXPECT_THAT(
        bank().placed(),
        ElementsAre(
            "plan R-901 V-501 principal 5000 own_batch", "plan R-902 V-502 principal 3000 own_batch"
        )
    );
    EXPECT_THAT(
        texts("SELECT end_to_end_reference FROM bank_entry ORDER BY detail_number"),
        ElementsAre(ids[0], ids[1])
    );
    // Paid, so nothing of May is left.
    EXPECT_THAT(
        looked("2026-06-01", "2026-06-30"),
        ElementsAre("R-901/2 2026-06-29 50.00", "R-902/2 2026-06-29 30.00")
    );
}

// What the bank tells of a batch of ours in a notification: our own orders come first, what was
// paid before is not paid once more, and of a batch that is booked net it says which orders were
// paid.
TEST_P(CollectingOnBoth, ABatchOfOursIsTakenFromANotificationOnlyWhereItIsNotOurOrders) {
    const std::vector<std::string> ids = collected();
    const auto order = [&ids](std::size_t place, const std::string& amount, int plan) {
        return std::pair{
            amount,
            test_support::PaymentText{
                .structured = test_support::reference_text(plan), .end_to_end_id = ids.at(place)}};
    };
    const auto tell = [this](const std::string& name, const test_support::BatchText& told) {
        ASSERT_TRUE(bank().reconcile(
            bank().file(test_support::notification_text(name, "2026-05-28", {told}))
        ));
    };
    tell(
        "N1", {.batch_id = batch_id(), .payments = {order(0, "50.00", 901), order(1, "30.00", 902)}}
    );
    tell("N2", {.batch_id = batch_id(), .payments = {order(0, "50.00", 901)}});
    ASSERT_TRUE(bank().reconcile(StatementText{"S1", "2026-05-28"}
                                     .paid("80.00", {.batch_id = batch_id()})
                                     .paid("80.00", {.batch_id = batch_id()})
                                     .paid("50.00", {.batch_id = batch_id()})));
    EXPECT_THAT(
        bank().placed(),
        ElementsAre(
            "plan R-901 V-501 principal 5000 own_batch",
            "plan R-902 V-502 principal 3000 own_batch",
            "suspense 8000 batch_known",
            "plan R-901 V-501 principal 5000 structured_reference"
        )
    );
}

TEST_P(CollectingOnBoth, ABatchIsNotSpreadWhereTheLadderDoesNotGoByIt) {
    (void)collected();
    const norms::MatchLadders by_reference_alone{
        {{{norms::MatchRule::structured_reference},
          {"", "", base::Date::parse("2026-01-01").value(), "", "", {}}}}};
    ReconciliationService reconciliation{database(), 1000, {{"zandwijk", by_reference_alone}}};
    const auto report = reconciliation.reconcile(
        bank().people().machine(access::Machine::reconciliation),
        bank().file(test_support::text_of(
            {StatementText{"S1", "2026-05-28"}.paid("80.00", {.batch_id = batch_id()})}
        ))
    );
    ASSERT_TRUE(report.has_value()) << report.error().to_line();
    EXPECT_THAT(bank().placed(), ElementsAre("suspense 8000 unknown_payer"));
}

TEST_P(CollectingOnBoth, ABatchOfAnotherAmountOrThatWasPaidWaitsForAPerson) {
    (void)collected();
    ASSERT_TRUE(bank()
                    .reconcile(StatementText{"S1", "2026-05-28"}
                                   .paid("79.99", {.batch_id = batch_id()})
                                   .paid("80.00", {.batch_id = batch_id()})
                                   .paid("80.00", {.batch_id = batch_id()})
                                   .paid("80.00", {.batch_id = "INC-1-20260528"}))
                    .has_value());
    EXPECT_THAT(
        bank().placed(),
        ElementsAre(
            "suspense 7999 batch_differs",
            "plan R-901 V-501 principal 5000 own_batch",
            "plan R-902 V-502 principal 3000 own_batch",
            "suspense 8000 batch_known",
            "suspense 8000 unknown_payer"
        )
    );
}

// The bank takes 50.00 back for lack of money: the instalment is open again at its own date, and is
// tried once more a week after. The second time it is left to a person.
TEST_P(CollectingOnBoth, AReturnedOrderIsOpenAgainAndTriedOnceMore) {
    const std::vector<std::string> ids = collected();
    const auto back = [&](const std::string& statement,
                          const std::string& day,
                          const std::string& id,
                          const std::string& reason) {
        return bank()
            .reconcile(StatementText{statement, day}.paid(
                "-50.00", {.is_reversal = true, .return_reason = reason, .end_to_end_id = id}
            ))
            .has_value();
    };
    ASSERT_TRUE(
        bank()
            .reconcile(StatementText{"S1", "2026-05-28"}.paid("80.00", {.batch_id = batch_id()}))
            .has_value()
    );
    ASSERT_TRUE(back("S2", "2026-06-01", ids[0], "AM04"));
    EXPECT_THAT(
        texts("SELECT CAST(SUM(amount_cents) AS TEXT) FROM allocation"), ElementsAre("3000")
    );
    EXPECT_THAT(
        looked("2026-06-02", "2026-06-30"),
        ElementsAre(
            "R-901/1 2026-06-08 50.00 retry", "R-901/2 2026-06-29 50.00", "R-902/2 2026-06-29 30.00"
        )
    );
    (void)prepare("2026-06-02", "2026-06-10");
    approve("2026-06-02");
    ASSERT_THAT(lay_out("2026-06-02").laid_out, SizeIs(1));
    const std::string again = values_of(files_.back().bytes, "EndToEndId").at(0);
    // Rejected before it was booked: no payment came before it.
    ASSERT_TRUE(back("S3", "2026-06-09", again, "AM04"));
    EXPECT_THAT(
        looked("2026-06-17", "2026-06-30"),
        ElementsAre("R-901/2 2026-06-29 50.00", "R-902/2 2026-06-29 30.00", "R-901/1 no_retry_left")
    );
}

TEST_P(CollectingOnBoth, NothingIsCollectedAnyMoreWhenTheBankTellsThatTheAccountIsGone) {
    const std::vector<std::string> ids = collected();
    ASSERT_TRUE(bank()
                    .reconcile(StatementText{"S1", "2026-05-29"}.paid(
                        "-50.00",
                        {.is_reversal = true, .return_reason = "AC04", .end_to_end_id = ids[0]}
                    ))
                    .has_value());
    EXPECT_THAT(
        looked("2026-06-02", "2026-06-30"),
        ElementsAre(
            "R-902/2 2026-06-29 30.00",
            "R-901/1 mandate_stopped",
            "R-902/1 under_way",
            "R-901/2 mandate_stopped"
        )
    );
}

TEST_P(CollectingOnBoth, AMandateThatTheDebtorWithdrewIsNotUsed) {
    plans::MandateService mandates{database(), bank().people().sealer()};
    const access::Occasion occasion = preparer();
    EXPECT_EQ(
        mandates.withdraw(occasion, *person_1_, "M-18", on("2026-05-19")).error().code,
        "plans.unknown-mandate"
    );
    EXPECT_EQ(
        mandates.withdraw(occasion, *person_1_, "M-17", on("2026-05-21")).error().code,
        "plans.mandate-in-future"
    );
    ASSERT_TRUE(mandates.withdraw(occasion, *person_1_, "M-17", on("2026-05-19")).has_value());
    ASSERT_TRUE(mandates.withdraw(occasion, *person_1_, "M-17", on("2026-05-18")).has_value());
    EXPECT_THAT(
        looked("2026-05-20", "2026-05-31"),
        ElementsAre("R-902/1 2026-05-28 30.00", "R-901/1 mandate_ended")
    );
}

TEST_P(CollectingOnBoth, NobodyGivesAMandateOnAnAccountOfTheMunicipality) {
    plans::MandateService mandates{database(), bank().people().sealer()};
    const base::Iban own = base::Iban::parse(BankRegister::own_account).value();
    EXPECT_EQ(
        mandates.record(preparer(), *person_1_, {"M-99", on("2026-05-19"), own}).error().code,
        "plans.mandate-on-own-account"
    );
    EXPECT_THAT(
        texts("SELECT mandate_number FROM mandate WHERE mandate_number = 'M-99'"), IsEmpty()
    );
}

TEST_P(CollectingOnBoth, WhoMayNotAndWhatCannotBeIsRefused) {
    const auto code_for = [this](const access::Occasion& occasion, const std::string& until) {
        const auto prepared = service().prepare(occasion, zandwijk(), on(until));
        return prepared ? "" : prepared.error().code;
    };
    EXPECT_EQ(code_for(as(*approver_, "2026-05-20"), "2026-05-31"), "access.not-allowed");
    EXPECT_EQ(code_for(preparer(), "2026-05-27"), "payments.nothing-to-collect");
    collections_ = collections_on("NL69INGB0123456789");
    EXPECT_EQ(code_for(preparer(), "2026-05-31"), "payments.collecting-account-unknown");
    collections_ = norms::DirectDebitBook{{}};
    EXPECT_EQ(code_for(preparer(), "2026-05-31"), "norms.no-direct-debit");
    EXPECT_THAT(asked(), IsEmpty());
    EXPECT_THAT(texts("SELECT creditor_name FROM collection"), IsEmpty());
}

// Every look at a person is in the trail, and nothing personal is.
TEST_P(CollectingOnBoth, TheTrailTellsWhoWasCollectedFromAndNoNames) {
    (void)looked("2026-05-20", "2026-05-31");
    (void)collected();
    const std::string of_first = fmt::format(" WHERE person_id = {}", person_1_->value());
    EXPECT_THAT(
        texts(
            "SELECT action FROM audit_event" + of_first +
            " AND action LIKE 'payments.%' ORDER BY sequence"
        ),
        ElementsAre("payments.look", "payments.order_collection", "payments.collect")
    );
    for (const std::string& text :
         texts("SELECT subject || ' ' || details FROM audit_event WHERE action LIKE 'payments.%'"
         )) {
        EXPECT_THAT(text, testing::Not(HasSubstr("Berg")));
        EXPECT_THAT(text, testing::Not(HasSubstr("NL")));
    }
    for (const std::string& sealed : texts("SELECT debtor_name_sealed FROM collection_order")) {
        EXPECT_THAT(sealed, testing::Not(HasSubstr("Berg")));
    }
}

// Whoever asks for an approval has the turn of approvals and then goes to the end of the trail. Who
// prepares does so in the same order, else the two would wait for each other.
TEST_P(CollectingOnBoth, WhoPreparesAsksForApprovalBeforeTheTrailIsWritten) {
    if (database().engine() == storage::Engine::sqlite) {
        GTEST_SKIP() << "SQLite has one writer at a time";
    }
    const std::string turn = fmt::format("ask_approval:{}", zandwijk().value());
    const access::Occasion asks = preparer();
    storage::Transaction asking{database(), "ask", storage::Access::write};
    storage::take_turn(asking, turn);
    std::string fault;
    std::thread preparing{[&] {
        try {
            (void)prepare();
        } catch (const std::exception& thrown) {
            fault = thrown.what();
        }
    }};
    int waiting = 0;
    while (waiting == 0) {
        storage::Transaction look{database(), "look", storage::Access::read};
        look.sql() << "SELECT COUNT(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
                      " AND CAST(objid AS BIGINT) ="
                      " (CAST(hashtext(current_schema() || :turn) AS BIGINT) & 4294967295)",
            soci::use(turn, "turn"), soci::into(waiting);
    }
    const auto write_trail = [&] {
        audit::Trail trail{asking, asks.author()};
        trail.record({"access.ask_approval", zandwijk(), std::nullopt, "test"});
        trail.write();
        asking.commit();
    };
    EXPECT_NO_THROW(write_trail());
    preparing.join();
    EXPECT_EQ(fault, "");
}

DRAAGKRACHT_ON_BOTH_DATABASES(CollectingOnBoth);

}  // namespace draagkracht::payments
