// The file of a payout: made when a second person approved it, and handed over once.
#include <fmt/format.h>

#include <algorithm>

#include "draagkracht/access/access_service.hpp"
#include "draagkracht/audit/trail.hpp"
#include "draagkracht/base/sha256.hpp"
#include "draagkracht/payments/order_slip.hpp"
#include "draagkracht/payments/target_day.hpp"
#include "payments/paying_out_service.hpp"
#include "payments/payout_file.hpp"
#include "payments/release_service.hpp"
#include "payments/withdrawal_service.hpp"

namespace draagkracht::payments {

using access::Occasion;
using storage::Transaction;

namespace {

// Who lays out, and where.
struct Laying {
    storage::Database& database;
    const storage::Sealer& sealer;
    const Occasion& occasion;
};

// Why it stays here: a bank that took a payment back does not pay it back as well. Nothing when
// there is no such reason.
std::optional<base::Problem> doubt_about(Transaction& transaction, PayoutId payout) {
    const std::optional<RefundInDoubt> doubt = refund_in_doubt_of(transaction, payout);
    if (!doubt) {
        return std::nullopt;
    }
    return base::Problem{
        "payments.refund-in-doubt",
        fmt::format(
            "a part of entry {} is paid back by it, and entry {}, which nobody explained, says that"
            " the money may be gone already",
            doubt->paid_by.value(),
            doubt->gone_by.value()
        ),
        {},
        "look at that entry; when the money is gone, withdraw the payout and undo that refund"};
}

// By somebody else, meanwhile: that used the approval up.
bool was_released(const Laying& here, const StoredPayout& payout) {
    Transaction transaction{here.database, "whether payout was released", storage::Access::read};
    const auto state = payout_by_id(transaction, payout.municipality, payout.id);
    return state && state->payout.sha256.has_value();
}

// While somebody asks or was granted that it does not go to the bank, it does not. Who asks that
// has the turn of payouts too, so it cannot be asked meanwhile.
std::optional<base::Problem> withdrawal_of(
    Transaction& transaction, const Laying& here, const PayoutState& state
) {
    const auto standing = access::standing_question(
        transaction,
        here.occasion.moment,
        state.payout.municipality,
        payout_withdrawal_approval_action,
        subject_of(to_withdraw(state))
    );
    return standing ? std::optional{withdrawal_asked()} : std::nullopt;
}

// Of one that was approved: its file is as it is from then on.
base::Done release(const Laying& here, const StoredPayout& payout) {
    const auto approval = access::ApprovalsService{here.database}.recall(
        here.occasion, payout.municipality, payout_approval_action, subject_of(to_approve(payout))
    );
    if (!approval) {
        return was_released(here, payout) ? base::Done{} : tl::unexpected(approval.error());
    }
    Transaction transaction{here.database, "release payout", storage::Access::write};
    take_payout_turn(transaction, payout.municipality);
    const auto state = payout_by_id(transaction, payout.municipality, payout.id);
    if (state->has_ended || state->payout.sha256) {
        return {};  // by somebody else, meanwhile
    }
    if (const auto doubt = doubt_about(transaction, payout.id)) {
        return tl::unexpected(*doubt);
    }
    const base::Date pay_on = next_target_day(here.occasion.today.date());
    const std::string bytes =
        bytes_of(payout, pay_on, orders_of(transaction, here.sealer, payout.id));
    const ReleasedPayout file{
        payout.id, approval->id(), pay_on, base::sha256_of(bytes), sha1_of(bytes), bytes.size()};
    if (const base::Done used = access::use_approval(transaction, *approval, here.occasion.moment);
        !used) {
        return used;
    }
    add_file(transaction, here.occasion.author(), file);
    audit::Trail trail{transaction, here.occasion.author()};
    trail.record(
        {"payments.release_payout",
         payout.municipality,
         std::nullopt,
         trail_subject(payout.id),
         fmt::format(R"({{"sha256":"{}","approval":{}}})", file.sha256, file.approval.value())}
    );
    trail.write();
    transaction.commit();
    return {};
}

std::string slip_of(
    const Laying& here,
    const StoredPayout& payout,
    const std::vector<PayoutOrder>& orders,
    const LaidOutPayout& file
) {
    SlipNames names = slip_names(
        here.database,
        here.occasion,
        payout.municipality,
        payout.prepared_by,
        payout.approval.value()
    );
    PayoutSlip slip{
        name_of(payout.id),
        std::string{to_text(payout.message)},
        payout.payer_name,
        *payout.pay_on,
        {},
        payout.orders,
        std::move(names.prepared_by),
        std::move(names.approved_by),
        file.sha256,
        file.sha1};
    for (const auto& [account, totals] : batches_of(orders)) {
        const auto first = std::ranges::find(orders, account, &PayoutOrder::pays_from);
        slip.batches.push_back(
            {to_text(PayoutBatch{payout.id, account}), first->own_account, totals}
        );
    }
    return text_of(slip);
}

// Nothing when it is not known here.
base::Done may_leave(const std::optional<PayoutState>& state) {
    if (!state) {
        return unknown_payout();
    }
    if (state->has_ended) {
        return base::problem(
            "payments.payout-ended",
            "this payout was withdrawn, or another one took its place",
            "prepare what is due once more"
        );
    }
    if (state->is_answered()) {
        return payout_answered();
    }
    return {};
}

// Of one that was released: always the same.
LaidOutPayout file_of(
    const Laying& here, const StoredPayout& payout, const std::vector<PayoutOrder>& orders
) {
    LaidOutPayout file{
        payout.id, bytes_of(payout, *payout.pay_on, orders), {}, payout.orders, {}, {}};
    file.sha256 = base::sha256_of(file.bytes);
    file.sha1 = sha1_of(file.bytes);
    base::ensure(*payout.sha256 == file.sha256, "a file that was released is always the same");
    file.slip = slip_of(here, payout, orders, file);
    return file;
}

void mark_as_laid_out(
    Transaction& transaction,
    const Laying& here,
    const StoredPayout& payout,
    const std::vector<PayoutOrder>& orders
) {
    add_laid_out(transaction, here.occasion.author(), payout.id);
    audit::Trail trail{transaction, here.occasion.author()};
    for (const PayoutOrder& order : orders) {
        trail.record(
            {"payments.pay_out",
             payout.municipality,
             std::nullopt,
             fmt::format("entry:{}", order.entry.value()),
             fmt::format(
                 R"({{"payout":{},"order":{},"amount_cents":{}}})",
                 payout.id.value(),
                 order.id,
                 order.amount.in_cents()
             )}
        );
    }
    trail.write();
}

// How handing a released one over ended: laid out, or staying here for a reason. Neither when
// somebody else laid it out or withdrew it, or the bank told of it.
struct HandedOver {
    bool is_laid_out = false;
    std::optional<base::Problem> waits = std::nullopt;
};

// Marked as laid out after it was: cut off between the two, the same file is laid once more. What
// the bank told of did leave, and is marked alone.
base::Outcome<HandedOver> hand_over(
    const Laying& here, base::MunicipalityId municipality, PayoutId payout, const LayOutPayout& lay
) {
    std::vector<PayoutOrder> orders;
    std::optional<PayoutState> state;
    {
        Transaction transaction{here.database, "make payout file", storage::Access::read};
        state = payout_by_id(transaction, municipality, payout);
        orders = orders_of(transaction, here.sealer, payout);
    }
    if (!state->payout.sha256) {
        return HandedOver{};  // it ended meanwhile
    }
    const LaidOutPayout file = file_of(here, state->payout, orders);
    Transaction transaction{here.database, "lay out payout", storage::Access::write};
    take_payout_turn(transaction, municipality);
    state = payout_by_id(transaction, municipality, payout);
    if (state->has_ended || state->is_laid_out) {
        return HandedOver{};
    }
    if (!state->is_answered()) {
        if (const auto asked = withdrawal_of(transaction, here, *state)) {
            return HandedOver{false, *asked};
        }
        if (const auto doubt = doubt_about(transaction, payout)) {
            return HandedOver{false, *doubt};
        }
        if (const base::Done laid = lay(file); !laid) {
            return tl::unexpected(laid.error());
        }
    }
    mark_as_laid_out(transaction, here, state->payout, orders);
    transaction.commit();
    return HandedOver{!state->is_answered()};
}

// One that was laid out before; each order of it is looked at.
base::Outcome<LaidOutPayout> hand_over_again(
    const Laying& here, base::MunicipalityId municipality, PayoutId payout
) {
    Transaction transaction{here.database, "payout file once more", storage::Access::write};
    take_payout_turn(transaction, municipality);
    const std::optional<PayoutState> state = payout_by_id(transaction, municipality, payout);
    if (const base::Done leaves = may_leave(state); !leaves) {
        return tl::unexpected(leaves.error());
    }
    if (const auto asked = withdrawal_of(transaction, here, *state)) {
        return tl::unexpected(*asked);
    }
    if (const auto doubt = doubt_about(transaction, payout)) {
        return tl::unexpected(*doubt);
    }
    const std::vector<PayoutOrder> orders = orders_of(transaction, here.sealer, payout);
    audit::Trail trail{transaction, here.occasion.author()};
    for (const PayoutOrder& order : orders) {
        trail.record(look_at_refund(municipality, order.entry, "payout_file"));
    }
    trail.write();
    transaction.commit();
    return file_of(here, state->payout, orders);
}

}  // namespace

base::Outcome<PayoutReport> PayoutService::lay_out(
    const Occasion& occasion, base::MunicipalityId municipality, const LayOutPayout& lay
) {
    if (const base::Done allowed =
            access::require(occasion.actor, access::Right::reconcile, municipality);
        !allowed) {
        return tl::unexpected(allowed.error());
    }
    const Laying here{database_, sealer_, occasion};
    std::vector<StoredPayout> open;
    {
        Transaction transaction{database_, "open payouts", storage::Access::read};
        open = open_payouts(transaction, municipality);
    }
    PayoutReport report;
    for (const StoredPayout& payout : open) {
        if (!payout.sha256) {
            if (const base::Done released = release(here, payout); !released) {
                report.waiting.push_back({to_approve(payout), released.error()});
                continue;
            }
        }
        const base::Outcome<HandedOver> handed = hand_over(here, municipality, payout.id, lay);
        if (!handed) {
            return tl::unexpected(handed.error());
        }
        if (handed->waits) {
            report.waiting.push_back({to_approve(payout), *handed->waits});
        } else if (handed->is_laid_out) {
            report.laid_out.push_back(payout.id);
        }
    }
    return report;
}

base::Outcome<LaidOutPayout> PayoutService::hand_out(
    const Occasion& occasion, base::MunicipalityId municipality, PayoutId payout
) {
    if (const base::Done allowed =
            access::require(occasion.actor, access::Right::reconcile, municipality);
        !allowed) {
        return tl::unexpected(allowed.error());
    }
    const Laying here{database_, sealer_, occasion};
    std::optional<PayoutState> state;
    {
        Transaction transaction{database_, "payout to hand out", storage::Access::read};
        state = payout_by_id(transaction, municipality, payout);
    }
    if (const base::Done leaves = may_leave(state); !leaves) {
        return tl::unexpected(leaves.error());
    }
    if (!state->payout.sha256) {
        if (const base::Done released = release(here, state->payout); !released) {
            return tl::unexpected(released.error());
        }
    }
    LaidOutPayout file{payout, {}, {}, {}, {}, {}};
    const base::Outcome<HandedOver> handed =
        hand_over(here, municipality, payout, [&file](const LaidOutPayout& made) {
            file = made;
            return base::Done{};
        });
    if (!handed) {
        return tl::unexpected(handed.error());
    }
    if (handed->waits) {
        return tl::unexpected(*handed->waits);
    }
    return handed->is_laid_out ? base::Outcome<LaidOutPayout>{std::move(file)}
                               : hand_over_again(here, municipality, payout);
}

}  // namespace draagkracht::payments
