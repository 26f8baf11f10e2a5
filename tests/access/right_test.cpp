#include "draagkracht/access/right.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "draagkracht/access/occasion.hpp"

namespace draagkracht::access {

namespace {

const std::vector<Role> all_roles{
    Role::debt_officer, Role::caseworker, Role::supervisor, Role::auditor, Role::administrator};

}  // namespace

// Who may do what. Roles after Alkmaar 4.2.1: the debt officer negotiates, the caseworker keeps the
// direction and looks; who decides what a second person must decide does not act by himself.
TEST(RightTest, EachRoleHasItsRightsAndNoMore) {
    struct Row {
        Right right;
        std::set<Role> roles;
    };
    const std::vector<Row> rows{
        {Right::see_person,
         {Role::debt_officer, Role::caseworker, Role::supervisor, Role::auditor}},
        {Right::record_contact, {Role::debt_officer, Role::caseworker}},
        {Right::register_claim, {Role::debt_officer}},
        {Right::act_on_claim, {Role::debt_officer}},
        {Right::agree_plan, {Role::debt_officer}},
        {Right::take_escalation_step, {Role::debt_officer}},
        {Right::decide_approval, {Role::supervisor}},
        {Right::reconcile, {Role::debt_officer}},
        {Right::see_suspense, {Role::debt_officer, Role::supervisor, Role::auditor}},
        {Right::send_letters, {Role::debt_officer}},
        {Right::run_business_day, {}},
        {Right::load_register, {}},
        {Right::read_audit, {Role::supervisor, Role::auditor}},
        {Right::see_figures, {Role::debt_officer, Role::supervisor, Role::auditor}},
        {Right::keep_officers, {Role::administrator}},
    };
    for (const Row& row : rows) {
        for (const Role role : all_roles) {
            EXPECT_EQ(role_gives(role, row.right), row.roles.contains(role))
                << to_text(role) << " " << to_text(row.right);
        }
    }
}

TEST(RightTest, ARoleReadsBackAsItIsWritten) {
    for (const Role role : all_roles) {
        EXPECT_EQ(role_of(to_text(role)), role);
    }
    EXPECT_EQ(role_of("mayor"), std::nullopt);
}

TEST(ActorTest, ARoleCountsInItsOwnMunicipalityOnly) {
    const base::MunicipalityId zandwijk{1};
    const base::MunicipalityId elsewhere{2};
    const Actor officer =
        Actor::officer(base::OfficerId{12}, "J. Bakker", {{zandwijk, {Role::debt_officer}}});
    EXPECT_TRUE(officer.may(Right::agree_plan, zandwijk));
    EXPECT_FALSE(officer.may(Right::agree_plan, elsewhere));
    EXPECT_FALSE(officer.may(Right::decide_approval, zandwijk));
    EXPECT_EQ(officer.text(), "officer:12");
    EXPECT_EQ(require(officer, Right::agree_plan, elsewhere).error().code, "access.not-allowed");
}

TEST(ActorTest, AMachineHasTheRightsOfItsOneJob) {
    const base::MunicipalityId zandwijk{1};
    const Actor reconciliation = Actor::machine(Machine::reconciliation);
    EXPECT_TRUE(reconciliation.may(Right::reconcile, zandwijk));
    EXPECT_FALSE(reconciliation.may(Right::see_person, zandwijk));
    EXPECT_FALSE(reconciliation.may(Right::load_register, zandwijk));
    EXPECT_EQ(reconciliation.text(), "machine:reconciliation");
    const Actor report = Actor::machine(Machine::report);
    EXPECT_TRUE(report.may(Right::see_figures, zandwijk));
    EXPECT_FALSE(report.may(Right::agree_plan, zandwijk));
    EXPECT_EQ(report.text(), "machine:report");
    const Actor explanation = Actor::machine(Machine::explanation);
    EXPECT_TRUE(explanation.may(Right::see_person, zandwijk));
    EXPECT_FALSE(explanation.may(Right::act_on_claim, zandwijk));
    EXPECT_EQ(explanation.text(), "machine:explanation");
    const Actor payroll = Actor::machine(Machine::payroll);
    EXPECT_TRUE(payroll.may(Right::act_on_claim, zandwijk));
    EXPECT_FALSE(payroll.may(Right::see_person, zandwijk));
    EXPECT_FALSE(payroll.may(Right::decide_approval, zandwijk));
    EXPECT_EQ(payroll.text(), "machine:payroll");
}

}  // namespace draagkracht::access
