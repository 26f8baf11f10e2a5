// Acts by hand on money that came in, on both databases.
#include "draagkracht/payments/hand_act_service.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <soci/soci.h>

#include <thread>

#include "draagkracht/access/access_service.hpp"
#include "draagkracht/claims/claim_store.hpp"
#include "draagkracht/payments/payout_service.hpp"
#include "draagkracht/payments/return_service.hpp"
#include "draagkracht/storage/turn.hpp"
#include "support/bank_register.hpp"

namespace draagkracht::payments {

using base::ClaimId;
using base::EntryId;
using base::Money;
using storage::Transaction;
using test_support::BankRegister;
using test_support::reference_text;
using test_support::StatementText;

namespace {

// A debtor owes V-501, 100.00, and V-502, 50.00, which R-901 pays in this order; and V-503, 80.00,
// beside it.
class ByHandOnBoth : public test_support::OnBothDatabases {
  protected:
    void SetUp() override {
        OnBothDatabases::SetUp();
        if (IsSkipped()) {
            return;
        }
        bank_.emplace(database());
        const base::PersonId debtor = bank().person("100001");
        for (const auto& [number, amount] :
             {std::pair{501, "100.00"}, std::pair{502, "50.00"}, std::pair{503, "80.00"}}) {
            claims_.push_back(bank().claim(number, {debtor}, amount));
        }
        bank().plan(901, debtor, {claims_[0], claims_[1]}, "150.00", "10.00");
    }
    BankRegister& bank() { return *bank_; }
    base::MunicipalityId zandwijk() { return bank().people().zandwijk(); }
    HandActService acts() { return HandActService{database(), bank().people().sealer()}; }
    access::Occasion officer(access::Role role = access::Role::debt_officer) {
        return bank().people().officer(role, "2026-07-10");
    }

    // Money of that day that names a debt; 999 is that of nobody.
    EntryId pay(const std::string& amount, const std::string& day, std::int64_t number = 999) {
        const std::string identifier = "S" + std::to_string(++statement_count_);
        const auto report = bank().reconcile(StatementText{identifier, day}.paid(
            amount,
            {.structured = reference_text(number),
             .account = "NL91ABNA0417164300",
             .bank_reference = identifier}
        ));
        EXPECT_TRUE(report.has_value()) << report.error().to_line();
        return EntryId{number_of("SELECT MAX(id) FROM bank_entry")};
    }
    EntryId go_back(const std::string& amount, const std::string& day, const std::string& of) {
        const std::string identifier = "T" + std::to_string(++statement_count_);
        EXPECT_TRUE(bank().reconcile(StatementText{identifier, day}.paid(
            "-" + amount, {.bank_reference = of, .is_reversal = true}
        )));
        return EntryId{number_of("SELECT MAX(id) FROM bank_entry")};
    }
    long long number_of(const std::string& query) {
        Transaction transaction{database(), "number", storage::Access::read};
        long long number = 0;
        transaction.sql() << query, soci::into(number);
        return number;
    }
    long long rows_of(const std::string& table) {
        return number_of("SELECT COUNT(*) FROM " + table);
    }
    SeenEntry seen(EntryId entry) {
        const std::string of = " WHERE entry_id = " + std::to_string(entry.value());
        return {entry, rows_of("allocation" + of) + rows_of("suspense_item" + of)};
    }
    std::string suspended(EntryId entry) {
        return Money::cents(number_of(
                                "SELECT CAST(COALESCE(SUM(amount_cents), 0) AS BIGINT) FROM"
                                " suspense_item WHERE entry_id = " +
                                std::to_string(entry.value())
                            ))
            .to_string();
    }
    // What is open on V-501, V-502 and V-503: "100.00 50.00 80.00".
    std::string open() {
        Transaction transaction{database(), "open", storage::Access::read};
        const auto balances = claims::balances_of(transaction, claims_);
        std::string text;
        for (const ClaimId claim : claims_) {
            text += (text.empty() ? "" : " ") + balances.at(claim).total().to_string();
        }
        return text;
    }

