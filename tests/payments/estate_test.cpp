// What happens when the bank takes a payment back because its payer has died: on both databases.
#include <gmock/gmock.h>
#include <soci/soci.h>

#include <algorithm>

#include "draagkracht/audit/trail.hpp"
#include "draagkracht/claims/act_store.hpp"
#include "draagkracht/payments/return_service.hpp"
#include "draagkracht/storage/rows.hpp"
#include "payments/collecting_case.hpp"
#include "support/bank_register.hpp"

namespace draagkracht::payments {

using test_support::BankRegister;
using test_support::PaymentText;
using test_support::reference_text;
using test_support::StatementText;
using testing::ElementsAre;
using testing::IsEmpty;

using base::EntryId;

// "V-501 of 3": the claim, and the debtor whom alone the hold concerns.
std::vector<std::string> holds_for_estates(storage::Database& database) {
    storage::Transaction transaction{database, "holds", storage::Access::read};
    std::vector<std::string> found;
    std::string text;
    storage::for_each_row(
        (ask(transaction,
             "SELECT claim.claim_number || ' of ' || CAST(hold_in_force.person_id AS TEXT)"
             " FROM hold_in_force JOIN claim ON claim.id = hold_in_force.claim_id"
             " WHERE hold = 'estate' AND first_day = '2026-07-01'"
             " AND last_day = '9999-12-31' ORDER BY 1"),
         soci::into(text)),
        [&] { found.push_back(text); }
    );
    return found;
}

class EstateOnBoth : public test_support::OnBothDatabases {
  protected:
    void SetUp() override {
        OnBothDatabases::SetUp();
        if (!IsSkipped()) {
            bank_.emplace(database());
        }
    }
    void TearDown() override {
        bank_.reset();
        OnBothDatabases::TearDown();
    }
    BankRegister& bank() { return *bank_; }

    // 50.00 comes in for the debt of that number, and goes back with that reason.
    void paid_and_returned(
        std::int64_t number, const std::string& reference, const std::string& reason
    ) {
        const std::string payment = std::to_string(++statement_count_);
        ASSERT_TRUE(bank().reconcile(StatementText{"S" + payment, "2026-06-01"}.paid(
            "50.00", {.structured = reference_text(number), .bank_reference = reference}
        )));
        ASSERT_TRUE(bank().reconcile(StatementText{"T" + payment, "2026-06-05"}.paid(
            "-50.00", {.bank_reference = reference, .is_reversal = true, .return_reason = reason}
        )));
    }
    EntryId last_entry() {
        storage::Transaction transaction{database(), "entry", storage::Access::read};
        long long entry = 0;
        transaction.sql() << "SELECT MAX(id) FROM bank_entry", soci::into(entry);
        return EntryId{entry};
    }
    std::string pair(EntryId payment, EntryId back) {
        const auto done = ReturnService{database()}.take_back(
            bank().people().officer(), {payment, back, "the family called"}
        );
        return done ? "done" : done.error().code;
    }
    std::vector<std::string> holds() { return holds_for_estates(database()); }

