// What payments paid is worked out anew when something comes late, is set back or is taken back.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <soci/soci.h>

#include "draagkracht/claims/claim_store.hpp"
#include "draagkracht/claims/replay_store.hpp"
#include "draagkracht/payments/hand_act_service.hpp"
#include "draagkracht/payments/return_service.hpp"
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

    // A charge of a later day than that of the registration; whether it changes what was paid.
    bool charge(
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
        const std::set<ClaimId> changed = claims::settle(transaction, author, {claim});
        EXPECT_TRUE(claims::settle(transaction, author, {claim}).empty()) << "once is once";
        test_support::commit_untold(transaction);
        return !changed.empty();
    }

    // "costs 0.00, interest 0.00, principal 260.00"
    std::string balance(ClaimId claim) {
        Transaction transaction{database(), "balance", storage::Access::read};
        const claims::Balance balance = claims::balances_of(transaction, {claim}).at(claim);
        return "costs " + balance.costs.to_string() + ", interest " + balance.interest.to_string() +
               ", principal " + balance.principal.to_string();
    }

    // Money that went back on that day, of which the bank tells what it tells.
    void go_back(const std::string& amount, const std::string& day, const std::string& reference) {
        const std::string identifier = "T" + std::to_string(++statement_count_);
        const auto report = bank().reconcile(StatementText{identifier, day}.paid(
            "-" + amount, {.bank_reference = reference, .is_reversal = true}
        ));
        ASSERT_TRUE(report.has_value()) << report.error().to_line();
        ASSERT_EQ(report->statements.at(0).outcome, StatementOutcome::closed);
    }
    base::EntryId entry(const std::string& day) {
        Transaction transaction{database(), "entry", storage::Access::read};
        long long id = 0;
        transaction.sql() << "SELECT id FROM bank_entry WHERE value_date = :day",
            soci::use(day, "day"), soci::into(id);
        return base::EntryId{id};
    }
    long long count(const std::string& what) {
        Transaction transaction{database(), "count", storage::Access::read};
        long long rows = 0;
        transaction.sql() << "SELECT COUNT(*) FROM " + what, soci::into(rows);
        return rows;
    }
    std::string take_back(base::EntryId payment, base::EntryId back, access::Role role) {
        const base::Done done = ReturnService{database()}.take_back(
            bank().people().officer(role, "2026-07-10"), {payment, back, "told by telephone"}
        );
        return done ? "done" : done.error().code;
    }
    // As a person places what waits of an entry.
    void place_by_hand(base::EntryId entry, const std::string& claim, const std::string& amount) {
        const auto done = HandActService{database(), bank().people().sealer()}.place(
            bank().people().officer(),
            bank().people().zandwijk(),
            {.number = "H-1",
             .reason = "asked for",
             .seen = {{entry, 1}},
             .put = {{entry, claim, "", Money::parse(amount).value()}}}
        );
        ASSERT_TRUE(done) << done.error().to_line();
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
    EXPECT_TRUE(charge(claim, interest, PostingKind::interest, "70.00", "2026-06-01", "2026-07-02")
    );
    EXPECT_EQ(balance(claim), "costs 0.00, interest 10.00, principal 240.00")
        << "60.00 of June went to interest, that of May to principal";
    EXPECT_FALSE(charge(claim, costs, PostingKind::fee, "9.00", "2026-07-03", "2026-07-03"))
        << "nothing was paid since";
    EXPECT_TRUE(charge(claim, costs, PostingKind::fee, "20.00", "2026-05-10", "2026-07-03"));
    EXPECT_EQ(balance(claim), "costs 9.00, interest 10.00, principal 260.00");
}

// 300.00 is paid in full, and then lowered to 250.00.
TEST_P(ReplayOnBoth, AClaimThatIsLoweredAfterItWasPaidKeepsACredit) {
    const ClaimId claim = bank().claim(501, {bank().person("100001")}, "300.00");
    pay("300.00", "2026-05-10", 501);
    EXPECT_FALSE(
        charge(claim, principal, PostingKind::correction, "-50.00", "2026-03-02", "2026-07-02")
    );
    EXPECT_EQ(balance(claim), "costs 0.00, interest 0.00, principal -50.00");
    EXPECT_TRUE(charge(claim, costs, PostingKind::fee, "9.00", "2026-07-03", "2026-07-03"))
        << "what was paid too much pays the fee of the same claim";
    EXPECT_EQ(balance(claim), "costs 0.00, interest 0.00, principal -41.00");
}

