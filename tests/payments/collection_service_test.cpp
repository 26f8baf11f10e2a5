// Collecting from the first look to the money on the account and back, on both databases.
#include "draagkracht/payments/collection_service.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <soci/soci.h>

#include "draagkracht/access/access_service.hpp"
#include "draagkracht/base/sha256.hpp"
#include "draagkracht/norms/direct_debit_file.hpp"
#include "draagkracht/norms/rules_file.hpp"
#include "draagkracht/plans/mandate_service.hpp"
#include "draagkracht/storage/rows.hpp"
#include "payments/schemas.hpp"
#include "support/bank_register.hpp"

namespace draagkracht::payments {

using access::Role;
using test_support::BankRegister;
using test_support::StatementText;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

namespace {

const std::string account_1 = "NL91ABNA0417164300";
const std::string account_2 = "NL18RABO0123459876";

base::Date on(std::string_view text) {
    return base::Date::parse(text).value();
}

const norms::PolicyBook& policies() {
    static const norms::PolicyBook book =
        norms::read_policies(DRAAGKRACHT_SOURCE_DIR "/config/policies").value();
    return book;
}

// That of Zandwijk, which collects on the account of the register of these tests.
norms::DirectDebitBook collections_on(const std::string& account) {
    norms::DirectDebitPolicy policy =
        norms::read_direct_debit(DRAAGKRACHT_SOURCE_DIR "/config/policies")
            .value()
            .of("zandwijk")
            .value();
    policy.creditor.account = base::Iban::parse(account).value();
    return norms::DirectDebitBook{{policy}};
}

// What stands between these tags, each time.
std::vector<std::string> values_of(const std::string& xml, const std::string& tag) {
    const std::string begin = "<" + tag + ">";
    std::vector<std::string> values;
    for (std::size_t place = xml.find(begin); place != std::string::npos;
         place = xml.find(begin, place + 1)) {
        const std::size_t from = place + begin.size();
        values.push_back(xml.substr(from, xml.find('<', from) - from));
    }
    return values;
}

// "R-901/1 2026-05-28 50.00", and "R-901/1 quiet" of one that is left out.
std::vector<std::string> lines_of(const CollectionProposal& proposal) {
    std::vector<std::string> lines;
    for (const ProposedOrder& one : proposal.orders) {
        lines.push_back(fmt::format(
            "{}/{} {} {}{}",
            one.instalment.plan_number,
            one.instalment.number,
            one.order.collect_on.to_string(),
            one.order.amount.to_string(),
            one.order.is_retry ? " retry" : ""
        ));
    }
    for (const SkippedInstalment& one : proposal.left_out) {
        lines.push_back(fmt::format(
            "{}/{} {}",
            one.instalment.plan_number,
            one.instalment.number,
            to_text(one.left_out.reason)
        ));
    }
    return lines;
}

}  // namespace

// Two debtors: 50.00 a month on 500.00, and 30.00 on 300.00, on the 28th from May 2026.
class CollectingOnBoth : public test_support::OnBothDatabases {
  protected:
    void SetUp() override {
        OnBothDatabases::SetUp();
        if (IsSkipped()) {
            return;
        }
        bank_.emplace(database());
        preparer_ = officer("j.bakker", {Role::debt_officer, Role::supervisor});
        approver_ = officer("p.visser", {Role::supervisor});
        person_1_ = add_debtor(901, "100001", "M-17", account_1, "500.00", "50.00");
        person_2_ = add_debtor(902, "100002", "M-18", account_2, "300.00", "30.00");
    }

    BankRegister& bank() { return *bank_; }

    access::Actor officer(const std::string& login, const std::set<Role>& roles) {
        const base::MunicipalityId zandwijk = bank_->people().zandwijk();
        const base::OfficerId id =
            access::AccessService{database()}
                .add_officer(
                    bank_->people().machine(access::Machine::conversion),
                    {login, login, "een lang wachtwoord", {{zandwijk, roles}}}
                )
                .value();
        return access::Actor::officer(id, login, {{zandwijk, roles}});
    }

    base::PersonId add_debtor(
        std::int64_t number,
        const std::string& client_number,
        const std::string& mandate_number,
        const std::string& account,
        const std::string& total,
        const std::string& monthly
    ) {
        const base::PersonId person = bank().person(client_number);
        const base::ClaimId claim = bank().claim(number - 400, {person}, total);
        const plans::MandateId mandate =
            plans::MandateService{database(), bank().people().sealer()}
                .record(
                    bank().people().officer(),
                    person,
                    {mandate_number, on("2026-04-20"), base::Iban::parse(account).value()}
                )
                .value();
        bank().plan(number, person, {claim}, total, monthly, {plans::Way::direct_debit, mandate});
        return person;
    }

    static access::Occasion as(const access::Actor& actor, const std::string& today) {
        return {
            actor,
            base::BusinessDate{on(today)},
            base::Timestamp::parse(today + "T10:00:00Z").value()};
    }
    [[nodiscard]] access::Occasion preparer(const std::string& today = "2026-05-20") const {
        return as(*preparer_, today);
    }

    CollectionService service() {
        return {database(), bank().people().sealer(), policies(), collections_};
    }
    base::MunicipalityId zandwijk() { return bank().people().zandwijk(); }

