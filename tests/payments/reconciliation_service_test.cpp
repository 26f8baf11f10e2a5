#include "draagkracht/payments/reconciliation_service.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <soci/soci.h>

#include <future>
#include <stdexcept>

#include "draagkracht/access/access_service.hpp"
#include "draagkracht/audit/trail.hpp"
#include "draagkracht/claims/claim_store.hpp"
#include "draagkracht/plans/plan_store.hpp"
#include "support/bank_register.hpp"

namespace draagkracht::payments {

using test_support::BankRegister;
using test_support::PaymentText;
using test_support::reference_text;
using test_support::StatementText;
using test_support::text_of;
using testing::ElementsAre;
using testing::HasSubstr;

class ReconciliationOnBoth : public test_support::OnBothDatabases {
  protected:
    void SetUp() override {
        OnBothDatabases::SetUp();
        if (!IsSkipped()) {
            bank_.emplace(database());
        }
    }
    BankRegister& bank() { return *bank_; }

    StatementReport reconciled(const StatementText& statement) {
        const base::Outcome<FileReport> report = bank().reconcile(statement);
        base::ensure(report.has_value(), report ? "" : report.error().to_line());
        return report->statements.at(0);
    }

  private:
    std::optional<BankRegister> bank_;
};

namespace {

const std::string own = "NL91ABNA0417164300";
const std::string guardian = "NL18RABO0123459876";

base::Money money(std::string_view text) {
    return base::Money::parse(text).value();
}

}  // namespace

TEST_P(ReconciliationOnBoth, EachPaymentLandsOnItsClaimOrWaitsWithTheReason) {
    const base::PersonId first = bank().person("100001", {own, guardian});
    const base::PersonId second = bank().person("100002", {guardian});
    const base::ClaimId claim_1 = bank().claim(501, {first}, "120.00");
    const base::ClaimId claim_2 = bank().claim(502, {first}, "300.00");
    bank().claim(503, {second}, "80.00");
    bank().plan(901, first, {claim_2, claim_1}, "420.00", "50.00");
    const StatementReport report = reconciled(
        StatementText{}
            .paid("50.00", {.structured = reference_text(901)})
            .paid("25.00", {.text = "kenmerk " + reference_text(503)})
            .paid("50.00", {.account = own})       // the second instalment
            .paid("55.00", {.account = guardian})  // the rest of the claim by itself
            .paid("10.00", {.account = own})       // not the amount of an instalment
            .paid("12.34", {.text = "huur"})
            .paid("-20.00", {.structured = reference_text(901)})
            .paid("-5.00", {.structured = reference_text(901), .return_reason = "MD06"})
            .paid("7.00", {.structured = reference_text(901), .status = EntryStatus::pending})
            .paid(
                "130.00", {.structured = reference_text(501)}
            )  // more than the claim: to the plan
            .paid("500.00", {.structured = reference_text(901)})  // more than all that is owed
    );
    EXPECT_THAT(
        bank().placed(),
        ElementsAre(
            "plan R-901 V-502 principal 5000 structured_reference",
            "V-503 principal 2500 reference_in_free_text",
            "plan R-901 V-502 principal 5000 account_and_amount",
            "V-503 principal 5500 account_and_amount",
            "suspense 1000 amount_differs",
            "suspense 1234 unknown_payer",
            "suspense -2000 money_out",
            "suspense -500 returned",
            "plan R-901 V-501 principal 12000 structured_reference",
            "plan R-901 V-502 principal 1000 structured_reference",
            "plan R-901 V-502 principal 19000 structured_reference",
            "suspense 31000 overpaid"
        )
    );
    EXPECT_EQ(report.outcome, StatementOutcome::closed);
    EXPECT_EQ(report.payments.count, 10);
    EXPECT_EQ(report.payments.amount, money("807.34"));  // of which 25.00 left
    EXPECT_EQ(report.allocated.amount, money("500.00"));
    EXPECT_EQ(report.suspense.count, 5);
    EXPECT_EQ(report.suspense.amount, money("307.34"));
    EXPECT_EQ(report.ledger_amount, money("500.00"));
    EXPECT_EQ(report.not_booked, 1);
}

// Two people who were together owe 300.00, and each pays it by a plan of their own: 50.00
// and 75.00. By hand, in the order of the statement; in all 300.00 of the claim is paid.
TEST_P(ReconciliationOnBoth, TwoPlansOnOneClaimEachGetTheirPayerAndShareTheBalance) {
    const base::PersonId one = bank().person("100001", {own, guardian});
    const base::PersonId other = bank().person("100002", {guardian});
    const base::ClaimId shared = bank().claim(501, {one, other}, "300.00");
    const base::ClaimId of_other = bank().claim(502, {other}, "40.00");
    bank().plan(901, one, {shared}, "300.00", "50.00");
    bank().plan(902, other, {shared, of_other}, "340.00", "75.00");
    const std::string claim = reference_text(501);
    const StatementReport report = reconciled(
        StatementText{}
            .paid("50.00", {.structured = reference_text(901)})
            .paid("75.00", {.structured = reference_text(902), .account = own})  // by the other
            .paid("10.00", {.structured = claim, .account = own})  // the account decides
            .paid("75.00", {.structured = claim})                  // the amount decides
            .paid("60.00", {.structured = claim})                  // nothing decides
            .paid("60.00", {.structured = claim, .account = guardian})
            .paid("40.00", {.account = guardian})  // the rest of the second instalment of the first
            .paid("100.00", {.structured = reference_text(902)})  // 50.00 is left of the claim
            .paid("50.00", {.structured = reference_text(901)})   // and now nothing
    );
    EXPECT_THAT(
        bank().placed(),
        ElementsAre(
            "plan R-901 V-501 principal 5000 structured_reference",
            "plan R-902 V-501 principal 7500 structured_reference",
            "plan R-901 V-501 principal 1000 structured_reference",
            "plan R-902 V-501 principal 7500 structured_reference",
            "suspense 6000 several_plans",
            "suspense 6000 several_plans",
            "plan R-901 V-501 principal 4000 account_and_amount",
            "plan R-902 V-501 principal 5000 structured_reference",
            "plan R-902 V-502 principal 4000 structured_reference",
            "suspense 1000 overpaid",
            "suspense 5000 debt_closed"
        )
    );
    EXPECT_EQ(report.outcome, StatementOutcome::closed);
    EXPECT_EQ(report.allocated.amount, money("340.00"));
}

// Partners pay for each other: without a plan of one's own it counts under the other's.
TEST_P(ReconciliationOnBoth, AJointDebtorWithoutAPlanPaysOnThatOfTheOther) {
    const base::PersonId one = bank().person("100001");
    const base::PersonId other = bank().person("100002", {own});
    const base::ClaimId shared = bank().claim(501, {one, other}, "300.00");
    bank().plan(901, one, {shared}, "300.00", "50.00");
    (void)reconciled(StatementText{}
                         .paid("50.00", {.account = own})
                         .paid("30.00", {.structured = reference_text(501), .account = own}));
    EXPECT_THAT(
        bank().placed(),
        ElementsAre(
            "plan R-901 V-501 principal 5000 account_and_amount",
            "plan R-901 V-501 principal 3000 structured_reference"
        )
    );
}

TEST_P(ReconciliationOnBoth, APaymentCountsFromTheDayOnOurAccount) {
    const base::ClaimId claim = bank().claim(501, {bank().person("100001")}, "120.00");
    Entry entry;
    entry.amount = money("20.00");
    entry.booking_date = base::Date::parse("2026-06-29").value();
    entry.value_date = base::Date::parse("2026-06-27").value();
    entry.details.emplace_back();
    entry.details[0].structured_references.push_back({reference_text(501), "CUR"});
    (void)reconciled(StatementText{}.add(entry));
    storage::Transaction transaction{database(), "postings", storage::Access::read};
    const std::vector<claims::Posting> postings = claims::postings_of(transaction, {claim});
    ASSERT_EQ(postings.size(), 2U);
    EXPECT_EQ(postings[1].facts.movement.value_date.to_string(), "2026-06-27");
    EXPECT_EQ(postings[1].booked_on.to_string(), "2026-07-01");
    EXPECT_EQ(postings[1].posted_by, "machine:reconciliation");
}

TEST_P(ReconciliationOnBoth, TheNewestVersionOfAPlanIsPaidAndAnEndedPlanIsNot) {
    const base::PersonId person = bank().person("100001", {own});
    const base::ClaimId claim = bank().claim(501, {person}, "300.00");
    bank().end_plan(bank().plan(901, person, {claim}, "300.00", "50.00"));
    (void)reconciled(StatementText{}
                         .paid("50.00", {.structured = reference_text(901)})
                         .paid("300.00", {.account = own}));
    EXPECT_THAT(
        bank().placed(),
        ElementsAre("suspense 5000 debt_closed", "V-501 principal 30000 account_and_amount")
    );
}

// A plan that is agreed on while the import waits for its claim gets the payment; else the
// instalment would count as missed although it was paid.
TEST_P(ReconciliationOnBoth, APlanThatIsAgreedOnMeanwhileGetsItsPayment) {
    if (database().engine() == storage::Engine::sqlite) {
        GTEST_SKIP() << "SQLite has one writer at a time";
    }
    const base::PersonId person = bank().person("100001");
    const base::ClaimId claim = bank().claim(501, {person}, "300.00");
    std::future<StatementReport> import;
    {
        storage::Transaction talk{database(), "talk", storage::Access::write};
        claims::lock_claims(talk, {claim});
        import = std::async(std::launch::async, [&] {
            return reconciled(StatementText{}.paid("50.00", {.structured = reference_text(501)}));
    });
    long long waiting = 0;
    while (waiting == 0 && import.wait_for(std::chrono::seconds{0}) != std::future_status::ready) {
        talk.sql() << "SELECT COUNT(*) FROM pg_locks WHERE NOT granted"
                      " AND pg_backend_pid() = ANY(pg_blocking_pids(pid))",
            soci::into(waiting);
    }
    bank().plan(901, person, {claim}, "300.00", "50.00");
}
EXPECT_EQ(import.get().outcome, StatementOutcome::closed);
EXPECT_THAT(bank().placed(), ElementsAre("plan R-901 V-501 principal 5000 structured_reference"));
}  // namespace draagkracht::payments

TEST_P(ReconciliationOnBoth, ABatchIsBookedByItsDetailsOrWaitsWhole) {
    const base::PersonId person = bank().person("100001");
    bank().claim(501, {person}, "300.00");
    bank().claim(502, {person}, "300.00");
    Entry batch;
    for (const std::int64_t number : {501, 502}) {
        Detail detail;
        detail.amount = money("40.00");
        detail.structured_references.push_back({reference_text(number), "CUR"});
        batch.details.push_back(detail);
    }
    batch.amount = money("80.00");
    Entry with_charges = batch;
    with_charges.amount = money("79.50");
    (void)reconciled(StatementText{}.add(batch).add(with_charges));
    EXPECT_THAT(
        bank().placed(),
        ElementsAre(
            "V-501 principal 4000 structured_reference",
            "V-502 principal 4000 structured_reference",
            "suspense 7950 details_disagree"
        )
    );
}

TEST_P(ReconciliationOnBoth, TwoRealEqualPaymentsAreBothBooked) {
    bank().claim(501, {bank().person("100001")}, "300.00");
    StatementText statement;
    for (int times = 0; times < 2; ++times) {
        statement.paid(
            "25.00", {.structured = reference_text(501), .account = own, .bank_reference = "R1"}
        );
    }
    EXPECT_EQ(reconciled(statement).allocated.amount, money("50.00"));
}

TEST_P(ReconciliationOnBoth, EachDebtorOfAClaimFindsThePaymentInTheTrail) {
    const base::PersonId client = bank().person("100001");
    const base::PersonId partner = bank().person("100002");
    bank().claim(501, {client, partner}, "300.00");
    (void)reconciled(StatementText{}.paid("25.00", {.structured = reference_text(501)}));
    storage::Transaction transaction{database(), "trail", storage::Access::read};
    for (const base::PersonId debtor : {client, partner}) {
        const auto events = audit::events_of_person(transaction, debtor, 1);
        ASSERT_EQ(events.size(), 1U);
        EXPECT_EQ(events[0].event.action, "payments.book");
        EXPECT_EQ(events[0].actor, "machine:reconciliation");
    }
    EXPECT_TRUE(audit::verify_chain(transaction).has_value());
}

TEST_P(ReconciliationOnBoth, AStatementThatComesAgainChangesNothing) {
    bank().claim(501, {bank().person("100001")}, "300.00");
    const StatementText statement =
        StatementText{}.paid("25.00", {.structured = reference_text(501)}).paid("1.00", {});
    const StatementReport first = reconciled(statement);
    const std::string after_once = bank().everything();
    const StatementReport again = reconciled(statement);
    EXPECT_EQ(again.outcome, StatementOutcome::known);
    EXPECT_EQ(again.id, first.id);
    EXPECT_EQ(again.allocated.amount, first.allocated.amount);
    EXPECT_EQ(bank().everything(), after_once);
    // The bank wraps the same statement in another file.
    const std::string other_file = text_of({statement}, Camt053Version::v08);
    const auto wrapped = bank().reconcile(bank().file(other_file));
    ASSERT_TRUE(wrapped.has_value());
    EXPECT_EQ(wrapped->statements[0].outcome, StatementOutcome::known);
    EXPECT_EQ(bank().everything(), after_once);
}

// As it comes when the bank sends one day as MT940 and as camt.053.
TEST_P(ReconciliationOnBoth, AStatementUnderAnotherNameIsTheSameWhenBalancesAndEntriesAre) {
    bank().claim(501, {bank().person("100001")}, "300.00");
    const PaymentText told{.structured = reference_text(501)};
    const StatementText statement = StatementText{"S1"}.paid("25.00", told).paid("1.00", {});
    (void)reconciled(statement);
    const std::vector<std::string> after_once = bank().placed();
    const StatementReport again = reconciled(StatementText{statement}.named("00123/001"));
    EXPECT_EQ(again.outcome, StatementOutcome::closed);
    EXPECT_EQ(again.known_before.count, 2);
    EXPECT_EQ(again.payments.count, 0);
    EXPECT_EQ(bank().placed(), after_once);
    // Two more entries that come to nothing: it is not that statement, and nobody drops a payment.
    const StatementReport other =
        reconciled(StatementText{statement}.named("00124/001").paid("5.00", told).paid("-5.00", {})
        );
    EXPECT_EQ(other.outcome, StatementOutcome::closed);
    EXPECT_EQ(other.known_before.count, 2);
    EXPECT_EQ(other.payments.count, 2);
}

TEST_P(ReconciliationOnBoth, AnIdentifierThatStartsAgainNextYearIsAnotherStatement) {
    bank().claim(501, {bank().person("100001")}, "300.00");
    const PaymentText told{.structured = reference_text(501)};
    (void)reconciled(StatementText{"1", "2026-01-02"}.paid("25.00", told));
    EXPECT_EQ(
        reconciled(StatementText{"1", "2027-01-02"}.paid("25.00", told)).outcome,
        StatementOutcome::closed
    );
}

namespace {

// 25.00 with a payment reference, and another amount from somebody unknown.
std::string mt940_of(const std::string& reference, const std::string& amount) {
    return ":20:S1\n:25:NL26VAYB8060476890EUR\n:28C:1\n:60F:C260629EUR100,00\n"
           ":61:2606300630C25,00NTRFEREF//B1\n"
           ":86:/EREF/E1//CNTP/NL91ABNA0417164300/ABNANL2A/J. JANSEN///REMI/STRD/CUR/" +
           reference + "/\n:61:2606300630C" + amount +
           "NTRFNONREF//B2\n:86:huur\n:62F:C260630EUR130,00\n-\n";
}

}  // namespace

TEST_P(ReconciliationOnBoth, AnMt940IsReconciledAsACamt053Is) {
    bank().claim(501, {bank().person("100001")}, "300.00");
    const std::filesystem::path file =
        bank().file(mt940_of(reference_text(501), "5,00"), "any-name.txt");
    const auto report = bank().reconcile(file);
    ASSERT_TRUE(report.has_value()) << report.error().to_line();
    EXPECT_EQ(report->statements.at(0).outcome, StatementOutcome::closed);
    EXPECT_THAT(
        bank().placed(),
        ElementsAre("V-501 principal 2500 structured_reference", "suspense 500 unknown_payer")
    );
    const auto again = bank().reconcile(file);
    ASSERT_TRUE(again.has_value());
    EXPECT_EQ(again->statements.at(0).outcome, StatementOutcome::known);
}

TEST_P(ReconciliationOnBoth, AFileThatIsRefusedLeavesNothing) {
    bank().claim(501, {bank().person("100001")}, "300.00");
    const PaymentText told{.structured = reference_text(501)};
    const StatementText known = StatementText{"S3"}.paid("25.00", told);
    (void)reconciled(known);
    const StatementText good =
        StatementText{"S2"}.opens_with(known.closing()).paid("25.00", told).paid("25.00", told);
    const StatementText fourth = StatementText{"S4"}.opens_with(good.closing()).paid("25.00", told);
    std::string cut_off = text_of({good});
    cut_off.resize(cut_off.size() - 60);
    struct Row {
        std::string_view what;
        std::string text;
        std::string_view code;
        std::string_view where;
    };
    const std::vector<Row> rows{
        {"cut off after its entries", cut_off, "payments.cut-off", "statement.xml:9"},
        {"the balances do not meet",
         text_of({StatementText{fourth}.broken_by("0.01")}),
         "payments.balance-break",
         "statement.xml, statement 1"},
        {"the second statement is broken",
         text_of({good, StatementText{fourth}.broken_by("-0.01")}),
         "payments.balance-break",
         "statement.xml, statement 2"},
        {"not our account",
         text_of({StatementText{"S4"}.of_account("NL91ABNA0417164300")}),
         "payments.unknown-account",
         "statement.xml, statement 1"},
        {"one of the accounts is not ours",
         text_of({good, StatementText{"S4"}.of_account("NL91ABNA0417164300")}),
         "payments.unknown-account",
         "statement.xml, statement 2"},
        {"the same statement twice in one file",
         text_of({good, good}),
         "payments.repeated-statement",
         "statement.xml, statement 2"},
        {"a known statement with other balances",
         text_of({good, StatementText{"S3"}.paid("26.00", told)}),
         "payments.other-content",
         "statement.xml, statement 2"},
        {"no statement in it", text_of({}), "payments.no-statement", "statement.xml"},
        {"no statement", "Datum;Bedrag\n", "payments.unknown-format", "statement.xml:1"},
        {"an MT940 of which the second amount is none",
         mt940_of(reference_text(501), "1e5,00"),
         "base.not-an-amount",
         "statement.xml:7, statement 1, entry 2"},
        {"an MT940 whose balances do not meet",
         mt940_of(reference_text(501), "5,01"),
         "payments.balance-break",
         "statement.xml, statement 1"},
    };
    const std::string before = bank().everything();
    for (const Row& row : rows) {
        const auto report = bank().reconcile(bank().file(row.text), 1);
        ASSERT_FALSE(report.has_value()) << row.what;
        EXPECT_EQ(report.error().code, row.code) << row.what << ": " << report.error().to_line();
        EXPECT_THAT(report.error().where, HasSubstr(std::string{row.where})) << row.what;
        EXPECT_EQ(bank().everything(), before) << row.what;
    }
    const auto nowhere = bank().reconcile(std::filesystem::path{"/nowhere/statement.xml"});
    EXPECT_EQ(nowhere.error().code, "payments.unreadable-file");
    const auto folder = bank().reconcile(std::filesystem::temp_directory_path());
    EXPECT_EQ(folder.error().code, "payments.unreadable-file");
    EXPECT_EQ(reconciled(good).outcome, StatementOutcome::closed);
}

TEST_P(ReconciliationOnBoth, WhoMayNotReconcileDoesNot) {
    const std::string before = bank().everything();
    ReconciliationService service{database()};
    const std::filesystem::path file = bank().file(text_of({StatementText{}}));
    const auto refused = service.reconcile(bank().people().officer(access::Role::auditor), file);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, "access.not-allowed");
    const auto account = service.add_bank_account(
        bank().people().officer(access::Role::auditor),
        bank().people().zandwijk(),
        base::Iban::parse(own).value()
    );
    EXPECT_EQ(account.error().code, "access.not-allowed");
    EXPECT_EQ(bank().everything(), before);
}

