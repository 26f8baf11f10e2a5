// The report of a new half-year on a register, in plans, in people and in money.
#include "draagkracht/figures/norm_impact_service.hpp"

#include <gtest/gtest.h>

#include <map>

#include "draagkracht/capacity/capacity_json.hpp"
#include "figures/figures_fixture.hpp"

namespace draagkracht::figures {

namespace {

using base::Money;

Money euros(const std::string& amount) {
    return Money::parse(amount).value();
}

class NormImpactOnBoth : public FiguresOnBoth {
  protected:
    // Somebody of 41 alone, as told in January 2026.
    static std::string alone_with(const std::string& income, const std::string& taxable) {
        return R"({"reference":"A","date":"2026-01-15","municipality":"zandwijk",)"
               R"("living_situation":"single","registered_address":true,"housemates":[],)"
               R"("gives_information":true,"debt_help":"none","taxable_income_per_year":")" +
               taxable +
               R"(","debtor":{"birth_date":"1985-03-20","in_institution":false,"incomes":[)" +
               income + "]}}";
    }
    static std::string benefit() {
        return alone_with(
            R"({"kind":"participation_benefit","monthly":"1401.50","for_repayment":true,)"
            R"("taken_elsewhere":[]})",
            "20000.00"
        );
    }
    static std::string wage() {
        return alone_with(
            R"({"kind":"wage","monthly":"1900.00","for_repayment":true,"taken_elsewhere":[]})",
            "28000.00"
        );
    }

    base::PersonId person(int number) { return reg().person(std::to_string(100000 + number)); }

    // A running plan over a claim of its own, agreed on that household.
    base::PlanId agree(
        base::PersonId debtor, const std::string& amount, const std::string& household_json
    ) {
        const int number = ++plan_count_;
        const base::ClaimId claim =
            reg().claim("V-" + std::to_string(number), {debtor}, "600.00", "2026-01-10");
        storage::Transaction transaction{database(), "agree", storage::Access::write};
        const base::AssessmentId assessment = plans::add_assessment(
            transaction, {reg().zandwijk(), debtor, date("2026-01-15"), household_json, "{}"}
        );
        const plans::PlanFacts facts{
            .municipality = reg().zandwijk(),
            .person = debtor,
            .plan_number = "R-" + std::to_string(number),
            .payment_reference = base::PaymentReference::for_id(900 + number),
            .agreed_on = date("2026-01-15"),
            .agreed_by = "officer:1",
            .agreed_amount = euros(amount),
            .assessment = assessment,
            .claims = {{claim, 1, euros("600.00")}},
            .terms = plans::monthly(euros("600.00"), date("2026-02-01")),
            .schedule = {{1, date("2026-02-01"), euros("600.00"), euros("600.00")}}};
        const base::PlanId plan = plans::add_plans(transaction, {facts}).front();
        test_support::commit_untold(transaction);
        return plan;
    }

    NormImpact report(
        const std::string& from, std::map<std::string, PlanImpact>& told, int people_per_lot = 500
    ) {
        NormImpactService service{database(), rules(), people_per_lot};
        return service
            .impact(
                reg().machine(access::Machine::report),
                {.from = date(from), .municipality = {}},
                [&told](const PlanImpact& plan) { told.emplace(plan.plan_number, plan); },
                [](int) {}
            )
            .value();
    }

    static const norms::RuleBook& rules() {
        static const norms::RuleBook book =
            norms::read_rules({.norms = DRAAGKRACHT_SOURCE_DIR "/config/norms",
                               .law = DRAAGKRACHT_SOURCE_DIR "/config/law.toml",
                               .policies = DRAAGKRACHT_SOURCE_DIR "/config/policies"})
                .value();
        return book;
    }

    int looks() {
        long long count = 0;
        storage::Transaction transaction{database(), "count", storage::Access::read};
        transaction.sql() << "SELECT COUNT(*) FROM audit_event WHERE action = 'figures.look'"
                             " AND actor = 'machine:report'",
            soci::into(count);
        return static_cast<int>(count);
    }

