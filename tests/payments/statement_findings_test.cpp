// What is found of a statement keeps it out until an officer confirms it: on both databases.
#include <gmock/gmock.h>
#include <soci/soci.h>

#include "draagkracht/access/access_service.hpp"
#include "draagkracht/audit/trail.hpp"
#include "draagkracht/storage/rows.hpp"
#include "support/bank_register.hpp"

namespace draagkracht::payments {

using test_support::BankRegister;
using test_support::PaymentText;
using test_support::reference_text;
using test_support::StatementText;
using test_support::text_of;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using Path = std::filesystem::path;

namespace {

base::Money money(std::string_view text) {
    return base::Money::parse(text).value();
}

}  // namespace

class FindingsOnBoth : public test_support::OnBothDatabases {
  protected:
    void SetUp() override {
        OnBothDatabases::SetUp();
        if (!IsSkipped()) {
            bank_.emplace(database());
            bank().claim(501, {bank().person("100001")}, "900.00");
        }
    }
    void TearDown() override {
        bank_.reset();
        OnBothDatabases::TearDown();
    }
    BankRegister& bank() { return *bank_; }

    StatementText statement(
        const std::string& identifier, const std::string& date, std::string_view opening
    ) {
        return StatementText{identifier, date}
            .opens_with(money(opening))
            .paid("25.00", {.structured = reference_text(501), .bank_reference = identifier});
    }
    Path file(const std::vector<StatementText>& statements, const std::string& name = "bank.xml") {
        return bank().file(text_of(statements), name);
    }
    StatementReport taken(const Path& path) {
        const auto report = bank().reconcile_as_sent(path);
        EXPECT_TRUE(report.has_value()) << report.error().to_line();
        return report->statements.back();
    }
    // The code of the problem, or "taken".
    std::string outcome(const Path& path) {
        const auto report = bank().reconcile_as_sent(path);
        return report ? "taken" : report.error().code;
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
    std::vector<std::string> trail_of(const std::string& action) {
        return texts(
            "SELECT details FROM audit_event WHERE action = '" + action + "' ORDER BY sequence"
        );
    }

  private:
    std::optional<BankRegister> bank_;
};

TEST_P(FindingsOnBoth, AGapIsRefusedUntilTheMissingDayComesOrAnOfficerConfirms) {
    EXPECT_EQ(outcome(file({statement("S1", "2026-06-26", "100.00")})), "taken");
    const Path third = file({statement("S3", "2026-06-30", "150.00")}, "third.xml");
    const std::string before = bank().everything();
    const auto refused = bank().reconcile_as_sent(third);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, "payments.gap");
    EXPECT_EQ(refused.error().where, "third.xml, statement 1");
    EXPECT_THAT(refused.error().message, HasSubstr("closes with 125.00"));
    EXPECT_THAT(refused.error().message, HasSubstr("a difference of 25.00"));
    EXPECT_EQ(bank().everything(), before);
    // The missing day comes.
    EXPECT_EQ(outcome(file({statement("S2", "2026-06-29", "125.00")})), "taken");
    EXPECT_THAT(taken(third).findings, IsEmpty());