// A plan pays 100.00 first and 50.00 next. 120.00 came in June, and 30.00 of May is told later.
TEST_P(ReplayOnBoth, ALatePaymentTakesItsPlaceOnAllClaimsOfThePlan) {
    const base::PersonId debtor = bank().person("100001");
    const ClaimId first = bank().claim(501, {debtor}, "100.00");
    const ClaimId second = bank().claim(502, {debtor}, "50.00");
    bank().plan(901, debtor, {first, second}, "150.00", "10.00");
    pay("120.00", "2026-06-10", 901);
    EXPECT_EQ(count("allocation WHERE rung = 'replayed'"), 0);
    pay("30.00", "2026-05-10", 901);
    EXPECT_EQ(balance(first), "costs 0.00, interest 0.00, principal 0.00");
    EXPECT_EQ(balance(second), "costs 0.00, interest 0.00, principal 0.00");
    EXPECT_EQ(
        count(
            "posting WHERE value_date = '2026-05-10' AND claim_id = " +
            std::to_string(second.value()) + " AND amount_cents > 0"
        ),
        1
    ) << "what the late payment was placed on first is posted back";
    EXPECT_EQ(count("audit_event WHERE action = 'payments.replay'"), 2) << "one a claim";
    pay("5.00", "2026-07-10", 901);
    pay("7.00", "2026-04-10", 901);
    EXPECT_EQ(
        count("(SELECT entry_id FROM suspense_item JOIN bank_entry ON bank_entry.id = entry_id"
              " WHERE value_date = '2026-04-10' GROUP BY entry_id"
              " HAVING SUM(suspense_item.amount_cents) <> 0) AS waiting"),
        0
    ) << "nothing of the earliest waits";
    EXPECT_EQ(
        count("(SELECT entry_id FROM suspense_item JOIN bank_entry ON bank_entry.id = entry_id"
              " WHERE value_date = '2026-06-10' GROUP BY entry_id"
              " HAVING SUM(suspense_item.amount_cents) = 700) AS waiting"),
        1
    ) << "of that of June, as much waits now";
}

// 100.00 is owed, 60.00 is paid twice, and the first went back.
TEST_P(ReplayOnBoth, AReturnThatNamesOnePaymentTakesItBack) {
    const ClaimId claim = bank().claim(501, {bank().person("100001")}, "100.00");
    const auto paid = [this](const std::string& day, const std::string& reference) {
        ASSERT_TRUE(bank()
                        .reconcile(StatementText{"S" + day, day}.paid(
                            "60.00",
                            {.structured = reference_text(501), .bank_reference = reference}
                        ))
                        .has_value());
    };
    paid("2026-05-10", "B1");
    paid("2026-06-10", "B2");
    EXPECT_EQ(balance(claim), "costs 0.00, interest 0.00, principal 0.00");
    go_back("60.00", "2026-06-15", "B1");
    EXPECT_EQ(balance(claim), "costs 0.00, interest 0.00, principal 40.00");
    EXPECT_EQ(count("entry_return"), 1);
    EXPECT_EQ(count("posting WHERE reverses_posting_id IS NOT NULL"), 1);
    EXPECT_EQ(count("posting WHERE value_date = '2026-06-15'"), 0)
        << "it counts from the day of the payment";
    EXPECT_EQ(count("audit_event WHERE action = 'payments.take_back'"), 1);

    go_back("60.00", "2026-06-16", "B1");
    go_back("59.00", "2026-06-17", "B2");
    go_back("60.00", "2026-06-18", "unknown");
    paid("2026-06-19", "B3");
    paid("2026-06-20", "B3");
    go_back("60.00", "2026-06-21", "B3");
    EXPECT_EQ(count("entry_return"), 1) << "taken back before, not the amount, nobody, one of two";
}

