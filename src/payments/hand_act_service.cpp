#include "draagkracht/payments/hand_act_service.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "draagkracht/access/access_service.hpp"
#include "draagkracht/access/approvals_service.hpp"
#include "draagkracht/audit/trail.hpp"
#include "draagkracht/base/plain_line.hpp"
#include "draagkracht/claims/closed_month_store.hpp"
#include "draagkracht/claims/replay_store.hpp"
#include "draagkracht/storage/turn.hpp"
#include "payments/hand_act_store.hpp"
#include "payments/refund_account.hpp"
#include "payments/replay_service.hpp"
#include "payments/replay_store.hpp"
#include "payments/return_store.hpp"

namespace draagkracht::payments {

using storage::Transaction;

namespace {

base::Done check_asked(
    const access::Occasion& occasion,
    base::MunicipalityId municipality,
    const std::string& number,
    const std::string& reason
) {
    return access::require(occasion.actor, access::Right::reconcile, municipality)
        .and_then([&] { return base::check_told_line(number, "number"); })
        .and_then([&] { return base::check_told_line(reason, "reason"); });
}

// All that was asked, in one text.
std::string told(const PlacementAsked& asked) {
    std::string text = fmt::format("place|{}", asked.reason);
    for (const AmountTaken& line : asked.take) {
        text += fmt::format(
            "|take:{}:{}:{}", line.entry.value(), line.claim_number, line.amount.in_cents()
        );
    }
    for (const AmountPut& line : asked.put) {
        text += fmt::format(
            "|put:{}:{}:{}:{}",
            line.entry.value(),
            line.claim_number,
            line.plan_number,
            line.amount.in_cents()
        );
    }
    return text;
}

// The act of this number, when it was done before in the same words; for one that was not, the
// month must be open. Whoever asks has the turn, so that nobody does it meanwhile.
base::Outcome<std::optional<HandActId>> done_before(
    Transaction& transaction,
    const access::Occasion& occasion,
    base::MunicipalityId municipality,
    const std::string& number,
    const std::string& told
) {
    take_by_hand_turn(transaction, municipality);
    const std::optional<HandAct> known = act_numbered(transaction, municipality, number);
    if (known && known->told != told) {
        return base::problem(
            "payments.act-number-taken",
            "an act of this number says something else",
            "give this one another number"
        );
    }
    if (known) {
        return std::optional{known->id};
    }
    return claims::keep_month_open(transaction, municipality, occasion.today).map([] {
        return std::optional<HandActId>{};
    });
}

template <typename Seen>
std::vector<base::EntryId> entries_of(const Seen& seen) {
    std::vector<base::EntryId> entries;
    std::ranges::transform(seen, std::back_inserter(entries), &Seen::value_type::entry);
    std::ranges::sort(entries);
    entries.erase(std::unique(entries.begin(), entries.end()), entries.end());
    return entries;
}

std::set<base::ClaimId> claims_of(const PlacementFacts& facts) {
    std::set<base::ClaimId> claims;
    for (const auto& [number, claim] : facts.claims) {
        claims.insert(claim.id);
    }
    return claims;
}

std::set<base::ClaimId> claims_of(const std::vector<HandMove>& moves) {
    std::set<base::ClaimId> claims;
    std::ranges::transform(moves, std::inserter(claims, claims.end()), &HandMove::claim);
    return claims;
}

// What comes into suspense or leaves it by these moves.
std::vector<SuspenseMove> suspense_of(
    const std::vector<HandMove>& moves, const std::string& reason
) {
    std::map<base::EntryId, base::Money> to_suspense;
    for (const HandMove& move : moves) {
        to_suspense[move.entry] -= move.amount;
    }
    std::vector<SuspenseMove> suspense;
    for (const auto& [entry, amount] : to_suspense) {
        if (!amount.is_zero()) {
            const bool waits = amount.is_positive();
            suspense.push_back(
                {entry,
                 amount,
                 waits ? SuspenseCode::taken_by_hand : SuspenseCode::placed_by_hand,
                 reason}
            );
        }
    }
    return suspense;
}

// One line in the trail for each payment and each debtor of a claim that it went to or left.
void record_moves(
    Transaction& transaction,
    audit::Trail& trail,
    base::MunicipalityId municipality,
    HandActId act,
    const std::vector<HandMove>& moves
) {
    const auto debtors = debtors_of(transaction, claims_of(moves));
    for (const HandMove& move : moves) {
        for (const auto& [claim, debtor] : debtors) {
            if (claim == move.claim) {
                trail.record(
                    {"payments.place_by_hand",
                     municipality,
                     debtor,
                     fmt::format("entry:{}", move.entry.value()),
                     fmt::format(
                         R"({{"act":{},"claim":{},"amount_cents":{}}})",
                         act.value(),
                         claim.value(),
                         move.amount.in_cents()
                     )}
                );
            }
        }
    }
}

void record_entries(
    audit::Trail& trail,
    const std::string& action,
    base::MunicipalityId municipality,
    HandActId act,
    const std::vector<base::EntryId>& entries
) {
    for (const base::EntryId entry : entries) {
        trail.record(
            {action,
             municipality,
             std::nullopt,
             fmt::format("entry:{}", entry.value()),
             fmt::format(R"({{"act":{}}})", act.value())}
        );
    }
}

// Whether the money waits, and an account is known to which it can go.
base::Done check_refund_asked(
    Transaction& transaction, base::MunicipalityId municipality, const RefundAsked& asked
) {
    const auto entries = entries_at_hand(transaction, municipality, {asked.seen.entry});
    if (entries.empty()) {
        return base::problem("payments.unknown-entry", "there is no such bank entry here");
    }
    if (const base::Done fits = check_refund(entries.begin()->second, asked.seen, asked.amount);
        !fits) {
        return fits;
    }
    if (!asked.other_account &&
        !base::Iban::parse(payer_account_of(transaction, asked.seen.entry))) {
        return base::problem(
            "payments.no-account",
            "the bank does not tell from which account this was paid",
            "give the account to which it is paid back"
        );
    }
    return {};
}

std::optional<std::string> sealed_account(
    const storage::Sealer& sealer, const std::string& place, const RefundAsked& asked
) {
    if (!asked.other_account) {
        return std::nullopt;
    }
    return sealer.seal(asked.other_account->text(), place);
}

// What the second person is to see of it, when it was not kept with the question before.
void keep_question(
    Transaction& transaction,
    const storage::Sealer& sealer,
    const access::Occasion& occasion,
    const access::PendingApproval& question,
    const RefundAsked& asked
) {
    if (!refund_questions(transaction, question.municipality, {question.id}).empty()) {
        return;
    }
    add_refund_question(
        transaction,
        question.id,
        asked.seen.entry,
        sealed_account(sealer, refund_account_place(question.id), asked)
    );
    audit::Trail trail{transaction, occasion.author()};
    trail.record(
        {"payments.ask_refund",
         question.municipality,
         std::nullopt,
         fmt::format("entry:{}", asked.seen.entry.value()),
         fmt::format(R"({{"approval":{}}})", question.id.value())}
    );
    trail.write();
}

// Posts what was allocated, works out the other payments on those claims anew, and ends.
void finish(
    Transaction& transaction,
    audit::Trail& trail,
    const access::Occasion& occasion,
    base::MunicipalityId municipality,
    const std::vector<base::EntryId>& entries
) {
    const std::set<base::ClaimId> claims = claims_of_entries(transaction, entries);
    replay(transaction, trail, occasion.author(), municipality, claims);
    trail.write();
    transaction.commit();
}

}  // namespace

std::optional<RefundToApprove> refund_to_approve(std::string_view subject) {
    constexpr std::string_view start = "entry:";
    const std::size_t amount_at = subject.find('|');
    const std::size_t account_at = subject.rfind('|');
    if (!subject.starts_with(start) || amount_at == std::string_view::npos ||
        account_at == amount_at) {
        return std::nullopt;
    }
    const std::string_view digits = subject.substr(start.size(), amount_at - start.size());
    std::int64_t entry = 0;
    const auto [end, error] = std::from_chars(digits.begin(), digits.end(), entry);
    const auto amount =
        base::Money::parse(subject.substr(amount_at + 1, account_at - amount_at - 1));
    if (error != std::errc{} || end != digits.end() || !amount) {
        return std::nullopt;
    }
    return RefundToApprove{base::EntryId{entry}, *amount, account_at + 1 < subject.size()};
}

base::Outcome<HandActId> HandActService::place(
    const access::Occasion& occasion, base::MunicipalityId municipality, const PlacementAsked& asked
) {
    if (const base::Done may = check_asked(occasion, municipality, asked.number, asked.reason);
        !may) {
        return tl::unexpected(may.error());
    }
    if (const base::Done bounded = check_lines(asked); !bounded) {
        return tl::unexpected(bounded.error());
    }
    Transaction transaction{database_, "place by hand", storage::Access::write};
    const auto before = done_before(transaction, occasion, municipality, asked.number, told(asked));
    if (!before || *before) {
        return before.map([](const std::optional<HandActId>& known) { return *known; });
    }
    const std::vector<base::EntryId> entries = entries_of(asked.seen);
    const std::set<base::ClaimId> held =
        claims_of(placement_facts_of(transaction, municipality, asked));
    if (!hold_payments(transaction, entries, held)) {
        return tl::unexpected(storage::collision());
    }
    const PlacementFacts facts = placement_facts_of(transaction, municipality, asked);
    if (claims_of(facts) != held) {
        return tl::unexpected(storage::collision());
    }
    const auto moves = placement_of(asked, facts);
    if (!moves) {
        return tl::unexpected(moves.error());
    }
    const audit::Author author = occasion.author();
    const HandActId act = add_act(
        transaction,
        author,
        {.municipality = municipality,
         .number = asked.number,
         .kind = HandActKind::placed,
         .told = told(asked),
         .reason = asked.reason,
         .entries = entries}
    );
    add_moves(transaction, author, act, asked.reason, *moves);
    add_suspense(transaction, author, suspense_of(*moves, asked.reason));
    audit::Trail trail{transaction, author};
    record_moves(transaction, trail, municipality, act, *moves);
    finish(transaction, trail, occasion, municipality, entries);
    return act;
}

base::Outcome<HandActId> HandActService::undo(
    const access::Occasion& occasion, base::MunicipalityId municipality, const UndoAsked& asked
) {
    if (const base::Done may = check_asked(occasion, municipality, asked.number, asked.reason);
        !may) {
        return tl::unexpected(may.error());
    }
    const std::string told = fmt::format("undo|{}|{}", asked.reason, asked.undoes);
    Transaction transaction{database_, "undo by hand", storage::Access::write};
    const auto before = done_before(transaction, occasion, municipality, asked.number, told);
    if (!before || *before) {
        return before.map([](const std::optional<HandActId>& known) { return *known; });
    }
    const std::optional<HandAct> undone = act_numbered(transaction, municipality, asked.undoes);
    if (!undone) {
        return base::problem("payments.unknown-act", "there is no act of this number here");
    }
    const std::vector<base::EntryId> entries =
        entries_of(act_to_undo(transaction, *undone).entries);
    if (!hold_payments(transaction, entries)) {
        return tl::unexpected(storage::collision());
    }
    const ActToUndo now = act_to_undo(transaction, *undone);
    const std::set<base::ClaimId> claims = claims_of(now.moves);
    const auto undoing = undoing_of(
        now,
        entries_at_hand(transaction, municipality, entries),
        open_on(transaction, {claims.begin(), claims.end()})
    );
    if (!undoing) {
        return tl::unexpected(undoing.error());
    }
    const audit::Author author = occasion.author();
    const HandActId act = add_act(
        transaction,
        author,
        {.municipality = municipality,
         .number = asked.number,
         .kind = HandActKind::undone,
         .told = told,
         .reason = asked.reason,
         .undoes = undone->id,
         .entries = undoing->entries}
    );
    add_moves(transaction, author, act, asked.reason, undoing->moves);
    std::vector<SuspenseMove> suspense = suspense_of(undoing->moves, asked.reason);
    for (SuspenseMove& move : suspense) {
        move.code = SuspenseCode::undone;
    }
    if (now.refund) {
        suspense.push_back(
            {now.refund->entry, now.refund->amount, SuspenseCode::undone, asked.reason}
        );
        const RefundId id{transaction.reserve_ids(1).take()};
        add_refund(transaction, id, act, now.refund->entry, -now.refund->amount, std::nullopt);
    }
    add_suspense(transaction, author, suspense);
    audit::Trail trail{transaction, author};
    record_entries(trail, "payments.undo_by_hand", municipality, act, undoing->entries);
    record_moves(transaction, trail, municipality, act, undoing->moves);
    // Posted before the program places a payment on the same claim again: the ledger could not tell
    // the two apart.
    claims::settle(transaction, author, {claims.begin(), claims.end()});
    finish(transaction, trail, occasion, municipality, entries);
    return act;
}

std::string HandActService::subject_of(const RefundAsked& asked) const {
    return fmt::format(
        "entry:{}|{}|{}",
        asked.seen.entry.value(),
        asked.amount.to_string(),
        asked.other_account ? sealer_.blind_index(asked.other_account->text(), "refund") : ""
    );
}

base::Outcome<base::ApprovalId> HandActService::ask_refund(
    const access::Occasion& occasion, base::MunicipalityId municipality, const RefundAsked& asked
) {
    if (const base::Done may = check_asked(occasion, municipality, asked.number, asked.reason);
        !may) {
        return tl::unexpected(may.error());
    }
    Transaction transaction{database_, "ask refund", storage::Access::write};
    if (const base::Done fits = check_refund_asked(transaction, municipality, asked); !fits) {
        return tl::unexpected(fits.error());
    }
    const base::Outcome<access::PendingApproval> question = access::ask_once(
        transaction,
        occasion,
        {municipality, refund_approval_action, subject_of(asked), asked.reason}
    );
    if (!question) {
        return tl::unexpected(question.error());
    }
    if (const base::Done mine = access::check_asked_by(*question, occasion.actor); !mine) {
        return tl::unexpected(mine.error());
    }
    if (question->reason != asked.reason) {
        return base::problem(
            "payments.refund-asked-otherwise",
            "this refund was asked for in other words",
            "record it in those words, or have that question refused first"
        );
    }
    keep_question(transaction, sealer_, occasion, *question, asked);
    transaction.commit();
    return question->id;
}

base::Outcome<std::map<base::ApprovalId, RefundQuestion>> HandActService::refund_questions(
    const access::Occasion& occasion,
    base::MunicipalityId municipality,
    const std::vector<base::ApprovalId>& questions
) {
    if (const base::Done allowed =
            access::require(occasion.actor, access::Right::see_person, municipality);
        !allowed) {
        return tl::unexpected(allowed.error());
    }
    std::map<base::ApprovalId, RefundQuestion> found;
    Transaction transaction{database_, "accounts of refunds", storage::Access::write};
    audit::Trail trail{transaction, occasion.author()};
    for (const StoredRefundQuestion& stored :
         payments::refund_questions(transaction, municipality, questions)) {
        const std::string place = refund_account_place(stored.question);
        found.emplace(
            stored.question,
            RefundQuestion{
                stored.entry,
                refund_account(sealer_, stored.payer_account, stored.iban_sealed, place),
                stored.iban_sealed.has_value(),
                stored.payer_name}
        );
        trail.record(
            {"payments.look",
             municipality,
             std::nullopt,
             fmt::format("entry:{}", stored.entry.value()),
             R"({"of":"refund"})"}
        );
    }
    trail.write();
    transaction.commit();
    return found;
}

base::Outcome<HandActId> HandActService::refund(
    const access::Occasion& occasion, base::MunicipalityId municipality, const RefundAsked& asked
) {
    if (const base::Done may = check_asked(occasion, municipality, asked.number, asked.reason);
        !may) {
        return tl::unexpected(may.error());
    }
    const std::string subject = subject_of(asked);
    const std::string told = fmt::format("refund|{}|{}", asked.reason, subject);
    const auto approval = access::ApprovalsService{database_}.recall(
        occasion, municipality, refund_approval_action, subject, asked.reason
    );
    Transaction transaction{database_, "refund from suspense", storage::Access::write};
    const auto before = done_before(transaction, occasion, municipality, asked.number, told);
    if (!before || *before) {
        return before.map([](const std::optional<HandActId>& known) { return *known; });
    }
    if (!approval) {
        return base::problem(
            "payments.needs-second-person",
            "money is paid back after a second person approved it",
            "ask for it, and record it after the approval in the same words"
        );
    }
    const base::EntryId entry = asked.seen.entry;
    if (!hold_payments(transaction, {entry})) {
        return tl::unexpected(storage::collision());
    }
    if (const base::Done fits = check_refund_asked(transaction, municipality, asked); !fits) {
        return tl::unexpected(fits.error());
    }
    if (const base::Done used = access::use_approval(transaction, *approval, occasion.moment);
        !used) {
        return tl::unexpected(used.error());
    }
    const audit::Author author = occasion.author();
    const HandActId act = add_act(
        transaction,
        author,
        {.municipality = municipality,
         .number = asked.number,
         .kind = HandActKind::refunded,
         .told = told,
         .reason = asked.reason,
         .approval = approval->id(),
         .entries = {entry}}
    );
    add_suspense(
        transaction, author, {{entry, -asked.amount, SuspenseCode::refund_due, asked.reason}}
    );
    const RefundId id{transaction.reserve_ids(1).take()};
    add_refund(
        transaction,
        id,
        act,
        entry,
        asked.amount,
        sealed_account(sealer_, refund_account_place(id), asked)
    );
    audit::Trail trail{transaction, author};
    record_entries(trail, "payments.refund", municipality, act, {entry});
    finish(transaction, trail, occasion, municipality, {entry});
    return act;
}

}  // namespace draagkracht::payments
