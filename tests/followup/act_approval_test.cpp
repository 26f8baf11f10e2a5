#include "draagkracht/followup/act_approval.hpp"

#include <gtest/gtest.h>

namespace draagkracht::followup {
namespace {

TEST(ActApproval, ASubjectTellsTheActAndNothingElse) {
    const ActToApprove remission{
        "100001", "V/2026-17", claims::ActKind::remitted, base::Money::cents(840000), ""};
    EXPECT_EQ(subject_of(remission), "100001|V/2026-17|remitted|8400.00|");
    EXPECT_EQ(act_to_approve(subject_of(remission)), remission);
    const ActToApprove release{
        "100001", "V-1", claims::ActKind::debtor_released, std::nullopt, "100002"};
    EXPECT_EQ(subject_of(release), "100001|V-1|debtor_released||100002");
    EXPECT_EQ(act_to_approve(subject_of(release)), release);
}

TEST(ActApproval, ASubjectOfSomethingElseIsNoAct) {
    for (const char* other :
         {"",
          "plan:12/instalment:3/formal_notice",
          "a|b|c|d|e",
          "a|b|remitted|1e5|",
          "a|b|remitted|1.00"}) {
        EXPECT_FALSE(act_to_approve(other)) << other;
    }
}

}  // namespace
}  // namespace draagkracht::followup
