// How payouts are named, and what the bank tells of an order.
#include "draagkracht/payments/payout.hpp"

#include <gtest/gtest.h>

namespace draagkracht::payments {
namespace {

using base::Money;

TEST(Payout, NamesAreReadBack) {
    const PayoutBatch batch{PayoutId{4711}, base::BankAccountId{12}};
    EXPECT_EQ(name_of(PayoutId{4711}), "TB-4711");
    EXPECT_EQ(to_text(batch), "TB-4711-12");
    EXPECT_EQ(payout_named("TB-4711"), PayoutId{4711});
    EXPECT_EQ(payout_batch_named("TB-4711-12"), batch);
    for (const char* const other :
         {"",
          "TB-",
          "TB-x",
          "TB-4711x",
          "TB--4711",
          "TB-0",
          "INC-4711",
          "INC-4711-20261228",
          "TB-99999999999999999999",
          "tb-4711"}) {
        EXPECT_EQ(payout_named(other), std::nullopt) << other;
        EXPECT_EQ(payout_batch_named(other), std::nullopt) << other;
        EXPECT_FALSE(may_name_payout_order(other)) << other;
    }
    EXPECT_EQ(payout_batch_named("TB-4711"), std::nullopt);
    EXPECT_EQ(payout_batch_named("TB-4711-"), std::nullopt);
    EXPECT_TRUE(may_name_payout_order(end_to_end_id_of_payout_order(4712)));
    EXPECT_EQ(
        subject_of(PayoutToApprove{PayoutId{4711}, {3, Money::parse("130.00").value()}}),
        "TB-4711|3|130.00"
    );
}

// Each row is something else, so that what is approved of one serves for no other.
TEST(Payout, WhatIsWithdrawnIsNamedAsItStands) {
    struct Row {
        bool is_laid_out;
        std::size_t answered;
        std::string subject;
    };
    const std::vector<Row> rows{
        {false, 0, "TB-4711|made"},
        {true, 0, "TB-4711|laid_out"},
        {false, 1, "TB-4711|made|1"},
        {true, 1, "TB-4711|laid_out|1"},
        {true, 2, "TB-4711|laid_out|2"},
    };
    for (const Row& row : rows) {
        const PayoutToWithdraw payout{PayoutId{4711}, row.is_laid_out, row.answered};
        EXPECT_EQ(subject_of(payout), row.subject);
        EXPECT_FALSE(payout_to_approve(row.subject).has_value()) << row.subject;
    }
}

TEST(Payout, WhatTheBankBooksClosesARefundOrOpensItAgain) {
    using enum RefundStanding;
    struct Row {
        std::string what;
        std::string entry;  // of an order of 25.00
        RefundStanding before;
        std::optional<RefundStanding> told;
    };
    const std::vector<Row> rows{
        {"the money leaves", "-25.00", ordered, paid},
        {"another amount leaves", "-24.99", ordered, std::nullopt},
        {"it leaves twice", "-25.00", paid, std::nullopt},
        {"it comes back", "25.00", paid, returned},
        {"it comes back in part", "24.99", paid, std::nullopt},
        {"it comes back before it left", "25.00", ordered, std::nullopt},
        {"it comes back twice", "25.00", returned, std::nullopt},
        {"it leaves after it came back", "-25.00", returned, std::nullopt},
        {"nobody ordered it", "-25.00", due, std::nullopt},
    };
    for (const Row& row : rows) {
        EXPECT_EQ(
            told_by(Money::parse(row.entry).value(), Money::cents(2500), row.before), row.told
        ) << row.what;
    }
}

TEST(Payout, WhatASecondPersonIsAskedReadsBack) {
    const PayoutToApprove asked{PayoutId{4711}, {3, Money::parse("130.00").value()}};
    const auto read = payout_to_approve(subject_of(asked));
    ASSERT_TRUE(read.has_value());
    EXPECT_EQ(read->payout, asked.payout);
    EXPECT_EQ(read->orders, asked.orders);
    for (const std::string other :
         {"",
          "TB-4711",
          "TB-4711|3",
          "INC-4711|3|130.00",
          "TB-4711|x|130.00",
          "TB-4711|3|veel",
          "TB-4711||130.00",
          "TB-4711|3|130.00|1"}) {
        EXPECT_FALSE(payout_to_approve(other).has_value()) << other;
    }
}

}  // namespace
}  // namespace draagkracht::payments