TEST_P(ReconciliationOnBoth, ABankAccountBelongsToOneMunicipality) {
    ReconciliationService service{database()};
    const access::Occasion conversion = bank().people().machine(access::Machine::conversion);
    const base::Iban iban = base::Iban::parse(BankRegister::own_account).value();
    const auto first = service.add_bank_account(conversion, bank().people().zandwijk(), iban);
    const auto again = service.add_bank_account(conversion, bank().people().zandwijk(), iban);
    ASSERT_TRUE(first && again);
    EXPECT_EQ(*first, *again);
    const base::MunicipalityId other = access::AccessService{database()}.register_municipality(
        conversion, "waterdam", "Waterdam", "zandwijk"
    );
    EXPECT_EQ(
        service.add_bank_account(conversion, other, iban).error().code, "payments.account-of-other"
    );
}

TEST_P(ReconciliationOnBoth, AReferenceOfAnotherMunicipalityIsUnknownHere) {
    const access::Occasion conversion = bank().people().machine(access::Machine::conversion);
    const base::MunicipalityId other = access::AccessService{database()}.register_municipality(
        conversion, "waterdam", "Waterdam", "zandwijk"
    );
    ReconciliationService service{database()};
    ASSERT_TRUE(service.add_bank_account(conversion, other, base::Iban::parse(own).value()));
    bank().claim(501, {bank().person("100001", {guardian})}, "300.00");
    StatementText statement;
    statement.of_account(own);
    statement.paid("25.00", {.structured = reference_text(501)});
    statement.paid("300.00", {.account = guardian});
    (void)reconciled(statement);
    EXPECT_THAT(
        bank().placed(),
        ElementsAre("suspense 2500 unknown_reference", "suspense 30000 unknown_payer")
    );
}

