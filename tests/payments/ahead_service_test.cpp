#include "payments/ahead_service.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>

namespace draagkracht::payments {

namespace {

// Counts up to `last`.
Ahead<int> numbers_to(int last, std::atomic<int>& made, std::size_t most) {
    return {[&made] { return ++made; }, [last](int number) { return number == last; }, most};
}

}  // namespace

TEST(Ahead, GivesTheSameThingsInTheSameOrder) {
    for (const int last : {1, 2, 5000}) {
        for (const std::size_t most : {1U, 4U}) {
            std::atomic<int> made = 0;
            Ahead<int> numbers = numbers_to(last, made, most);
            for (int number = 1; number <= last; ++number) {
                ASSERT_EQ(numbers.next(), number);
            }
            EXPECT_EQ(made, last) << "none is made after the last";
        }
    }
}

TEST(Ahead, AFaultComesAfterWhatWasMadeBeforeIt) {
    int made = 0;
    Ahead<int> numbers{
        [&made] {
            if (++made == 3) {
                throw std::runtime_error{"the disk is gone"};
            }
            return made;
        },
        [](int /*number*/) { return false; },
        4};
    EXPECT_EQ(numbers.next(), 1);
    EXPECT_EQ(numbers.next(), 2);
    EXPECT_THROW((void)numbers.next(), std::runtime_error);
}

TEST(Ahead, MakesFewThatNobodyAskedForAndEndsWhenNobodyWantsTheRest) {
    std::atomic<int> made = 0;
    {
        Ahead<int> numbers = numbers_to(-1, made, 4);
        EXPECT_EQ(numbers.next(), 1);
    }
    // The one that was taken, four that waited, one in the making, and one when that was let go.
    EXPECT_LE(made, 7);
}

}  // namespace draagkracht::payments