// Two debtors paid 50.00 each. Where the bank gives no reference, a payment and what went back have
// that in common, and nothing else.
TEST_P(ReplayOnBoth, AReturnWithoutAReferenceNamesNoPayment) {
    const ClaimId first = bank().claim(501, {bank().person("100001")}, "100.00");
    const ClaimId second = bank().claim(502, {bank().person("100002")}, "100.00");
    struct Row {
        std::string what;
        std::string bank_reference;  // of all three
        std::string end_to_end_id;   // of the payment of the first
        std::string returned;        // the end-to-end id of what went back
        bool takes_first_back;
    };
    const std::vector<Row> rows{
        {"nothing", "", "", "", false},
        {"NONREF", "NONREF", "", "", false},
        {"NOTPROVIDED", "NOTPROVIDED", "", "", false},
        {"an end-to-end id that says nothing", "", "NOTPROVIDED", "NOTPROVIDED", false},
        {"an end-to-end id that is NONREF", "", "NONREF", "NONREF", false},
        {"an end-to-end id beside nothing", "NONREF", "E-1", "E-1", true},
        {"another end-to-end id beside nothing", "NONREF", "E-2", "E-3", false},
    };
    int day = 0;
    long long taken_back = 0;
    for (const Row& row : rows) {
        const std::string on = fmt::format("2026-06-{:02}", ++day);
        StatementText statement{"S" + on, on};
        statement
            .paid(
                "10.00",
                {.structured = reference_text(501),
                 .bank_reference = row.bank_reference,
                 .end_to_end_id = row.end_to_end_id}
            )
            .paid(
                "10.00", {.structured = reference_text(502), .bank_reference = row.bank_reference}
            )
            .paid(
                "-10.00",
                {.bank_reference = row.bank_reference,
                 .is_reversal = true,
                 .end_to_end_id = row.returned}
            );
        const auto report = bank().reconcile(statement);
        ASSERT_TRUE(report.has_value()) << report.error().to_line();
        taken_back += row.takes_first_back ? 1 : 0;
        EXPECT_EQ(count("entry_return"), taken_back) << row.what;
    }
    // Of the first 7 x 10.00 came in and 10.00 went back; of the second 7 x 10.00 came in.
    EXPECT_EQ(balance(first), "costs 0.00, interest 0.00, principal 40.00");
    EXPECT_EQ(balance(second), "costs 0.00, interest 0.00, principal 30.00");
}

// The only payment of which the bank gives no reference is of somebody else.
TEST_P(ReplayOnBoth, AReturnWithoutAReferenceDoesNotTakeBackTheOnlyOther) {
    const ClaimId claim = bank().claim(501, {bank().person("100001")}, "100.00");
    ASSERT_TRUE(bank().reconcile(StatementText{"S", "2026-06-10"}.paid(
        "60.00", {.structured = reference_text(501), .bank_reference = "NONREF"}
    )));
    go_back("60.00", "2026-06-15", "NONREF");
    EXPECT_EQ(count("entry_return"), 0);
    EXPECT_EQ(balance(claim), "costs 0.00, interest 0.00, principal 40.00");
}

TEST_P(ReplayOnBoth, APersonSaysWhichPaymentWentBack) {
    const ClaimId claim = bank().claim(501, {bank().person("100001")}, "100.00");
    pay("60.00", "2026-05-10", 501);
    pay("30.00", "2026-05-20", 501);
    go_back("60.00", "2026-06-15", "");
    const base::EntryId payment = entry("2026-05-10");
    const base::EntryId back = entry("2026-06-15");
    const auto officer = access::Role::debt_officer;
    EXPECT_EQ(take_back(payment, back, access::Role::auditor), "access.not-allowed");
    EXPECT_EQ(take_back(entry("2026-05-20"), back, officer), "payments.return-differs");
    EXPECT_EQ(take_back(back, payment, officer), "payments.not-a-payment");
    EXPECT_EQ(take_back(base::EntryId{999999}, back, officer), "payments.unknown-entry");
    EXPECT_EQ(count("entry_return"), 0);
    EXPECT_EQ(take_back(payment, back, officer), "done");
    EXPECT_EQ(balance(claim), "costs 0.00, interest 0.00, principal 70.00");
    EXPECT_EQ(take_back(payment, back, officer), "done") << "once is once";
    EXPECT_EQ(balance(claim), "costs 0.00, interest 0.00, principal 70.00");
    go_back("60.00", "2026-06-16", "");
    EXPECT_EQ(take_back(payment, entry("2026-06-16"), officer), "payments.return-known");
}

// Guarantee 10 as far as payments are placed anew: 50.00 that nobody knew was placed on the second.
TEST_P(ReplayOnBoth, WhatAPersonPlacedStays) {
    const base::PersonId debtor = bank().person("100001");
    const ClaimId first = bank().claim(501, {debtor}, "100.00");
    const ClaimId second = bank().claim(502, {debtor}, "50.00");
    bank().plan(901, debtor, {first, second}, "150.00", "10.00");
    pay("30.00", "2026-06-20", 999);
    place_by_hand(entry("2026-06-20"), "V-502", "30.00");
    EXPECT_EQ(balance(second), "costs 0.00, interest 0.00, principal 20.00");
    pay("90.00", "2026-06-25", 901);
    pay("20.00", "2026-06-10", 901);
    EXPECT_EQ(balance(first), "costs 0.00, interest 0.00, principal 0.00");
    EXPECT_EQ(balance(second), "costs 0.00, interest 0.00, principal 10.00");
    EXPECT_EQ(count("allocation WHERE rung = 'by_hand'"), 1);
    EXPECT_EQ(
        count("allocation JOIN bank_entry ON bank_entry.id = entry_id"
              " WHERE value_date = '2026-06-20'"),
        1
    );
}

DRAAGKRACHT_ON_BOTH_DATABASES(ReplayOnBoth);

}  // namespace draagkracht::payments