TEST_P(ReconciliationOnBoth, AnImportThatWasCutOffGoesOnWithItsOwnFileAlone) {
    bank().claim(501, {bank().person("100001")}, "300.00");
    StatementText statement;
    for (int payment = 0; payment < 5; ++payment) {
        statement.paid("1.00", {.structured = reference_text(501)});
    }
    const access::Occasion occasion = bank().people().machine(access::Machine::reconciliation);
    const std::filesystem::path file = bank().file(text_of({statement}));
    ReconciliationService service{database(), 2};
    const auto cut_off_after_four = [](const Progress& progress) {
        if (progress.done == 4) {
            throw std::runtime_error{"the power fails"};
        }
    };
    EXPECT_THROW((void)service.reconcile(occasion, file, cut_off_after_four), std::runtime_error);
    EXPECT_EQ(bank().placed().size(), 4U);
    const std::string half = bank().everything();

    const std::filesystem::path other =
        bank().file(text_of({statement}, Camt053Version::v08), "other.xml");
    const auto refused = service.reconcile(occasion, other);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, "payments.other-file");
    EXPECT_EQ(refused.error().where, "other.xml, statement 1");
    EXPECT_EQ(bank().everything(), half);

    const auto finished = service.reconcile(occasion, file);
    ASSERT_TRUE(finished.has_value());
    EXPECT_EQ(finished->statements[0].outcome, StatementOutcome::closed);
    EXPECT_EQ(finished->statements[0].payments.count, 5);
    EXPECT_EQ(finished->statements[0].allocated.amount, money("5.00"));
}