    const Path later = file({statement("S9", "2026-07-09", "500.00")}, "later.xml");
    EXPECT_EQ(outcome(later), "payments.gap");
    const auto confirmed =
        bank().confirm(later, {FindingCode::gap, "the bank merged the account in July"});
    ASSERT_TRUE(confirmed.has_value()) << confirmed.error().to_line();
    const StatementReport report = taken(later);
    EXPECT_EQ(report.outcome, StatementOutcome::closed);
    ASSERT_EQ(report.findings.size(), 1U);
    EXPECT_EQ(report.findings[0].finding.code, FindingCode::gap);
    EXPECT_EQ(report.findings[0].confirmation, confirmed->id);
    EXPECT_THAT(report.findings[0].confirmed_by, HasSubstr("officer:"));
    const std::string id = std::to_string(confirmed->id.value());
    EXPECT_THAT(
        trail_of("payments.receive_statement").back(),
        HasSubstr(R"("findings":["payments.gap"],"confirmations":[)" + id + "]")
    );
    EXPECT_THAT(trail_of("payments.confirm_statement"), ElementsAre(HasSubstr(R"("statement":1)")));
    // Once more it says so again.
    EXPECT_EQ(taken(later).outcome, StatementOutcome::known);
    EXPECT_EQ(taken(later).findings.size(), 1U);
    EXPECT_THAT(
        texts("SELECT reason FROM statement_confirmation"),
        ElementsAre("the bank merged the account in July")
    );
}

TEST_P(FindingsOnBoth, AConfirmationIsOfThatFileAndFindingAndByAPerson) {
    (void)taken(file({statement("S1", "2026-06-26", "100.00")}));
    const Path gap = file({statement("S3", "2026-06-30", "150.00")}, "gap.xml");
    const Path other = file(
        {statement("S3", "2026-06-30", "150.00").paid("1.00", {.bank_reference = "S3b"})},
        "other.xml"
    );
    ReconciliationService service{database()};
    const FindingToConfirm told{FindingCode::gap, "looked into"};
    const auto code_of = [&](const access::Occasion& occasion, const FindingToConfirm& asked) {
        const auto confirmed = service.confirm(occasion, gap, asked);
        return confirmed ? std::string{"confirmed"} : confirmed.error().code;
    };
    const std::string before = bank().everything();
    const access::Occasion officer = bank().people().officer();
    EXPECT_EQ(
        code_of(bank().people().machine(access::Machine::reconciliation), told),
        "payments.not-confirmed-by-a-machine"
    );
    EXPECT_EQ(code_of(bank().people().officer(access::Role::auditor), told), "access.not-allowed");
    EXPECT_EQ(code_of(officer, {FindingCode::balance_break, "no"}), "payments.nothing-to-confirm");
    EXPECT_EQ(code_of(officer, {FindingCode::other_totals, "no"}), "payments.nothing-to-confirm");
    EXPECT_EQ(code_of(officer, {FindingCode::gap, "two\nlines"}), "base.not-a-line");
    EXPECT_EQ(code_of(officer, {FindingCode::gap, "  "}), "base.not-a-line");
    EXPECT_EQ(code_of(officer, {FindingCode::gap, "no", 2}), "payments.nothing-to-confirm");
    EXPECT_EQ(bank().everything(), before);
    EXPECT_EQ(code_of(officer, told), "confirmed");
    const std::string once = bank().everything();
    EXPECT_EQ(code_of(officer, told), "confirmed");
    EXPECT_EQ(bank().everything(), once);
    // Another file has its own.
    EXPECT_EQ(outcome(other), "payments.gap");
    // What was confirmed is no longer what is found: a day of between came, and still one misses.
    (void)taken(file({statement("S2", "2026-06-27", "125.00").paid("-5.00", {})}));
    EXPECT_EQ(outcome(gap), "payments.gap");
    EXPECT_EQ(code_of(officer, told), "confirmed");
    EXPECT_EQ(outcome(gap), "taken");
}

TEST_P(FindingsOnBoth, OfSeveralStatementsEachIsConfirmedByItself) {
    const Path path = file(
        {statement("S1", "2026-06-26", "100.00"),
         statement("S2", "2026-06-28", "200.00"),
         statement("S3", "2026-06-30", "300.00")}
    );
    const auto refused = bank().confirm(path, {FindingCode::gap, "looked into"});
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, "payments.which-statement");
    ASSERT_TRUE(bank().confirm(path, {FindingCode::gap, "looked into", 2}));
    EXPECT_EQ(bank().reconcile_as_sent(path).error().where, "bank.xml, statement 3");
    ASSERT_TRUE(bank().confirm(path, {FindingCode::gap, "looked into", 3}));
    const auto report = bank().reconcile_as_sent(path);
    ASSERT_TRUE(report.has_value()) << report.error().to_line();
    EXPECT_THAT(report->statements[0].findings, IsEmpty());
    EXPECT_EQ(report->statements[1].findings.size(), 1U);
    EXPECT_EQ(report->statements[2].findings.size(), 1U);
}

TEST_P(FindingsOnBoth, ABalanceBreakThatIsConfirmedStaysOpenWithItsDifference) {
    const Path broken = file({statement("S1", "2026-06-26", "100.00").broken_by("0.50")});
    EXPECT_EQ(outcome(broken), "payments.balance-break");
    ASSERT_TRUE(bank().confirm(broken, {FindingCode::balance_break, "the bank says it is so"}));
    for (int times = 0; times < 2; ++times) {
        const StatementReport report = taken(broken);
        EXPECT_EQ(report.outcome, StatementOutcome::left_open);
        EXPECT_EQ(report.difference, money("0.50"));
        EXPECT_EQ(report.payments.amount, money("25.00"));
        EXPECT_EQ(report.allocated.amount, money("25.00"));
        EXPECT_EQ(report.ledger_amount, money("25.00"));
        ASSERT_EQ(report.findings.size(), 1U);
        EXPECT_EQ(report.findings[0].finding.code, FindingCode::balance_break);
    }
    EXPECT_THAT(bank().placed(), ElementsAre("V-501 principal 2500 structured_reference"));
    EXPECT_THAT(texts("SELECT state FROM bank_statement"), ElementsAre("open"));
    EXPECT_THAT(
        trail_of("payments.leave_statement_open"),
        ElementsAre(HasSubstr(R"("difference_cents":50)"))
    );
    // The next day goes on from the balance that the bank gave.
    EXPECT_EQ(outcome(file({statement("S2", "2026-06-27", "125.50")})), "taken");
}

