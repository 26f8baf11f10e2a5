// What happens to a plan after it was agreed on: how it is paid, looked at again, and ended.
#include <gtest/gtest.h>

#include "draagkracht/plans/ending_service.hpp"
#include "draagkracht/plans/mandate_service.hpp"
#include "plans/plans_fixture.hpp"
#include "support/config_copy.hpp"

namespace draagkracht::plans {

using base::Money;

class PlanLifeOnBoth : public PlansOnBoth {};

TEST_P(PlanLifeOnBoth, APlanEndsByADecisionWithAReasonAndByARight) {
    PlansService plans{database(), rules()};
    const access::Role officer = access::Role::debt_officer;
    const access::Role supervisor = access::Role::supervisor;
    const PlanRequest request = request_for({add_claim("V-1", 20'000, {debtor_})});
    const base::PlanId first =
        plans.agree(as(officer), request, a_month(5'000, false, "x")).value();
    struct Row {
        access::Role role;
        base::PlanId plan;
        PlanOutcome outcome;
        std::string reason;
        std::string answer;
    };
    const std::string why = "afspraken niet nagekomen";
    const std::vector<Row> rows{
        {access::Role::caseworker, first, PlanOutcome::broken, why, "access.not-allowed"},
        {officer, first, PlanOutcome::remitted, why, "access.not-allowed"},
        {officer, base::PlanId{999'999}, PlanOutcome::broken, why, "plans.unknown-plan"},
        {officer, first, PlanOutcome::broken, "", "base.not-a-line"},
        {officer, first, PlanOutcome::broken, "  ", "base.not-a-line"},
        {officer, first, PlanOutcome::paid, why, "plans.not-a-decision"},
        {officer, first, PlanOutcome::replaced, why, "plans.not-a-decision"},
        {officer, first, PlanOutcome::broken, why, ""},
        {officer, first, PlanOutcome::broken, why, ""},  // the same form once more
        {officer, first, PlanOutcome::broken, "iets anders", "plans.has-ended"},
        {supervisor, first, PlanOutcome::remitted, why, "plans.has-ended"},
    };
    EndingService ending{database()};
    for (const Row& row : rows) {
        const base::Done done = ending.end(as(row.role), row.plan, row.outcome, row.reason);
        EXPECT_EQ(done ? "" : done.error().code, row.answer);
    }
    const auto standing = plans.plans_of(as(officer), debtor_);
    EXPECT_EQ(standing->front().plan.outcome, PlanOutcome::broken);
    EXPECT_EQ(standing->front().plan.end_reason, why);
    EXPECT_EQ(standing->front().instalments.size(), 4U) << "it stays readable";

    // After a broken plan people talk again, and that is another plan.
    const base::PlanId next = plans.agree(as(officer), request, a_month(5'000, false, "x")).value();
    EXPECT_TRUE(ending.end(as(supervisor), next, PlanOutcome::remitted, "schuldregeling"));
    const auto both = plans.plans_of(as(officer), debtor_);
    EXPECT_NE(both->at(0).plan.facts.plan_number, both->at(1).plan.facts.plan_number);
}

// A municipality that agrees on whole euros and looks again twice a year. By hand: the norm of
// 70.97 in whole euros is 70.00; six months after 15 July 2026 is 15 January 2027.
TEST_P(PlanLifeOnBoth, RoundingAndReviewAreThoseOfThePolicy) {
    const norms::ConfigCopy config;
    const std::string policy = "policies/zandwijk.toml";
    config.replace(policy, R"(value = "cents")", R"(value = "whole_euros")");
    config.replace(
        policy,
        "review_interval_months = [\n    { valid_from = 2021-07-01, value = 12",
        "review_interval_months = [\n    { valid_from = 2021-07-01, value = 6"
    );
    const norms::RuleBook changed =
        norms::read_rules({config.path("norms"), config.path("law.toml"), config.path("policies")})
            .value();
    PlansService plans{database(), changed};
    const access::Occasion officer = as(access::Role::debt_officer);
    const PlanRequest request = request_for({add_claim("V-1", 20'000, {debtor_})});

    const base::Outcome<Offer> offer = plans.propose(officer, request, {.rhythm = from_august});
    EXPECT_EQ(offer->proposals->by_norm->amounts.agreed, Money::cents(7'000));
    EXPECT_EQ(offer->proposals->by_norm->amounts.norm, Money::cents(7'097));
    // What the policy rounds off is no difference that asks for a reason.
    ASSERT_TRUE(plans.agree(officer, request, a_month(7'000, false, "")).has_value());

    ReviewService reviews{database(), changed.policies};
    const auto duties_on = [&](const std::string& day) {
        return reviews.due(as(access::Role::debt_officer, day), zandwijk_).value().total_count;
    };
    EXPECT_EQ(duties_on("2027-01-14"), 0);
    EXPECT_EQ(duties_on("2027-01-15"), 1);
}

// Agreed on 15 July 2026; by policy of Zandwijk each plan is looked at again after twelve months.
TEST_P(PlanLifeOnBoth, AReviewIsADutyWhenItsDayComes) {
    PlansService plans{database(), rules()};
    ReviewService reviews{database(), rules().policies};
    const PlanRequest request = request_for({add_claim("V-1", 20'000, {debtor_})});
    const base::PlanId plan =
        plans.agree(as(access::Role::debt_officer), request, a_month(2'000, false, "x")).value();
    const std::string id = std::to_string(plan.value());
    EXPECT_EQ(duties_on("2027-07-14"), "");
    EXPECT_EQ(duties_on("2027-07-15"), "date_came " + id + " 2027-07-15");
    EXPECT_EQ(duties_on("2027-09-01"), "date_came " + id + " 2027-07-15") << "until it is done";
    const access::Occasion later = as(access::Role::debt_officer, "2027-09-02");
    ASSERT_TRUE(reviews.keep_plan(later, {plan, "inkomen gelijk gebleven"}));
    EXPECT_EQ(duties_on("2027-09-02"), "");
    EXPECT_EQ(duties_on("2028-09-02"), "date_came " + id + " 2028-09-02");
    ASSERT_TRUE(EndingService{database()}.end(later, plan, PlanOutcome::broken, "verhuisd"));
    EXPECT_EQ(duties_on("2029-09-02"), "broken " + id + " 2027-09-02") << "and not by its date";
}

// The debtor of a broken plan is on the list to talk with until there is another plan, or somebody
// noted that nothing is to be done. Several broken plans about one claim are one talk.
TEST_P(PlanLifeOnBoth, ABrokenPlanIsADutyToTalk) {
    PlansService plans{database(), rules()};
    ReviewService reviews{database(), rules().policies};
    EndingService ending{database()};
    const access::Occasion officer = as(access::Role::debt_officer);
    const PlanRequest request = request_for({add_claim("V-1", 20'000, {debtor_})});
    const auto break_one = [&] {
        const base::PlanId plan = plans.agree(officer, request, a_month(2'000, false, "x")).value();
        EXPECT_EQ(duties_on("2026-07-15"), "");
        EXPECT_TRUE(ending.end(officer, plan, PlanOutcome::broken, "niet betaald"));
        EXPECT_EQ(
            duties_on("2026-07-15"), "broken " + std::to_string(plan.value()) + " 2026-07-15"
        );
        return plan;
    };
    const base::PlanId first = break_one();
    const base::PlanId second = break_one();
    EXPECT_NE(first, second);
    const access::Occasion tomorrow = as(access::Role::debt_officer, "2026-07-16");
    EXPECT_EQ(reviews.due(tomorrow, zandwijk_, {.limit = 0})->total_count, 1);
    EXPECT_TRUE(reviews.due(tomorrow, zandwijk_, {.limit = 0})->items.empty());
    EXPECT_TRUE(reviews.due(tomorrow, zandwijk_, {.offset = 1})->items.empty());
    ASSERT_TRUE(reviews.keep_plan(officer, {second, "gaat in schuldhulp"}));
    EXPECT_NE(duties_on("2026-07-15"), "") << "that may have been before it was broken";
    ASSERT_TRUE(
        reviews.keep_plan(officer, {second, "gaat in schuldhulp", add_contact(9'001, debtor_)})
    );
    EXPECT_EQ(duties_on("2026-07-15"), "");

    const base::PlanId again = break_one();
    for (int times = 0; times < 2; ++times) {
        ASSERT_TRUE(reviews.keep_plan(tomorrow, {again, "gaat in schuldhulp"}));
    }
    EXPECT_EQ(count_of("plan_review"), 3) << "the same form twice is one note";
    EXPECT_EQ(duties_on("2026-07-16"), "");

    // A remitted plan asks for no talk.
    const base::PlanId third = plans.agree(officer, request, a_month(2'000, false, "x")).value();
    ASSERT_TRUE(
        ending.end(as(access::Role::supervisor), third, PlanOutcome::remitted, "schuldregeling")
    );
    EXPECT_EQ(duties_on("2026-07-16"), "");
}

TEST_P(PlanLifeOnBoth, AFallInIncomeReopensTheTalk) {
    PlansService plans{database(), rules()};
    ReviewService reviews{database(), rules().policies};
    const access::Occasion officer = as(access::Role::debt_officer);
    const PlanRequest request = request_for({add_claim("V-1", 20'000, {debtor_})});
    const base::PlanId first = plans.agree(officer, request, a_month(2'000, false, "x")).value();
    const std::string id = std::to_string(first.value());
    struct Row {
        access::Role role;
        ReviewNote note;
        std::string answer;
    };
    const std::vector<Row> rows{
        {access::Role::auditor, {first, "minder uren"}, "access.not-allowed"},
        {access::Role::caseworker, {base::PlanId{999'999}, "minder uren"}, "plans.unknown-plan"},
        {access::Role::caseworker, {first, ""}, "base.not-a-line"},
        {access::Role::caseworker, {first, "  "}, "base.not-a-line"},
        {access::Role::caseworker, {first, "a\nb"}, "base.not-a-line"},
        {access::Role::caseworker,
         {first, "minder uren", add_contact(9'002, add_person("1002"))},
         "plans.contact-of-other"},
        {access::Role::caseworker, {first, "minder uren"}, ""},
    };
    for (const Row& row : rows) {
        const base::Done done = reviews.report_fall_in_income(as(row.role), row.note);
        EXPECT_EQ(done ? "" : done.error().code, row.answer);
    }
    EXPECT_EQ(duties_on("2026-07-15"), "income_fell " + id + " 2026-07-15");
    EXPECT_EQ(
        reviews.keep_plan(as(access::Role::caseworker), {first, "past nog"}).error().code,
        "access.not-allowed"
    );
    // The talk ends in a lower amount: the former version has ended, and the duty with it.
    const base::PlanId next =
        plans.agree(officer, seen_now(request), a_month(1'000, false, "x")).value();
    EXPECT_EQ(duties_on("2026-07-15"), "");
    EXPECT_EQ(
        reviews.report_fall_in_income(officer, {first, "minder uren"}).error().code,
        "plans.has-ended"
    );

    // A talk about another claim finds EUR 20 less to repay from than there was.
    PlanRequest with_less = request_for({add_claim("V-2", 20'000, {debtor_})});
    with_less.household.debtor.incomes->front().monthly = Money::cents(101'946);
    ASSERT_TRUE(plans.agree(officer, with_less, a_month(1'000, false, "x")));
    EXPECT_EQ(
        duties_on("2026-07-15"), "income_fell " + std::to_string(next.value()) + " 2026-07-15"
    );
    ASSERT_TRUE(reviews.keep_plan(officer, {next, "tien euro blijft gaan"}));
    EXPECT_EQ(duties_on("2026-07-15"), "");
}

// EUR 200 is open; people agree on the debt that they looked at, or are told that it is another.
TEST_P(PlanLifeOnBoth, AnAgreementIsOnTheDebtThatWasSeen) {
    PlansService plans{database(), rules()};
    const access::Occasion officer = as(access::Role::debt_officer);
    PlanRequest request = request_for({add_claim("V-1", 20'000, {debtor_})});
    const Wish wish = a_month(2'000, false, "x");
    for (const std::int64_t seen : {19'999, 20'001, 0}) {
        request.debt_seen = Money::cents(seen);
        EXPECT_EQ(plans.agree(officer, request, wish).error().code, "plans.debt-changed") << seen;
    }
    EXPECT_EQ(count_of("plan"), 0);
    request.debt_seen = Money::cents(20'000);
    EXPECT_TRUE(plans.agree(officer, request, wish));
}

// Two officers talk about the same claim at once. The second agrees on what the first made of it
// only when that was before them.
TEST_P(PlanLifeOnBoth, AnAgreementIsOnThePlanThatWasSeen) {
    PlansService plans{database(), rules()};
    const access::Occasion officer = as(access::Role::debt_officer);
    const base::ClaimId claim = add_claim("V-1", 20'000, {debtor_});
    const PlanRequest opened = request_for({claim});
    const Wish wish = a_month(2'000, false, "x");
    ASSERT_TRUE(plans.agree(officer, opened, wish));
    const std::string number = plans.plans_of(officer, debtor_)->front().plan.facts.plan_number;
    const base::ClaimId other = add_claim("V-2", 10'000, {debtor_});
    ASSERT_TRUE(plans.agree(officer, request_for({other}), a_month(1'000, false, "x")));
    struct Row {
        const char* told;
        std::vector<PlanVersion> replaces;
        std::string answer;
    };
    const std::vector<Row> rows{
        {"the page stood open since before the first agreement", {}, "plans.other-plan-seen"},
        {"another version", {{number, 2}}, "plans.other-plan-seen"},
        {"another number", {{"R-9", 1}}, "plans.other-plan-seen"},
        {"more than runs on this claim", {{number, 1}, {"R-9", 1}}, "plans.other-plan-seen"},
        {"what runs", {{number, 1}}, ""},
        {"what ran before that", {{number, 1}}, "plans.other-plan-seen"},
        {"what runs by now", {{number, 2}}, ""},
    };
    for (const Row& row : rows) {
        PlanRequest request = request_for({claim});
        request.replaces = row.replaces;
        const auto plan = plans.agree(officer, request, wish);
        EXPECT_EQ(plan ? "" : plan.error().code, row.answer) << row.told;
    }
    EXPECT_EQ(count_of("plan"), 4);
}

// Agreed on 15 July 2026: what begins after 15 July 2027 is a deferral, and what would be paid
// before the first instalment or after the last has nothing to come with.
TEST_P(PlanLifeOnBoth, WhatIsAgreedOnLiesWithinThePlan) {
    PlansService plans{database(), rules()};
    const access::Occasion officer = as(access::Role::debt_officer);
    const PlanRequest request = request_for({add_claim("V-1", 20'000, {debtor_})});
    struct Row {
        std::string first;
        std::vector<ExtraPayment> extras;
        std::string answer;
    };
    const auto extra = [](const std::string& day) {
        return std::vector<ExtraPayment>{{on(day), Money::cents(1'000)}};
    };
    const std::vector<Row> rows{
        {"2026-07-14", {}, "plans.bad-due-dates"},
        {"2326-07-15", {}, "plans.too-far-away"},
        {"2027-07-16", {}, "plans.too-far-away"},
        {"2026-08-28", extra("2026-08-27"), "plans.bad-extras"},
        {"2026-08-28", extra("2030-01-01"), "plans.bad-extras"},
        // 190.00 in instalments of 50.00: the fourth and last is on 28 November.
        {"2026-08-28", extra("2026-11-29"), "plans.bad-extras"},
        {"2026-08-28", extra("2026-11-28"), ""},
        {"2026-08-28", extra("2026-08-28"), ""},
        {"2027-07-15", {}, ""},
    };
    for (const Row& row : rows) {
        Wish wish{monthly(Money::cents(4'900), on(row.first)), false, "x"};
        wish.terms.extras = row.extras;
        const auto offer = plans.propose(
            officer,
            request,
            {.rhythm = wish.terms.rhythm, .amounts = wish.terms.amounts, .extras = row.extras}
        );
        const std::string proposed = !offer ? offer.error().code
                                     : *offer->proposals->named_amount
                                         ? ""
                                         : offer->proposals->named_amount->error().code;
        EXPECT_EQ(proposed, row.answer) << row.first;
        const auto plan = plans.agree(officer, seen_now(request), wish);
        EXPECT_EQ(plan ? "" : plan.error().code, row.answer) << row.first;
    }
}

TEST_P(PlanLifeOnBoth, HowItIsPaidIsAgreedOnWithThePlan) {
    PlansService plans{database(), rules()};
    MandateService mandates{database(), sealer_};
    const access::Occasion officer = as(access::Role::debt_officer);
    const base::PersonId another = add_person("1002");
    const NewMandate form{"M-1", on("2026-07-01"), base::Iban::parse("NL91ABNA0417164300").value()};
    const MandateId mandate = mandates.record(officer, debtor_, form).value();
    EXPECT_EQ(mandates.record(officer, debtor_, form).value(), mandate) << "the same form again";
    const NewMandate of_next_year{"M-2", on("2027-07-01"), form.account};
    NewMandate other_date = form;
    other_date.signed_on = on("2026-07-02");
    const MandateId of_another =
        mandates.record(officer, another, {"M-3", form.signed_on, form.account}).value();
    EXPECT_EQ(mandates.record(officer, another, form).error().code, "plans.mandate-taken");
    EXPECT_EQ(mandates.record(officer, debtor_, other_date).error().code, "plans.mandate-taken");
    EXPECT_EQ(
        mandates.record(officer, debtor_, of_next_year).error().code, "plans.mandate-in-future"
    );
    // An account in the field of the number would be kept unsealed.
    for (const std::string number : {"NL91ABNA0417164300", "nl91 abna 0417 1643 00"}) {
        EXPECT_EQ(
            mandates.record(officer, debtor_, {number, form.signed_on, form.account}).error().code,
            "plans.mandate-number-is-account"
        );
    }
    EXPECT_EQ(
        mandates.record(as(access::Role::caseworker), debtor_, form).error().code,
        "access.not-allowed"
    );
    const std::vector<Mandate> known = mandates.mandates_of(officer, debtor_).value();
    ASSERT_EQ(known.size(), 1U);
    EXPECT_EQ(known.front().account_end, "4300");

    const PlanRequest request = request_for({add_claim("V-1", 20'000, {debtor_})});
    struct Row {
        WayToPay way_to_pay;
        std::string answer;
    };
    const std::vector<Row> rows{
        {{Way::direct_debit, std::nullopt}, "plans.needs-mandate"},
        {{Way::transfer, mandate}, "plans.needs-mandate"},
        {{Way::direct_debit, of_another}, "plans.mandate-of-other"},
        {{Way::direct_debit, MandateId{999'999}}, "plans.mandate-of-other"},
        {{Way::direct_debit, mandate}, ""},
        {{Way::set_off, std::nullopt}, ""},
        {{Way::withholding, std::nullopt}, ""},
        {{Way::transfer, std::nullopt}, ""},
    };
    for (const Row& row : rows) {
        Wish wish = a_month(5'000, false, "x");
        wish.way_to_pay = row.way_to_pay;
        const auto plan = plans.agree(officer, seen_now(request), wish);
        EXPECT_EQ(plan ? "" : plan.error().code, row.answer);
        if (plan) {
            EXPECT_EQ(
                plans.plans_of(officer, debtor_)->front().plan.facts.way_to_pay, row.way_to_pay
            );
        }
    }
    std::string sealed;
    storage::Transaction transaction{database(), "mandate", storage::Access::read};
    transaction.sql() << "SELECT iban_sealed FROM mandate WHERE mandate_number = 'M-1'",
        soci::into(sealed);
    EXPECT_EQ(sealed.find("ABNA"), std::string::npos) << "the account is not to be read";
}

DRAAGKRACHT_ON_BOTH_DATABASES(PlanLifeOnBoth);

}  // namespace draagkracht::plans
