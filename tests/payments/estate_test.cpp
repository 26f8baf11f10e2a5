// What happens when the bank takes a payment back because its payer has died: on both databases.
#include <gmock/gmock.h>
#include <soci/soci.h>

#include <algorithm>

#include "draagkracht/audit/trail.hpp"
#include "draagkracht/storage/rows.hpp"
#include "support/bank_register.hpp"

namespace draagkracht::payments {

using test_support::BankRegister;
using test_support::reference_text;
using test_support::StatementText;
using testing::ElementsAre;
using testing::IsEmpty;

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
    // "V-501 of 3": the claim, and the debtor whom alone the hold concerns.
    std::vector<std::string> holds() {
        storage::Transaction transaction{database(), "holds", storage::Access::read};
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

DRAAGKRACHT_ON_BOTH_DATABASES(EstateOnBoth);

}  // namespace draagkracht::payments