TEST_P(FindingsOnBoth, ANumberThatWasGivenBeforeIsRefused) {
    (void)taken(file({statement("S1", "2026-06-24", "100.00").numbered("11")}));
    (void)taken(file({statement("S2", "2026-06-25", "125.00").numbered("12")}));
    const Path repeat = file({statement("S3", "2026-06-26", "150.00").numbered("12")});
    EXPECT_EQ(outcome(repeat), "payments.repeat");
    ASSERT_TRUE(bank().confirm(repeat, {FindingCode::repeat, "the bank counted wrongly"}));
    EXPECT_EQ(taken(repeat).outcome, StatementOutcome::closed);
    const Path skipped = file({statement("S4", "2026-07-06", "175.00").numbered("14")});
    EXPECT_EQ(outcome(skipped), "taken") << "after a repeat nobody knows how the bank counts";
}

TEST_P(FindingsOnBoth, TotalsOfTheBankThatDisagreeAreToldAndKept) {
    std::string text = text_of({statement("S1", "2026-06-26", "100.00")});
    const std::string summary =
        "<TxsSummry><TtlCdtNtries><NbOfNtries>2</NbOfNtries><Sum>26.00</Sum></TtlCdtNtries>"
        "</TxsSummry>";
    text.insert(text.find("<Ntry>"), summary);
    const Path path = bank().file(text);
    for (int times = 0; times < 2; ++times) {
        const StatementReport report = taken(path);
        ASSERT_EQ(report.findings.size(), 1U);
        EXPECT_EQ(
            report.findings[0].finding.told,
            "credit entries: the bank counts 2, the statement holds 1; "
            "credit entries: the bank says 26.00, the statement comes to 25.00"
        );
        EXPECT_EQ(report.findings[0].confirmation, std::nullopt);
    }
    EXPECT_THAT(texts("SELECT code FROM statement_finding"), ElementsAre("payments.other-totals"));
}

// Tuesday is handed in before Monday, and a week is missing before Friday.
TEST_P(FindingsOnBoth, FilesInAnyOrderWaitForEachOther) {
    (void)taken(file({statement("S0", "2026-06-26", "75.00")}));
    const std::vector<Path> files{
        file({statement("S2", "2026-06-30", "125.00")}, "tuesday.xml"),
        file({statement("S9", "2026-07-10", "900.00")}, "friday.xml"),
        file({statement("S1", "2026-06-29", "100.00")}, "monday.xml")};
    std::vector<std::string> told;
    ReconciliationService service{database()};
    service.reconcile_all(
        bank().people().machine(access::Machine::reconciliation),
        files,
        [&told](const FileOutcome& outcome) {
            told.push_back(
                outcome.file.filename().string() + " " +
                (outcome.report ? "taken" : outcome.report.error().code)
            );
        }
    );
    EXPECT_THAT(
        told, ElementsAre("monday.xml taken", "tuesday.xml taken", "friday.xml payments.gap")
    );
}

TEST_P(FindingsOnBoth, WhatWasConfirmedAndFoundIsNeverChanged) {
    (void)taken(file({statement("S1", "2026-06-26", "100.00")}));
    const Path gap = file({statement("S3", "2026-06-30", "150.00")});
    ASSERT_TRUE(bank().confirm(gap, {FindingCode::gap, "looked into"}));
    (void)taken(gap);
    for (const std::string table : {"statement_confirmation", "statement_finding"}) {
        storage::Transaction transaction{database(), "change", storage::Access::write};
        EXPECT_ANY_THROW(transaction.sql() << "UPDATE " + table + " SET finding = 'x'") << table;
    }
}

DRAAGKRACHT_ON_BOTH_DATABASES(FindingsOnBoth);

}  // namespace draagkracht::payments
