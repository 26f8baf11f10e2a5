#include "payments/own_events.hpp"

#include <gtest/gtest.h>

namespace draagkracht::payments {
namespace {

using base::ClaimId;

const ClaimId one{1};
const ClaimId two{2};
const ClaimId seven{7};

// The import told events 11 and 12 about claims 1 and 2, somebody else 13, the import 14 about
// none.
OwnEvents told() {
    OwnEvents own;
    own.add({11, 12}, SortedClaims{one, two});
    own.add({14, 14}, SortedClaims{});
    return own;
}

struct Case {
    std::int64_t from;
    std::int64_t to;
    SortedClaims claims;
    bool still_holds;
    const char* why;
};

TEST(OwnEventsTest, WhatWasLookedUpHoldsWhileOnlyItsOwnEventsOnOtherClaimsCameSince) {
    const Case cases[] = {
        {10, 10, {one}, true, "nothing was told since"},
        {10, 12, {seven}, true, "both events are its own, on claims 1 and 2"},
        {10, 12, {two, seven}, false, "claim 2 is one of those"},
        {11, 12, {two, seven}, false, "half of it was told since"},
        {12, 12, {one, two}, true, "all of it was told before"},
        {10, 13, {seven}, false, "event 13 is somebody else's"},
        {12, 14, {seven}, false, "so it is"},
        {13, 14, {one, two, seven}, true, "the last one was about no claim"},
        {9, 12, {seven}, false, "event 10 is somebody else's"},
        {14, 15, {seven}, false, "event 15 is somebody else's"},
    };
    for (const Case& one_case : cases) {
        EXPECT_EQ(told().explain(one_case.from, one_case.to, one_case.claims), one_case.still_holds)
            << one_case.from << ".." << one_case.to << ": " << one_case.why;
    }
}

TEST(OwnEventsTest, WhatIsLongAgoIsForgottenAndExplainsNothing) {
    OwnEvents own;
    for (std::int64_t event = 1; event <= 100; ++event) {
        own.add({event, event}, SortedClaims{one});
    }
    EXPECT_TRUE(own.explain(98, 100, {seven}));
    EXPECT_FALSE(own.explain(1, 100, {seven}));
}

TEST(OwnEventsTest, ATrailThatWroteNothingTellsNothing) {
    OwnEvents own;
    own.add(audit::EventRange{}, {one});
    EXPECT_TRUE(own.explain(0, 0, {seven}));
    EXPECT_TRUE(own.explain(5, 5, {seven}));
}

}  // namespace
}  // namespace draagkracht::payments