    static std::string told(const base::Outcome<HandActId>& outcome) {
        return outcome ? "done" : outcome.error().code;
    }
    std::string place(const PlacementAsked& asked) {
        return told(acts().place(officer(), zandwijk(), asked));
    }
    std::string put(
        const std::string& number,
        EntryId entry,
        const std::string& claim,
        const std::string& amount
    ) {
        return place(
            {.number = number,
             .reason = "told by telephone",
             .seen = {seen(entry)},
             .put = {{entry, claim, "", Money::parse(amount).value()}}}
        );
    }
    std::string undo(const std::string& number, const std::string& undoes) {
        return told(acts().undo(officer(), zandwijk(), {number, undoes, "a slip"}));
    }
    // Another officer grants what was asked.
    std::string grant(const base::Outcome<base::ApprovalId>& asked) {
        if (!asked) {
            return asked.error().code;
        }
        access::AccessService access{database()};
        const access::RolesByMunicipality roles{{zandwijk(), {access::Role::supervisor}}};
        const auto second = access.add_officer(
            bank().people().machine(access::Machine::conversion),
            {"second" + std::to_string(++officer_count_), "C. Vos", "een lang wachtwoord", roles}
        );
        const access::Occasion now = officer();
        const auto granted = access.grant_approval(
            {access::Actor::officer(*second, "C. Vos", roles), now.today, now.moment}, *asked
        );
        return granted ? "granted" : granted.error().code;
    }

    std::vector<ClaimId> claims_;