  private:
    int plan_count_ = 0;
};

// The amounts of norm_impact_test: a benefit 70.07 -> 70.97, a wage 244.55 -> 239.16.
TEST_P(NormImpactOnBoth, TellsPlansAndPeopleThatWouldComeOutOtherwiseAndByHowMuch) {
    agree(person(1), "70.00", benefit());
    agree(person(2), "200.00", wage());
    // 1900 - 465 = 1435 was above the 1434.36 of January, and is below the 1451.42 of July.
    agree(person(3), "465.00", wage());
    static_cast<void>(plans().add("100009"));  // From a former system: never assessed.
    const base::PlanId ended = agree(person(4), "70.00", benefit());
    plans().end({person(5), base::ClaimId{0}, ended}, "2026-02-01", plans::PlanOutcome::paid);

    std::map<std::string, PlanImpact> told;
    const NormImpact impact = report("2026-07-01", told);
    EXPECT_EQ(impact.running_plans, 4);
    EXPECT_EQ(impact.assessed_plans, 3);
    EXPECT_EQ(impact.changed_plans, 3);
    EXPECT_EQ(impact.changed_people, 3);
    EXPECT_EQ(impact.not_computable_plans, 0);
    EXPECT_EQ(impact.plans_below_floor, 1);
    EXPECT_EQ(impact.change_a_month, euros("-9.88"));  // 0.90 - 5.39 - 5.39
    ASSERT_EQ(told.size(), 3U);
    EXPECT_EQ(told.at("R-1").norm_before, euros("70.07"));
    EXPECT_EQ(told.at("R-1").norm_after, euros("70.97"));
    EXPECT_EQ(told.at("R-1").municipality, "zandwijk");
    EXPECT_FALSE(told.at("R-1").is_below_floor);
    EXPECT_EQ(told.at("R-2").norm_before, euros("244.55"));
    EXPECT_EQ(told.at("R-2").norm_after, euros("239.16"));
    EXPECT_TRUE(told.at("R-3").is_below_floor);
    EXPECT_EQ(told.at("R-3").agreed_amount, euros("465.00"));
    EXPECT_EQ(looks(), 4) << "a look at each person with a running plan";
}

TEST_P(NormImpactOnBoth, OfAHalfYearThatChangesNothingIsNothing) {
    agree(person(1), "70.00", benefit());
    std::map<std::string, PlanImpact> told;
    const NormImpact impact = report("2026-06-30", told);
    EXPECT_EQ(impact.assessed_plans, 1);
    EXPECT_EQ(impact.changed_plans, 0);
    EXPECT_EQ(impact.change_a_month, Money{});
    EXPECT_TRUE(told.empty());
}

TEST_P(NormImpactOnBoth, CountsTheCapacityOfADebtorWithTwoPlansOnce) {
    const base::PersonId debtor = person(1);
    agree(debtor, "40.00", benefit());
    agree(debtor, "30.00", benefit());
    std::map<std::string, PlanImpact> told;
    const NormImpact impact = report("2026-07-01", told);
    EXPECT_EQ(impact.changed_plans, 2);
    EXPECT_EQ(impact.changed_people, 1);
    EXPECT_EQ(impact.change_a_month, euros("0.90"));
    EXPECT_EQ(told.at("R-1").norm_before, euros("40.07"));  // 70.07 less the 30.00 of the other
    EXPECT_EQ(told.at("R-1").norm_after, euros("40.97"));
    EXPECT_EQ(told.at("R-2").norm_before, euros("30.07"));
    EXPECT_EQ(told.at("R-2").norm_after, euros("30.97"));
}

TEST_P(NormImpactOnBoth, ListsApartWhatIsNotComputable) {
    agree(person(1), "200.00", wage());
    std::map<std::string, PlanImpact> told;
    const NormImpact impact = report("2023-02-01", told);
    EXPECT_EQ(impact.not_computable_plans, 1);
    EXPECT_EQ(impact.changed_plans, 0);
    ASSERT_TRUE(told.at("R-1").not_computable);
    EXPECT_EQ(told.at("R-1").not_computable->code, "figures.not-computable");
    EXPECT_FALSE(told.at("R-1").norm_after);
}

TEST_P(NormImpactOnBoth, IsTheSameInLotsOfAnySize) {
    for (int number = 1; number <= 5; ++number) {
        agree(person(number), "70.00", number % 2 == 0 ? wage() : benefit());
    }
    std::map<std::string, PlanImpact> at_once;
    const NormImpact whole = report("2026-07-01", at_once);
    for (const int people_per_lot : {1, 2, 5}) {
        std::map<std::string, PlanImpact> in_lots;
        const NormImpact impact = report("2026-07-01", in_lots, people_per_lot);
        EXPECT_EQ(impact.changed_plans, whole.changed_plans) << people_per_lot;
        EXPECT_EQ(impact.changed_people, whole.changed_people) << people_per_lot;
        EXPECT_EQ(impact.change_a_month, whole.change_a_month) << people_per_lot;
        EXPECT_EQ(in_lots.size(), at_once.size()) << people_per_lot;
    }
}

TEST_P(NormImpactOnBoth, AsksTheRightAndKnowsItsMunicipalities) {
    agree(person(1), "70.00", benefit());
    NormImpactService service{database(), rules()};
    const auto impact = [&](const access::Occasion& occasion, const ImpactRequest& request) {
        return service.impact(
            occasion, request, [](const PlanImpact&) {}, [](int) {}
        );
    };
    const ImpactRequest july{.from = date("2026-07-01"), .municipality = "zandwijk"};
    EXPECT_EQ(service.count_plans(july), 1);
    EXPECT_TRUE(impact(reg().officer(access::Role::debt_officer), july));
    EXPECT_EQ(
        impact(reg().officer(access::Role::caseworker), july).error().code, "access.not-allowed"
    );
    const access::Occasion machine = reg().machine(access::Machine::report);
    EXPECT_EQ(
        impact(machine, {.from = date("2026-07-01"), .municipality = "atlantis"}).error().code,
        "norms.unknown-municipality"
    );
    EXPECT_EQ(
        impact(machine, {.from = date("2035-07-01"), .municipality = {}}).error().code,
        "norms.no-norms-known"
    );
}

}  // namespace

DRAAGKRACHT_ON_BOTH_DATABASES(NormImpactOnBoth);

}  // namespace draagkracht::figures
