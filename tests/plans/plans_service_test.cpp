#include "draagkracht/plans/plans_service.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>

#include "draagkracht/audit/row_proof.hpp"
#include "draagkracht/audit/trail.hpp"
#include "draagkracht/plans/ending_service.hpp"
#include "draagkracht/plans/mandate_service.hpp"
#include "draagkracht/plans/pause_proof_service.hpp"
#include "draagkracht/plans/pause_registration_service.hpp"
#include "plans/plans_fixture.hpp"
#include "plans/random_terms.hpp"

namespace draagkracht::plans {

using base::Money;

TEST_P(PlansOnBoth, TheSameRequestMakesOnePlanAndAnotherUnderItsNumberIsRefused) {
    PlansService plans{database(), rules()};
    PlanRequest request = request_for({add_claim("V-1", 20'000, {debtor_})});
    request.request_number = "een-nummer";
    const access::Occasion officer = as(access::Role::debt_officer);
    const Wish wish = a_month(4'000, false, "hoge energierekening");
    const base::Outcome<base::PlanId> first = plans.agree(officer, request, wish);
    ASSERT_TRUE(first.has_value()) << first.error().to_line();
    EXPECT_EQ(plans.agree(officer, request, wish), first);
    EXPECT_EQ(count_of("plan"), 1);
    EXPECT_EQ(count_of("assessment"), 1);
    EXPECT_EQ(count_of("letter_request"), 1);

    const base::Outcome<base::PlanId> other =
        plans.agree(officer, request, a_month(4'500, false, "hoge energierekening"));
    EXPECT_EQ(other.error().code, "plans.request-number-taken");
    request.household.assets = Money::cents(100);
    EXPECT_EQ(plans.agree(officer, request, wish).error().code, "plans.request-number-taken");
    EXPECT_EQ(count_of("plan"), 1);
    // Without a number each is an agreement of its own: the next version.
    request.request_number = "";
    EXPECT_TRUE(plans.agree(officer, seen_now(request), wish).has_value());
    EXPECT_EQ(count_of("plan"), 2);
}

// The answer was lost, and the program tries again after midnight: the day of the household is not
// what was asked, but when.
TEST_P(PlansOnBoth, TheSameRequestIsTheSameAfterMidnight) {
    PlansService plans{database(), rules()};
    PlanRequest request = request_for({add_claim("V-1", 20'000, {debtor_})});
    request.request_number = "een-nummer";
    const Wish wish = a_month(4'000, false, "hoge energierekening");
    const auto first = plans.agree(as(access::Role::debt_officer), request, wish);
    ASSERT_TRUE(first.has_value()) << first.error().to_line();
    const access::Occasion tomorrow = as(access::Role::debt_officer, "2026-07-16");
    request.household.date = on("2026-07-16");
    EXPECT_EQ(plans.agree(tomorrow, request, wish), first);
    request.debt_seen = Money::cents(20'000);
    EXPECT_EQ(plans.agree(tomorrow, request, wish).error().code, "plans.request-number-taken");
    EXPECT_EQ(count_of("plan"), 1);
}

// A request with a number, a replaced plan with a pause that goes on, a review: all of it is told.
TEST_P(PlansOnBoth, WhatATalkWritesIsToldInTheTrail) {
    PlansService plans{database(), rules()};
    const access::Occasion officer = as(access::Role::debt_officer);
    PlanRequest request = request_for({add_claim("V-1", 20'000, {debtor_})});
    request.request_number = "eerste";
    const base::PlanId first =
        plans.agree(officer, request, a_month(5'000, false, "minder")).value();
    {
        storage::Transaction transaction{database(), "pause", storage::Access::write};
        const base::Date due = from_august.first_due_date;
        ASSERT_TRUE(enter_pause(
            transaction,
            officer,
            plan_with_pauses(transaction, first).value(),
            {"P-1", first, PauseKind::pause, {due, due}, "verhuisd", std::nullopt}
        ));
        audit::Trail trail{transaction, officer.author()};
        trail.record({"test.pause", zandwijk_, debtor_, "P-1"});
        trail.write();
        transaction.commit();
    }
    request.request_number = "tweede";
    const base::PlanId second =
        plans.agree(officer, seen_now(request), a_month(4'000, false, "nog minder")).value();
    ReviewService reviews{database(), rules().policies};
    ASSERT_TRUE(reviews.keep_plan(officer, {second, "gelijk gebleven"}));

    storage::Transaction transaction{database(), "look", storage::Access::read};
    const audit::RowProof proof = audit::prove_rows(transaction);
    EXPECT_GT(proof.checked_count, 10);
    EXPECT_EQ(proof.violations, std::vector<std::string>{});
}

TEST_P(PlansOnBoth, TheTalkBeginsWithTheNormAndEndsInAnAgreement) {
    PlansService plans{database(), rules()};
    const PlanRequest request =
        request_for({add_claim("V-1", 20'000, {debtor_}), add_claim("V-2", 5'000, {debtor_})});
    const Asked asked{.rhythm = from_august, .months = 5};
    const base::Outcome<Offer> offer =
        plans.propose(as(access::Role::debt_officer), request, asked);
    ASSERT_TRUE(offer.has_value()) << offer.error().to_line();
    EXPECT_EQ(offer->debt.total(), Money::cents(25'000));
    const Proposal& by_norm = offer->proposals.value().by_norm.value();
    EXPECT_EQ(by_norm.amounts.norm, Money::cents(7'097));
    EXPECT_EQ(by_norm.amounts.left_to_live_on, Money::cents(134'849));
    EXPECT_EQ(by_norm.schedule.size(), 4U);  // 3 x 70.97 and 37.09
    EXPECT_EQ(offer->proposals->asked_term->value().amounts.agreed, Money::cents(5'000));

    PlanRequest talked = request;
    talked.contact = add_contact(9'001, debtor_);
    const Wish wish = a_month(4'000, false, "hoge energierekening");
    const base::Outcome<base::PlanId> plan =
        plans.agree(as(access::Role::debt_officer), talked, wish);
    ASSERT_TRUE(plan.has_value()) << plan.error().to_line();

    const auto standing = plans.plans_of(as(access::Role::caseworker), debtor_);
    ASSERT_TRUE(standing.has_value());
    ASSERT_EQ(standing->size(), 1U);
    const PlanFacts& facts = standing->front().plan.facts;
    EXPECT_EQ(facts.total(), Money::cents(25'000));
    EXPECT_EQ(facts.assessed->norm, Money::cents(7'097));
    EXPECT_EQ(facts.agreed_amount, Money::cents(4'000));
    EXPECT_EQ(facts.left_to_live_on(), Money::cents(137'946));
    EXPECT_EQ(facts.difference_reason, "hoge energierekening");
    EXPECT_EQ(facts.agreed_by, "officer:12");
    EXPECT_EQ(facts.contact, talked.contact);
    ASSERT_EQ(facts.claims.size(), 2U);
    EXPECT_EQ(facts.claims[1].amount, Money::cents(5'000));
    ASSERT_EQ(standing->front().instalments.size(), 7U);  // 6 x 40.00 and 10.00
    EXPECT_EQ(facts.schedule.back().amount, Money::cents(1'000));
    EXPECT_EQ(count_of("assessment"), 1);
    EXPECT_EQ(count_of("letter_request"), 1);
}

TEST_P(PlansOnBoth, WhatIsRefusedLeavesNothingBehind) {
    PlansService plans{database(), rules()};
    const base::ClaimId claim = add_claim("V-1", 20'000, {debtor_});
    const base::ClaimId of_another = add_claim("V-2", 20'000, {add_person("1002")});
    PlanRequest unknown_income = request_for({claim});
    unknown_income.household.debtor.incomes.reset();
    const Wish starts_too_early{monthly(Money::cents(7'097), on("2026-07-01")), false, ""};
    PlanRequest about_another = request_for({claim});
    about_another.contact = add_contact(9'001, add_person("1003"));
    PlanRequest about_a_call = request_for({claim});
    about_a_call.contact = add_contact(9'003, debtor_, "attempt");
    PlanRequest about_nothing = request_for({claim});
    about_nothing.contact = base::ContactId{999'998};
    PlanRequest stays_behind = request_for({claim});
    stays_behind.designated = {add_claim("V-3", 20'000, {debtor_})};
    PlanRequest designates_twice = request_for({claim});
    designates_twice.designated = {claim, claim};
    PlanRequest nobody = request_for({claim});
    nobody.person = base::PersonId{999'999};
    // The protected income of 2025 is lower than that of today.
    PlanRequest of_last_year = request_for({claim});
    of_last_year.household.date = on("2025-07-15");
    PlanRequest of_elsewhere = request_for({claim});
    of_elsewhere.household.municipality = "polderstad";
    struct Row {
        std::string what;
        access::Role role;
        PlanRequest request;
        Wish wish;
        std::string problem;
    };
    const access::Role officer = access::Role::debt_officer;
    const Wish by_norm = a_month(7'097, false, "");
    const std::vector<Row> rows{
        {"a caseworker",
         access::Role::caseworker,
         request_for({claim}),
         by_norm,
         "access.not-allowed"},
        {"an auditor", access::Role::auditor, request_for({claim}), by_norm, "access.not-allowed"},
        {"a person who does not exist", officer, nobody, by_norm, "people.unknown-person"},
        {"somebody else's claim",
         officer,
         request_for({claim, of_another}),
         by_norm,
         "plans.claim-not-of-person"},
        {"no claim", officer, request_for({}), by_norm, "plans.nothing-to-pay"},
        {"a claim named twice",
         officer,
         request_for({claim, claim}),
         by_norm,
         "plans.claim-named-twice"},
        {"another claim first than one of these",
         officer,
         stays_behind,
         by_norm,
         "plans.designated-stays-behind"},
        {"a claim that is first twice",
         officer,
         designates_twice,
         by_norm,
         "plans.claim-named-twice"},
        {"a household of last year", officer, of_last_year, by_norm, "plans.assessed-elsewhere"},
        {"the policy of another place", officer, of_elsewhere, by_norm, "plans.assessed-elsewhere"},
        {"income unknown", officer, unknown_income, by_norm, "plans.not-computable"},
        {"due before the talk",
         officer,
         request_for({claim}),
         starts_too_early,
         "plans.bad-due-dates"},
        {"a talk with somebody else", officer, about_another, by_norm, "plans.contact-of-other"},
        {"a call that nobody answered", officer, about_a_call, by_norm, "plans.contact-of-other"},
        {"a talk that was not recorded", officer, about_nothing, by_norm, "plans.contact-of-other"},
        {"a cent below the floor",
         officer,
         request_for({claim}),
         a_month(7'098, true, "wil meer"),
         "plans.below-protected-income"},
        {"no reason",
         officer,
         request_for({claim}),
         a_month(5'000, false, ""),
         "plans.needs-reason"},
        {"nothing a month",
         officer,
         request_for({claim}),
         a_month(0, true, "x"),
         "plans.amount-not-positive"},
    };
    for (const Row& row : rows) {
        const auto plan = plans.agree(as(row.role), row.request, row.wish);
        EXPECT_EQ(plan ? "agreed" : plan.error().code, row.problem) << row.what;
    }
    for (const std::string table : {"plan", "instalment", "assessment", "letter_request"}) {
        EXPECT_EQ(count_of(table), 0) << table;
    }
}

TEST_P(PlansOnBoth, ANextAgreementIsANextVersionWithTheSameReference) {
    PlansService plans{database(), rules()};
    const base::ClaimId first = add_claim("V-1", 20'000, {debtor_});
    const base::ClaimId second = add_claim("V-2", 5'000, {debtor_});
    const access::Occasion officer = as(access::Role::debt_officer);
    ASSERT_TRUE(
        plans.agree(officer, request_for({first, second}), a_month(7'097, false, "")).has_value()
    );
    EXPECT_EQ(
        plans.agree(officer, seen_now(request_for({first})), a_month(3'000, false, "werk kwijt"))
            .error()
            .code,
        "plans.claim-left-out"
    );
    ASSERT_TRUE(
        plans
            .agree(
                officer, seen_now(request_for({second, first})), a_month(3'000, false, "werk kwijt")
            )
            .has_value()
    );
    const auto standing = plans.plans_of(officer, debtor_);
    ASSERT_EQ(standing->size(), 2U);
    const Plan& now = standing->at(0).plan;
    const Plan& before = standing->at(1).plan;
    EXPECT_EQ(now.facts.version, 2);
    EXPECT_EQ(now.outcome, std::nullopt);
    EXPECT_EQ(before.outcome, PlanOutcome::replaced);
    EXPECT_EQ(now.facts.plan_number, before.facts.plan_number);
    EXPECT_EQ(now.facts.payment_reference, before.facts.payment_reference);
    EXPECT_EQ(before.facts.schedule.size(), 4U) << "the former version stays readable";
}

// The rules of the tests, with another order of claims in the policy of Zandwijk.
const norms::RuleBook& smallest_first() {
    const std::filesystem::path config = std::filesystem::path{DRAAGKRACHT_SOURCE_DIR} / "config";
    const std::filesystem::path folder =
        std::filesystem::path{testing::TempDir()} / fmt::format("smallest_first_{}", getpid());
    std::ifstream file{config / "policies" / "zandwijk.toml"};
    std::string text{std::istreambuf_iterator<char>{file}, {}};
    const std::string usual = R"(value = "oldest_due_date")";
    text.replace(text.find(usual), usual.size(), R"(value = "smallest_balance")");
    std::filesystem::create_directories(folder);
    std::ofstream{folder / "zandwijk.toml"} << text;
    static const norms::RuleBook book =
        norms::read_rules({config / "norms", config / "law.toml", folder}).value();
    std::filesystem::remove_all(folder);
    return book;
}

// Awb art. 4:92: the debtor says which is paid first; else policy does. All three fell due on the
// same day, so the one that was registered first is the oldest.
TEST_P(PlansOnBoth, APlanPaysWhatTheDebtorWantsFirstAndThenAsPolicyOrders) {
    const base::ClaimId large = add_claim("V-1", 20'000, {debtor_});
    const base::ClaimId small = add_claim("V-2", 5'000, {debtor_});
    const base::ClaimId middle = add_claim("V-3", 9'000, {debtor_});
    struct Row {
        const norms::RuleBook& rules;
        std::vector<base::ClaimId> designated;
        std::vector<base::ClaimId> order;
    };
    const std::vector<Row> rows{
        {rules(), {}, {large, small, middle}},
        {rules(), {middle}, {middle, large, small}},
        {rules(), {middle, small}, {middle, small, large}},
        {smallest_first(), {}, {small, middle, large}},
        {smallest_first(), {large}, {large, small, middle}},
    };
    for (const Row& row : rows) {
        PlansService plans{database(), row.rules};
        PlanRequest request = seen_now(request_for({middle, small, large}));
        request.designated = row.designated;
        const auto plan =
            plans.agree(as(access::Role::debt_officer), request, a_month(7'097, false, ""));
        ASSERT_TRUE(plan.has_value()) << plan.error().to_line();
        const auto standing = plans.plans_of(as(access::Role::debt_officer), debtor_).value();
        std::vector<base::ClaimId> order;
        for (const PlannedClaim& planned : standing.front().plan.facts.claims) {
            order.push_back(planned.claim);
        }
        EXPECT_EQ(order, row.order) << &row - rows.data();
    }
}

// A new amount takes no promise back: what runs, or is still to come, goes on for the next version.
TEST_P(PlansOnBoth, ANextVersionTakesOverThePausesThatGoOn) {
    PlansService plans{database(), rules()};
    const access::Occasion officer = as(access::Role::debt_officer);
    const PlanRequest request = request_for({add_claim("V-1", 20'000, {debtor_})});
    const base::PlanId first =
        plans.agree(officer, request, a_month(5'000, false, "minder")).value();
    const auto pause = [&](const char* number, base::Date from, base::Date until) {
        storage::Transaction transaction{database(), "pause", storage::Access::write};
        const base::Outcome<PauseEntry> entry = enter_pause(
            transaction,
            officer,
            plan_with_pauses(transaction, first).value(),
            {number, first, PauseKind::pause, {from, until}, "verhuisd", std::nullopt}
        );
        test_support::commit_untold(transaction);
        return entry.has_value();
    };
    const base::Date first_due = from_august.first_due_date;
    ASSERT_TRUE(pause("P-1", first_due, first_due.plus_days(3)));

    const base::PlanId second =
        plans.agree(officer, seen_now(request), a_month(4'000, false, "nog")).value();
    storage::Transaction transaction{database(), "look", storage::Access::read};
    const PlanPauses found = plan_with_pauses(transaction, second).value();
    ASSERT_EQ(found.pauses.size(), 1U);
    EXPECT_TRUE(found.pauses.front().is_taken_over);
    EXPECT_EQ(found.pauses.front().facts.reason, "verhuisd");
    EXPECT_EQ(found.plan.facts.schedule.front().due_date, first_due);
    EXPECT_EQ(
        found.plan.schedule().front().due_date, first_due.plus_months(1, base::MonthEnd::last_day)
    );
    EXPECT_TRUE(prove_pauses(transaction).violations.empty());
}

// Guarantee 6 holds over all that the debtor promised: 70.97 a month is all there is to repay from.
TEST_P(PlansOnBoth, TwoPlansBesideEachOtherLeaveTheProtectedIncome) {
    PlansService plans{database(), rules()};
    const access::Occasion officer = as(access::Role::debt_officer);
    const PlanRequest first = request_for({add_claim("V-1", 20'000, {debtor_})});
    const PlanRequest second = request_for({add_claim("V-2", 20'000, {debtor_})});
    ASSERT_TRUE(plans.agree(officer, first, a_month(5'000, false, "samen met V-2")));

    const base::Outcome<Offer> offer = plans.propose(officer, second, {.rhythm = from_august});
    ASSERT_TRUE(offer && offer->proposals && offer->proposals->by_norm);
    EXPECT_EQ(offer->paid_elsewhere, Money::cents(5'000));
    EXPECT_EQ(offer->proposals->by_norm->amounts.norm, Money::cents(2'097));  // 70.97 - 50.00
    EXPECT_EQ(offer->proposals->by_norm->amounts.left_to_live_on, Money::cents(134'849));
    EXPECT_EQ(
        plans.agree(officer, second, a_month(2'098, true, "wil meer")).error().code,
        "plans.below-protected-income"
    );
    ASSERT_TRUE(plans.agree(officer, second, a_month(2'097, false, "")));

    // A next version of a plan stands in its place and not beside it.
    EXPECT_TRUE(plans.agree(officer, seen_now(second), a_month(2'000, false, "op verzoek")));
}

TEST_P(PlansOnBoth, EveryLookIsInTheTrail) {
    PlansService plans{database(), rules()};
    ASSERT_TRUE(plans.plans_of(as(access::Role::caseworker), debtor_).has_value());
    storage::Transaction transaction{database(), "trail", storage::Access::read};
    const auto events = audit::events_of_person(transaction, debtor_, 1);
    ASSERT_EQ(events.size(), 1U);
    EXPECT_EQ(events[0].event.action, "plans.look");
    EXPECT_EQ(events[0].actor, "officer:12");
}

// Guarantee 6 through the whole room: after random talks, no plan in the register leaves less than
// the protected income, and each above the norm is the debtor's own wish with a reason.
TEST_P(PlansOnBoth, AfterRandomTalksNoPlanGoesBelowTheFloor) {
    test_support::Random random;
    PlansService plans{database(), rules()};
    const std::vector<base::ClaimId> claims{
        add_claim("V-1", 200'000, {debtor_}), add_claim("V-2", 90'000, {debtor_})};
    int agreed_count = 0;
    std::optional<ScheduleTerms> agreed;
    for (int round = 0; round < 60; ++round) {
        PlanRequest request = request_for(claims);
        request.household.debtor.incomes->front().monthly =
            Money::cents(random.between(60'000, 260'000));
        Wish wish{
            random_terms(random, Money::cents(290'000)),
            random.chance(70),
            random.chance(80) ? "reden" : ""};
        wish.terms.rhythm.first_due_date =
            on("2026-08-01").plus_days(static_cast<int>(random.between(0, 60)));
        base::Date day = wish.terms.rhythm.first_due_date;
        for (ExtraPayment& extra : wish.terms.extras) {
            extra.due_date = day;
            day = day.plus_days(31);
        }
        if (plans.agree(as(access::Role::debt_officer), seen_now(request), wish)) {
            ++agreed_count;
            agreed = wish.terms;
        }
    }
    const auto standing = plans.plans_of(as(access::Role::debt_officer), debtor_);
    EXPECT_EQ(standing->size(), static_cast<std::size_t>(agreed_count));
    ASSERT_GT(agreed_count, 0);
    EXPECT_EQ(standing->front().plan.facts.terms, *agreed) << "kept as they were agreed on";
    for (const PlanStanding& one : *standing) {
        const PlanFacts& facts = one.plan.facts;
        ASSERT_TRUE(check(facts).has_value()) << "the schedule follows from the terms as stored";
        ASSERT_GE(facts.left_to_live_on().value(), facts.assessed->protected_income);
        ASSERT_TRUE(facts.agreed_amount <= facts.assessed->norm || facts.debtors_own_wish);
        ASSERT_TRUE(
            facts.agreed_amount == facts.assessed->norm || !facts.difference_reason.empty()
        );
    }
}

DRAAGKRACHT_ON_BOTH_DATABASES(PlansOnBoth);

}  // namespace draagkracht::plans
