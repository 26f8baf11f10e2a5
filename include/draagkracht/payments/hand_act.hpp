// What a person did with money by hand, and how it is undone.
//
// Who lays hands on a payment takes it over from the program, whole: from then on nothing that
// comes to be known later moves it. Undoing the last act that stands gives it back: the program
// places it as if there had been no act. Nothing is removed by that; it is all booked against.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "draagkracht/base/date.hpp"
#include "draagkracht/payments/placement.hpp"

namespace draagkracht::payments {

using HandActId = base::Id<struct HandActTag>;
using RefundId = base::Id<struct RefundTag>;

enum class HandActKind {
    placed,    // money was said to be for a debt, or taken away from one
    refunded,  // it is paid back
    undone,    // of another act
};
[[nodiscard]] std::string_view to_text(HandActKind kind);
[[nodiscard]] HandActKind hand_act_kind_of(std::string_view stored);

struct HandAct {
    HandActId id;
    std::string number;
    HandActKind kind;
    std::string told;  // all that was asked, to know a repeat by
    std::string reason;
    std::optional<HandActId> undoes;
    bool is_undone;
    base::Date recorded_on;
    std::string recorded_by;
};

// A payment on which an act laid hands, as it stands now.
struct TouchedEntry {
    base::EntryId entry;
    bool has_later_act;  // that stands
    bool stays_by_hand;  // by an earlier act that stands
    bool is_taken_back;  // by the bank
};

struct RefundOfAct {
    base::EntryId entry;
    base::Money amount;
    bool is_ordered;  // it stands in an order to the bank, that was not sent back
};

struct ActToUndo {
    HandActKind kind;
    bool is_undone;
    std::vector<TouchedEntry> entries;
    std::vector<HandMove> moves;
    std::optional<RefundOfAct> refund;
};

struct Undoing {
    // On which it lays hands. On a payment that the bank took back the act stands as it stood: the
    // two come to nothing, and no replay books on them again.
    std::vector<base::EntryId> entries;
    // Given back to the program, which places them anew, also where the act took them away.
    std::set<base::EntryId> released;
    std::vector<HandMove> moves;
};

// Of an act on several payments, of which the bank took some back, the rest is undone: what went
// back is gone from where it was placed, and no act on it stands in the way. Of a payment on which
// an earlier act stands, what no longer fits waits: what is not open any more on the claim to which
// it would go back. Problems payments.not-undoable (it undoes another act), payments.act-undone (by
// another), payments.later-act, payments.entry-taken-back (the bank took back all of it),
// payments.refund-ordered.
[[nodiscard]] base::Outcome<Undoing> undoing_of(
    const ActToUndo& act,
    std::map<base::EntryId, EntryAtHand> entries,
    std::map<base::ClaimId, base::Money> open
);

// Whether so much of what waits can be paid back. Problems of check_at_hand, payments.wrong-amount,
// payments.more-than-suspended.
[[nodiscard]] base::Done check_refund(
    const EntryAtHand& entry, const SeenEntry& seen, base::Money amount
);

}  // namespace draagkracht::payments
