// The look-ahead of remission and buy-off over what the register knows.
#include "draagkracht/followup/remission_service.hpp"

#include <gtest/gtest.h>

#include "followup/followup_fixture.hpp"

namespace draagkracht::followup {

using base::Money;
using claims::RemissionNeed;
using test_support::TestPlan;

class RemissionOnBoth : public FollowupOnBoth {
  protected:
    RemissionService remission() { return {database(), law(), policies()}; }

    // Somebody else, who supervises; asked for once.
    access::Occasion second_person(const std::string& day) {
        const access::RolesByMunicipality roles{{zandwijk(), {access::Role::supervisor}}};
        const auto second = access::AccessService{database()}.add_officer(
            reg().officer(access::Role::administrator, day),
            {"b.tweede", "B. Tweede", "een lang wachtwoord", roles}
        );
        return {
            access::Actor::officer(second.value(), "B. Tweede", roles),
            officer_on(day).today,
            officer_on(day).moment};
    }

    // "2029-06-01 needs 3, 1 in time, 0 late, 1 missed 50.00": by proper payment.
    std::string told(base::PersonId person, const std::string& day) {
        const auto outlooks = remission().outlooks_of(officer_on(day), zandwijk(), person).value();
        const claims::RemissionOutlook& outlook = outlooks.at(0).outlook.value();
        const claims::GroundOutlook& ground = outlook.grounds.at(0);
        EXPECT_EQ(ground.ground, claims::RemissionGround::proper_payment);
        return (ground.from ? ground.from->to_string() : "unknown") + " needs " +
               std::to_string(ground.needs.size()) + ", " + std::to_string(outlook.record.in_time) +
               " in time, " + std::to_string(outlook.record.late) + " late, " +
               std::to_string(outlook.record.missed) + " missed " +
               outlook.record.arrears.to_string();
    }
};

// An overpayment of EUR 300.00, EUR 50.00 on the first of each month from June 2026 on; Zandwijk
// asks three years of proper payment, and a margin of five days. Counted by hand.
TEST_P(RemissionOnBoth, IsWorkedOutFromInstalmentsAndPayments) {
    const TestPlan plan = plans().add("100001");
    EXPECT_EQ(
        told(plan.person, "2026-05-20"), "2029-06-01 needs 2, 0 in time, 0 late, 0 missed 0.00"
    ) << "nothing fell due yet";
    plans().pay(plan, "50.00", "2026-06-02");
    EXPECT_EQ(
        told(plan.person, "2026-07-06"), "2029-06-01 needs 2, 1 in time, 0 late, 0 missed 0.00"
    ) << "the instalment of July is within the margin";
    EXPECT_EQ(
        told(plan.person, "2026-07-07"), "2029-06-01 needs 3, 1 in time, 0 late, 1 missed 50.00"
    );
    plans().pay(plan, "50.00", "2026-07-20");
    EXPECT_EQ(
        told(plan.person, "2026-07-21"), "2029-06-01 needs 2, 1 in time, 1 late, 0 missed 0.00"
    );
    // The bank takes the payment of July back: it counts as never paid.
    plans().pay(plan, "-50.00", "2026-07-22");
    EXPECT_EQ(
        told(plan.person, "2026-07-23"), "2029-06-01 needs 3, 1 in time, 0 late, 1 missed 50.00"
    );
    // Nine days without an agreement do not count, from 27 July up to 4 August.
    plans().end(plan, "2026-07-26", plans::PlanOutcome::broken);
    EXPECT_EQ(
        told(plan.person, "2026-08-04"), "2029-06-10 needs 4, 1 in time, 0 late, 1 missed 50.00"
    );
    // With a new agreement the missed instalment is in that one, and the years go on.
    const TestPlan next = plans().add(
        "100002",
        {.count = 5,
         .first_due = "2026-09-01",
         .person = plan.person,
         .claim = plan.claim,
         .agreed_on = "2026-08-05"}
    );
    plans().pay(next, "50.00", "2026-09-01");
    EXPECT_EQ(
        told(plan.person, "2026-09-15"), "2029-06-10 needs 2, 2 in time, 0 late, 0 missed 0.00"
    );
    const auto outlooks =
        remission().outlooks_of(officer_on("2026-09-15"), zandwijk(), plan.person).value();
    const claims::GroundOutlook& at_once = outlooks.at(0).outlook->grounds.at(1);
    EXPECT_EQ(at_once.needs, std::vector{RemissionNeed::payment_at_once});
    EXPECT_EQ(at_once.to_pay, Money::cents(10'000)) << "half of EUR 200.00";
    EXPECT_EQ(at_once.rule->name, "remission.other_buy_off_share");
}

// Half of what was left came in at once: the other half is given up, by two people.
TEST_P(RemissionOnBoth, ABuyOffIsProposedByOneAndDecidedByAnother) {
    const TestPlan plan = plans().add("100001");
    const claims::NamedClaim named{zandwijk(), plan.person, "V-100001"};
    const access::Occasion officer = officer_on("2026-07-02");
    const claims::RemissionAsked asked{"K-1", claims::RemissionGround::buy_off, "B-7"};
    EXPECT_EQ(remission().propose(officer, named, asked).error().code, "claims.ground-not-reached");
    plans().pay(plan, "150.00", "2026-07-01");
    EXPECT_EQ(
        remission()
            .propose(reg().officer(access::Role::caseworker, "2026-07-02"), named, asked)
            .error()
            .code,
        "access.not-allowed"
    );
    EXPECT_EQ(
        remission().propose(officer, {zandwijk(), plan.person, "V-9"}, asked).error().code,
        "claims.unknown-claim"
    );
    const auto approval = remission().propose(officer, named, asked);
    ASSERT_TRUE(approval.has_value()) << approval.error().to_line();
    EXPECT_EQ(
        remission().carry_out(officer, named, asked).error().code, "claims.needs-second-person"
    );
    access::AccessService access{database()};
    EXPECT_FALSE(access.grant_approval(officer, *approval));
    ASSERT_TRUE(access.grant_approval(second_person("2026-07-02"), *approval));
    const auto done = remission().carry_out(officer, named, asked);
    ASSERT_TRUE(done.has_value()) << done.error().to_line();
    EXPECT_EQ(remission().carry_out(officer, named, asked), done) << "once";
    using enum claims::RemissionGround;
    for (const claims::RemissionAsked& other :
         {claims::RemissionAsked{"K-1", trivial, "B-7"},
          {"K-1", buy_off, "B-8"},
          {"K-1", buy_off, "B-7", "de bank wil niet"}}) {
        const auto refused = remission().carry_out(officer, named, other);
        ASSERT_FALSE(refused.has_value()) << claims::to_text(other.ground);
        EXPECT_EQ(refused.error().code, "claims.act-number-taken");
    }
    EXPECT_EQ(count("posting WHERE kind = 'buy_off' AND amount_cents = -15000"), 1);
    EXPECT_EQ(count("claim_act WHERE kind = 'bought_off' AND approval_id IS NOT NULL"), 1);
    const auto after = remission().outlooks_of(officer, zandwijk(), plan.person).value();
    EXPECT_TRUE(after.at(0).outlook->grounds.empty()) << "nothing is open any more";
}

// The second person decides on this ground, decision and finding; what is asked in other words is
// another question.
TEST_P(RemissionOnBoth, WhatIsCarriedOutIsWhatWasGranted) {
    const TestPlan plan = plans().add("100001");
    plans().pay(plan, "150.00", "2026-07-01");
    const claims::NamedClaim named{zandwijk(), plan.person, "V-100001"};
    const access::Occasion officer = officer_on("2026-07-02");
    const access::Occasion supervisor = second_person("2026-07-02");
    access::ApprovalsService approvals{database()};
    const claims::RemissionAsked asked{
        "K-1", claims::RemissionGround::buy_off, "B-7", "bank", Money::cents(15'000)};
    claims::RemissionAsked otherwise = asked;
    otherwise.decision_number = "B-8";
    const auto standing = [&](const access::Occasion& occasion) {
        const ClaimRemission now = remission().remission_of(occasion, named).value();
        EXPECT_EQ(now.open, Money::cents(15'000));
        return now.proposals;
    };
    EXPECT_TRUE(standing(officer).empty());
    const base::ApprovalId first = remission().propose(officer, named, asked).value();
    EXPECT_EQ(remission().propose(officer, named, asked), first) << "asking twice is asking once";
    EXPECT_EQ(
        remission().propose(officer, named, otherwise).error().code, "claims.proposed-otherwise"
    );
    ASSERT_EQ(standing(officer).size(), 1U);
    EXPECT_EQ(standing(officer).front().approval.state, access::ApprovalState::waits);
    EXPECT_EQ(standing(officer).front().asked.seen, Money::cents(15'000));

    ASSERT_TRUE(approvals.decide(supervisor, zandwijk(), first, {false, "welke bank?"}));
    EXPECT_EQ(standing(officer).front().approval.refusal, "welke bank?");
    const base::ApprovalId second = remission().propose(officer, named, otherwise).value();
    ASSERT_TRUE(approvals.decide(supervisor, zandwijk(), second, {true}));
    EXPECT_EQ(
        remission().carry_out(officer, named, asked).error().code, "claims.needs-second-person"
    );
    ASSERT_EQ(standing(officer).size(), 1U) << "the last one on each ground";
    EXPECT_EQ(standing(officer).front().asked.decision_number, "B-8");
    EXPECT_EQ(standing(officer).front().asked.finding, "bank");
    EXPECT_EQ(standing(officer).front().approval.state, access::ApprovalState::granted);
    const auto done = remission().carry_out(officer, named, otherwise);
    ASSERT_TRUE(done.has_value()) << done.error().to_line();
    const ClaimRemission after = remission().remission_of(officer, named).value();
    EXPECT_EQ(after.open, Money{});
    EXPECT_EQ(after.proposals.front().approval.state, access::ApprovalState::used);
    EXPECT_EQ(
        remission().remission_of(officer, {zandwijk(), plan.person, "V-9"}).error().code,
        "claims.unknown-claim"
    );
}

TEST_P(RemissionOnBoth, AsksTheRightToSeeAPersonAndLeavesALookInTheTrail) {
    const TestPlan plan = plans().add("100001");
    EXPECT_EQ(
        remission()
            .outlooks_of(reg().officer(access::Role::administrator), zandwijk(), plan.person)
            .error()
            .code,
        "access.not-allowed"
    );
    EXPECT_EQ(
        remission()
            .outlooks_of(officer_on("2026-07-01"), zandwijk(), base::PersonId{999'999})
            .error()
            .code,
        "people.unknown-person"
    );
    static_cast<void>(told(plan.person, "2026-07-01"));
    EXPECT_EQ(count("audit_event WHERE action = 'followup.look' AND subject = 'remission'"), 1);
}

DRAAGKRACHT_ON_BOTH_DATABASES(RemissionOnBoth);

}  // namespace draagkracht::followup
