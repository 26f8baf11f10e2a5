#include "draagkracht/plans/plans_service.hpp"

#include <gtest/gtest.h>
#include <soci/soci.h>

#include <optional>

#include "draagkracht/access/access_service.hpp"
#include "draagkracht/audit/trail.hpp"
#include "draagkracht/claims/claims_service.hpp"
#include "draagkracht/norms/rules_file.hpp"
#include "draagkracht/people/people_service.hpp"
#include "draagkracht/plans/ending_service.hpp"
#include "draagkracht/plans/mandate_service.hpp"
#include "plans/random_terms.hpp"
#include "support/test_database.hpp"

namespace draagkracht::plans {

using base::Money;

namespace {

base::Date on(const std::string& text) {
    return base::Date::parse(text).value();
}

const Rhythm from_august{Frequency::monthly, on("2026-08-28")};

Wish a_month(std::int64_t amount_cents, bool debtors_own_wish, std::string reason) {
    return {
        monthly(Money::cents(amount_cents), from_august.first_due_date),
        debtors_own_wish,
        std::move(reason)};
}

const norms::RuleBook& rules() {
    const std::filesystem::path config = std::filesystem::path{DRAAGKRACHT_SOURCE_DIR} / "config";
    static const norms::RuleBook book =
        norms::read_rules({config / "norms", config / "law.toml", config / "policies"}).value();
    return book;
}

// A single person on benefit only in the second half of 2026. By hand (worked examples): the norm
// is 1,419.46, protected are 1,348.49, so 70.97 a month can be repaid.
capacity::Household single_on_benefit() {
    capacity::Household household{
        .reference = "1", .date = on("2026-07-15"), .municipality = "zandwijk"};
    household.living_situation = norms::LivingSituation::single;
    household.registered_address = true;
    household.taxable_income_per_year = Money::cents(2'000'000);
    household.housemates = std::vector<capacity::Housemate>{};
    household.debtor.birth_date = on("1980-05-05");
    household.debtor.in_institution = false;
    household.debtor.incomes = std::vector<capacity::Income>{
        {.kind = capacity::IncomeKind::participation_benefit,
         .monthly = Money::cents(141'946),
         .for_repayment = true,
         .taken_elsewhere = std::vector<capacity::Taken>{}}};
    household.debt_help = capacity::DebtHelp::none;
    return household;
}

}  // namespace

class PlansOnBoth : public test_support::OnBothDatabases {
  protected:
    void SetUp() override {
        OnBothDatabases::SetUp();
        if (IsSkipped()) {
            return;
        }
        zandwijk_ = access::AccessService{database()}.register_municipality(
            occasion(access::Actor::machine(access::Machine::conversion)),
            "zandwijk",
            "Zandwijk",
            "zandwijk"
        );
        debtor_ = add_person("1001");
    }

    access::Occasion occasion(access::Actor actor) const {
        return {
            std::move(actor),
            base::BusinessDate{on("2026-07-15")},
            base::Timestamp::parse("2026-07-15T09:00:00Z").value()};
    }
    access::Occasion as(access::Role role) const {
        return occasion(
            access::Actor::officer(base::OfficerId{12}, "J. Bakker", {{zandwijk_, {role}}})
        );
    }

    base::PersonId add_person(const std::string& client_number) {
        people::PersonFacts facts{.client_number = client_number};
        facts.name.surname = "Voorbeeld";
        return people::PeopleService{database(), sealer_}
            .register_person(as(access::Role::debt_officer), zandwijk_, facts)
            .value();
    }

    base::ClaimId add_claim(
        const std::string& number,
        std::int64_t amount_cents,
        const std::vector<base::PersonId>& owners
    ) {
        std::vector<claims::Debtor> debtors;
        for (const base::PersonId owner : owners) {
            debtors.push_back({owner, on("2026-03-02")});
        }
        claims::NewClaim claim{
            .decision =
                {.claim_number = number,
                 .kind = claims::ClaimKind::overpayment,
                 .law = people::BenefitLaw::pw,
                 .legal_ground = "PW 58 lid 2 onder a",
                 .cause = claims::Cause::late_processing,
                 .culpability = claims::Culpability::none,
                 .decision_number = "B-" + number,
                 .decision_date = on("2026-03-02"),
                 .notified_date = on("2026-03-02"),
                 .due_date = on("2026-04-13"),
                 .period = std::nullopt,
                 .amount = Money::cents(amount_cents)},
            .debtors = std::move(debtors),
            .payment_reference = std::nullopt,
            .movements = {},
            .where = ""};
        return claims::ClaimsService{database()}
            .register_claim(as(access::Role::debt_officer), zandwijk_, claim)
            .value();
    }

    PlanRequest request_for(std::vector<base::ClaimId> claims) const {
        return {debtor_, single_on_benefit(), std::move(claims), std::nullopt};
    }