TEST_P(ReconciliationOnBoth, AStatementWhoseProofFailsIsLeftOpen) {
    bank().claim(501, {bank().person("100001")}, "300.00");
    const StatementText statement =
        StatementText{}.paid("25.00", {.structured = reference_text(501)}).paid("1.00", {});
    const std::filesystem::path file = bank().file(text_of({statement}));
    ReconciliationService service{database(), 1};
    const auto tamper_after_the_first = [this](const Progress& progress) {
        if (progress.done == 1) {
            storage::Transaction transaction{database(), "tamper", storage::Access::write};
            test_support::take_guards_off(transaction);
            transaction.sql() << "UPDATE bank_entry SET amount_cents = amount_cents + 1";
            transaction.commit();
        }
    };
    const auto report = service.reconcile(
        bank().people().machine(access::Machine::reconciliation), file, tamper_after_the_first
    );
    ASSERT_TRUE(report.has_value());
    EXPECT_EQ(report->statements[0].outcome, StatementOutcome::left_open);
    EXPECT_THAT(bank().everything(), HasSubstr("|open|"));
    const auto outcome_again = [&] {
        const auto again = bank().reconcile(file);
        return again ? std::string{to_text(again->statements.at(0).outcome)} : again.error().code;
    };
    EXPECT_EQ(outcome_again(), "left_open");
    {
        storage::Transaction transaction{database(), "mend", storage::Access::write};
        transaction.sql() << "UPDATE bank_entry SET amount_cents = 2500 WHERE amount_cents = 2501";
        transaction.commit();
    }
    EXPECT_EQ(outcome_again(), "closed") << "it proves by now";
    EXPECT_THAT(bank().everything(), HasSubstr("|closed|"));
    storage::Transaction transaction{database(), "trail", storage::Access::read};
    long long closed = 0;
    transaction.sql() << "SELECT COUNT(*) FROM audit_event"
                         " WHERE action = 'payments.close_statement'",
        soci::into(closed);
    EXPECT_EQ(closed, 1);
    EXPECT_EQ(outcome_again(), "known");
}

TEST_P(ReconciliationOnBoth, ProgressRisesToTheEnd) {
    bank().claim(501, {bank().person("100001")}, "300.00");
    StatementText statement;
    for (int payment = 0; payment < 10; ++payment) {
        statement.paid("1.00", {.structured = reference_text(501)});
    }
    std::vector<std::uint64_t> booked;
    ReconciliationService service{database(), 4};
    const auto report = service.reconcile(
        bank().people().machine(access::Machine::reconciliation),
        bank().file(text_of({statement})),
        [&booked](const Progress& progress) {
            EXPECT_EQ(progress.total, 10U);
            booked.push_back(progress.done);
        }
    );
    ASSERT_TRUE(report.has_value());
    EXPECT_THAT(booked, ElementsAre(4, 8, 10));
}

DRAAGKRACHT_ON_BOTH_DATABASES(ReconciliationOnBoth);

}  // namespace draagkracht::payments
