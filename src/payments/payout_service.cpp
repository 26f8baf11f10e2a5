#include "draagkracht/payments/payout_service.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>

#include "draagkracht/access/access_service.hpp"
#include "draagkracht/audit/trail.hpp"
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

// The payouts that wait for a second person, which a new one takes the place of. One that was
// released leaves: its refunds are on their way.
std::vector<StoredPayout> waiting_payouts(
    Transaction& transaction, base::MunicipalityId municipality
) {
    std::vector<StoredPayout> waiting = open_payouts(transaction, municipality);
    std::erase_if(waiting, [](const StoredPayout& payout) { return payout.sha256.has_value(); });
    return waiting;
}

// Those that are due, with those that stand in a payout that waits. Nobody undoes one of them until
// the transaction ends.
std::vector<RefundRow> refunds_to_order(
    Transaction& transaction,
    const storage::Sealer& sealer,
    base::MunicipalityId municipality,
    const std::vector<StoredPayout>& waiting,
    int limit
) {
    std::set<PayoutId> replaced;
    std::ranges::transform(waiting, std::inserter(replaced, replaced.end()), &StoredPayout::id);
    const auto read = [&] {
        return orderable_refunds(transaction, sealer, municipality, replaced, limit);
    };
    std::set<base::EntryId> locked;
    for (const RefundRow& row : read()) {
        locked.insert(row.refund.entry);
    }
    lock_entries(transaction, {locked.begin(), locked.end()});
    std::vector<RefundRow> rows = read();
    std::erase_if(rows, [&](const RefundRow& row) { return !locked.contains(row.refund.entry); });
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

void record_looks(
    audit::Trail& trail, base::MunicipalityId municipality, const std::vector<OpenRefund>& refunds
) {
    for (const OpenRefund& refund : refunds) {
        trail.record(look_at_refund(municipality, refund.entry, "refund"));
    }
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

base::Outcome<OpenRefunds> PayoutService::open_refunds(
    const Occasion& occasion, base::MunicipalityId municipality, ListRange range
) {
    if (const base::Done allowed = may_look_at_payouts(occasion, municipality); !allowed) {
        return tl::unexpected(allowed.error());
    }
    Transaction transaction{database_, "open refunds", storage::Access::write};
    OpenRefunds refunds{
        count_open_refunds(transaction, municipality),
        refunds_in(payments::open_refunds(transaction, sealer_, municipality, range))};
    audit::Trail trail{transaction, occasion.author()};
    record_looks(trail, municipality, refunds.items);
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
    const std::vector<StoredPayout> waiting = waiting_payouts(transaction, municipality);
    const std::vector<RefundRow> refunds =
        refunds_to_order(transaction, sealer_, municipality, waiting, orders_max_);
    if (refunds.empty()) {
        return base::problem(
            "payments.nothing-to-pay-out",
            "no refund that was decided waits to be paid out",
            "the list of refunds says what each of them waits for"
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
    next.id = is_known ? same->id : PayoutId{transaction.reserve_ids(1).take()};
    // Before the trail, as everybody who asks does.
    if (const base::Done asked = ask_second_person(transaction, occasion, next); !asked) {
        return tl::unexpected(asked.error());
    }
    audit::Trail trail{transaction, occasion.author()};
    PreparedPayout prepared{next.id, {}, next.orders, is_known};
    if (!is_known) {
        for (const StoredPayout& one : waiting) {
            end_payout(
                transaction, trail, occasion, one, {"another payout took its place", std::nullopt}
            );
        }
        add_payout(transaction, occasion.author(), next, refunds);
        record_prepared(trail, next, refunds);
    }
    prepared.refunds = refunds_in(refunds);
    if (is_known) {
        record_looks(trail, municipality, prepared.refunds);
    }
    trail.write();
    transaction.commit();
    return prepared;
}

}  // namespace draagkracht::payments
