// What payments paid is worked out anew when something comes late, is set back or is taken back.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "draagkracht/claims/claim_store.hpp"
#include "draagkracht/claims/replay_store.hpp"
#include "support/bank_register.hpp"

namespace draagkracht::payments {

using base::ClaimId;
using base::Money;
using storage::Transaction;
using test_support::BankRegister;
using test_support::reference_text;
using test_support::StatementText;

class ReplayOnBoth : public test_support::OnBothDatabases {
  protected:
    void SetUp() override {
        OnBothDatabases::SetUp();
        if (!IsSkipped()) {
            bank_.emplace(database());
        }
    }
    BankRegister& bank() { return *bank_; }

    // Money that came on that day and names a debt, on a statement of its own.
    void pay(const std::string& amount, const std::string& day, std::int64_t number) {
        const std::string identifier = "S" + std::to_string(++statement_count_);
        const auto report = bank().reconcile(
            StatementText{identifier, day}.paid(amount, {.structured = reference_text(number)})
        );
        ASSERT_TRUE(report.has_value()) << report.error().to_line();
        ASSERT_EQ(report->statements.at(0).outcome, StatementOutcome::closed);
    }

    // A charge of a later day than that of the registration, and what comes of it.
    std::size_t charge(
        ClaimId claim,
        claims::Component component,
        claims::PostingKind kind,
        const std::string& amount,
        const std::string& works_from,
        const std::string& decided
    ) {
        const audit::Author author =
            bank().people().officer(access::Role::debt_officer, decided).author();
        Transaction transaction{database(), "charge", storage::Access::write};
        claims::lock_claims(transaction, {claim});
        claims::add_postings(
            transaction,
            author,
            {{claim,
              {component,
               kind,
               Money::parse(amount).value(),
               base::Date::parse(works_from).value(),
               "a decision"},
              std::nullopt,
              std::nullopt}}
        );
        const std::size_t added = claims::settle(transaction, author, {claim});
        EXPECT_EQ(claims::settle(transaction, author, {claim}), 0U) << "once is once";
        test_support::commit_untold(transaction);
        return added;
    }

    // "costs 0.00, interest 0.00, principal 260.00"
    std::string balance(ClaimId claim) {
        Transaction transaction{database(), "balance", storage::Access::read};
        const claims::Balance balance = claims::balances_of(transaction, {claim}).at(claim);
        return "costs " + balance.costs.to_string() + ", interest " + balance.interest.to_string() +
               ", principal " + balance.principal.to_string();
    }

  private:
    std::optional<BankRegister> bank_;
    int statement_count_ = 0;
};

using enum claims::Component;
using claims::PostingKind;

// 300.00 is owed since 2 March; by hand.
TEST_P(ReplayOnBoth, AChargeThatWorksBackIsPaidByWhatCameAfterItsDay) {
    const ClaimId claim = bank().claim(501, {bank().person("100001")}, "300.00");
    pay("60.00", "2026-05-10", 501);
    pay("60.00", "2026-06-10", 501);
    EXPECT_EQ(balance(claim), "costs 0.00, interest 0.00, principal 180.00");
    EXPECT_EQ(
        charge(claim, interest, PostingKind::interest, "70.00", "2026-06-01", "2026-07-02"), 2U
    );
    EXPECT_EQ(balance(claim), "costs 0.00, interest 10.00, principal 240.00")
        << "60.00 of June went to interest, that of May to principal";
    EXPECT_EQ(charge(claim, costs, PostingKind::fee, "9.00", "2026-07-03", "2026-07-03"), 0U)
        << "nothing was paid since";
    EXPECT_EQ(charge(claim, costs, PostingKind::fee, "20.00", "2026-05-10", "2026-07-03"), 2U);
    EXPECT_EQ(balance(claim), "costs 9.00, interest 10.00, principal 260.00");
}

// 300.00 is paid in full, and then lowered to 250.00.
TEST_P(ReplayOnBoth, AClaimThatIsLoweredAfterItWasPaidKeepsACredit) {
    const ClaimId claim = bank().claim(501, {bank().person("100001")}, "300.00");
    pay("300.00", "2026-05-10", 501);
    EXPECT_EQ(
        charge(claim, principal, PostingKind::correction, "-50.00", "2026-03-02", "2026-07-02"), 0U
    );
    EXPECT_EQ(balance(claim), "costs 0.00, interest 0.00, principal -50.00");
    EXPECT_EQ(charge(claim, costs, PostingKind::fee, "9.00", "2026-07-03", "2026-07-03"), 2U)
        << "what was paid too much pays the fee of the same claim";
    EXPECT_EQ(balance(claim), "costs 0.00, interest 0.00, principal -41.00");
}

DRAAGKRACHT_ON_BOTH_DATABASES(ReplayOnBoth);

}  // namespace draagkracht::payments
