// Who waits for whom over payments and claims, and what becomes of it where two wait for each
// other.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <soci/soci.h>

#include "draagkracht/claims/claim_store.hpp"
#include "draagkracht/payments/hand_act_service.hpp"
#include "draagkracht/payments/return_service.hpp"
#include "draagkracht/storage/fault_text.hpp"
#include "draagkracht/storage/turn.hpp"
#include "payments/replay_service.hpp"
#include "support/bank_register.hpp"
#include "support/beside.hpp"
#include "support/notification_text.hpp"

namespace draagkracht::payments {

using base::ClaimId;
using storage::Transaction;
using test_support::BankRegister;
using test_support::BatchText;
using test_support::Beside;
using test_support::notification_text;
using test_support::reference_text;
using test_support::StatementText;
using test_support::text_of;

// A debtor owes V-501 of 100.00 and V-502 of 50.00. R-901 paid V-502 first, got 10.00 on 10 June,
// and ended: a payment on V-502 concerns V-501 only where it comes out of the order of its day.
// Another owes V-503 of 80.00.
class LocksOfPaymentsOnBoth : public test_support::OnBothDatabases {
  protected:
    void SetUp() override {
        OnBothDatabases::SetUp();
        if (IsSkipped()) {
            return;
        }
        bank_.emplace(database());
        const base::PersonId debtor = bank().person("100001");
        first_ = bank().claim(501, {debtor}, "100.00");
        second_ = bank().claim(502, {debtor}, "50.00");
        bank().claim(503, {bank().person("100002")}, "80.00");
        const base::PlanId plan = bank().plan(901, debtor, {second_, first_}, "150.00", "10.00");
        book(StatementText{"S1", "2026-06-10"}.paid("10.00", {.structured = reference_text(901)}));
        bank().end_plan(plan);
    }
    BankRegister& bank() { return *bank_; }

    // What came of it: "closed", "kept 1 spread 1", or what it failed by.
    std::string hand_in(const std::string& text, const std::string& name) {
        try {
            const auto report = bank().reconcile(bank().file(text, name));
            if (!report) {
                return report.error().code;
            }
            if (!report->statements.empty()) {
                return std::string{to_text(report->statements.front().outcome)};
            }
            const NotificationReport& told = report->notifications.front();
            return fmt::format("kept {} spread {}", told.kept.count, told.spread.count);
        } catch (const std::exception& fault) {
            return storage::fault_text(fault);
        }
    }
    void book(const StatementText& statement) {
        ASSERT_EQ(hand_in(text_of({statement}), "before.xml"), "closed");
    }
    // Of 5.00 on V-502 and 3.00 on V-503.
    static std::string notification() {
        const BatchText batch{
            .batch_id = "B1",
            .payments = {
                {"5.00", {.structured = reference_text(502)}},
                {"3.00", {.structured = reference_text(503)}}}};
        return notification_text("N1", "2026-06-05", {batch});
    }
    // Of 5 June, so before what came on V-502.
    static StatementText late_statement() { return StatementText{"S2", "2026-06-05"}; }

    // Somebody has V-501, which the work wants while it has V-502, and wants V-502 then. The
    // database ends one of the two. SQLite has one writer at a time: there, nobody is in the way.
    std::string outcome_with_somebody_in_the_way(const std::function<std::string()>& work) {
        if (database().engine() == storage::Engine::sqlite) {
            return work();
        }
        std::string outcome;
        std::optional<Transaction> somebody;
        somebody.emplace(database(), "somebody", storage::Access::write);
        claims::lock_claims(*somebody, {first_});
        Beside beside{[&] { outcome = work(); }};
        EXPECT_TRUE(beside.waits_for(*somebody));
        try {
            claims::lock_claims(*somebody, {second_});
        } catch (const std::exception& fault) {
            EXPECT_TRUE(storage::is_collision(fault)) << fault.what();
        }
        somebody.reset();
        beside.join();
        return outcome;
    }

    base::EntryId entry(const std::string& which) {
        Transaction transaction{database(), "entry", storage::Access::read};
        long long id = 0;
        transaction.sql() << "SELECT id FROM bank_entry WHERE " + which, soci::into(id);
        return base::EntryId{id};
    }
    std::string count(const std::string& from) {
        Transaction transaction{database(), "count", storage::Access::read};
        std::string rows;
        transaction.sql() << "SELECT CAST(COUNT(*) AS TEXT) FROM " + from, soci::into(rows);
        return rows;
    }
    // What is open on a claim.
    std::string open_on(const std::string& claim_number) {
        Transaction transaction{database(), "open", storage::Access::read};
        long long cents = 0;
        transaction.sql() << "SELECT CAST(SUM(amount_cents) AS BIGINT) FROM posting"
                             " JOIN claim ON claim.id = claim_id WHERE claim_number = :number",
            soci::use(claim_number, "number"), soci::into(cents);
        return base::Money::cents(cents).to_string();
    }
    // An officer says that the 4.00 of 12 June went back on 15 June.
    std::string take_back() {
        const base::Done done = ReturnService{database()}.take_back(
            bank().people().officer(access::Role::debt_officer, "2026-07-10"),
            {entry("value_date = '2026-06-12'"),
             entry("value_date = '2026-06-15'"),
             "told by telephone"}
        );
        return done ? "done" : done.error().code;
    }
    void pay_and_go_back() {
        book(StatementText{"S3", "2026-06-12"}.paid("4.00", {.structured = reference_text(502)}));
        book(StatementText{"T1", "2026-06-15"}.paid("-4.00", {.is_reversal = true}));
    }
    bool is_free(ClaimId claim) {
        Transaction transaction{database(), "impatient", storage::Access::write};
        transaction.sql() << "SET LOCAL lock_timeout = '1ms'";
        try {
            claims::lock_claims(transaction, {claim});
            return true;
        } catch (const std::exception&) {
            return false;
        }
    }

