#include "draagkracht/api/log_in_throttle.hpp"

#include <gtest/gtest.h>

namespace draagkracht::api {
namespace {

base::Timestamp at_minute(int minute) {
    const base::Timestamp start = base::Timestamp::parse("2026-07-01T09:00:00Z").value();
    return base::Timestamp{start.in_seconds() + std::chrono::minutes{minute}};
}

constexpr LogInThrottle::Limits limits{
    .failures_of_name_at_address = 3,
    .failures_of_address = 5,
    .failures_of_name = 8,
    .window = std::chrono::minutes{15}};

TEST(LogInThrottle, StopsANameAtAnAddressUntilTheWindowIsOver) {
    LogInThrottle throttle{limits};
    for (int minute = 0; minute < 3; ++minute) {
        EXPECT_TRUE(throttle.may_try({"bakker", "10.0.0.1"}, at_minute(minute)));
        throttle.failed({"bakker", "10.0.0.1"}, at_minute(minute));
    }
    EXPECT_FALSE(throttle.may_try({"bakker", "10.0.0.1"}, at_minute(3)));
    EXPECT_TRUE(throttle.may_try({"bakker", "10.0.0.2"}, at_minute(3)));
    EXPECT_TRUE(throttle.may_try({"visser", "10.0.0.1"}, at_minute(3)));
    EXPECT_FALSE(throttle.may_try({"bakker", "10.0.0.1"}, at_minute(14)));
    EXPECT_TRUE(throttle.may_try({"bakker", "10.0.0.1"}, at_minute(15)));
}

TEST(LogInThrottle, StopsAnAddressThatTriesManyNames) {
    LogInThrottle throttle{limits};
    for (const std::string name : {"a", "b", "c", "d", "e"}) {
        throttle.failed({name, "10.0.0.1"}, at_minute(0));
    }
    EXPECT_FALSE(throttle.may_try({"f", "10.0.0.1"}, at_minute(1)));
    EXPECT_TRUE(throttle.may_try({"f", "10.0.0.2"}, at_minute(1)));
}

// Guessing stays bounded from however many addresses, and does not keep the officer from work.
TEST(LogInThrottle, ManyStrangersStopOneAnotherAndNotTheOfficerAtTheirDesk) {
    LogInThrottle throttle{limits};
    throttle.succeeded({"bakker", "10.0.0.9"});
    for (int stranger = 0; stranger < 8; ++stranger) {
        const std::string address = "192.0.2." + std::to_string(stranger);
        EXPECT_TRUE(throttle.may_try({"bakker", address}, at_minute(1)));
        throttle.failed({"bakker", address}, at_minute(1));
    }
    EXPECT_FALSE(throttle.may_try({"bakker", "192.0.2.99"}, at_minute(2)));
    EXPECT_TRUE(throttle.may_try({"bakker", "10.0.0.9"}, at_minute(2)));
    EXPECT_TRUE(throttle.may_try({"visser", "192.0.2.99"}, at_minute(2)));
}

TEST(LogInThrottle, ForgetsTheFailuresOfANameThatGotIn) {
    LogInThrottle throttle{limits};
    throttle.failed({"bakker", "10.0.0.1"}, at_minute(0));
    throttle.failed({"bakker", "10.0.0.1"}, at_minute(0));
    throttle.succeeded({"bakker", "10.0.0.1"});
    throttle.failed({"bakker", "10.0.0.1"}, at_minute(1));
    EXPECT_TRUE(throttle.may_try({"bakker", "10.0.0.1"}, at_minute(1)));
}

}  // namespace
}  // namespace draagkracht::api
