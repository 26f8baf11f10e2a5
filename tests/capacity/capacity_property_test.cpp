// Properties of the capacity over random households; the seed is printed, DRAAGKRACHT_SEED repeats.
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <set>

#include "capacity/households.hpp"
#include "draagkracht/capacity/capacity_json.hpp"
#include "support/random.hpp"

namespace draagkracht::capacity {
namespace {

using base::Money;
using test_support::Random;

constexpr int household_count = 3000;

Money random_amount(Random& random, std::int64_t most_cents) {
    return random.chance(10) ? Money{} : Money::cents(random.between(0, most_cents));
}

std::vector<Taken> random_taken(Random& random, Money income) {
    if (!random.chance(20)) {
        return {};
    }
    return {
        {random.chance(50) ? TakingWay::attachment : TakingWay::set_off,
         Money::cents(random.between(0, income.in_cents())),
         "bank"}};
}

Income random_income(Random& random, bool for_repayment) {
    Income income{
        .kind = static_cast<IncomeKind>(random.between(0, 9)),
        .monthly = random_amount(random, 400'000),
        .for_repayment = for_repayment};
    income.taken_elsewhere = random_taken(random, income.monthly);
    if (income.kind == IncomeKind::wage && random.chance(10)) {
        income.company_car = {
            .monthly_wage_tax = random_amount(random, 30'000),
            .income_claimed_since =
                on("2024-06-01").plus_days(static_cast<int>(random.between(0, 700)))};
    }
    return income;
}

std::vector<Income> random_incomes(Random& random, int chance_for_repayment) {
    std::vector<Income> incomes;
    for (std::int64_t left = random.between(0, 3); left > 0; --left) {
        incomes.push_back(random_income(random, random.chance(chance_for_repayment)));
    }
    return incomes;
}

base::Date random_birth_date(Random& random) {
    return on("1940-01-01").plus_days(static_cast<int>(random.between(0, 24'820)));
}

Person random_person(Random& random, int chance_for_repayment) {
    return {
        .birth_date = random_birth_date(random),
        .in_institution = false,
        .incomes = random_incomes(random, chance_for_repayment)};
}

Housing random_housing(Random& random, base::Date date) {
    Housing housing;
    housing.monthly_cost = random_amount(random, 200'000);
    housing.tenure = random.chance(60) ? Tenure::rented : Tenure::owned;
    housing.rent_allowance = random.chance(30);
    if (random.chance(30)) {
        housing.increase_from = date.plus_days(-static_cast<int>(random.between(-30, 900)));
        housing.increase_extended = random.chance(20);
    }
    return housing;
}

// Everything known, and covered: nobody abroad, and no partner who repays without an address.
Household random_household(Random& random) {
    const auto situation = static_cast<norms::LivingSituation>(random.between(0, 3));
    const base::Date date = on("2026-01-01").plus_days(static_cast<int>(random.between(0, 364)));
    Household household{
        .reference = std::to_string(random.between(1, 1'000'000)),
        .date = date,
        .municipality = random.chance(50) ? "zandwijk" : "lierveld",
        .living_situation = situation,
        .registered_address = random.chance(90),
        .taxable_income_per_year = random_amount(random, 10'000'000),
        .housemates = std::vector<Housemate>{},
        .debtor = random_person(random, 70),
        .partner = {}};
    household.fixed_residence =
        random.chance(50) ? FixedResidence::none : FixedResidence::netherlands;
    household.gives_information = random.chance(80);
    household.debt_help =
        random.chance(80) ? DebtHelp::none : static_cast<DebtHelp>(random.between(1, 4));
    household.housing = random_housing(random, date);
    household.care_premium = random_amount(random, 30'000);
    household.obligations = std::vector<Obligation>{{"maintenance", random_amount(random, 20'000)}};
    household.assets = random_amount(random, 2'000'000);
    for (std::int64_t left = random.between(0, 3); left > 0; --left) {
        household.housemates->push_back(
            {.birth_date = random_birth_date(random),
             .commercial = random.chance(20),
             .student = random.chance(20)}
        );
    }
    if (norms::is_couple(situation)) {
        household.partner =
            random_person(random, *household.registered_address && random.chance(30) ? 50 : 0);
    }
    return household;
}

// In an institution art. 475e lid 2 holds, and the 95% does not.
Household random_patient(Random& random) {
    Household household = random_household(random);
    household.debtor.birth_date = on("1970-01-01");
    household.debtor.in_institution = true;
    household.debtor.care_price = random_amount(random, 300'000);
    if (household.partner) {
        household.partner->birth_date = on("1970-01-01");
        household.partner->incomes = random_incomes(random, 0);
    }
    return household;
}

Household random_person_anywhere(Random& random) {
    return random.chance(15) ? random_patient(random) : random_household(random);
}

Money counted_incomes(const std::optional<Person>& person) {
    Money sum;
    if (person) {
        for (const Income& income : *person->incomes) {
            sum += counts_as_income(income.kind) ? income.monthly : Money{};
        }
    }
    return sum;
}

bool repays(const std::optional<Person>& person) {
    return person && std::ranges::any_of(*person->incomes, [](const Income& income) {
               return income.for_repayment == true;
           });
}

// Every random household is of full age and complete, so that it can always be computed.
CapacityFigures figures_of(const Household& household) {
    const CapacityAssessment assessment = assess(household, rule_book()).value();
    EXPECT_TRUE(assessment.figures) << to_json(household, assessment);
    return assessment.figures.value_or(CapacityFigures{});
}

// Guarantee 6, as far as it is decided here.
TEST(CapacityProperty, NeverTouchesTheProtectedIncome) {
    Random random;
    for (int count = 0; count < household_count; ++count) {
        const Household household = random_person_anywhere(random);
        const CapacityFigures figures = figures_of(household);
        ASSERT_FALSE(figures.norm_capacity.is_negative()) << to_json(household);
        ASSERT_FALSE(figures.protected_income.is_negative()) << to_json(household);
        ASSERT_FALSE(figures.income.is_negative()) << to_json(household);
        ASSERT_LE(figures.norm_capacity, figures.room()) << to_json(household);
        if (figures.norm_capacity.is_positive()) {
            ASSERT_GE(figures.income - figures.norm_capacity, figures.protected_income)
                << to_json(household);
        }
    }
}

// Rv art. 475dc lid 1, but for rounding to the cent; of two who repay, of both.
TEST(CapacityProperty, TheProtectedIncomeIsNeverAbove95PercentOfTheOwnIncome) {
    Random random;
    for (int count = 0; count < household_count; ++count) {
        const Household household = random_household(random);
        Money own = counted_incomes(household.debtor);
        if (repays(household.partner)) {
            own += counted_incomes(household.partner);
        }
        const Money most = (own * base::Percentage::whole(95)).rounded(base::Rounding::half_up);
        ASSERT_LE(figures_of(household).protected_income, most) << to_json(household);
    }
}

struct Fact {
    std::string name;
    std::function<void(Household&)> forget;
};

// The facts that can be unknown. Requests and a company car are acts: see docs/formats.md.
std::vector<Fact> facts_of(const Household& household) {
    std::vector<Fact> facts{
        {"living_situation", [](Household& h) { h.living_situation.reset(); }},
        {"registered_address", [](Household& h) { h.registered_address.reset(); }},
        {"fixed_residence", [](Household& h) { h.fixed_residence.reset(); }},
        {"gives_information", [](Household& h) { h.gives_information.reset(); }},
        {"taxable_income_per_year", [](Household& h) { h.taxable_income_per_year.reset(); }},
        {"housemates", [](Household& h) { h.housemates.reset(); }},
        {"debt_help", [](Household& h) { h.debt_help.reset(); }},
        {"housing.monthly_cost", [](Household& h) { h.housing.monthly_cost.reset(); }},
        {"housing.tenure", [](Household& h) { h.housing.tenure.reset(); }},
        {"housing.rent_allowance", [](Household& h) { h.housing.rent_allowance.reset(); }},
        {"care_premium", [](Household& h) { h.care_premium.reset(); }},
        {"obligations", [](Household& h) { h.obligations.reset(); }},
        {"assets", [](Household& h) { h.assets.reset(); }},
        {"debtor.birth_date", [](Household& h) { h.debtor.birth_date.reset(); }},
        {"debtor.in_institution", [](Household& h) { h.debtor.in_institution.reset(); }},
        {"debtor.care_price", [](Household& h) { h.debtor.care_price.reset(); }},
        {"debtor.incomes", [](Household& h) { h.debtor.incomes.reset(); }},
    };
    if (!household.debtor.incomes->empty()) {
        facts.push_back({"debtor.incomes.for_repayment", [](Household& h) {
                             h.debtor.incomes->back().for_repayment.reset();
                         }});
        facts.push_back({"debtor.incomes.taken_elsewhere", [](Household& h) {
                             h.debtor.incomes->back().taken_elsewhere.reset();
                         }});
    }
    if (!household.housemates->empty()) {
        facts.push_back({"housemates.birth_date", [](Household& h) {
                             h.housemates->back().birth_date.reset();
                         }});
        facts.push_back({"housemates.commercial", [](Household& h) {
                             h.housemates->back().commercial.reset();
                         }});
        facts.push_back({"housemates.student", [](Household& h) {
                             h.housemates->back().student.reset();
                         }});
    }
    if (household.partner) {
        facts.push_back({"partner", [](Household& h) { h.partner.reset(); }});
        facts.push_back({"partner.birth_date", [](Household& h) { h.partner->birth_date.reset(); }}
        );
        facts.push_back({"partner.in_institution", [](Household& h) {
                             h.partner->in_institution.reset();
                         }});
        facts.push_back({"partner.incomes", [](Household& h) { h.partner->incomes.reset(); }});
        if (!household.partner->incomes->empty()) {
            facts.push_back({"partner.incomes.taken_elsewhere", [](Household& h) {
                                 h.partner->incomes->back().taken_elsewhere.reset();
                             }});
        }
    }
    return facts;
}

TEST(CapacityProperty, WhatIsNotKnownIsAskedOrChangesNothing) {
    Random random;
    std::set<std::string> asked;
    for (int count = 0; count < household_count; ++count) {
        Household household = random_person_anywhere(random);
        const CapacityFigures known = figures_of(household);
        const std::vector<Fact> facts = facts_of(household);
        const Fact& fact = random.one_of(facts);
        fact.forget(household);
        const CapacityAssessment assessment = assess(household, rule_book()).value();
        if (assessment.figures) {
            ASSERT_EQ(*assessment.figures, known) << fact.name << ": " << to_json(household);
            continue;
        }
        const std::vector<Obstacle>& obstacles = assessment.worksheet.obstacles;
        ASSERT_TRUE(std::ranges::any_of(
            obstacles,
            [&fact](const Obstacle& obstacle) {
                return obstacle.code == "capacity.fact-unknown" && obstacle.subject == fact.name;
            }
        )) << fact.name
           << ": " << to_json(household);
        asked.insert(fact.name);
    }
    EXPECT_GT(asked.size(), 10U) << "most facts have to be asked now and then";
}

TEST(CapacityProperty, MoreIncomeNeverLowersCapacityByMoreThanItRose) {
    Random random;
    for (int count = 0; count < household_count; ++count) {
        Household household = random_person_anywhere(random);
        household.debtor.incomes->push_back(
            {.kind = IncomeKind::wage,
             .monthly = random_amount(random, 400'000),
             .for_repayment = random.chance(70),
             .taken_elsewhere = std::vector<Taken>{}}
        );
        const CapacityFigures before = figures_of(household);
        const Money rise = Money::cents(random.between(1, 100'000));
        Income& wage = household.debtor.incomes->back();
        wage.monthly += rise;
        const CapacityFigures after = figures_of(household);
        ASSERT_GE(after.norm_capacity, before.norm_capacity - rise) << to_json(household);
        // The taxable income rises with it, by at least as much and at most twice.
        household.taxable_income_per_year =
            *household.taxable_income_per_year + rise * random.between(12, 24);
        const CapacityFigures taxed = figures_of(household);
        ASSERT_GE(taxed.norm_capacity, before.norm_capacity - rise) << to_json(household);
        ASSERT_GE(taxed.protected_income, after.protected_income)
            << "a higher taxable income never lowers the protected income: " << to_json(household);
    }
}

TEST(CapacityProperty, MoreIncomeForRepaymentNeverLowersCapacityAtAll) {
    Random random;
    for (int count = 0; count < household_count; ++count) {
        Household household = random_person_anywhere(random);
        household.debtor.incomes->push_back(income(IncomeKind::wage, "500.00"));
        const CapacityFigures before = figures_of(household);
        household.debtor.incomes->back().monthly += Money::cents(random.between(1, 100'000));
        ASSERT_GE(figures_of(household).norm_capacity, before.norm_capacity) << to_json(household);
    }
}

TEST(CapacityProperty, RecomputesToTheSameBytes) {
    Random random;
    // As on another day, after the files were read anew.
    const norms::RuleBook again =
        norms::read_rules({.norms = DRAAGKRACHT_SOURCE_DIR "/config/norms",
                           .law = DRAAGKRACHT_SOURCE_DIR "/config/law.toml",
                           .policies = DRAAGKRACHT_SOURCE_DIR "/config/policies"})
            .value();
    for (int count = 0; count < household_count; ++count) {
        const std::string line = to_json(random_person_anywhere(random));
        const std::string worksheet = assess_line(line, rule_book()).value();
        ASSERT_EQ(assess_line(line, again).value(), worksheet);
        // The receipt holds all that is needed: its household gives the same worksheet.
        const std::string mark = "\"household\":";
        const std::size_t place = worksheet.rfind(mark) + mark.size();
        const std::string household = worksheet.substr(place, worksheet.size() - place - 2);
        ASSERT_EQ(household, line);
    }
}

}  // namespace
}  // namespace draagkracht::capacity