    ClaimId first_{0};
    ClaimId second_{0};

  private:
    std::optional<BankRegister> bank_;
};

// The payment is on V-502, with which V-501 hangs together by what the plan paid. V-502 is 50.00 -
// 10.00 again in the end.
TEST_P(LocksOfPaymentsOnBoth, WhoWaitsForAClaimHoldsNoneThatComesAfterIt) {
    if (database().engine() == storage::Engine::sqlite) {
        GTEST_SKIP() << "SQLite has one writer at a time";
    }
    pay_and_go_back();
    std::string outcome;
    Transaction holder{database(), "holder", storage::Access::write};
    claims::lock_claims(holder, {first_});
    Beside officer{[&] { outcome = take_back(); }};
    EXPECT_TRUE(officer.waits_for(holder));
    EXPECT_TRUE(is_free(second_));
    holder.commit();
    officer.join();
    EXPECT_EQ(outcome, "done");
    EXPECT_EQ(open_on("V-502"), "40.00");
}

TEST_P(LocksOfPaymentsOnBoth, WhoSaysWhichPaymentWentBackWaitsForWhoLaysHandsOnOne) {
    pay_and_go_back();
    std::string outcome;
    Transaction colleague{database(), "colleague", storage::Access::write};
    take_by_hand_turn(colleague, bank().people().zandwijk());
    Beside officer{[&] { outcome = take_back(); }};
    EXPECT_TRUE(officer.waits_for(colleague));
    colleague.commit();
    officer.join();
    EXPECT_EQ(outcome, "done");
}

// V-502: 50.00 - 10.00 - 5.00.
TEST_P(LocksOfPaymentsOnBoth, AChunkThatCollidesIsBookedOnceMore) {
    const StatementText late = late_statement().paid("5.00", {.structured = reference_text(502)});
    EXPECT_EQ(
        outcome_with_somebody_in_the_way([&] { return hand_in(text_of({late}), "late.xml"); }),
        "closed"
    );
    EXPECT_EQ(open_on("V-502"), "35.00");
    EXPECT_EQ(count("bank_entry"), "2");
}

// V-502 as above; V-503: 80.00 - 3.00.
TEST_P(LocksOfPaymentsOnBoth, ABatchOfAChunkThatCollidesIsSpreadOnceMore) {
    ASSERT_EQ(hand_in(notification(), "notification.xml"), "kept 1 spread 0");
    const StatementText late = late_statement().paid("8.00", {.batch_id = "B1"});
    EXPECT_EQ(
        outcome_with_somebody_in_the_way([&] { return hand_in(text_of({late}), "late.xml"); }),
        "closed"
    );
    EXPECT_EQ(open_on("V-502"), "35.00");
    EXPECT_EQ(open_on("V-503"), "77.00");
    EXPECT_EQ(count("notified_batch_use"), "1");
}

TEST_P(LocksOfPaymentsOnBoth, AChunkOfANotificationThatCollidesIsKeptOnceMore) {
    book(late_statement().paid("8.00", {.batch_id = "B1"}));
    EXPECT_EQ(
        outcome_with_somebody_in_the_way([&] { return hand_in(notification(), "told.xml"); }),
        "kept 1 spread 1"
    );
    EXPECT_EQ(open_on("V-502"), "35.00");
    EXPECT_EQ(open_on("V-503"), "77.00");
    EXPECT_EQ(count("notified_detail"), "2");
    EXPECT_EQ(count("notified_batch_use"), "1");
}

// An officer places the 7.00 that wait while the sums of the statement are being asked: they are of
// one moment, so the money is in one of them. The import waits for a table that no placement needs.
TEST_P(LocksOfPaymentsOnBoth, WhatIsPlacedWhileAStatementIsBeingClosedLeavesItNotOpen) {
    if (database().engine() == storage::Engine::sqlite) {
        GTEST_SKIP() << "SQLite has one writer at a time";
    }
    StatementText statement{"S2", "2026-06-30"};
    statement.paid("25.00", {.structured = reference_text(501)}).paid("7.00", {});
    std::string outcome;
    Transaction holder{database(), "holder", storage::Access::write};
    holder.sql() << "LOCK TABLE payout_answer IN ACCESS EXCLUSIVE MODE";
    Beside import{[&] { outcome = hand_in(text_of({statement}), "june.xml"); }};
    ASSERT_TRUE(import.waits_for(holder));
    const base::EntryId waits = entry("amount_cents = 700");
    const auto placed = HandActService{database(), bank().people().sealer()}.place(
        bank().people().officer(),
        bank().people().zandwijk(),
        {.number = "H-1",
         .reason = "told by telephone",
         .seen = {{waits, 1}},
         .put = {{waits, "V-501", "", base::Money::cents(700)}}}
    );
    ASSERT_TRUE(placed) << placed.error().to_line();
    holder.commit();
    import.join();
    EXPECT_EQ(outcome, "closed");
    EXPECT_EQ(open_on("V-501"), "68.00");  // 100.00 - 25.00 - 7.00
}

DRAAGKRACHT_ON_BOTH_DATABASES(LocksOfPaymentsOnBoth);

}  // namespace draagkracht::payments
