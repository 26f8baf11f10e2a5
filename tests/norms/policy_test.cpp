// The policies of the two demo bodies, and how their rules follow the date.
#include "draagkracht/norms/policy.hpp"

#include <gtest/gtest.h>

#include "draagkracht/norms/rules_file.hpp"

namespace draagkracht::norms {
namespace {

using base::Date;
using base::Money;
using base::Percentage;

Date on(std::string_view text) {
    return Date::parse(text).value();
}

const PolicyBook& policy_book() {
    static const PolicyBook book = read_policies(DRAAGKRACHT_SOURCE_DIR "/config/policies").value();
    return book;
}

TEST(PolicyBook, ServesOneMunicipalityAndSeven) {
    const auto zandwijk = policy_book().policy_of("zandwijk").value();
    EXPECT_EQ(zandwijk->letterhead.name, "Gemeente Zandwijk");
    EXPECT_EQ(zandwijk->letterhead.iban.text(), "NL91ABNA0417164300");
    EXPECT_EQ(zandwijk->municipalities.size(), 1U);

    const auto peelrand = policy_book().policy_of("berkelmonde").value();
    EXPECT_EQ(peelrand->key, "peelrand");
    EXPECT_EQ(peelrand->municipalities.size(), 7U);
    EXPECT_EQ(policy_book().policy_of("zomerdonk").value(), peelrand);

    EXPECT_EQ(policy_book().policy_of("alkmaar").error().code, "norms.unknown-municipality");
}

TEST(PolicyRules, AreThoseOfTheirDate) {
    const auto peelrand = policy_book().policy_of("lierveld").value();
    const auto before = peelrand->rules_on(on("2023-12-31")).value();
    const auto after = peelrand->rules_on(on("2024-01-01")).value();
    EXPECT_EQ(before->other_surplus_share.value, Percentage::whole(50));
    EXPECT_EQ(after->other_surplus_share.value, Percentage::whole(35));
    EXPECT_EQ(after->other_surplus_share.row.valid_from, on("2024-01-01"));
    EXPECT_EQ(before->minimum_amount, after->minimum_amount);
    EXPECT_EQ(before->all.valid_from, on("2021-07-01"));
    EXPECT_EQ(after->all.valid_from, on("2024-01-01"));
    EXPECT_NE(before->all, after->all);
    EXPECT_NE(before->of_capacity, after->of_capacity);
    EXPECT_EQ(after->of_capacity.valid_from, on("2024-01-01"));
    EXPECT_EQ(peelrand->rules_on(on("2021-06-30")).error().code, "norms.no-policy-known");
}

TEST(PolicyRules, SayWhereTheyComeFrom) {
    const auto rules =
        policy_book().policy_of("zandwijk").value()->rules_on(on("2026-07-01")).value();
    EXPECT_EQ(rules->talk_interval_months.value, 12);
    EXPECT_EQ(rules->talk_interval_months.row.source, "Alkmaar 4.1: at least once a year");
    EXPECT_EQ(rules->talk_interval_months.row.name, "followup.talk_interval_months");
    EXPECT_EQ(rules->talk_interval_months.row.basis, Basis::policy);
    EXPECT_EQ(rules->benefit_norm_share.value, Percentage::whole(5));
    EXPECT_EQ(rules->trivial_amount.value, Money::cents(10000));
    EXPECT_EQ(rules->limitation_warning_months.value, 6);
    EXPECT_EQ(rules->claim_order.value, ClaimOrder::oldest_due_date);
    EXPECT_EQ(rules->contact_gate().attempts, 2);
    EXPECT_EQ(rules->escalation_ladder.value.front(), EscalationStep::personal_contact);
    EXPECT_TRUE(rules->needs_second_person(FourEyesAction::gate_override));
}

TEST(PolicyRules, NobodyGoesRoundTheGateAlone) {
    for (const auto& policy : policy_book().policies()) {
        for (const auto& rules : policy->history) {
            EXPECT_GE(rules->contact_gate().attempts, hard_gate.attempts);
            EXPECT_GE(rules->contact_gate().channels, hard_gate.channels);
            EXPECT_GE(rules->contact_gate().days, hard_gate.days);
            EXPECT_TRUE(rules->needs_second_person(FourEyesAction::gate_override));
        }
    }
}

}  // namespace
}  // namespace draagkracht::norms
