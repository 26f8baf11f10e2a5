#include "draagkracht/payments/return_service.hpp"

#include <fmt/format.h>

#include <map>

#include "draagkracht/audit/trail.hpp"
#include "draagkracht/base/plain_line.hpp"
#include "draagkracht/claims/closed_month_store.hpp"
#include "draagkracht/storage/turn.hpp"
#include "payments/estate_service.hpp"
#include "payments/replay_service.hpp"
#include "payments/return_store.hpp"
#include "payments/returns_of_chunk_service.hpp"

namespace draagkracht::payments {

using storage::Transaction;

namespace {

using Entries = std::unordered_map<base::EntryId, BookedEntry>;

// The municipality of the payment, when the actor may reconcile for both entries.
base::Outcome<base::MunicipalityId> home_of(
    Transaction& transaction, const access::Occasion& occasion, const ReturnOfPayment& told
) {
    const Entries entries = booked_entries(transaction, {told.payment, told.back});
    for (const base::EntryId one : {told.payment, told.back}) {
        const auto entry = entries.find(one);
        if (entry == entries.end()) {
            return base::problem("payments.unknown-entry", "there is no such bank entry");
        }
        const base::Done allowed =
            access::require(occasion.actor, access::Right::reconcile, entry->second.municipality);
        if (!allowed) {
            return tl::unexpected(allowed.error());
        }
    }
    return entries.at(told.payment).municipality;
}

// A refund does not leave while the bank may have taken the payment back.
void tell_of_refunds(
    audit::Trail& trail,
    const std::vector<base::EntryId>& payments,
    const BookedEntry& back,
    const Entries& entries
) {
    for (const base::EntryId one : payments) {
        const BookedEntry& payment = entries.at(one);
        if (payment.to_pay_back.is_positive() && back.amount == -payment.amount) {
            trail.record(
                {"payments.refund_in_doubt",
                 payment.municipality,
                 std::nullopt,
                 fmt::format("entry:{}", one.value()),
                 fmt::format(R"({{"by_entry":{}}})", back.id.value())}
            );
        }
    }
}

}  // namespace

std::vector<base::ClaimId> write_returns(
    Transaction& transaction,
    audit::Trail& trail,
    const audit::Author& author,
    const std::vector<ReturnOfPayment>& returns,
    const Entries& entries
) {
    if (returns.empty()) {
        return {};
    }
    add_returns(transaction, author, returns, entries);
    std::vector<base::EntryId> payments;
    std::vector<base::EntryId> backs;
    for (const ReturnOfPayment& one : returns) {
        payments.push_back(one.payment);
        backs.push_back(one.back);
        trail.record(
            {"payments.take_back",
             entries.at(one.payment).municipality,
             std::nullopt,
             fmt::format("entry:{}", one.payment.value()),
             fmt::format(R"({{"by_entry":{}}})", one.back.value())}
        );
    }
    const base::MunicipalityId municipality = entries.at(payments.front()).municipality;
    std::vector<base::ClaimId> moved =
        replay(transaction, trail, author, municipality, claims_of_entries(transaction, payments));
    // What was paid is open again by now.
    hold_for_estates(transaction, trail, author, backs);
    return moved;
}

base::Done ReturnService::take_back(const access::Occasion& occasion, const ReturnOfPayment& told) {
    Transaction transaction{database_, "take payment back", storage::Access::write};
    const base::Outcome<base::MunicipalityId> home = home_of(transaction, occasion, told);
    if (!home) {
        return tl::unexpected(home.error());
    }
    if (const base::Done line = base::check_told_line(told.reason, "reason"); !line) {
        return line;
    }
    take_by_hand_turn(transaction, *home);
    base::Done open = claims::keep_month_open(transaction, *home, occasion.today);
    if (!hold_payments(transaction, {told.payment, told.back})) {
        return tl::unexpected(storage::collision());
    }
    if (is_known_return(transaction, told)) {
        return {};
    }
    if (!open) {
        return open;
    }
    const Entries entries = booked_entries(transaction, {told.payment, told.back});
    if (base::Done fits = check_return(entries.at(told.payment), entries.at(told.back)); !fits) {
        return fits;
    }
    audit::Trail trail{transaction, occasion.author()};
    write_returns(transaction, trail, occasion.author(), {told}, entries);
    trail.write();
    transaction.commit();
    return {};
}

std::vector<base::ClaimId> take_back_what_is_named(
    Transaction& transaction,
    audit::Trail& trail,
    const audit::Author& author,
    base::StatementId statement,
    std::int64_t entries_before
) {
    std::map<base::EntryId, std::vector<base::EntryId>> named;
    std::vector<base::EntryId> ids;
    for (const auto& [back, payment] :
         payments_named_by_returns(transaction, statement, entries_before)) {
        named[back].push_back(payment);
        ids.push_back(back);
        ids.push_back(payment);
    }
    if (named.empty()) {
        return {};
    }
    // Whoever moves one of these to yet another claim meanwhile waits for the replay below.
    static_cast<void>(hold_payments(transaction, ids));
    Entries entries = booked_entries(transaction, ids);
    std::vector<ReturnOfPayment> returns;
    for (const auto& [back, payments] : named) {
        tell_of_refunds(trail, payments, entries.at(back), entries);
        BookedEntry& payment = entries.at(payments.front());
        if (payments.size() == 1 && check_return(payment, entries.at(back))) {
            payment.is_taken_back = true;
            returns.push_back({payment.id, back, "the reference of the bank names this payment"});
        }
    }
    return write_returns(transaction, trail, author, returns, entries);
}

}  // namespace draagkracht::payments