    PreparedCollection prepare(
        const std::string& today = "2026-05-20", const std::string& until = "2026-05-31"
    ) {
        const auto prepared = service().prepare(preparer(today), zandwijk(), on(until));
        base::ensure(prepared.has_value(), prepared ? "" : prepared.error().to_line());
        return *prepared;
    }

    std::vector<access::AskedApproval> asked() {
        return access::ApprovalsService{database()}.open_approvals(preparer(), zandwijk()).value();
    }
    void approve(const std::string& today = "2026-05-20") {
        for (const access::AskedApproval& one : asked()) {
            if (one.state == access::ApprovalState::waits) {
                const auto granted = access::AccessService{database()}.grant_approval(
                    as(*approver_, today), one.asked.id
                );
                ASSERT_TRUE(granted.has_value()) << granted.error().to_line();
            }
        }
    }

    LayOutReport lay_out(const std::string& today = "2026-05-20") {
        const auto report =
            service().lay_out(preparer(today), zandwijk(), [this](const LaidOutCollection& file) {
                files_.push_back(file);
                return base::Done{};
            });
        base::ensure(report.has_value(), report ? "" : report.error().to_line());
        return *report;
    }
    // The file of both debtors for May, laid out; the end-to-end ids of its orders.
    std::vector<std::string> collected() {
        (void)prepare();
        approve();
        (void)lay_out();
        return values_of(files_.back().bytes, "EndToEndId");
    }
    std::string batch_id() { return values_of(files_.back().bytes, "PmtInfId").at(0); }

    std::vector<std::string> looked(const std::string& today, const std::string& until) {
        const auto proposal = service().look(preparer(today), zandwijk(), on(until));
        base::ensure(proposal.has_value(), proposal ? "" : proposal.error().to_line());
        return lines_of(*proposal);
    }

    // One line of text for each row.
    std::vector<std::string> texts(const std::string& query) {
        storage::Transaction transaction{database(), "texts", storage::Access::read};
        std::vector<std::string> found;
        std::string text;
        storage::for_each_row((ask(transaction, query), soci::into(text)), [&] {
            found.push_back(text);
        });
        return found;
    }

    norms::DirectDebitBook collections_ = collections_on(BankRegister::own_account);
    std::vector<LaidOutCollection> files_;
    std::optional<base::PersonId> person_1_;
    std::optional<base::PersonId> person_2_;
    std::optional<access::Actor> preparer_;
    std::optional<access::Actor> approver_;

  private:
    std::optional<BankRegister> bank_;
};

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

// Between preparing and laying out the first debtor pays 20.00.
TEST_P(CollectingOnBoth, WhatTheRuleSaysNoMoreIsNotSent) {
    const PreparedCollection prepared = prepare();
    approve();
    ASSERT_TRUE(bank()
                    .reconcile(StatementText{"S1", "2026-05-21"}.paid(
                        "20.00", {.structured = test_support::reference_text(901)}
                    ))
                    .has_value());
    const LayOutReport report = lay_out("2026-05-22");
    ASSERT_THAT(report.waiting, SizeIs(1));
    EXPECT_EQ(report.waiting[0].reason.code, "payments.collection-outdated");
    EXPECT_THAT(report.waiting[0].reason.message, HasSubstr("instalment 1 of plan R-901"));

    const PreparedCollection anew = prepare("2026-05-22");
    EXPECT_NE(anew.id, prepared.id);
    EXPECT_THAT(
        lines_of(anew.proposal), ElementsAre("R-901/1 2026-05-28 30.00", "R-902/1 2026-05-28 30.00")
    );
    // The approval of the former one opens nothing.
    EXPECT_EQ(lay_out("2026-05-22").waiting.at(0).reason.code, "access.no-such-approval");
    approve("2026-05-22");
    EXPECT_THAT(lay_out("2026-05-22").laid_out, ElementsAre(anew.id));
    EXPECT_THAT(values_of(files_.at(0).bytes, "CtrlSum"), ElementsAre("60.00", "60.00"));
}

TEST_P(CollectingOnBoth, AnApprovalThatComesTooLateForTheBankSendsNothing) {
    (void)prepare();
    approve();
    EXPECT_EQ(lay_out("2026-05-28").waiting.at(0).reason.code, "payments.collection-outdated");
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

TEST_P(CollectingOnBoth, WhatDoesNotGoToTheBankCanBeCollectedAnew) {
    (void)collected();
    const CollectionId id = files_.front().id;
    EXPECT_EQ(
        service().withdraw(preparer(), zandwijk(), CollectionId{1}, "x").error().code,
        "payments.unknown-collection"
    );
    EXPECT_EQ(service().withdraw(preparer(), zandwijk(), id, " ").error().code, "base.not-a-line");
    ASSERT_TRUE(service().withdraw(preparer(), zandwijk(), id, "the bank refused it").has_value());
    ASSERT_TRUE(service().withdraw(preparer(), zandwijk(), id, "once more").has_value());
    EXPECT_NE(prepare().id, id);

    approve();
    (void)lay_out();
    ASSERT_TRUE(
        bank()
            .reconcile(StatementText{"S1", "2026-05-28"}.paid("80.00", {.batch_id = batch_id()}))
            .has_value()
    );
    EXPECT_EQ(
        service().withdraw(preparer(), zandwijk(), files_.back().id, "too late").error().code,
        "payments.collection-answered"
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

DRAAGKRACHT_ON_BOTH_DATABASES(CollectingOnBoth);

}  // namespace draagkracht::payments