    // As the contact log has it; its own room is above this one.
    base::ContactId add_contact(std::int64_t id, base::PersonId person) {
        storage::Transaction transaction{database(), "contact", storage::Access::write};
        const long long contact = id;
        const long long person_id = person.value();
        const long long municipality = zandwijk_.value();
        transaction.sql() << "INSERT INTO contact (id, municipality_id, person_id, contact_number,"
                             " contacted_on, channel, direction, outcome, weight, notes_sealed,"
                             " next_step, recorded_by, recorded_at) VALUES (:id, :municipality,"
                             " :person, 'talk', '2026-07-15', 'phone', 'outgoing', 'spoken',"
                             " 'conversation', '', 'none', 'officer:12', '2026-07-15T09:00:00Z')",
            soci::use(contact, "id"), soci::use(municipality, "municipality"),
            soci::use(person_id, "person");
        transaction.commit();
        return base::ContactId{id};
    }

    long long count_of(const std::string& table) {
        storage::Transaction transaction{database(), "count", storage::Access::read};
        long long count = 0;
        transaction.sql() << "SELECT COUNT(*) FROM " + table, soci::into(count);
        return count;
    }

    base::MunicipalityId zandwijk_{0};
    base::PersonId debtor_{0};
    storage::Sealer sealer_ = test_support::test_sealer();
};

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
    PlanRequest about_nothing = request_for({claim});
    about_nothing.contact = base::ContactId{999'998};
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
        {"a household of last year", officer, of_last_year, by_norm, "plans.assessed-elsewhere"},
        {"the policy of another place", officer, of_elsewhere, by_norm, "plans.assessed-elsewhere"},
        {"income unknown", officer, unknown_income, by_norm, "plans.not-computable"},
        {"due before the talk",
         officer,
         request_for({claim}),
         starts_too_early,
         "plans.bad-due-dates"},
        {"a talk with somebody else", officer, about_another, by_norm, "plans.contact-of-other"},
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
        plans.agree(officer, request_for({first}), a_month(3'000, false, "werk kwijt"))
            .error()
            .code,
        "plans.claim-left-out"
    );
    ASSERT_TRUE(
        plans.agree(officer, request_for({second, first}), a_month(3'000, false, "werk kwijt"))
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
    EXPECT_EQ(now.facts.claims.front().claim, second) << "paid in the order that was asked for";
    EXPECT_EQ(before.facts.schedule.size(), 4U) << "the former version stays readable";
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
    EXPECT_TRUE(plans.agree(officer, second, a_month(2'000, false, "op verzoek")));
}

TEST_P(PlansOnBoth, ThePlanOfAJointDebtorIsNotEndedByTheOther) {
    PlansService plans{database(), rules()};
    const access::Occasion officer = as(access::Role::debt_officer);
    const base::PersonId former_partner = add_person("1002");
    const base::ClaimId claim = add_claim("V-1", 20'000, {debtor_, former_partner});
    ASSERT_TRUE(plans.agree(officer, request_for({claim}), a_month(7'097, false, "")));
    PlanRequest of_partner = request_for({claim});
    of_partner.person = former_partner;
    EXPECT_EQ(
        plans.agree(officer, of_partner, a_month(7'097, false, "")).error().code,
        "plans.claim-in-plan-of-other"
    );
    EXPECT_EQ(count_of("plan_end"), 0);
}

TEST_P(PlansOnBoth, APlanEndsByADecisionWithAReasonAndByARight) {
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
        {officer, first, PlanOutcome::broken, "", "plans.needs-reason"},
        {officer, first, PlanOutcome::paid, why, "plans.not-a-decision"},
        {officer, first, PlanOutcome::replaced, why, "plans.not-a-decision"},
        {officer, first, PlanOutcome::broken, why, ""},
        {officer, first, PlanOutcome::broken, why, "plans.has-ended"},
        {supervisor, first, PlanOutcome::remitted, why, "plans.has-ended"},
    };
    EndingService ending{database()};
    for (const Row& row : rows) {
        const base::Done done = ending.end(as(row.role), row.plan, row.outcome, row.reason);
        EXPECT_EQ(done ? "" : done.error().code, row.answer);
    }
    const auto standing = plans.plans_of(as(officer), debtor_);
    EXPECT_EQ(standing->front().plan.outcome, PlanOutcome::broken);
    EXPECT_EQ(standing->front().instalments.size(), 4U) << "it stays readable";

    // After a broken plan people talk again, and that is another plan.
    const base::PlanId next = plans.agree(as(officer), request, a_month(5'000, false, "x")).value();
    EXPECT_TRUE(ending.end(as(supervisor), next, PlanOutcome::remitted, "schuldregeling"));
    const auto both = plans.plans_of(as(officer), debtor_);
    EXPECT_NE(both->at(0).plan.facts.plan_number, both->at(1).plan.facts.plan_number);
}

TEST_P(PlansOnBoth, HowItIsPaidIsAgreedOnWithThePlan) {
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
        const auto plan = plans.agree(officer, request, wish);
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
        if (plans.agree(as(access::Role::debt_officer), request, wish)) {
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
