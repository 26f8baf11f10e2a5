#include "draagkracht/letters/counted_payments.hpp"

#include <gtest/gtest.h>

#include "support/random.hpp"

namespace draagkracht::letters {
namespace {

using base::AllocationId;
using base::Date;
using base::Money;

Date june(unsigned number) {
    return Date{std::chrono::year{2026} / std::chrono::June / std::chrono::day{number}};
}

TEST(CountedPayments, CountsByValueDateAndRemembersTheLastBooking) {
    const std::vector<PlanBooking> bookings{
        {AllocationId{10}, Money::cents(5000), june(1)},
        {AllocationId{14}, Money::cents(-2000), june(3)},
        {AllocationId{12}, Money::cents(700), june(9)},
    };
    EXPECT_EQ(count_payments({}, june(9)), (CountedPayments{Money{}, std::nullopt}));
    EXPECT_EQ(
        count_payments(bookings, june(2)), (CountedPayments{Money::cents(5000), AllocationId{10}})
    );
    EXPECT_EQ(
        count_payments(bookings, june(3)), (CountedPayments{Money::cents(3000), AllocationId{14}})
    );
    EXPECT_EQ(
        count_payments(bookings, june(9)), (CountedPayments{Money::cents(3700), AllocationId{14}})
    );
    EXPECT_EQ(
        count_payments(bookings, june(9), AllocationId{12}),
        (CountedPayments{Money::cents(5700), AllocationId{12}})
    );
}

// Whatever is booked later, also with an earlier value date: counting again up to the booking that
// was the last gives the same.
TEST(CountedPaymentsProperty, LaterBookingsDoNotChangeWhatWasCounted) {
    test_support::Random random;
    for (int round = 0; round < 2000; ++round) {
        std::vector<PlanBooking> bookings;
        std::int64_t id = 0;
        const auto book = [&] {
            id += random.between(1, 3);
            bookings.push_back(
                {AllocationId{id},
                 Money::cents(random.between(-5000, 9000)),
                 june(static_cast<unsigned>(random.between(1, 30)))}
            );
        };
        const auto book_some = [&] {
            for (std::int64_t left = random.between(0, 6); left > 0; --left) {
                book();
            }
        };
        book_some();
        const Date letter_date = june(static_cast<unsigned>(random.between(1, 30)));
        const CountedPayments counted = count_payments(bookings, letter_date);
        book_some();
        if (counted.last_counted) {
            EXPECT_EQ(count_payments(bookings, letter_date, counted.last_counted), counted);
        }
    }
}

}  // namespace
}  // namespace draagkracht::letters
