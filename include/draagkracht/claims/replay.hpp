// Works out anew what each payment paid, in the order of the days on which the money came.
//
//     charges:  principal 100.00 of 1 March; interest 20.00 that works from 1 April
//     receipts: 60.00 of 10 May; 30.00 of 2 April that the bank told later
//     distribute(charges, receipts)
//         // of 2 April: interest 20.00, principal 10.00; of 10 May: principal 60.00
//
// What comes late, is set back or is taken back thus leaves what it would have left in time. Two
// questions are kept apart. *Between claims* counts what was decided by the day of payment: a later
// decision, also one that works back, moves no money from one claim to another; what was paid too
// much on a claim stays there as a credit, for a person to decide on. *Within a claim* all counts
// from the day on which it works: costs, then interest, then principal (Awb art. 4:92).
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "draagkracht/base/date.hpp"
#include "draagkracht/base/id.hpp"
#include "draagkracht/base/money.hpp"
#include "draagkracht/claims/ledger.hpp"

namespace draagkracht::claims {

// What stands on a claim apart from what the bank brought: the decision and what changed it.
struct Charge {
    base::ClaimId claim;
    Component component;
    base::Money amount;     // below zero: less is owed
    base::Date value_date;  // from when it counts within the claim
    // The day of the decision, from when it counts between claims. Empty: since ever, as what was
    // registered together with the claim.
    std::optional<base::Date> decided_on;
};

// The last days that count on a claim. A payment of a later day is in order; one of an earlier day
// changes what others paid.
struct LastMove {
    base::Date charged;                  // decided, or counting from
    std::optional<base::Date> received;  // by way of the bank

    [[nodiscard]] bool is_before(base::Date value_date) const {
        return charged <= value_date && (!received || *received < value_date);
    }
};

// Which of the payments of one day comes first, whatever the order in which they came to be known.
struct PlaceInBank {
    std::string statement;  // account, identifier and date
    std::int64_t entry_number = 0;
    std::int64_t detail_number = 0;
    friend auto operator<=>(const PlaceInBank&, const PlaceInBank&) = default;
};

// The bank took a payment back by another entry.
struct TakenBack {
    base::EntryId by;
    base::Date counts_from;  // the day of the payment itself: it counts as never made
};

struct Receipt {
    base::EntryId entry;
    base::Date value_date;
    PlaceInBank place;
    base::Money amount;                           // above zero
    std::vector<base::ClaimId> in_order;          // the claims that it covers
    std::map<base::ClaimId, base::Money> shares;  // as they stand
    bool is_by_hand = false;                      // a person placed it: the shares stay
    std::optional<TakenBack> taken_back = std::nullopt;
};

// What an act took from the credit of a claim, or set against another one. The amount stays on its
// claim, as a decision does between claims; only its components are worked out anew.
struct CreditUse {
    base::ActId act;
    base::ClaimId claim;
    PostingKind kind;  // refund or set_off
    base::Money
        amount;  // above zero: it leaves this claim; below zero: it covers what is open here
    base::Date value_date;
};

// What of an entry goes to a claim, and to a component of it. An entry that takes another back has
// the same below zero.
using Shares = std::map<std::pair<base::EntryId, base::ClaimId>, base::Money>;
using Parts = std::map<std::tuple<base::EntryId, base::ClaimId, Component>, base::Money>;

// What of the use of a credit stands on a component; above zero: more is owed.
using CreditParts = std::map<std::tuple<base::ActId, base::ClaimId, Component>, base::Money>;

// Between claims: each payment goes to its claims in order, to each no more than is open on it by
// the day of payment. What is left of a payment is in no share.
[[nodiscard]] Shares spread(
    const std::vector<Charge>& charges,
    const std::vector<CreditUse>& credits,
    const std::vector<Receipt>& receipts
);

struct Distribution {
    Parts parts;
    CreditParts credits;
    friend bool operator==(const Distribution&, const Distribution&) = default;
};

// Within claims: the shares as they stand, over components. What is more than is open on the day
// goes to what is charged later, and only what is more than all of that makes the principal a
// credit.
[[nodiscard]] Distribution distribute(
    const std::vector<Charge>& charges,
    const std::vector<CreditUse>& credits,
    const std::vector<Receipt>& receipts
);

// What must be added to `standing` to make it `desired`; nothing where they are alike.
template <typename Amounts>
[[nodiscard]] Amounts difference(const Amounts& desired, const Amounts& standing) {
    Amounts missing = desired;
    for (const auto& [key, amount] : standing) {
        missing[key] -= amount;
    }
    std::erase_if(missing, [](const auto& one) { return one.second.is_zero(); });
    return missing;
}

}  // namespace draagkracht::claims
