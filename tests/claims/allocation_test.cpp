#include "draagkracht/claims/allocation.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "support/random.hpp"

namespace draagkracht::claims {

namespace {

using base::ClaimId;
using base::Money;

Money money(const std::string& text) {
    return Money::parse(text).value();
}

OpenClaim open(
    std::int64_t id,
    const std::string& due,
    const std::string& costs,
    const std::string& interest,
    const std::string& principal
) {
    return {
        ClaimId{id},
        base::Date::parse(due).value(),
        {money(costs), money(interest), money(principal)}};
}

// "7 costs 20.00, 7 interest 110.25 | 0.00 left"
std::string told(const Allocation& allocation) {
    std::string text;
    for (const AllocatedPart& part : allocation.parts) {
        text += text.empty() ? "" : ", ";
        text += std::to_string(part.claim.value()) + " " + std::string{to_text(part.component)} +
                " " + part.amount.to_string();
    }
    return text + " | " + allocation.unallocated.to_string() + " left";
}

std::string told(const std::vector<OpenClaim>& claims) {
    std::string text;
    for (const OpenClaim& claim : claims) {
        text += text.empty() ? "" : " ";
        text += std::to_string(claim.claim.value());
    }
    return text;
}

}  // namespace

TEST(AllocationTest, WithinAClaimTheLawSaysTheOrder) {
    struct Row {
        std::string payment;
        std::string outcome;
        std::string source;
    };
    const std::vector<Row> rows{
        {"200.00",
         "1 costs 20.00, 1 interest 110.25, 1 principal 69.75 | 0.00 left",
         "worked-examples, allocation (Awb 4:92)"},
        {"19.99", "1 costs 19.99 | 0.00 left", "costs come first: 20.00 - 19.99 stays"},
        {"20.00", "1 costs 20.00 | 0.00 left", "just the costs"},
        {"20.01", "1 costs 20.00, 1 interest 0.01 | 0.00 left", "the first cent of interest"},
        {"2130.25",
         "1 costs 20.00, 1 interest 110.25, 1 principal 2000.00 | 0.00 left",
         "20.00 + 110.25 + 2000.00"},
        {"2130.26",
         "1 costs 20.00, 1 interest 110.25, 1 principal 2000.00 | 0.01 left",
         "a cent too much is nobody's"},
        {"0.00", " | 0.00 left", "nothing paid"},
    };
    for (const Row& row : rows) {
        EXPECT_EQ(
            told(allocate(money(row.payment), {open(1, "2024-01-01", "20.00", "110.25", "2000.00")})
            ),
            row.outcome
        ) << row.source;
    }
}

TEST(AllocationTest, OverSeveralClaimsTheDesignationWinsElsePolicy) {
    const std::vector<OpenClaim> claims{
        open(1, "2023-05-01", "0.00", "0.00", "300.00"),
        open(2, "2024-02-01", "0.00", "0.00", "100.00"),
        open(3, "2023-05-01", "9.00", "0.00", "50.00")};
    struct Row {
        std::vector<std::int64_t> designated;
        norms::ClaimOrder policy;
        std::string order;
        std::string source;
    };
    const auto oldest = norms::ClaimOrder::oldest_due_date;
    const auto smallest = norms::ClaimOrder::smallest_balance;
    const std::vector<Row> rows{
        {{}, oldest, "1 3 2", "policy: oldest due date, then the one registered first"},
        {{}, smallest, "3 2 1", "policy: smallest balance, 59.00 100.00 300.00"},
        {{2}, oldest, "2 1 3", "worked-examples: all to B even if A is older (Awb 4:92 lid 3)"},
        {{3, 2}, oldest, "3 2 1", "the debtor's own order"},
        {{9}, oldest, "1 3 2", "a claim that is not there changes nothing"},
    };
    for (const Row& row : rows) {
        std::vector<ClaimId> designated;
        for (const std::int64_t id : row.designated) {
            designated.emplace_back(id);
        }
        EXPECT_EQ(told(ordered(claims, designated, row.policy)), row.order) << row.source;
    }
}

TEST(AllocationTest, TheFirstClaimIsPaidWholeBeforeTheNext) {
    const std::vector<OpenClaim> claims{
        open(2, "2024-02-01", "0.00", "5.00", "100.00"),
        open(1, "2023-05-01", "20.00", "0.00", "300.00")};
    EXPECT_EQ(
        told(allocate(money("120.00"), claims)),
        "2 interest 5.00, 2 principal 100.00, 1 costs 15.00 | 0.00 left"
    );
    EXPECT_EQ(told(allocate(money("120.00"), {})), " | 120.00 left");
}

TEST(AllocationTest, AClaimInCreditTakesNothing) {
    EXPECT_EQ(
        told(allocate(money("50.00"), {open(1, "2024-01-01", "0.00", "0.00", "-10.00")})),
        " | 50.00 left"
    );
}

TEST(AllocationTest, AnAmountBelowZeroIsAFaultOfTheCaller) {
    EXPECT_THROW((void)allocate(money("-0.01"), {}), base::ProgrammerFault);
}

TEST(AllocationTest, APartBecomesAPaymentThatLowersTheClaim) {
    const NewPosting posting = payment_posting(
        {ClaimId{7}, Component::interest, money("110.25")},
        base::AllocationId{12},
        base::Date::parse("2026-03-02").value()
    );
    EXPECT_EQ(posting.claim, ClaimId{7});
    EXPECT_EQ(posting.movement.kind, PostingKind::payment);
    EXPECT_EQ(posting.movement.component, Component::interest);
    EXPECT_EQ(posting.movement.amount, money("-110.25"));
    EXPECT_EQ(posting.allocation, base::AllocationId{12});
    EXPECT_TRUE(check(posting.movement).has_value());
}

// Guarantee 1 for one payment: allocated + unallocated = amount, no component goes below zero, and
// nothing is left over while something is still owed.
TEST(AllocationTest, NoCentIsLostOverRandomClaims) {
    test_support::Random random;
    const auto up_to = [&](int most) { return static_cast<int>(random.between(0, most)); };
    for (int round = 0; round < 500; ++round) {
        std::vector<OpenClaim> claims;
        Money owed;
        for (int count = up_to(5); count >= 0; --count) {
            claims.push_back(
                {ClaimId{count},
                 base::Date::parse("2024-01-01").value().plus_days(up_to(900)),
                 {Money::cents(up_to(3) * 900),
                  Money::cents(up_to(20000)),
                  Money::cents(up_to(500000))}}
            );
            owed += claims.back().balance.total();
        }
        const Money amount = Money::cents(up_to(2'000'000));
        const Allocation made =
            allocate(amount, ordered(claims, {}, norms::ClaimOrder::oldest_due_date));
        Money allocated;
        for (const AllocatedPart& part : made.parts) {
            allocated += part.amount;
            EXPECT_TRUE(part.amount.is_positive());
            for (const OpenClaim& claim : claims) {
                if (claim.claim == part.claim) {
                    EXPECT_LE(part.amount, claim.balance.of(part.component));
                }
            }
        }
        EXPECT_EQ(allocated + made.unallocated, amount);
        EXPECT_EQ(allocated, std::min(amount, owed));
    }
}

}  // namespace draagkracht::claims
