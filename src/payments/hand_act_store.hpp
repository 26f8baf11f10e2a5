// The SQL of acts by hand: the payments, claims and plans that they are about, and what they write.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "draagkracht/audit/trail.hpp"
#include "draagkracht/payments/hand_act.hpp"
#include "draagkracht/payments/suspense_code.hpp"
#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::payments {

// A condition on bank_entry: whether an act by hand on it stands. An act is undone for the payments
// on which its undoing laid hands; those are all but what the bank took back.
inline constexpr std::string_view entry_is_by_hand =
    "EXISTS (SELECT 1 FROM hand_act_entry JOIN hand_act ON hand_act.id = hand_act_entry.act_id"
    " WHERE hand_act_entry.entry_id = bank_entry.id AND hand_act.kind <> 'undone'"
    " AND NOT EXISTS (SELECT 1 FROM hand_act undoing JOIN hand_act_entry undone"
    " ON undone.act_id = undoing.id AND undone.entry_id = bank_entry.id"
    " WHERE undoing.undoes_act_id = hand_act.id))";

[[nodiscard]] std::optional<HandAct> act_numbered(
    storage::Transaction& transaction, base::MunicipalityId municipality, const std::string& number
);
// All that touched this payment, the latest first.
[[nodiscard]] std::vector<HandAct> acts_on(storage::Transaction& transaction, base::EntryId entry);

// Of this municipality; another id is absent.
[[nodiscard]] std::map<base::EntryId, EntryAtHand> entries_at_hand(
    storage::Transaction& transaction,
    base::MunicipalityId municipality,
    const std::vector<base::EntryId>& entries
);
// What the lines name, as it stands.
[[nodiscard]] PlacementFacts placement_facts_of(
    storage::Transaction& transaction,
    base::MunicipalityId municipality,
    const PlacementAsked& asked
);
// By their numbers; what is not registered here is absent.
[[nodiscard]] std::map<std::string, PlanAtHand> plans_numbered(
    storage::Transaction& transaction,
    base::MunicipalityId municipality,
    const std::vector<std::string>& plan_numbers
);

[[nodiscard]] ActToUndo act_to_undo(storage::Transaction& transaction, const HandAct& act);
[[nodiscard]] std::map<base::ClaimId, base::Money> open_on(
    storage::Transaction& transaction, const std::vector<base::ClaimId>& claims
);
// What the bank writes as the account of the payer.
[[nodiscard]] std::string payer_account_of(storage::Transaction& transaction, base::EntryId entry);

struct NewHandAct {
    base::MunicipalityId municipality;
    std::string number;
    HandActKind kind;
    std::string told;
    std::string reason;
    std::optional<HandActId> undoes = std::nullopt;
    std::optional<base::ApprovalId> approval = std::nullopt;
    std::vector<base::EntryId> entries = {};
};
[[nodiscard]] HandActId add_act(
    storage::Transaction& transaction, const audit::Author& author, const NewHandAct& act
);
// Allocations, which the caller posts.
void add_moves(
    storage::Transaction& transaction,
    const audit::Author& author,
    HandActId act,
    const std::string& reason,
    const std::vector<HandMove>& moves
);
// Above zero: it waits again.
struct SuspenseMove {
    base::EntryId entry;
    base::Money amount;
    SuspenseCode code;
    std::string reason;
};
void add_suspense(
    storage::Transaction& transaction,
    const audit::Author& author,
    const std::vector<SuspenseMove>& moves
);
// Below zero: an undone one. The account is sealed for the row that is written.
void add_refund(
    storage::Transaction& transaction,
    RefundId refund,
    HandActId act,
    base::EntryId entry,
    base::Money amount,
    const std::optional<std::string>& iban_sealed
);

// What the second person sees of a question: to which account. It is kept once.
struct StoredRefundQuestion {
    base::ApprovalId question;
    base::EntryId entry;
    std::optional<std::string> iban_sealed;  // another account than that of the payer
    std::string payer_account;
    std::string payer_name;
};
[[nodiscard]] std::vector<StoredRefundQuestion> refund_questions(
    storage::Transaction& transaction,
    base::MunicipalityId municipality,
    const std::vector<base::ApprovalId>& questions
);
void add_refund_question(
    storage::Transaction& transaction,
    base::ApprovalId question,
    base::EntryId entry,
    const std::optional<std::string>& iban_sealed
);

}  // namespace draagkracht::payments
