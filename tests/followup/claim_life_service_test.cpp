// The life of a claim on both databases: acts with what they book, two people, the past as it was
// then and as it is known now, and that a hold keeps the plan quiet.
#include "draagkracht/followup/claim_life_service.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "draagkracht/claims/claim_store.hpp"
#include "followup/followup_fixture.hpp"

namespace draagkracht::followup {

namespace {

using claims::ActKind;
using claims::NewAct;
using claims::Stage;
using test_support::TestPlan;
using ::testing::ElementsAre;

// A debtor with a claim of EUR 300.00, registered on 1 July 2026, in six instalments of EUR 50.00
// from 1 June 2026.
class ClaimLifeOnBoth : public FollowupOnBoth {
  protected:
    ClaimLifeService lives() { return {database(), law()}; }

    claims::NamedClaim named(const TestPlan& plan) {
        storage::Transaction transaction{database(), "number", storage::Access::read};
        const auto claims = claims::claims_by_id(transaction, {plan.claim});
        return {zandwijk(), plan.person, claims.front().decision.claim_number};
    }
    static NewAct act(ActKind kind, const std::string& on) {
        NewAct act{"A-" + on + "-" + std::string{to_text(kind)}, kind, date(on), "reden"};
        return act;
    }
    static NewAct hold(const std::string& from, const std::string& until) {
        NewAct hold = act(ActKind::held, from);
        hold.hold = claims::HoldKind::objection;
        hold.last_day = date(until);
        return hold;
    }
    static NewAct write_off(const std::string& on, const std::string& amount) {
        NewAct off = act(ActKind::written_off, on);
        off.amount = base::Money::parse(amount).value();
        return off;
    }
    // "in_plan 300.00"
    std::string seen(const TestPlan& plan, const std::string& day, const std::string& known_on) {
        const auto life =
            lives().life_on(officer_on("2026-12-31"), named(plan), {date(day), date(known_on)});
        return std::string{to_text(life.value().life.stage)} + " " +
               life->balance.total().to_string();
    }
    access::Occasion second_person(const std::string& day) {
        const access::RolesByMunicipality roles{{zandwijk(), {access::Role::supervisor}}};
        const auto officer = access::AccessService{database()}.add_officer(
            reg().officer(access::Role::administrator, day),
            {"b.tweede", "B. Tweede", "een lang wachtwoord", roles}
        );
        return {
            access::Actor::officer(officer.value(), "B. Tweede", roles),
            base::BusinessDate{date(day)},
            officer_on(day).moment};
    }
    std::string code_of(const base::Outcome<base::ActId>& outcome) {
        return outcome ? "recorded" : outcome.error().code;
    }
};

TEST_P(ClaimLifeOnBoth, AnActIsBookedOnceAndTold) {
    const TestPlan plan = plans().add("100001");
    NewAct lower = act(ActKind::changed, "2026-07-10");
    lower.amount = base::Money::parse("-100.00").value();
    lower.decision_number = "B-2";
    const auto first = lives().record(officer_on("2026-07-10"), named(plan), lower);
    ASSERT_TRUE(first);
    EXPECT_EQ(lives().record(officer_on("2026-07-11"), named(plan), lower), first);
    EXPECT_EQ(seen(plan, "2026-12-31", "2026-12-31"), "in_plan 200.00");

    lower.amount = base::Money::parse("-50.00").value();
    EXPECT_EQ(
        code_of(lives().record(officer_on("2026-07-11"), named(plan), lower)),
        "claims.act-number-taken"
    );
    const auto life = lives().life_on(
        officer_on("2026-07-11"), named(plan), {date("2026-07-11"), date("2026-07-11")}
    );
    ASSERT_EQ(life->acts.size(), 1U);
    EXPECT_EQ(life->postings.back().facts.act, life->acts.front().id);
}

TEST_P(ClaimLifeOnBoth, ThePastIsSeenAsItWasThenAndAsItIsKnownNow) {
    const TestPlan plan = plans().add("100001");
    NewAct lower = act(ActKind::changed, "2026-05-20");  // counts from before it was decided
    lower.amount = base::Money::parse("-100.00").value();
    lower.decision_number = "B-2";
    ASSERT_TRUE(lives().record(officer_on("2026-08-03"), named(plan), lower));
    EXPECT_EQ(seen(plan, "2026-07-15", "2026-07-15"), "in_plan 300.00");
    EXPECT_EQ(seen(plan, "2026-07-15", "2026-08-02"), "in_plan 300.00");
    EXPECT_EQ(seen(plan, "2026-07-15", "2026-08-03"), "in_plan 200.00");
    EXPECT_EQ(seen(plan, "2026-05-20", "2026-08-03"), "in_plan 200.00");
    EXPECT_EQ(seen(plan, "2026-05-19", "2026-08-03"), "in_plan 300.00");
}

TEST_P(ClaimLifeOnBoth, TwoPeopleWriteOff) {
    const TestPlan plan = plans().add("100001");
    const NewAct off = write_off("2026-07-01", "300.00");
    const access::Occasion officer = officer_on("2026-07-01");
    EXPECT_EQ(code_of(lives().record(officer, named(plan), off)), "claims.needs-second-person");
    EXPECT_EQ(
        lives().prepare(officer, named(plan), write_off("2026-07-01", "299.99")).error().code,
        "claims.other-amount"
    );
    const auto asked = lives().prepare(officer, named(plan), off);
    ASSERT_TRUE(asked);
    EXPECT_EQ(code_of(lives().record(officer, named(plan), off)), "claims.needs-second-person");
    access::AccessService approvals{database()};
    EXPECT_FALSE(approvals.grant_approval(officer, *asked));
    const access::Occasion supervisor = second_person("2026-07-01");
    ASSERT_TRUE(approvals.grant_approval(supervisor, *asked));
    ASSERT_TRUE(lives().record(officer, named(plan), off));
    EXPECT_EQ(seen(plan, "2026-07-01", "2026-07-01"), "written_off 0.00");

    NewAct revived = act(ActKind::revived, "2026-09-01");
    revived.amount = base::Money::parse("300.00").value();
    ASSERT_TRUE(lives().record(officer_on("2026-09-01"), named(plan), revived));
    EXPECT_EQ(seen(plan, "2026-09-01", "2026-09-01"), "in_plan 300.00");
    EXPECT_EQ(seen(plan, "2026-08-31", "2026-09-01"), "written_off 0.00");
}

TEST_P(ClaimLifeOnBoth, AnApprovalServesOneActOnce) {
    const TestPlan plan = plans().add("100001");
    const access::Occasion officer = officer_on("2026-07-01");
    const auto asked = lives().prepare(officer, named(plan), write_off("2026-07-01", "300.00"));
    const access::Occasion supervisor = second_person("2026-07-01");
    ASSERT_TRUE(access::AccessService{database()}.grant_approval(supervisor, *asked));
    NewAct remission = act(ActKind::remitted, "2026-07-01");
    remission.amount = base::Money::parse("300.00").value();
    remission.decision_number = "B-3";
    EXPECT_EQ(
        code_of(lives().record(officer, named(plan), remission)), "claims.needs-second-person"
    );
}

TEST_P(ClaimLifeOnBoth, AHoldKeepsThePlanQuietAndThenItCounts) {
    const TestPlan held = plans().add("100001");
    (void)plans().add("100002");
    const auto recorded =
        lives().record(officer_on("2026-07-01"), named(held), hold("2026-05-28", "2026-07-15"));
    ASSERT_TRUE(recorded);
    // The first instalments were due on 1 June; the margin is five days.
    EXPECT_EQ(whole_night("2026-07-02"), "0 1 0") << "1 June of the other debtor alone";
    // 1 June and 1 July lie in the hold: they count from its last day.
    EXPECT_EQ(night("2026-07-20", open_missed_tasks), 1) << "1 July of the other debtor";
    EXPECT_EQ(night("2026-07-21", open_missed_tasks), 2) << "both of the one who was held";
}

TEST_P(ClaimLifeOnBoth, ATaskRestsWhileAHoldCoversTheClaim) {
    const TestPlan plan = plans().add("100001");
    EXPECT_EQ(whole_night("2026-07-01"), "0 1 0");
    ASSERT_TRUE(
        lives().record(officer_on("2026-07-08"), named(plan), hold("2026-07-08", "2026-07-30"))
    );
    const auto notice = escalation().give_formal_notice(
        officer_on("2026-07-10"), zandwijk(), {{plan.plan, 1}, "lichter hielp niet"}, std::nullopt
    );
    EXPECT_EQ(notice.error().code, "followup.paused");
}

TEST_P(ClaimLifeOnBoth, ANoticeOfAFormerSystemMovesTheLimitation) {
    const TestPlan plan = plans().add("100001");
    NewAct notice = act(ActKind::interrupted, "2026-06-20");
    notice.debtor = plan.person;
    notice.interruption = claims::InterruptionKind::formal_notice;
    ASSERT_TRUE(lives().record(officer_on("2026-07-05"), named(plan), notice));
    const auto last_day_on = [&](const std::string& day, const std::string& known_on) {
        const auto life =
            lives().life_on(officer_on("2026-12-31"), named(plan), {date(day), date(known_on)});
        return life->clocks.at(0).clock->last_day()->to_string();
    };
    EXPECT_EQ(last_day_on("2026-06-19", "2026-12-31"), "2031-06-01");
    EXPECT_EQ(last_day_on("2026-06-20", "2026-12-31"), "2031-06-20");
    EXPECT_EQ(last_day_on("2026-06-20", "2026-07-04"), "2031-06-01") << "nobody knew of it then";
    EXPECT_EQ(last_day_on("2026-06-20", "2026-07-05"), "2031-06-20");
    // A deferral of June and July, recorded in August and ended in September.
    NewAct deferral = hold("2026-06-01", "2026-07-30");
    deferral.hold = claims::HoldKind::deferral;
    ASSERT_TRUE(lives().record(officer_on("2026-08-03"), named(plan), deferral));
    NewAct taken_back = act(ActKind::hold_ended, "2026-09-01");
    taken_back.ends = deferral.number;
    taken_back.last_day = date("2026-05-31");
    ASSERT_TRUE(lives().record(officer_on("2026-09-01"), named(plan), taken_back));
    EXPECT_EQ(last_day_on("2026-08-02", "2026-08-02"), "2031-06-20");
    EXPECT_EQ(last_day_on("2026-08-03", "2026-08-31"), "2031-07-30") << "40 days of the new term";
    EXPECT_EQ(last_day_on("2026-08-03", "2026-09-01"), "2031-06-20");
}

// Nothing was open on it then, and that is not for having been paid.
TEST_P(ClaimLifeOnBoth, AClaimSaysNothingOfADayBeforeItWasKnown) {
    const TestPlan plan = plans().add("100001");
    const base::Date decided =
        lives()
            .life_on(
                officer_on("2026-12-31"), named(plan), {date("2026-12-31"), date("2026-12-31")}
            )
            ->claim.decision.decision_date;
    const base::Date before = decided.plus_days(-1);
    for (const Vantage& too_early :
         {Vantage{before, date("2026-12-31")}, Vantage{date("2026-12-31"), before}}) {
        const auto life = lives().life_on(officer_on("2026-12-31"), named(plan), too_early);
        ASSERT_FALSE(life);
        EXPECT_EQ(life.error().code, "claims.not-known-then");
    }
}

TEST_P(ClaimLifeOnBoth, AClosedYearTakesNoDecisionAnyMore) {
    const TestPlan plan = plans().add("100001");
    const access::Occasion supervisor = reg().officer(access::Role::supervisor, "2027-01-20");
    EXPECT_EQ(lives().close_year(supervisor, zandwijk(), 2027).error().code, "claims.in-future");
    EXPECT_EQ(
        lives().close_year(officer_on("2027-01-20"), zandwijk(), 2026).error().code,
        "access.not-allowed"
    );
    EXPECT_EQ(
        lives().close_year(supervisor, zandwijk(), 2025).error().code, "claims.other-year-first"
    );
    ASSERT_TRUE(lives().close_year(supervisor, zandwijk(), 2026));
    EXPECT_EQ(
        lives()
            .close_year(reg().officer(access::Role::supervisor, "2029-01-20"), zandwijk(), 2028)
            .error()
            .code,
        "claims.other-year-first"
    );
    EXPECT_EQ(lives().close_year(supervisor, zandwijk(), 2026).error().code, "claims.year-closed");
    NewAct lower = act(ActKind::changed, "2026-12-31");
    lower.amount = base::Money::parse("-100.00").value();
    lower.decision_number = "B-2";
    EXPECT_EQ(
        code_of(lives().record(officer_on("2027-01-21"), named(plan), lower)), "claims.year-closed"
    );
    const auto life = lives().life_on(
        officer_on("2027-01-21"), named(plan), {date("2027-01-21"), date("2027-01-21")}
    );
    EXPECT_TRUE(life->acts.empty());
}

TEST_P(ClaimLifeOnBoth, AsksTheRightAndTheMunicipality) {
    const TestPlan plan = plans().add("100001");
    const NewAct asked = hold("2026-06-01", "2026-06-30");
    EXPECT_EQ(
        code_of(lives().record(reg().officer(access::Role::caseworker), named(plan), asked)),
        "access.not-allowed"
    );
    claims::NamedClaim elsewhere = named(plan);
    elsewhere.debtor = base::PersonId{999'999};
    EXPECT_EQ(
        code_of(lives().record(officer_on("2026-06-01"), elsewhere, asked)), "people.unknown-person"
    );
    claims::NamedClaim unknown = named(plan);
    unknown.claim_number = "V-NONE";
    EXPECT_EQ(
        code_of(lives().record(officer_on("2026-06-01"), unknown, asked)), "claims.unknown-claim"
    );
    EXPECT_EQ(
        lives()
            .life_on(
                officer_on("2026-06-01"), named(plan), {date("2026-06-02"), date("2026-06-02")}
            )
            .error()
            .code,
        "claims.in-future"
    );
}

}  // namespace

DRAAGKRACHT_ON_BOTH_DATABASES(ClaimLifeOnBoth);

}  // namespace draagkracht::followup
