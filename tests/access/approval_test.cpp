#include "draagkracht/access/approval.hpp"

#include <gtest/gtest.h>

namespace draagkracht::access {

TEST(ApprovalTest, ASecondPersonWithTheRightGrantsIt) {
    const base::MunicipalityId here{1};
    const base::MunicipalityId elsewhere{2};
    const PendingApproval pending{
        base::ApprovalId{5}, here, "followup.override_gate", "plan:12", "why", "officer:1"};
    struct Row {
        std::string who;
        Actor decider;
        std::string outcome;
    };
    const std::vector<Row> rows{
        {"who asked, also a supervisor",
         Actor::officer(base::OfficerId{1}, "A", {{here, {Role::supervisor}}}),
         "access.same-person"},
        {"a colleague without the role",
         Actor::officer(base::OfficerId{2}, "B", {{here, {Role::debt_officer}}}),
         "access.not-allowed"},
        {"the supervisor of another municipality",
         Actor::officer(base::OfficerId{3}, "C", {{elsewhere, {Role::supervisor}}}),
         "access.not-allowed"},
        {"a machine", Actor::machine(Machine::night_run), "access.not-allowed"},
        {"the supervisor",
         Actor::officer(base::OfficerId{4}, "D", {{here, {Role::supervisor}}}),
         "granted"},
    };
    for (const Row& row : rows) {
        const base::Outcome<GrantedApproval> granted = grant(pending, row.decider);
        EXPECT_EQ(granted ? "granted" : granted.error().code, row.outcome) << row.who;
    }
    const GrantedApproval granted = grant(pending, rows.back().decider).value();
    EXPECT_TRUE(granted.covers(here, "followup.override_gate", "plan:12"));
    EXPECT_FALSE(granted.covers(elsewhere, "followup.override_gate", "plan:12"));
    EXPECT_FALSE(granted.covers(here, "followup.override_gate", "plan:13"));
    EXPECT_FALSE(granted.covers(here, "claims.remit", "plan:12"));
}

}  // namespace draagkracht::access
