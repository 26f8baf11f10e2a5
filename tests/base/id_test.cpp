#include "draagkracht/base/id.hpp"

#include <gtest/gtest.h>

#include <type_traits>
#include <unordered_set>

namespace draagkracht::base {
namespace {

template <typename Left, typename Right>
concept comparable = requires(Left left, Right right) {
    left == right;
};
template <typename Value>
concept countable = requires(Value value) {
    value + 1;
};

static_assert(!std::is_constructible_v<PersonId, ClaimId>);
static_assert(!std::is_assignable_v<PersonId&, ClaimId>);
static_assert(!std::is_convertible_v<std::int64_t, ClaimId>, "a number is no id until it is said");
static_assert(!std::is_convertible_v<ClaimId, std::int64_t>);
static_assert(comparable<ClaimId, ClaimId> && !comparable<ClaimId, PersonId>);
static_assert(!comparable<ClaimId, std::int64_t> && !countable<ClaimId>);
static_assert(!std::is_default_constructible_v<ClaimId>, "there is no empty id");

TEST(Id, is_a_value_that_can_be_a_key) {
    const std::unordered_set<ClaimId> claims{ClaimId{17}, ClaimId{18}, ClaimId{17}};
    EXPECT_EQ(claims.size(), 2U);
    EXPECT_LT(ClaimId{17}, ClaimId{18});
    EXPECT_EQ(ClaimId{17}.value(), 17);
}

}  // namespace
}  // namespace draagkracht::base
