// The key figures of a small register, worked out by hand.
#include "draagkracht/figures/figures_service.hpp"

#include <gtest/gtest.h>

#include "figures/figures_fixture.hpp"

namespace draagkracht::figures {

namespace {

using base::Money;
using test_support::TestPlan;
using enum followup::Channel;
using enum followup::ContactOutcome;

class KeyFiguresOnBoth : public FiguresOnBoth {
  protected:
    KeyFigures figures(const std::string& from, const std::string& until) {
        return FiguresService{database(), policies()}
            .key_figures(officer_on(until), reg().zandwijk(), {date(from), date(until)})
            .value();
    }
};

// Three plans of six times 50.00 from 1 June; margin 5 days and 1.00.
TEST_P(KeyFiguresOnBoth, AreSumsOverTheBooks) {
    const TestPlan pays = plans().add("100001");
    const TestPlan misses = plans().add("100002");
    const TestPlan ended = plans().add("100003");
    plans().pay(pays, "50.00", "2026-06-01");
    plans().pay(pays, "50.00", "2026-07-01");
    plans().pay(misses, "20.00", "2026-06-03");
    plans().pay(ended, "300.00", "2026-06-10");
    plans().end(ended, "2026-06-10", plans::PlanOutcome::paid);
    night("2026-06-07");  // a task about the one who misses, and one about the third
    ASSERT_TRUE(contact(misses, 1, "2026-06-08", phone, no_answer));
    night("2026-06-08");  // a reminder
    ASSERT_TRUE(contact(misses, 1, "2026-06-09", letter, sent));
    ASSERT_TRUE(notice(misses, 1, "2026-06-10"));
    night("2026-06-10");  // the task about the third is done
    ASSERT_TRUE(contact(misses, 2, "2026-07-08", phone, spoken));
    ASSERT_TRUE(notice(ended, 1, "2026-06-09", approval_for(ended, 1)));

    const KeyFigures june = figures("2026-06-01", "2026-06-30");
    EXPECT_EQ(june.open_claim_count, 2);
    EXPECT_EQ(june.debtor_count, 2);
    EXPECT_EQ(june.outstanding_principal, Money::cents(25000 + 28000));
    EXPECT_EQ(june.outstanding(), Money::cents(53000 + 900)) << "with the fee of one notice";
    EXPECT_EQ(june.running_plan_count, 2);
    EXPECT_EQ(june.missed_instalment_count, 1);
    EXPECT_EQ(june.missed_amount, Money::cents(3000));
    EXPECT_EQ(june.open_task_count, 1);
    EXPECT_EQ(june.received, Money::cents(5000 + 2000 + 30000));
    EXPECT_EQ(june.conversation_count, 0);
    EXPECT_EQ(june.attempt_count, 2);
    EXPECT_EQ(june.reminder_count, 1);
    EXPECT_EQ(june.formal_notice_count, 2);
    EXPECT_EQ(june.gate_override_count, 1);
    EXPECT_EQ(june.suspense_count, 0);
    EXPECT_EQ(june.oldest_suspense_age_days, std::nullopt);

    const KeyFigures july = figures("2026-07-01", "2026-07-10");
    EXPECT_EQ(july.outstanding(), Money::cents(20000 + 28000 + 900));
    EXPECT_EQ(july.missed_instalment_count, 2);
    EXPECT_EQ(july.missed_amount, Money::cents(3000 + 5000));
    EXPECT_EQ(july.received, Money::cents(5000));
    EXPECT_EQ(july.conversation_count, 1);
    EXPECT_EQ(july.formal_notice_count, 0);
}

// 300.00 is owed once, by two people with a plan each: 50.00 and 100.00 a month from 1 June. By
// hand.
TEST_P(KeyFiguresOnBoth, AClaimThatTwoPlansPayIsOwedOnce) {
    const base::PersonId partner = reg().person("100002");
    const TestPlan one = plans().add("100001", {.joint_debtors = {partner}});
    const TestPlan other = plans().add(
        "100002", {.instalment = "100.00", .count = 3, .person = partner, .claim = one.claim}
    );
    const KeyFigures before = figures("2026-06-01", "2026-06-30");
    EXPECT_EQ(before.open_claim_count, 1);
    EXPECT_EQ(before.debtor_count, 2);
    EXPECT_EQ(before.outstanding(), Money::cents(30000));
    EXPECT_EQ(before.running_plan_count, 2);
    EXPECT_EQ(before.missed_instalment_count, 2);
    EXPECT_EQ(before.missed_amount, Money::cents(5000 + 10000));

    plans().pay(one, "250.00", "2026-07-02");
    const KeyFigures july = figures("2026-07-01", "2026-08-31");
    EXPECT_EQ(july.outstanding(), Money::cents(5000));
    EXPECT_EQ(july.received, Money::cents(25000));
    EXPECT_EQ(july.missed_instalment_count, 1) << "the rest of the first of the other";
    EXPECT_EQ(july.missed_amount, Money::cents(5000));
    EXPECT_EQ(figures("2026-06-01", "2026-06-30").missed_amount, Money::cents(15000));

    plans().pay(other, "50.00", "2026-09-02");
    const KeyFigures paid = figures("2026-09-01", "2026-12-31");
    EXPECT_EQ(paid.open_claim_count, 0);
    EXPECT_EQ(paid.missed_instalment_count, 0);
    EXPECT_EQ(paid.missed_amount, Money{});
}

TEST_P(KeyFiguresOnBoth, MoneyThatWaitsHasAnAge) {
    const TestPlan plan = plans().add("100001");
    plans().pay(plan, "50.00", "2026-06-01");
    say("INSERT INTO suspense_item (id, entry_id, amount_cents, reason_code, reason, opened_on)"
        " SELECT 9001, id, 1234, 'x', 'x', '2026-06-02' FROM bank_entry");
    const KeyFigures june = figures("2026-06-01", "2026-06-30");
    EXPECT_EQ(june.suspense_count, 1);
    EXPECT_EQ(june.suspense_amount, Money::cents(1234));
    EXPECT_EQ(june.oldest_suspense_age_days, 29);
}

TEST_P(KeyFiguresOnBoth, AreForWhoMaySeeThem) {
    const auto refused = FiguresService{database(), policies()}.key_figures(
        reg().officer(access::Role::administrator),
        reg().zandwijk(),
        {date("2026-06-01"), date("2026-06-30")}
    );
    EXPECT_EQ(refused.error().code, "access.not-allowed");
}

}  // namespace

DRAAGKRACHT_ON_BOTH_DATABASES(KeyFiguresOnBoth);

}  // namespace draagkracht::figures
