#include "draagkracht/payments/payout_service.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>

#include "draagkracht/access/access_service.hpp"
#include "draagkracht/audit/trail.hpp"
#include "draagkracht/base/plain_line.hpp"
#include "draagkracht/storage/turn.hpp"
#include "draagkracht/text/dutch.hpp"
#include "payments/paying_out_service.hpp"
#include "payments/return_store.hpp"

namespace draagkracht::payments {

using access::Occasion;
using storage::Transaction;

namespace {

std::string name_of_municipality(storage::Database& database, base::MunicipalityId municipality) {
    for (const access::Municipality& known : access::AccessService{database}.municipalities()) {
        if (known.id == municipality) {
            return known.name;
        }
    }
    throw base::ProgrammerFault{"an officer has rights in a municipality that exists"};
}

// Those that are due, with those that stand in a payout that waits for a second person, and that a
// new one takes the place of. Nobody undoes one of them until the transaction ends.
std::vector<RefundRow> refunds_to_order(
    Transaction& transaction,
    const storage::Sealer& sealer,
    base::MunicipalityId municipality,
    const std::set<PayoutId>& waiting
) {
    const auto can_be_ordered = [&waiting](const OpenRefund& refund) {
        return refund.standing == RefundStanding::due ||
               (refund.standing == RefundStanding::ordered && waiting.contains(*refund.payout));
    };
    std::set<base::EntryId> locked;
    for (const RefundRow& row : open_refunds(transaction, sealer, municipality)) {
        if (can_be_ordered(row.refund)) {
            locked.insert(row.refund.entry);
        }
    }
    lock_entries(transaction, {locked.begin(), locked.end()});
    std::vector<RefundRow> rows = open_refunds(transaction, sealer, municipality);
    std::erase_if(rows, [&](const RefundRow& row) {
        return !can_be_ordered(row.refund) || !locked.contains(row.refund.entry);
    });
    return rows;
}

bool is_same(
    const StoredPayout& waiting, const StoredPayout& next, const std::vector<RefundRow>& refunds
) {
    return waiting.message == next.message && waiting.payer_name == next.payer_name &&
           waiting.orders == next.orders &&
           std::ranges::all_of(refunds, [&waiting](const RefundRow& row) {
               return row.refund.payout == waiting.id;
           });
}

void end(
    Transaction& transaction,
    audit::Trail& trail,
    const Occasion& occasion,
    const StoredPayout& payout,
    const std::string& reason
) {
    add_end(transaction, occasion.author(), payout.id, reason);
    trail.record(
        {"payments.end_payout", payout.municipality, std::nullopt, trail_subject(payout.id)}
    );
}

void record_prepared(
    audit::Trail& trail, const StoredPayout& payout, const std::vector<RefundRow>& refunds
) {
    trail.record(
        {"payments.prepare_payout",
         payout.municipality,
         std::nullopt,
         trail_subject(payout.id),
         fmt::format(
             R"({{"orders":{},"total_cents":{}}})",
             payout.orders.count,
             payout.orders.total.in_cents()
         )}
    );
    for (const RefundRow& row : refunds) {
        trail.record(
            {"payments.order_refund",
             payout.municipality,
             std::nullopt,
             fmt::format("entry:{}", row.refund.entry.value()),
             fmt::format(
                 R"({{"payout":{},"amount_cents":{}}})",
                 payout.id.value(),
                 row.refund.amount.in_cents()
             )}
        );
    }
}

// Unless somebody is being asked already, or has granted it.
base::Done ask_second_person(
    Transaction& transaction, const Occasion& occasion, const StoredPayout& payout
) {
    const std::string reason = fmt::format(
        "{}: {}, {}",
        name_of(payout.id),
        text::count_text(static_cast<int>(payout.orders.count), "terugbetaling", "terugbetalingen"),
        text::amount_text(payout.orders.total)
    );
    const auto asked = access::ask_once(
        transaction,
        occasion,
        {payout.municipality, payout_approval_action, subject_of(to_approve(payout)), reason}
    );
    return asked ? base::Done{} : base::Done{tl::unexpected(asked.error())};
}

std::vector<OpenRefund> refunds_in(std::vector<RefundRow> rows) {
    std::vector<OpenRefund> refunds;
    for (RefundRow& row : rows) {
        refunds.push_back(std::move(row.refund));
    }
    return refunds;
}

}  // namespace

void take_payout_turn(Transaction& transaction, base::MunicipalityId municipality) {
    storage::take_turn(transaction, fmt::format("pay_out:{}", municipality.value()));
}

std::string trail_subject(PayoutId payout) {
    return fmt::format("payout:{}", payout.value());
}

PayoutToApprove to_approve(const StoredPayout& payout) {
    return {payout.id, payout.orders};
}

base::Outcome<std::vector<OpenRefund>> PayoutService::open_refunds(
    const Occasion& occasion, base::MunicipalityId municipality
) {
    for (const access::Right right : {access::Right::see_suspense, access::Right::see_person}) {
        if (const base::Done allowed = access::require(occasion.actor, right, municipality);
            !allowed) {
            return tl::unexpected(allowed.error());
        }
    }
    Transaction transaction{database_, "open refunds", storage::Access::write};
    std::vector<OpenRefund> refunds =
        refunds_in(payments::open_refunds(transaction, sealer_, municipality));
    audit::Trail trail{transaction, occasion.author()};
    for (const OpenRefund& refund : refunds) {
        trail.record(
            {"payments.look",
             municipality,
             std::nullopt,
             fmt::format("entry:{}", refund.entry.value()),
             R"({"of":"refund"})"}
        );
    }
    trail.write();
    transaction.commit();
    return refunds;
}

base::Outcome<PreparedPayout> PayoutService::prepare(
    const Occasion& occasion, base::MunicipalityId municipality, TransferMessage message
) {
    if (const base::Done allowed =
            access::require(occasion.actor, access::Right::reconcile, municipality);
        !allowed) {
        return tl::unexpected(allowed.error());
    }
    const std::string payer = name_of_municipality(database_, municipality);
    Transaction transaction{database_, "prepare payout", storage::Access::write};
    take_payout_turn(transaction, municipality);
    std::vector<StoredPayout> waiting = open_payouts(transaction, municipality);
    // One that was released leaves: its refunds are on their way.
    std::erase_if(waiting, [](const StoredPayout& payout) { return payout.sha256.has_value(); });
    std::set<PayoutId> replaced;
    std::ranges::transform(waiting, std::inserter(replaced, replaced.end()), &StoredPayout::id);
    const std::vector<RefundRow> refunds =
        refunds_to_order(transaction, sealer_, municipality, replaced);
    if (refunds.empty()) {
        return base::problem(
            "payments.nothing-to-pay-out", "no refund that was decided waits to be paid out"
        );
    }
    StoredPayout next{
        PayoutId{0},
        municipality,
        message,
        payer,
        {},
        occasion.moment,
        occasion.actor.text(),
        std::nullopt,
        std::nullopt};
    for (const RefundRow& row : refunds) {
        next.orders.add(row.refund.amount);
    }
    const auto same = std::ranges::find_if(waiting, [&](const StoredPayout& one) {
        return is_same(one, next, refunds);
    });
    const bool is_known = same != waiting.end();
    if (is_known) {
        next = *same;
    } else {
        next.id = PayoutId{transaction.reserve_ids(1).take()};
        audit::Trail trail{transaction, occasion.author()};
        for (const StoredPayout& one : waiting) {
            end(transaction, trail, occasion, one, "another payout took its place");
        }
        add_payout(transaction, occasion.author(), next, refunds);
        record_prepared(trail, next, refunds);
        trail.write();
    }
    if (const base::Done asked = ask_second_person(transaction, occasion, next); !asked) {
        return tl::unexpected(asked.error());
    }
    transaction.commit();
    return PreparedPayout{next.id, refunds_in(refunds), next.orders, is_known};
}

base::Done PayoutService::withdraw(
    const Occasion& occasion,
    base::MunicipalityId municipality,
    PayoutId payout,
    const std::string& reason
) {
    if (const base::Done allowed =
            access::require(occasion.actor, access::Right::reconcile, municipality);
        !allowed) {
        return allowed;
    }
    if (const base::Done line = base::check_told_line(reason, "reason"); !line) {
        return tl::unexpected(line.error());
    }
    Transaction transaction{database_, "withdraw payout", storage::Access::write};
    take_payout_turn(transaction, municipality);
    const std::optional<PayoutState> found = payout_by_id(transaction, municipality, payout);
    if (!found) {
        return base::problem("payments.unknown-payout", "there is no such payout here");
    }
    if (found->has_ended) {
        return {};
    }
    if (found->is_answered) {
        return base::problem(
            "payments.payout-answered",
            "the bank told of an order of this payout, so it went to the bank",
            "what the bank could not pay comes back as a return of the bank"
        );
    }
    audit::Trail trail{transaction, occasion.author()};
    end(transaction, trail, occasion, found->payout, reason);
    trail.write();
    transaction.commit();
    return {};
}

}  // namespace draagkracht::payments
