#include "draagkracht/plans/offer.hpp"

#include <gtest/gtest.h>

#include "draagkracht/capacity/capacity_json.hpp"
#include "draagkracht/norms/rules_file.hpp"

namespace draagkracht::plans {

using base::Money;

namespace {

// Somebody of 41 alone on benefit in Zandwijk: the norm says 70.97 a month, which is 8,516.40 in
// the 120 months that the policy calls long.
Offer offer_on(Money debt) {
    static const norms::RuleBook rules =
        norms::read_rules({.norms = DRAAGKRACHT_SOURCE_DIR "/config/norms",
                           .law = DRAAGKRACHT_SOURCE_DIR "/config/law.toml",
                           .policies = DRAAGKRACHT_SOURCE_DIR "/config/policies"})
            .value();
    const capacity::Household household =
        capacity::household_from_json(
            R"({"reference":"A","date":"2026-07-15","municipality":"zandwijk",)"
            R"("living_situation":"single","registered_address":true,"housemates":[],)"
            R"("gives_information":true,"debt_help":"none",)"
            R"("taxable_income_per_year":"20000.00","debtor":{"birth_date":"1985-03-20",)"
            R"("in_institution":false,"incomes":[{"kind":"participation_benefit",)"
            R"("monthly":"1419.46","for_repayment":true,"taken_elsewhere":[]}]}})"
        )
            .value();
    return offer_for(
        capacity::assess(household, rules).value(),
        {.costs = {}, .interest = {}, .principal = debt},
        Money{},
        {.rhythm = {Frequency::monthly, base::Date::parse("2026-08-28").value()}, .months = 121}
    );
}

}  // namespace

TEST(OfferTest, SaysWhatTakesLongerThanThePolicyCallsLong) {
    const Offer fits = offer_on(Money::cents(851640));
    EXPECT_EQ(fits.longest_term_months(), 120);
    EXPECT_EQ(fits.proposals->by_norm->months(), 120);
    EXPECT_FALSE(fits.is_long(*fits.proposals->by_norm));
    EXPECT_TRUE(fits.is_long(**fits.proposals->asked_term)) << "121 months";

    const Offer longer = offer_on(Money::cents(851641));
    EXPECT_EQ(longer.proposals->by_norm->months(), 121) << "it is said, and not refused";
    EXPECT_TRUE(longer.is_long(*longer.proposals->by_norm));
}

}  // namespace draagkracht::plans
