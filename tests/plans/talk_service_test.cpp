#include "draagkracht/plans/talk_service.hpp"

#include <gtest/gtest.h>
#include <soci/soci.h>

#include "draagkracht/access/access_service.hpp"
#include "draagkracht/norms/rules_file.hpp"
#include "draagkracht/plans/plans_service.hpp"
#include "support/test_register.hpp"

namespace draagkracht::plans {
namespace {

using base::Money;

base::Date on(const std::string& text) {
    return base::Date::parse(text).value();
}

const norms::RuleBook& rules() {
    const std::string config = DRAAGKRACHT_SOURCE_DIR "/config/";
    static const norms::RuleBook book =
        norms::read_rules({config + "norms", config + "law.toml", config + "policies"}).value();
    return book;
}

// A single person on benefit only in the second half of 2026. By hand (worked examples): the norm
// is 1,419.46, protected are 1,348.49, so 70.97 a month can be repaid.
capacity::Household single_on_benefit(base::Date date) {
    capacity::Household household{.reference = "1", .date = date, .municipality = "zandwijk"};
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

class TalksOnBoth : public test_support::OnBothDatabases {
  protected:
    void SetUp() override {
        OnBothDatabases::SetUp();
        if (!IsSkipped()) {
            register_.emplace(database());
        }
    }

    long long looks() {
        storage::Transaction transaction{database(), "count", storage::Access::read};
        long long count = 0;
        transaction.sql() << "SELECT COUNT(*) FROM audit_event", soci::into(count);
        return count;
    }

    std::optional<test_support::TestRegister> register_;
};

TEST_P(TalksOnBoth, ACalculationTakesItsFactsFromTheRequestAndIsNoLook) {
    const TalkService talks{database(), rules()};
    const TalkRequest request{
        .household = single_on_benefit(on("2026-07-15")),
        .ground =
            {.claims = {{base::ClaimId{1}, {Money{}, Money{}, Money::cents(25'000)}}},
             .running = {{{"R-1", 1}, Money::cents(3'000), {base::ClaimId{2}}}}},
        .asked = {
            .rhythm = {Frequency::monthly, on("2026-08-28")},
            .amounts = {{1, Money::cents(4'000)}}}};
    const access::Occasion officer = register_->officer();
    const long long before = looks();
    const base::Outcome<Offer> offer = talks.reckon(officer, register_->zandwijk(), request);
    ASSERT_TRUE(offer.has_value()) << offer.error().to_line();
    EXPECT_EQ(looks(), before);
    // 70.97 by the norm, of which 30.00 goes to the other plan already.
    EXPECT_EQ(offer->figures()->norm_capacity, Money::cents(4'097));
    EXPECT_EQ(offer->proposals->by_norm->amounts.agreed, Money::cents(4'097));
    EXPECT_EQ(offer->proposals->named_amount->value().schedule.size(), 7U);  // 6 x 40.00, 10.00

    TalkRequest without_claims = request;
    without_claims.ground.claims.clear();
    EXPECT_EQ(
        talks.reckon(officer, register_->zandwijk(), without_claims).error().code,
        "plans.nothing-to-pay"
    );
    for (const access::Role role : {access::Role::caseworker, access::Role::auditor}) {
        EXPECT_EQ(
            talks.reckon(register_->officer(role), register_->zandwijk(), request).error().code,
            "access.not-allowed"
        );
    }
}

TEST_P(TalksOnBoth, TheHouseholdOfTheLastAssessmentComesBack) {
    TalkService talks{database(), rules()};
    PlansService plans{database(), rules()};
    const base::PersonId debtor = register_->person("100001");
    const base::ClaimId claim = register_->claim("V-1", {debtor}, "250.00", "2026-05-01");
    const access::Occasion officer = register_->officer();
    EXPECT_FALSE(talks.last_assessment_of(officer, debtor).value().has_value());

    const capacity::Household household = single_on_benefit(officer.today.date());
    ASSERT_TRUE(plans.agree(
        officer,
        {.person = debtor, .household = household, .claims = {claim}},
        {monthly(Money::cents(4'000), officer.today.date().plus_days(20)), false, "past zo"}
    ));
    const long long before = looks();
    const auto last = talks.last_assessment_of(officer, debtor);
    ASSERT_TRUE(last.has_value() && last->has_value());
    EXPECT_EQ((*last)->assessed_on, officer.today.date());
    EXPECT_EQ((*last)->household.taxable_income_per_year, household.taxable_income_per_year);
    EXPECT_EQ(looks(), before + 1);
    EXPECT_EQ(
        talks.last_assessment_of(register_->officer(access::Role::auditor), debtor).error().code,
        "access.not-allowed"
    );
}

DRAAGKRACHT_ON_BOTH_DATABASES(TalksOnBoth);

}  // namespace
}  // namespace draagkracht::plans
