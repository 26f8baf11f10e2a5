#include "draagkracht/claims/replay.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "support/random.hpp"

namespace draagkracht::claims {
namespace {

using base::ClaimId;
using base::Date;
using base::EntryId;
using base::Money;
using test_support::Random;
using enum Component;

Date day(const std::string& text) {
    return Date::parse(text).value();
}
Money money(const std::string& text) {
    return Money::parse(text).value();
}

Charge charged(
    std::int64_t claim,
    Component component,
    const std::string& amount,
    const std::string& from,
    const std::string& decided = {}
) {
    return {
        ClaimId{claim},
        component,
        money(amount),
        day(from),
        decided.empty() ? std::nullopt : std::optional{day(decided)}};
}

Receipt received(
    std::int64_t entry,
    const std::string& amount,
    const std::string& on,
    const std::vector<std::int64_t>& claims
) {
    Receipt receipt{
        .entry = EntryId{entry},
        .value_date = day(on),
        .place = {"NL|S|" + on, entry, 1},
        .amount = money(amount),
        .in_order = {},
        .shares = {}};
    for (const std::int64_t claim : claims) {
        receipt.in_order.emplace_back(claim);
    }
    return receipt;
}
Receipt taken_back(Receipt receipt, std::int64_t by, const std::string& counts_from) {
    receipt.taken_back = TakenBack{EntryId{by}, day(counts_from)};
    return receipt;
}
Receipt by_hand(Receipt receipt, std::int64_t claim) {
    receipt.is_by_hand = true;
    receipt.shares = {{ClaimId{claim}, receipt.amount}};
    return receipt;
}

// The shares of `spread` become those of the receipts, as the books have them afterwards.
std::vector<Receipt> with_shares(std::vector<Receipt> receipts, const Shares& shares) {
    for (Receipt& receipt : receipts) {
        receipt.shares.clear();
        for (const auto& [key, amount] : shares) {
            if (key.first == receipt.entry) {
                receipt.shares.emplace(key.second, amount);
            }
        }
    }
    return receipts;
}

// "1: costs 20.00, principal 69.75 of 7" a line for each entry.
std::string told(
    const std::vector<Charge>& charges,
    const std::vector<Receipt>& receipts,
    const std::vector<CreditUse>& credits = {}
) {
    const Shares shares = spread(charges, credits, receipts);
    const Parts parts = distribute(charges, credits, with_shares(receipts, shares)).parts;
    std::string text;
    EntryId last{0};
    for (const auto& [key, amount] : parts) {
        const auto& [entry, claim, component] = key;
        text += entry == last ? ", "
                              : (text.empty() ? "" : "; ") + std::to_string(entry.value()) + ": ";
        text += std::string{to_text(component)} + " " + amount.to_string() + " on " +
                std::to_string(claim.value());
        last = entry;
    }
    return text;
}

struct Row {
    std::string what;
    std::vector<Charge> charges;
    std::vector<Receipt> receipts;
    std::string outcome;  // worked out by hand
};

void expect_rows(const std::vector<Row>& rows) {
    for (const Row& row : rows) {
        EXPECT_EQ(told(row.charges, row.receipts), row.outcome) << row.what;
    }
}

const Charge decision = charged(7, principal, "100.00", "2026-01-10");

TEST(Replay, WithinAClaimTheDaysDecide) {
    const Charge fee = charged(7, costs, "9.00", "2026-03-01", "2026-03-01");
    const Charge interest_set_back = charged(7, interest, "20.00", "2026-02-01", "2026-06-01");
    expect_rows({
        {"worked-examples, allocation (Awb 4:92)",
         {charged(7, principal, "2000.00", "2023-03-01"),
          charged(7, interest, "110.25", "2024-03-01"),
          charged(7, costs, "20.00", "2024-03-01")},
         {received(1, "200.00", "2024-03-02", {7})},
         "1: costs 20.00 on 7, interest 110.25 on 7, principal 69.75 on 7"},
        {"a payment from before the fee pays none of it",
         {decision, fee},
         {received(1, "30.00", "2026-02-28", {7}), received(2, "30.00", "2026-03-02", {7})},
         "1: principal 30.00 on 7; 2: costs 9.00 on 7, principal 21.00 on 7"},
        {"on one day the fee comes first",
         {decision, fee},
         {received(1, "30.00", "2026-03-01", {7})},
         "1: costs 9.00 on 7, principal 21.00 on 7"},
        {"interest that is set back is paid by the first payment after its day",
         {decision, interest_set_back},
         {received(1, "30.00", "2026-01-31", {7}), received(2, "30.00", "2026-02-02", {7})},
         "1: principal 30.00 on 7; 2: interest 20.00 on 7, principal 10.00 on 7"},
        {"what lies before the decision goes to what it charges",
         {decision},
         {received(1, "30.00", "2026-01-01", {7})},
         "1: principal 30.00 on 7"},
        {"more than is open on the day goes to what is charged later",
         {decision, charged(7, costs, "9.00", "2026-03-01")},
         {received(1, "105.00", "2026-02-01", {7})},
         "1: costs 5.00 on 7, principal 100.00 on 7"},
    });
}

TEST(Replay, BetweenClaimsADecisionMovesNothingThatWasPaidBefore) {
    const Charge other = charged(8, principal, "50.00", "2026-01-10");
    expect_rows({
        {"the first claim, then the next",
         {decision, other},
         {received(1, "120.00", "2026-02-01", {7, 8})},
         "1: principal 100.00 on 7, principal 20.00 on 8"},
        {"a late payment takes the place of a later one",
         {decision, other},
         {received(1, "120.00", "2026-03-01", {7, 8}), received(2, "30.00", "2026-02-01", {7, 8})},
         "1: principal 70.00 on 7, principal 50.00 on 8; 2: principal 30.00 on 7"},
        {"the debtor names the other claim: all to it (worked-examples)",
         {decision, other},
         {received(1, "40.00", "2026-02-01", {8, 7})},
         "1: principal 40.00 on 8"},
        {"a decision that lowers the claim leaves a credit on it",
         {decision, other, charged(7, principal, "-40.00", "2026-01-10", "2026-05-01")},
         {received(1, "120.00", "2026-02-01", {7, 8})},
         "1: principal 100.00 on 7, principal 20.00 on 8"},
        {"and what is paid after that decision goes on to the next claim",
         {decision, other, charged(7, principal, "-40.00", "2026-01-10", "2026-05-01")},
         {received(1, "70.00", "2026-02-01", {7, 8}), received(2, "20.00", "2026-05-02", {7, 8})},
         "1: principal 70.00 on 7; 2: principal 20.00 on 8"},
        {"a decision that raises the claim takes nothing from another",
         {decision, other, charged(7, interest, "20.00", "2026-01-15", "2026-05-01")},
         {received(1, "120.00", "2026-02-01", {7, 8})},
         "1: interest 20.00 on 7, principal 80.00 on 7, principal 20.00 on 8"},
    });
}

TEST(Replay, WhatABankTookBackWasNeverPaid) {
    const Receipt first = received(1, "60.00", "2026-02-01", {7});
    const Receipt second = received(2, "60.00", "2026-03-01", {7});
    const Charge fee = charged(7, costs, "9.00", "2026-02-15", "2026-02-15");
    expect_rows({
        {"the second payment finds all of the claim open",
         {decision},
         {taken_back(first, 3, "2026-02-01"), second},
         "1: principal 60.00 on 7; 2: principal 60.00 on 7; 3: principal -60.00 on 7"},
        {"until it was taken back it had paid, where policy says so",
         {decision},
         {taken_back(first, 3, "2026-04-01"), second},
         "1: principal 60.00 on 7; 2: principal 40.00 on 7; 3: principal -60.00 on 7"},
        {"its costs are open again for the next",
         {decision, fee},
         {taken_back(second, 3, "2026-03-01"), received(4, "10.00", "2026-03-02", {7})},
         "2: costs 9.00 on 7, principal 51.00 on 7; 3: costs -9.00 on 7, principal -51.00 on 7;"
         " 4: costs 9.00 on 7, principal 1.00 on 7"},
    });
}

TEST(Replay, WhatAPersonPlacedStaysOnItsClaim) {
    const Charge other = charged(8, principal, "50.00", "2026-01-10");
    expect_rows({
        {"also when a payment that came late fills that claim",
         {decision, other},
         {by_hand(received(1, "50.00", "2026-03-01", {}), 8),
          received(2, "150.00", "2026-02-01", {8, 7})},
         "1: principal 50.00 on 8; 2: principal 100.00 on 7, principal 50.00 on 8"},
        {"and what comes after it goes elsewhere",
         {decision, other},
         {by_hand(received(1, "50.00", "2026-02-01", {}), 8),
          received(2, "60.00", "2026-03-01", {8, 7})},
         "1: principal 50.00 on 8; 2: principal 60.00 on 7"},
    });
}

CreditUse used(
    std::int64_t act, std::int64_t claim, const std::string& amount, const std::string& on
) {
    return {base::ActId{act}, ClaimId{claim}, PostingKind::set_off, money(amount), day(on)};
}

// "50: principal 40.00 on 7, costs -9.00 on 8": what acts did with credits.
std::string credits_told(
    const std::vector<Charge>& charges,
    const std::vector<CreditUse>& credits,
    const std::vector<Receipt>& receipts
) {
    const Shares shares = spread(charges, credits, receipts);
    std::string text;
    for (const auto& [key, amount] :
         distribute(charges, credits, with_shares(receipts, shares)).credits) {
        const auto& [act, claim, component] = key;
        text += (text.empty() ? "" : ", ") + std::string{to_text(component)} + " " +
                amount.to_string() + " on " + std::to_string(claim.value());
    }
    return text;
}

struct CreditRow {
    std::string what;
    std::vector<Charge> charges;
    std::vector<Receipt> receipts;
    std::string credits, payments;  // worked out by hand
};

// 40.00 of what was paid on claim 7 is set against claim 8 on 1 June.
TEST(Replay, AMovedCreditKeepsItsAmountAndFollowsTheDaysWithinTheClaim) {
    const std::vector<CreditUse> moved{
        used(50, 7, "40.00", "2026-06-01"), used(50, 8, "-40.00", "2026-06-01")};
    const Charge lowered = charged(7, principal, "-40.00", "2026-01-10", "2026-05-01");
    const Charge other = charged(8, principal, "90.00", "2026-01-10");
    const Charge fee = charged(8, costs, "9.00", "2026-03-01", "2026-03-01");
    const Receipt paid = received(1, "100.00", "2026-02-01", {7});
    const std::vector<CreditRow> rows{
        {"costs first, then principal",
         {decision, lowered, other, fee},
         {paid},
         "principal 40.00 on 7, costs -9.00 on 8, principal -31.00 on 8",
         "1: principal 100.00 on 7"},
        {"a payment of before that day that came late covers the costs",
         {decision, lowered, other, fee},
         {paid, received(2, "9.00", "2026-05-31", {8})},
         "principal 40.00 on 7, principal -40.00 on 8",
         "1: principal 100.00 on 7; 2: costs 9.00 on 8"},
        {"one of that day comes after it",
         {decision, lowered, other, fee},
         {paid, received(2, "9.00", "2026-06-01", {8})},
         "principal 40.00 on 7, costs -9.00 on 8, principal -31.00 on 8",
         "1: principal 100.00 on 7; 2: principal 9.00 on 8"},
        {"what is paid afterwards finds so much less open, and the rest goes on",
         {decision, lowered, other, fee},
         {paid, received(2, "70.00", "2026-06-02", {8, 7})},
         "principal 40.00 on 7, costs -9.00 on 8, principal -31.00 on 8",
         "1: principal 100.00 on 7; 2: principal 59.00 on 8"},
        {"the bank takes the payment back: claim 7 is open again, claim 8 keeps what it got",
         {decision, lowered, other, fee},
         {taken_back(paid, 3, "2026-02-01"), received(2, "120.00", "2026-07-01", {7})},
         "principal 40.00 on 7, costs -9.00 on 8, principal -31.00 on 8",
         "1: principal 100.00 on 7; 2: principal 100.00 on 7; 3: principal -100.00 on 7"},
    };
    for (const CreditRow& row : rows) {
        EXPECT_EQ(credits_told(row.charges, moved, row.receipts), row.credits) << row.what;
        EXPECT_EQ(told(row.charges, row.receipts, moved), row.payments) << row.what;
    }
}

// Charges and receipts of some claims, of which any order must give the same.
struct History {
    std::vector<Charge> charges;
    std::vector<CreditUse> credits;
    std::vector<Receipt> receipts;
};

Shares shares_of(const History& history) {
    return spread(history.charges, history.credits, history.receipts);
}
Distribution distribution_of(const History& history, const Shares& shares) {
    return distribute(history.charges, history.credits, with_shares(history.receipts, shares));
}

using AmountsOfActs = std::map<std::pair<base::ActId, ClaimId>, Money>;

AmountsOfActs credits_of(const History& history) {
    AmountsOfActs amounts;
    for (const CreditUse& credit : history.credits) {
        amounts[{credit.act, credit.claim}] += credit.amount;
    }
    return amounts;
}
AmountsOfActs credits_of(const Distribution& made) {
    AmountsOfActs amounts;
    for (const auto& [key, amount] : made.credits) {
        amounts[{std::get<base::ActId>(key), std::get<ClaimId>(key)}] += amount;
    }
    return amounts;
}

// Refunds, and credits that are set against another claim, on days on which they need not fit what
// was paid: a payment that came late or was taken back leaves them so.
void add_credits(Random& random, History& history) {
    const std::int64_t last_act = 500 + random.between(0, 4);
    for (std::int64_t act = 500; act < last_act; ++act) {
        const base::ActId id{act};
        const ClaimId claim{random.between(1, 3)};
        const Money amount = Money::cents(random.between(1, 6000));
        const Date on = day("2026-01-20").plus_days(static_cast<int>(random.between(0, 60)));
        if (random.between(0, 1) == 0) {
            history.credits.push_back({id, claim, PostingKind::refund, amount, on});
        } else {
            const ClaimId other{claim.value() % 3 + 1};
            history.credits.push_back({id, claim, PostingKind::set_off, amount, on});
            history.credits.push_back({id, other, PostingKind::set_off, -amount, on});
        }
    }
}

History random_history(Random& random) {
    History history;
    const auto days = [&](int most) { return static_cast<int>(random.between(0, most)); };
    const auto a_day = [&] { return day("2026-01-01").plus_days(days(60)); };
    for (std::int64_t claim = 1; claim <= 3; ++claim) {
        history.charges.push_back(
            {ClaimId{claim}, principal, Money::cents(random.between(1, 20000)), a_day(), {}}
        );
    }
    for (int each = days(6); each > 0; --each) {
        const Component component = random.one_of(std::vector{costs, interest, principal});
        const Date works_from = a_day();
        history.charges.push_back(
            {ClaimId{random.between(1, 3)},
             component,
             Money::cents(random.between(component == principal ? -3000 : 1, 3000)),
             works_from,
             works_from.plus_days(days(30))}
        );
    }
    const std::int64_t last_entry = 100 + random.between(0, 12);
    for (std::int64_t entry = 100; entry <= last_entry; ++entry) {
        Receipt receipt = received(entry, "0.01", a_day().to_string(), {1, 2, 3});
        receipt.amount = Money::cents(random.between(1, 9000));
        std::ranges::shuffle(receipt.in_order, random.engine());
        receipt.in_order.resize(static_cast<std::size_t>(random.between(1, 3)), ClaimId{1});
        if (random.between(0, 4) == 0) {
            receipt.taken_back =
                TakenBack{EntryId{entry + 1000}, receipt.value_date.plus_days(days(1) * days(20))};
        }
        history.receipts.push_back(std::move(receipt));
    }
    add_credits(random, history);
    return history;
}

TEST(Replay, TheOrderOfArrivalChangesNothing) {
    Random random;
    for (int round = 0; round < 2000; ++round) {
        History history = random_history(random);
        const Shares shares = shares_of(history);
        const Distribution made = distribution_of(history, shares);
        std::ranges::shuffle(history.charges, random.engine());
        std::ranges::shuffle(history.credits, random.engine());
        std::ranges::shuffle(history.receipts, random.engine());
        const Shares again = shares_of(history);
        ASSERT_EQ(again, shares);
        ASSERT_EQ(distribution_of(history, again), made);
        ASSERT_TRUE(difference(made.parts, made.parts).empty());
    }
}

TEST(Replay, NoCentIsLostAndNoClaimIsPaidMoreThanItsDecisionsAskedFor) {
    Random random;
    for (int round = 0; round < 2000; ++round) {
        const History history = random_history(random);
        const Shares shares = shares_of(history);
        const Distribution made = distribution_of(history, shares);
        Shares of_parts;
        for (const auto& [key, amount] : made.parts) {
            of_parts[{std::get<EntryId>(key), std::get<ClaimId>(key)}] += amount;
        }
        ASSERT_EQ(of_parts, shares) << "the parts are the shares";
        ASSERT_EQ(credits_of(made), credits_of(history))
            << "what is used of a credit stays so much";
        for (const Receipt& receipt : history.receipts) {
            Money spent;
            for (const auto& [key, amount] : shares) {
                spent += key.first == receipt.entry ? amount : Money{};
            }
            ASSERT_LE(spent, receipt.amount);
        }
        for (std::int64_t claim = 1; claim <= 3; ++claim) {
            Money asked_for;  // lowered ones not counted, which leave a credit
            for (const Charge& charge : history.charges) {
                asked_for += charge.claim == ClaimId{claim} && charge.amount.is_positive()
                                 ? charge.amount
                                 : Money{};
            }
            for (const CreditUse& credit : history.credits) {
                asked_for += credit.claim == ClaimId{claim} && credit.amount.is_positive()
                                 ? credit.amount
                                 : Money{};
            }
            Money paid;
            for (const auto& [key, amount] : shares) {
                paid += key.second == ClaimId{claim} ? amount : Money{};
            }
            ASSERT_LE(paid, asked_for);
        }
    }
}

}  // namespace
}  // namespace draagkracht::claims