  private:
    std::optional<BankRegister> bank_;
    int statement_count_ = 0;
};

TEST_P(EstateOnBoth, AllOpenClaimsOfWhoseItWasAreHeldUpForThatDebtorAlone) {
    const base::PersonId debtor = bank().person("100001");
    const base::PersonId other = bank().person("100002");
    const base::ClaimId planned = bank().claim(501, {debtor}, "300.00");
    bank().claim(502, {debtor, other}, "200.00");
    bank().claim(503, {other}, "100.00");
    bank().claim(504, {debtor}, "10.00");
    ASSERT_TRUE(bank().reconcile(
        StatementText{"S", "2026-05-30"}.paid("10.00", {.structured = reference_text(504)})
    ));
    bank().plan(901, debtor, {planned}, "300.00", "50.00");
    paid_and_returned(901, "B1", "MD06");
    EXPECT_THAT(holds(), IsEmpty()) << "a refund that was asked for is no death";
    paid_and_returned(901, "B2", "MD07");
    const std::string id = std::to_string(debtor.value());
    // Not 503, of another; and not 504, which is paid.
    EXPECT_THAT(holds(), ElementsAre("V-501 of " + id, "V-502 of " + id));
    // Once more: they wait already.
    paid_and_returned(901, "B3", "MD07");
    EXPECT_THAT(holds(), ElementsAre("V-501 of " + id, "V-502 of " + id));

    storage::Transaction transaction{database(), "trail", storage::Access::read};
    const auto events = audit::events_of_person(transaction, debtor, 50);
    EXPECT_EQ(
        std::ranges::count_if(
            events, [](const auto& told) { return told.event.action == "claims.act"; }
        ),
        2
    );
    EXPECT_TRUE(audit::verify_chain(transaction).has_value());
}

TEST_P(EstateOnBoth, WhereItIsNotKnownWhoPaidNobodyIsTakenForDead) {
    const base::PersonId one = bank().person("100001");
    const base::PersonId other = bank().person("100002");
    bank().claim(501, {one, other}, "300.00");
    paid_and_returned(501, "B1", "MD07");
    EXPECT_THAT(holds(), IsEmpty()) << "either of two may have paid";
    paid_and_returned(999, "B2", "MD07");
    EXPECT_THAT(holds(), IsEmpty()) << "a payment that names no debt";
    // The bank names no payment: it waits for a person, with the reason.
    ASSERT_TRUE(bank().reconcile(StatementText{"T9", "2026-06-09"}.paid(
        "-50.00", {.bank_reference = "B9", .is_reversal = true, .return_reason = "MD07"}
    )));
    EXPECT_THAT(holds(), IsEmpty());
    EXPECT_THAT(bank().placed(), testing::Contains("suspense -5000 returned"));
}

TEST_P(EstateOnBoth, TheOnlyDebtorOfAClaimIsKnownWithoutAPlan) {
    const base::PersonId debtor = bank().person("100001");
    bank().claim(501, {debtor}, "300.00");
    paid_and_returned(501, "B1", "MD07");
    EXPECT_THAT(holds(), ElementsAre("V-501 of " + std::to_string(debtor.value())));
}

// Two direct debits came back in one batch: of the one the payer died, the other wants it back.
TEST_P(EstateOnBoth, OfABatchThatWentBackOnlyWhoseReasonItIsWaits) {
    const base::PersonId deceased = bank().person("100001");
    const base::PersonId other = bank().person("100002");
    bank().claim(501, {deceased}, "300.00");
    bank().claim(502, {other}, "300.00");
    ASSERT_TRUE(bank().reconcile(
        StatementText{"S", "2026-06-01"}
            .paid("50.00", {.structured = reference_text(501), .end_to_end_id = "E1"})
            .paid("30.00", {.structured = reference_text(502), .end_to_end_id = "E2"})
    ));
    payments::Entry batch;
    batch.amount = base::Money::cents(-8000);
    batch.is_reversal = true;
    batch.details.resize(2);
    batch.details[0].amount = base::Money::cents(-5000);
    batch.details[0].end_to_end_id = "E1";
    batch.details[0].return_reason = "MD07";
    batch.details[1].amount = base::Money::cents(-3000);
    batch.details[1].end_to_end_id = "E2";
    batch.details[1].return_reason = "MD06";
    ASSERT_TRUE(bank().reconcile(StatementText{"T", "2026-06-05"}.add(batch)));
    EXPECT_THAT(holds(), ElementsAre("V-501 of " + std::to_string(deceased.value())));
}

// The bank says no more than that the payer has died.
TEST_P(EstateOnBoth, WhenAPersonSaysWhichPaymentItWasItsDebtorWaits) {
    const base::PersonId debtor = bank().person("100001");
    bank().claim(501, {debtor}, "50.00");
    ASSERT_TRUE(bank().reconcile(
        StatementText{"S", "2026-06-01"}.paid("50.00", {.structured = reference_text(501)})
    ));
    const EntryId payment = last_entry();
    const PaymentText told{.is_reversal = true, .return_reason = "MD07"};
    ASSERT_TRUE(bank().reconcile(StatementText{"T", "2026-06-05"}.paid("-50.00", told)));
    EXPECT_THAT(holds(), IsEmpty());
    EXPECT_EQ(pair(payment, last_entry()), "done");
    // All of the claim was paid, and is open again.
    EXPECT_THAT(holds(), ElementsAre("V-501 of " + std::to_string(debtor.value())));
}

DRAAGKRACHT_ON_BOTH_DATABASES(EstateOnBoth);

// 50.00 and 30.00 are collected on 28 May; the bank refuses the first: its account is of somebody
// who has died.
class EstateOfAnOrderOnBoth : public CollectingOnBoth {
  protected:
    void refused(const std::string& end_to_end_id) {
        ASSERT_TRUE(bank().reconcile(StatementText{"T", "2026-05-29"}.paid(
            "-50.00", {.is_reversal = true, .return_reason = "MD07", .end_to_end_id = end_to_end_id}
        )));
    }
    EntryId last_entry() {
        return EntryId{std::stoll(texts("SELECT CAST(MAX(id) AS TEXT) FROM bank_entry").at(0))};
    }
    [[nodiscard]] std::string hold_of_first() const {
        return "V-501 of " + std::to_string(person_1_->value());
    }
};

TEST_P(EstateOfAnOrderOnBoth, AnOrderThatWasRefusedBeforeItWasPaidNamesWhoDied) {
    const std::vector<std::string> ids = collected();
    refused(ids.at(0));
    EXPECT_THAT(texts("SELECT end_to_end_reference FROM bank_entry"), ElementsAre(ids.at(0)));
    EXPECT_THAT(holds_for_estates(database()), ElementsAre(hold_of_first()));
}

TEST_P(EstateOfAnOrderOnBoth, AnOrderThatIsNotOursNamesNobody) {
    (void)collected();
    refused("INC-1");
    EXPECT_THAT(holds_for_estates(database()), IsEmpty());
}

// An officer looked into it, and found that the debtor lives; then says which payment it was.
TEST_P(EstateOfAnOrderOnBoth, WhatWasLookedIntoIsNotToldAgain) {
    const std::vector<std::string> ids = collected();
    ASSERT_TRUE(bank().reconcile(StatementText{"S", "2026-05-28"}.paid(
        "50.00", {.structured = test_support::reference_text(901)}
    )));
    const EntryId payment = last_entry();
    refused(ids.at(0));
    const EntryId back = last_entry();
    const base::ClaimId claim{
        std::stoll(texts("SELECT CAST(id AS TEXT) FROM claim WHERE claim_number = 'V-501'").at(0))};
    {
        claims::NewAct end{"E-1", claims::ActKind::hold_ended, on("2026-07-01"), "zij leeft"};
        end.ends = "bank-MD07-" + std::to_string(back.value());
        end.last_day = on("2026-07-01");
        storage::Transaction transaction{database(), "end hold", storage::Access::write};
        claims::add_acts(
            transaction, bank().people().officer(Role::debt_officer).author(), {{claim, end}}
        );
        test_support::commit_untold(transaction);
    }
    const auto paired = ReturnService{database()}.take_back(
        bank().people().officer(Role::debt_officer, "2026-07-02"), {payment, back, "INC"}
    );
    ASSERT_TRUE(paired) << paired.error().to_line();
    EXPECT_THAT(holds_for_estates(database()), IsEmpty());
}

DRAAGKRACHT_ON_BOTH_DATABASES(EstateOfAnOrderOnBoth);

}  // namespace draagkracht::payments
