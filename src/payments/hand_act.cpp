#include "draagkracht/payments/hand_act.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "draagkracht/base/enum_text.hpp"

namespace draagkracht::payments {

namespace {

constexpr base::EnumTexts kinds{
    "payments.unknown-kind",
    std::array{
        base::EnumText{HandActKind::placed, "placed"},
        base::EnumText{HandActKind::refunded, "refunded"},
        base::EnumText{HandActKind::undone, "undone"},
    }};

// What the bank took back is gone from where the act put it; the rest of the act can be undone.
std::vector<TouchedEntry> left_of(const ActToUndo& act) {
    std::vector<TouchedEntry> left;
    std::ranges::copy_if(act.entries, std::back_inserter(left), [](const TouchedEntry& touched) {
        return !touched.is_taken_back;
    });
    return left;
}

base::Done check_undoable(const ActToUndo& act, const std::vector<TouchedEntry>& left) {
    if (act.kind == HandActKind::undone) {
        return base::problem(
            "payments.not-undoable",
            "this act undid another one, and is not undone itself",
            "do the first act anew"
        );
    }
    if (act.is_undone) {
        return base::problem("payments.act-undone", "this act was undone before");
    }
    if (left.empty()) {
        return base::problem(
            "payments.entry-taken-back", "the bank took the payment back, and the act with it"
        );
    }
    if (std::ranges::any_of(left, &TouchedEntry::has_later_act)) {
        return base::problem(
            "payments.later-act",
            "something was done on the same payment after this act",
            "undo that first"
        );
    }
    if (act.refund && act.refund->is_ordered) {
        return base::problem(
            "payments.refund-ordered",
            "the money stands in an order to the bank, and may have left",
            "have the order withdrawn first"
        );
    }
    return {};
}

base::Money standing_of(const EntryAtHand& entry, const HandMove& move) {
    const auto share = std::ranges::find_if(entry.shares, [&move](const StandingShare& one) {
        return one.claim == move.claim && one.plan == move.plan;
    });
    return share == entry.shares.end() ? base::Money{} : share->amount;
}

}  // namespace

std::string_view to_text(HandActKind kind) {
    return kinds.text_of(kind);
}

HandActKind hand_act_kind_of(std::string_view stored) {
    return kinds.parse(stored).value();
}

base::Outcome<Undoing> undoing_of(
    const ActToUndo& act,
    std::map<base::EntryId, EntryAtHand> entries,
    std::map<base::ClaimId, base::Money> open
) {
    const std::vector<TouchedEntry> left = left_of(act);
    if (const base::Done undoable = check_undoable(act, left); !undoable) {
        return tl::unexpected(undoable.error());
    }
    Undoing undoing;
    for (const TouchedEntry& touched : left) {
        undoing.entries.push_back(touched.entry);
        if (!touched.stays_by_hand) {
            undoing.released.insert(touched.entry);
        }
    }
    if (act.refund) {
        entries.at(act.refund->entry).suspended += act.refund->amount;
    }
    // What was placed comes back first: it may be what the rest of the act took elsewhere.
    for (const bool was_placed : {true, false}) {
        for (const HandMove& move : act.moves) {
            const bool is_left_to_the_program =
                !was_placed && undoing.released.contains(move.entry);
            const bool is_gone =
                std::ranges::find(left, move.entry, &TouchedEntry::entry) == left.end();
            if (move.amount.is_positive() != was_placed || is_left_to_the_program || is_gone) {
                continue;
            }
            EntryAtHand& entry = entries.at(move.entry);
            const base::Money part =
                was_placed ? std::min(move.amount, standing_of(entry, move))
                           : std::min({-move.amount, entry.suspended, open.at(move.claim)});
            if (part.is_positive()) {
                const base::Money amount = was_placed ? -part : part;
                undoing.moves.push_back({move.entry, move.claim, move.plan, amount});
                entry.suspended -= amount;
                open.at(move.claim) -= amount;
            }
        }
    }
    return undoing;
}

base::Done check_refund(const EntryAtHand& entry, const SeenEntry& seen, base::Money amount) {
    if (const base::Done free = check_at_hand(entry, seen); !free) {
        return free;
    }
    if (!amount.is_positive()) {
        return base::problem("payments.wrong-amount", "what is paid back is above zero");
    }
    if (amount > entry.suspended) {
        return base::problem(
            "payments.more-than-suspended",
            fmt::format("of this payment EUR {} waits", entry.suspended.to_string()),
            "pay back no more than that, or take it first from where it was placed"
        );
    }
    return {};
}

}  // namespace draagkracht::payments
