#include "draagkracht/payments/payout_list_service.hpp"

#include "draagkracht/audit/trail.hpp"
#include "payments/paying_out_service.hpp"
#include "payments/payout_list_store.hpp"

namespace draagkracht::payments {

using access::Occasion;
using storage::Transaction;

namespace {

// The last question to a second person about it; nothing when nobody was asked.
base::Outcome<std::optional<access::AskedApproval>> last_question(
    storage::Database& database,
    const Occasion& occasion,
    base::MunicipalityId municipality,
    const PayoutToApprove& payout
) {
    return access::ApprovalsService{database}
        .approvals_about(occasion, municipality, payout_approval_action, subject_of(payout))
        .map([](const std::vector<access::AskedApproval>& asked) {
            return asked.empty() ? std::nullopt : std::optional{asked.back()};
        });
}

}  // namespace

CountAndTotal ListedPayout::unanswered() const {
    const bool has_ended = stage == OrderFileStage::ended || stage == OrderFileStage::withdrawn;
    if (has_ended) {
        return {};
    }
    return {
        payout.orders.count - paid.count - let_go.count,
        payout.orders.total - paid.total - let_go.total};
}

bool ListedPayout::may_leave() const {
    return unanswered() == payout.orders;
}

base::Outcome<ListedPayouts> PayoutListService::list(
    const Occasion& occasion, base::MunicipalityId municipality, ListRange range
) {
    if (const base::Done allowed = may_look_at_payouts(occasion, municipality); !allowed) {
        return tl::unexpected(allowed.error());
    }
    ListedPayouts payouts;
    {
        Transaction transaction{database_, "list payouts", storage::Access::read};
        payouts = listed_payouts(transaction, municipality, range);
    }
    for (ListedPayout& one : payouts.items) {
        // One at most: a payout that is prepared takes the place of one that waits.
        if (one.stage == OrderFileStage::waiting) {
            auto asked = last_question(database_, occasion, municipality, one.payout);
            if (!asked) {
                return tl::unexpected(asked.error());
            }
            one.asked = std::move(*asked);
        }
    }
    return payouts;
}

base::Outcome<PayoutLook> PayoutListService::look(
    const Occasion& occasion, base::MunicipalityId municipality, PayoutId payout, ListRange orders
) {
    if (const base::Done allowed = may_look_at_payouts(occasion, municipality); !allowed) {
        return tl::unexpected(allowed.error());
    }
    Transaction transaction{database_, "look at payout", storage::Access::write};
    std::optional<ListedPayout> found = listed_payout(transaction, municipality, payout);
    if (!found) {
        return unknown_payout();
    }
    PayoutLook look{std::move(*found), order_looks(transaction, sealer_, payout, orders)};
    audit::Trail trail{transaction, occasion.author()};
    for (const OrderLook& order : look.orders) {
        trail.record(look_at_refund(municipality, order.entry, "refund"));
    }
    trail.write();
    transaction.commit();
    auto asked = last_question(database_, occasion, municipality, look.payout.payout);
    if (!asked) {
        return tl::unexpected(asked.error());
    }
    look.payout.asked = std::move(*asked);
    return look;
}

}  // namespace draagkracht::payments