  private:
    std::optional<BankRegister> bank_;
    int statement_count_ = 0;
    int officer_count_ = 0;
};

TEST_P(ByHandOnBoth, MoneyThatNobodyKnewIsSplitOverDebts) {
    const EntryId entry = pay("100.00", "2026-06-10");
    EXPECT_EQ(suspended(entry), "100.00");
    const auto done = acts().place(
        officer(),
        zandwijk(),
        {.number = "H-1",
         .reason = "told by telephone",
         .seen = {seen(entry)},
         .put =
             {{entry, "V-503", "", Money::cents(2000)}, {entry, "", "R-901", Money::cents(7000)}}}
    );
    ASSERT_TRUE(done) << done.error().to_line();
    EXPECT_EQ(open(), "30.00 50.00 60.00");
    EXPECT_EQ(suspended(entry), "10.00");
    EXPECT_EQ(rows_of("allocation WHERE rung = 'by_hand' AND plan_id IS NOT NULL"), 1);
    EXPECT_EQ(
        rows_of("allocation WHERE allocated_by = 'officer:1' AND reason = 'told by telephone'"), 2
    );
    EXPECT_EQ(rows_of("audit_event WHERE action = 'payments.place_by_hand'"), 2);
    EXPECT_EQ(
        rows_of("posting WHERE kind = 'payment' AND value_date = '2026-06-10'"
                " AND booked_on = '2026-07-10'"),
        2
    ) << "the money keeps its day, and is booked today";
}

TEST_P(ByHandOnBoth, OnceIsOnceAndTheSecondOfficerIsTold) {
    const EntryId entry = pay("100.00", "2026-06-10");
    const PlacementAsked first{
        .number = "H-1",
        .reason = "told by telephone",
        .seen = {seen(entry)},
        .put = {{entry, "V-503", "", Money::cents(4000)}}};
    EXPECT_EQ(place(first), "done");
    EXPECT_EQ(place(first), "done");
    EXPECT_EQ(open(), "100.00 50.00 40.00");
    EXPECT_EQ(rows_of("hand_act"), 1);
    PlacementAsked other = first;
    other.put[0].amount = Money::cents(4001);
    EXPECT_EQ(place(other), "payments.act-number-taken");
    other = first;
    other.number = "H-2";
    EXPECT_EQ(place(other), "payments.changed-meanwhile") << "seen before the first placed it";
    other.number = " ";
    EXPECT_EQ(place(other), "base.not-a-line");
    other.number = "H-3";
    for (const char* reason : {"", "  ", "a\nb"}) {
        other.reason = reason;
        EXPECT_EQ(place(other), "base.not-a-line") << reason;
    }
    EXPECT_EQ(open(), "100.00 50.00 40.00");
    EXPECT_EQ(rows_of("hand_act"), 1);
}

// Four officers place the same money at the same moment, on claims that have nothing in common.
TEST_P(ByHandOnBoth, OfOfficersAtTheSameMomentOneIsFirst) {
    const EntryId entry = pay("40.00", "2026-06-10");
    const SeenEntry saw = seen(entry);
    std::vector<std::string> outcomes(4);
    std::vector<std::thread> officers;
    for (std::size_t number = 0; number < outcomes.size(); ++number) {
        officers.emplace_back([&, number] {
            const std::string claim = number % 2 == 0 ? "V-501" : "V-503";
            outcomes[number] = told(acts().place(
                officer(),
                zandwijk(),
                {.number = "H-" + std::to_string(number),
                 .reason = "r",
                 .seen = {saw},
                 .put = {{entry, claim, "", Money::cents(1000)}}}
            ));
        });
    }
    for (std::thread& one : officers) {
        one.join();
    }
    EXPECT_THAT(
        outcomes,
        testing::UnorderedElementsAre(
            "done",
            "payments.changed-meanwhile",
            "payments.changed-meanwhile",
            "payments.changed-meanwhile"
        )
    );
    EXPECT_EQ(suspended(entry), "30.00");
}

TEST_P(ByHandOnBoth, WhoMayAndWhatIsOfAnother) {
    const EntryId entry = pay("40.00", "2026-06-10");
    const PlacementAsked asked{
        .number = "H-1",
        .reason = "r",
        .seen = {seen(entry)},
        .put = {{entry, "V-501", "", Money::cents(1000)}}};
    for (const access::Role role :
         {access::Role::auditor, access::Role::caseworker, access::Role::supervisor}) {
        EXPECT_EQ(told(acts().place(officer(role), zandwijk(), asked)), "access.not-allowed");
    }
    access::AccessService access{database()};
    const base::MunicipalityId other = access.register_municipality(
        bank().people().machine(access::Machine::conversion), "lierveld", "Lierveld", "peelrand"
    );
    const access::Occasion neighbour{
        access::Actor::officer(base::OfficerId{2}, "B", {{other, {access::Role::debt_officer}}}),
        officer().today,
        officer().moment};
    EXPECT_EQ(told(acts().place(neighbour, zandwijk(), asked)), "access.not-allowed");
    EXPECT_EQ(told(acts().place(neighbour, other, asked)), "payments.unknown-entry");
    EXPECT_EQ(rows_of("hand_act"), 0);
}

// 60.00 was for V-501 by its reference, and the debtor says it was for V-503.
TEST_P(ByHandOnBoth, WhatTheProgramPlacedIsSetToAnotherClaimAndStaysThere) {
    const EntryId entry = pay("60.00", "2026-06-10", 501);
    EXPECT_EQ(open(), "40.00 50.00 80.00");
    EXPECT_EQ(
        place(
            {.number = "H-1",
             .reason = "a letter of the debtor",
             .seen = {seen(entry)},
             .take = {{entry, "V-501", Money::cents(6000)}},
             .put = {{entry, "V-503", "", Money::cents(6000)}}}
        ),
        "done"
    );
    EXPECT_EQ(open(), "100.00 50.00 20.00");
    EXPECT_EQ(suspended(entry), "0.00");
    pay("30.00", "2026-06-05", 901);
    pay("25.00", "2026-06-04", 503);
    EXPECT_EQ(open(), "70.00 50.00 -5.00")
        << "what a person placed stands; the late payment made it too much";
    EXPECT_EQ(undo("H-2", "H-1"), "done");
    EXPECT_EQ(open(), "10.00 50.00 55.00") << "as if it had never been moved";
    EXPECT_EQ(undo("H-2", "H-1"), "done") << "once is once";
    EXPECT_EQ(undo("H-3", "H-1"), "payments.act-undone");
    EXPECT_EQ(undo("H-3", "H-2"), "payments.not-undoable");
    EXPECT_EQ(undo("H-3", "H-9"), "payments.unknown-act");
    EXPECT_EQ(open(), "10.00 50.00 55.00");
}

// What a person takes away stays away, also when the program would place it again.
TEST_P(ByHandOnBoth, WhatIsTakenToSuspenseWaits) {
    const EntryId entry = pay("60.00", "2026-06-10", 501);
    EXPECT_EQ(
        place(
            {.number = "H-1",
             .reason = "not of this debtor",
             .seen = {seen(entry)},
             .take = {{entry, "V-501", Money::cents(6000)}}}
        ),
        "done"
    );
    EXPECT_EQ(suspended(entry), "60.00");
    pay("5.00", "2026-06-05", 501);
    EXPECT_EQ(open(), "95.00 50.00 80.00");
    EXPECT_EQ(suspended(entry), "60.00");
    EXPECT_EQ(put("H-2", entry, "V-503", "60.00"), "done");
    EXPECT_EQ(open(), "95.00 50.00 20.00");
    EXPECT_EQ(undo("H-3", "H-1"), "payments.later-act");
    EXPECT_EQ(undo("H-3", "H-2"), "done");
    EXPECT_EQ(suspended(entry), "60.00") << "the first act stands";
    EXPECT_EQ(open(), "95.00 50.00 80.00");
    EXPECT_EQ(undo("H-4", "H-1"), "done");
    EXPECT_EQ(suspended(entry), "0.00");
    EXPECT_EQ(open(), "35.00 50.00 80.00") << "the program has it again";
}

// An act that was only on one of two payments' sides: two payments, one act, one claim.
TEST_P(ByHandOnBoth, PaymentsArePutTogether) {
    const EntryId one = pay("30.00", "2026-06-10");
    const EntryId two = pay("50.00", "2026-06-11");
    EXPECT_EQ(
        place(
            {.number = "H-1",
             .reason = "paid in two parts",
             .seen = {seen(one), seen(two)},
             .put =
                 {{one, "V-503", "", Money::cents(3000)}, {two, "V-503", "", Money::cents(5000)}}}
        ),
        "done"
    );
    EXPECT_EQ(open(), "100.00 50.00 0.00");
    EXPECT_EQ(undo("H-2", "H-1"), "done");
    EXPECT_EQ(open(), "100.00 50.00 80.00");
    EXPECT_EQ(suspended(one), "30.00");
    EXPECT_EQ(suspended(two), "50.00");
}

TEST_P(ByHandOnBoth, WhatTheBankTakesBackIsTakenBackByHandToo) {
    const EntryId entry = pay("60.00", "2026-06-10");
    EXPECT_EQ(put("H-1", entry, "V-503", "40.00"), "done");
    const EntryId back = go_back("60.00", "2026-06-15", "S1");
    EXPECT_EQ(rows_of("entry_return"), 1);
    EXPECT_EQ(open(), "100.00 50.00 80.00");
    EXPECT_EQ(suspended(entry), "20.00");
    EXPECT_EQ(suspended(back), "-20.00");
    EXPECT_EQ(undo("H-2", "H-1"), "payments.entry-taken-back");
    EXPECT_EQ(put("H-3", entry, "V-501", "20.00"), "payments.entry-taken-back");
    EXPECT_EQ(put("H-4", back, "V-501", "20.00"), "payments.entry-taken-back");
    EXPECT_EQ(
        put("H-5", go_back("7.00", "2026-06-16", "?"), "V-501", "7.00"), "payments.money-out"
    );
}

// 60.00 and 30.00 are put on one claim together, and the bank takes the 60.00 back.
TEST_P(ByHandOnBoth, WhatIsLeftOfAnActOnSeveralPaymentsIsUndone) {
    const EntryId one = pay("60.00", "2026-06-10");  // of statement S1
    const EntryId two = pay("30.00", "2026-06-11");
    EXPECT_EQ(put("H-1", two, "V-501", "5.00"), "done");
    EXPECT_EQ(
        place(
            {.number = "H-2",
             .reason = "both were for this one",
             .seen = {seen(one), seen(two)},
             .put =
                 {{one, "V-503", "", Money::cents(4000)}, {two, "V-503", "", Money::cents(2000)}}}
        ),
        "done"
    );
    EXPECT_EQ(put("H-3", one, "V-502", "10.00"), "done");
    EXPECT_EQ(open(), "95.00 40.00 20.00");
    (void)go_back("60.00", "2026-06-15", "S1");
    EXPECT_EQ(open(), "95.00 50.00 60.00");
    // H-3 was on the payment that went back alone, so it stands in nobody's way.
    EXPECT_EQ(undo("H-4", "H-3"), "payments.entry-taken-back");
    EXPECT_EQ(undo("H-5", "H-2"), "done");
    EXPECT_EQ(open(), "95.00 50.00 80.00");
    EXPECT_EQ(suspended(two), "25.00");
    EXPECT_EQ(undo("H-6", "H-1"), "done");
    EXPECT_EQ(open(), "100.00 50.00 80.00");
    EXPECT_EQ(suspended(two), "30.00");
}

TEST_P(ByHandOnBoth, MoneyIsPaidBackByTwoPeopleAndCanBeUndoneUntilItIsOrdered) {
    const EntryId entry = pay("60.00", "2026-06-10");
    const RefundAsked asked{"H-1", "paid for somebody else", seen(entry), Money::cents(2500)};
    const auto refund = [&](const RefundAsked& what) {
        return told(acts().refund(officer(), zandwijk(), what));
    };
    PayoutService payouts{database(), bank().people().sealer()};
    const auto due = [&] { return payouts.open_refunds(officer(), zandwijk()).value().items; };
    EXPECT_EQ(refund(asked), "payments.needs-second-person");
    const auto question = acts().ask_refund(officer(), zandwijk(), asked);
    EXPECT_EQ(refund(asked), "payments.needs-second-person") << "asked, and not granted";
    EXPECT_EQ(acts().ask_refund(officer(), zandwijk(), asked), question) << "asked once";
    const auto asks = [&](const access::Occasion& who, const RefundAsked& what) {
        const auto outcome = acts().ask_refund(who, zandwijk(), what);
        return outcome ? "asked" : outcome.error().code;
    };
    RefundAsked otherwise = asked;
    otherwise.reason = "paid twice";
    EXPECT_EQ(asks(officer(), otherwise), "payments.refund-asked-otherwise");
    access::Occasion colleague = officer();
    colleague.actor = access::Actor::officer(
        base::OfficerId{777}, "D. Visser", {{zandwijk(), {access::Role::debt_officer}}}
    );
    EXPECT_EQ(asks(colleague, asked), "access.asked-by-another");
    EXPECT_EQ(grant(question), "granted");
    RefundAsked other = asked;
    other.amount = Money::cents(2501);
    EXPECT_EQ(refund(other), "payments.needs-second-person");
    other = asked;
    other.other_account = base::Iban::parse("NL02ABNA0123456789").value();
    EXPECT_EQ(refund(other), "payments.needs-second-person") << "not to another account";
    EXPECT_TRUE(due().empty());

    EXPECT_EQ(refund(asked), "done");
    EXPECT_EQ(refund(asked), "done") << "once is once";
    EXPECT_EQ(suspended(entry), "35.00");
    ASSERT_EQ(due().size(), 1U);
    EXPECT_EQ(due()[0].amount, Money::cents(2500));
    EXPECT_EQ(due()[0].account.text(), "NL91ABNA0417164300");
    EXPECT_EQ(put("H-2", entry, "V-503", "35.01"), "payments.more-than-suspended");
    EXPECT_EQ(
        bank()
            .reconcile(bank().file(test_support::text_of({StatementText{"S1", "2026-06-10"}.paid(
                "60.00",
                {.structured = reference_text(999),
                 .account = "NL91ABNA0417164300",
                 .bank_reference = "S1"}
            )})))
            ->statements.at(0)
            .outcome,
        StatementOutcome::known
    ) << "its statement still proves";

    EXPECT_EQ(undo("H-3", "H-1"), "done");
    EXPECT_EQ(suspended(entry), "60.00");
    EXPECT_TRUE(due().empty());

    RefundAsked again = other;
    again.number = "H-4";
    again.seen = seen(entry);
    EXPECT_EQ(grant(acts().ask_refund(officer(), zandwijk(), again)), "granted");
    EXPECT_EQ(refund(again), "done");
    EXPECT_EQ(due().at(0).account.text(), "NL02ABNA0123456789");
    ASSERT_TRUE(payouts.prepare(officer(), zandwijk()).has_value());
    EXPECT_EQ(undo("H-5", "H-4"), "payments.refund-ordered");
}

// Otherwise the debtor gets the money twice: from the bank and from us.
TEST_P(ByHandOnBoth, APaymentThatIsPaidBackIsNotTakenBackByTheBankToo) {
    const EntryId entry = pay("60.00", "2026-06-10");
    const RefundAsked asked{"H-1", "paid for somebody else", seen(entry), Money::cents(6000)};
    EXPECT_EQ(grant(acts().ask_refund(officer(), zandwijk(), asked)), "granted");
    EXPECT_EQ(told(acts().refund(officer(), zandwijk(), asked)), "done");
    const EntryId back = go_back("60.00", "2026-06-15", "S1");
    EXPECT_EQ(rows_of("entry_return"), 0) << "it waits for a person";
    ReturnService returns{database()};
    const ReturnOfPayment told{entry, back, "by hand"};
    EXPECT_EQ(returns.take_back(officer(), told).error().code, "payments.refund-due");
    EXPECT_EQ(undo("H-2", "H-1"), "done");
    EXPECT_TRUE(returns.take_back(officer(), told));
}

TEST_P(ByHandOnBoth, ARefundNeedsAnAccountAndMoneyThatWaits) {
    const EntryId entry = pay("60.00", "2026-06-10");
    ASSERT_TRUE(bank().reconcile(StatementText{"X", "2026-06-12"}.paid("9.00", {.text = "kas"})));
    const EntryId cash{number_of("SELECT MAX(id) FROM bank_entry")};
    RefundAsked asked{"H-1", "r", seen(entry), Money::cents(6001)};
    const auto ask = [&] {
        const auto outcome = acts().ask_refund(officer(), zandwijk(), asked);
        return outcome ? "asked" : outcome.error().code;
    };
    EXPECT_EQ(ask(), "payments.more-than-suspended");
    asked.amount = Money::cents(0);
    EXPECT_EQ(ask(), "payments.wrong-amount");
    asked.amount = Money::cents(900);
    asked.seen = seen(cash);
    EXPECT_EQ(ask(), "payments.no-account");
    asked.other_account = base::Iban::parse("NL02ABNA0123456789").value();
    EXPECT_EQ(ask(), "asked");
    asked.seen.entry = EntryId{999999};
    EXPECT_EQ(ask(), "payments.unknown-entry");
    EXPECT_EQ(
        rows_of("approval WHERE subject LIKE '%0123456789%' OR reason LIKE '%0123456789%'"), 0
    );
}

// A refund of what the program could place again, as its debt is open again: it does not.
TEST_P(ByHandOnBoth, WhatIsPaidBackIsNotPlacedAgain) {
    pay("80.00", "2026-06-01", 503);
    const EntryId twice = pay("80.00", "2026-06-10", 503);
    EXPECT_EQ(suspended(twice), "80.00");
    const RefundAsked asked{"H-1", "paid twice", seen(twice), Money::cents(8000)};
    EXPECT_EQ(grant(acts().ask_refund(officer(), zandwijk(), asked)), "granted");
    EXPECT_EQ(told(acts().refund(officer(), zandwijk(), asked)), "done");
    go_back("80.00", "2026-06-15", "S1");
    EXPECT_EQ(open(), "100.00 50.00 80.00") << "the second was paid back, so it pays nothing";
    EXPECT_EQ(suspended(twice), "0.00");
    EXPECT_EQ(undo("H-2", "H-1"), "done");
    EXPECT_EQ(open(), "100.00 50.00 0.00") << "and now it does";
    EXPECT_EQ(suspended(twice), "0.00");
}

DRAAGKRACHT_ON_BOTH_DATABASES(ByHandOnBoth);

}  // namespace

}  // namespace draagkracht::payments
