// What a bank asks beside a return: the interest that the bank of the debtor claims (refund
// compensation). It is an entry of its own that names the same order, and is no part of what the
// debtor owes.
// Source: NVB guideline camt.053, chapter 8: a separate debit entry with RvslInd, instruction and
// end-to-end id equal to those of the refund.
#include <gmock/gmock.h>

#include "draagkracht/claims/claim_store.hpp"
#include "draagkracht/payments/suspense_service.hpp"
#include "support/bank_register.hpp"

namespace draagkracht::payments {
namespace {

using test_support::BankRegister;
using test_support::PaymentText;
using test_support::StatementText;

class CompensationOnBoth : public test_support::OnBothDatabases {};

TEST_P(CompensationOnBoth, TheInterestOfAReturnWaitsAndTheReturnCounts) {
    const PaymentText back{.is_reversal = true, .return_reason = "MD06", .end_to_end_id = "E-1"};
    const PaymentText interest{.is_reversal = true, .end_to_end_id = "E-1"};
    for (const bool is_interest_first : {false, true}) {
        test_support::TestDatabase fresh{GetParam()};
        BankRegister bank{fresh.database()};
        const base::PersonId debtor = bank.person("100001");
        const base::ClaimId claim = bank.claim(501, {debtor}, "300.00");
        bank.plan(901, debtor, {claim}, "300.00", "50.00");
        ASSERT_TRUE(bank.reconcile(StatementText{"S1", "2026-06-01"}.paid(
            "50.00", {.structured = test_support::reference_text(901), .end_to_end_id = "E-1"}
        )));
        StatementText after{"S2", "2026-06-20"};
        if (is_interest_first) {
            after.paid("-0.07", interest).paid("-50.00", back);
        } else {
            after.paid("-50.00", back).paid("-0.07", interest);
        }
        const auto report = bank.reconcile(after);
        ASSERT_TRUE(report.has_value()) << report.error().to_line();
        EXPECT_EQ(report->statements.at(0).outcome, StatementOutcome::closed);

        const auto waiting = SuspenseService{fresh.database()}.list(
            bank.people().officer(), bank.people().zandwijk()
        );
        ASSERT_EQ(waiting->items.size(), 1U);
        EXPECT_EQ(waiting->items[0].suspended, base::Money::parse("-0.07").value());
        EXPECT_EQ(waiting->items[0].reason_code, SuspenseCode::returned);
        storage::Transaction transaction{fresh.database(), "open", storage::Access::read};
        EXPECT_EQ(
            claims::balances_of(transaction, {claim}).at(claim).total(),
            base::Money::parse("300.00").value()
        ) << "the debtor owes what was taken back, and no interest of the bank";
    }
}

DRAAGKRACHT_ON_BOTH_DATABASES(CompensationOnBoth);

}  // namespace
}  // namespace draagkracht::payments
