#include "payments/notified_spread_service.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <iterator>
#include <tuple>

#include "draagkracht/storage/turn.hpp"
#include "payments/paying_out_service.hpp"
#include "payments/payout_answer_service.hpp"
#include "payments/reconciliation_store.hpp"
#include "payments/return_store.hpp"
#include "payments/returns_of_chunk_service.hpp"
#include "payments/what_follows_service.hpp"

namespace draagkracht::payments {

using storage::Transaction;

namespace {

void record_uses(
    audit::Trail& trail, base::MunicipalityId municipality, const std::vector<BatchUse>& uses
) {
    for (const BatchUse& one : uses) {
        trail.record(
            {"payments.spread_batch",
             municipality,
             std::nullopt,
             fmt::format("notified_batch:{}", one.batch.value()),
             fmt::format(R"({{"entry":{}}})", one.entry_number)}
        );
    }
}

}  // namespace

NotifiedForEntries::NotifiedForEntries(
    Transaction& transaction,
    base::StatementId statement,
    base::Date statement_date,
    const std::vector<Entry*>& entries
)
    : transaction_{transaction}, statement_{statement}, statement_date_{statement_date} {
    std::ranges::copy_if(entries, std::back_inserter(entries_), [](const Entry* entry) {
        return tells_no_payment(*entry);
    });
    if (entries_.empty()) {
        return;
    }
    const AccountOfStatement account = account_of(transaction, statement);
    format_ = account.format;
    take_notification_turn(transaction, account.id);
    std::vector<EntryAsOne> told;
    for (const Entry* const entry : entries_) {
        told.push_back(as_one(*entry, statement_date, format_));
    }
    batches_ = unused_batches(transaction, account.id, told);
    std::vector<NotifiedBatchId> fitting;
    for (const NotifiedBatch& batch : batches_) {
        if (std::ranges::any_of(told, [&batch](const EntryAsOne& entry) {
                return is_about(batch, entry) && batch.total == entry.amount;
            })) {
            fitting.push_back(batch.id);
        }
    }
    if (!fitting.empty()) {
        details_ = details_of(transaction, fitting);
    }
}

bool NotifiedForEntries::may_tell_of_payouts() const {
    return std::ranges::any_of(details_, [](const auto& of_batch) {
        return names_payout_order(of_batch.second);
    });
}

void NotifiedForEntries::spread(const BatchTotals& unspread) {
    for (Entry* const entry : entries_) {
        // Our own orders may stand in its place by now.
        if (!tells_no_payment(*entry) || entry->details_are_orders) {
            continue;
        }
        const auto own = unspread.find(entry->details.front().batch_id);
        const bool was_paid_before = own != unspread.end() && own->second.total == entry->amount;
        if (!was_paid_before) {
            spread_one(*entry);
        }
    }
}

void NotifiedForEntries::spread_one(Entry& entry) {
    const ToldOfEntry told = told_of(as_one(entry, statement_date_, format_), batches_);
    if (told.batch == nullptr) {
        entry.notified_otherwise = told.otherwise;
        return;
    }
    const NotifiedBatchId used = told.batch->id;
    payments::spread(entry, *told.batch, std::move(details_.at(used)));
    uses_.push_back({used, statement_, static_cast<std::int64_t>(entry.number)});
    std::erase_if(batches_, [used](const NotifiedBatch& batch) { return batch.id == used; });
}

void NotifiedForEntries::write_uses(
    audit::Trail& trail, const audit::Author& author, base::MunicipalityId municipality
) const {
    if (!uses_.empty()) {
        add_uses(transaction_, author, uses_);
        record_uses(trail, municipality, uses_);
    }
}

namespace {

// An entry that waits, as it would have been booked had the notification come first, and what takes
// the one amount out of suspense against it.
struct LateBatch {
    WaitingEntry waits;
    NotifiedBatchId batch;
    Entry told;
    Entry counter;
};

Entry bare_entry(const WaitingEntry& waits, base::Money amount) {
    Entry entry;
    entry.number = static_cast<std::size_t>(waits.number);
    entry.amount = amount;
    entry.currency = "EUR";
    entry.booking_date = waits.told.booked_on;
    entry.value_date = waits.value_date;
    entry.bank_reference = waits.told.bank_reference;
    entry.details.emplace_back().amount = amount;
    return entry;
}

// By the place where they stand nothing moves while payments point into them.
using LateBatches = std::deque<LateBatch>;

LateBatches late_batches(
    Transaction& transaction, base::BankAccountId account, const std::vector<WaitingEntry>& waiting
) {
    std::vector<EntryAsOne> entries;
    std::ranges::transform(waiting, std::back_inserter(entries), &WaitingEntry::told);
    const std::vector<NotifiedBatch> batches = unused_batches(transaction, account, entries);
    const auto pairs = only_pairs(entries, batches);
    std::vector<NotifiedBatchId> paired;
    for (const auto& [entry, batch] : pairs) {
        paired.push_back(batches[batch].id);
    }
    LateBatches late;
    if (paired.empty()) {
        return late;
    }
    DetailsOfBatches details = details_of(transaction, paired);
    for (const auto& [entry, batch] : pairs) {
        const WaitingEntry& waits = waiting[entry];
        LateBatch& one = late.emplace_back(LateBatch{
            waits,
            batches[batch].id,
            bare_entry(waits, waits.told.amount),
            bare_entry(waits, -waits.told.amount)});
        one.told.is_reversal = waits.is_reversal;
        one.counter.is_reversal = true;
        spread(one.told, batches[batch], std::move(details.at(one.batch)));
    }
    return late;
}

// The one amount is the first detail of the entry; these are the next ones.
std::vector<Payment> payments_beside(const Entry& told) {
    std::vector<Payment> payments = payments_of(told);
    for (Payment& payment : payments) {
        ++payment.detail_number;
    }
    return payments;
}

// What waits in one statement.
class LateStatement {
  public:
    LateStatement(
        Transaction& transaction,
        audit::Trail& trail,
        const audit::Author& author,
        const NotifiedAccount& account,
        std::vector<const LateBatch*> batches
    )
        : transaction_{transaction},
          trail_{trail},
          author_{author},
          account_{account},
          batches_{std::move(batches)} {}

    void book(OpenDebts& debts, bool tells_of_payouts) {
        const WaitingEntry& first = batches_.front()->waits;
        const StatementOfChunk statement{
            first.statement, account_.municipality, first.duplicate_prefix, first.statement_date};
        const std::vector<PlacedPayment> placed = place(debts);
        write_placed(transaction_, trail_, author_, statement, placed);
        write_pairs();
        const std::int64_t before = first.number - 1;
        std::ignore =
            settle_what_follows(transaction_, trail_, author_, statement, placed, debts, before);
        if (tells_of_payouts) {
            settle_payouts(transaction_, trail_, author_, first.statement, before);
        }
    }

  private:
    // What takes the amounts back comes last, so that nothing that the bank took back can name it.
    std::vector<PlacedPayment> place(OpenDebts& debts) const {
        std::vector<PlacedPayment> placed;
        for (const LateBatch* const one : batches_) {
            const base::Date day = one->waits.value_date;
            for (const Payment& payment : payments_beside(one->told)) {
                placed.push_back(debts.place(payment, day, account_.ladders.on(day)));
            }
        }
        for (const LateBatch* const one : batches_) {
            const Entry& counter = one->counter;
            placed.push_back(debts.place(
                {&counter,
                 &counter.details.front(),
                 one->told.details.size() + 2,
                 counter.amount,
                 true},
                one->waits.value_date,
                Suspense{SuspenseCode::specified, "a notification of the bank tells its payments"}
            ));
        }
        return placed;
    }

    // The one amount counts as no payment by itself any more.
    void write_pairs() {
        std::vector<std::int64_t> numbers;
        std::vector<BatchUse> uses;
        for (const LateBatch* const one : batches_) {
            numbers.push_back(one->waits.number);
            uses.push_back({one->batch, one->waits.statement, one->waits.number});
        }
        const auto counters =
            last_details_of(transaction_, batches_.front()->waits.statement, numbers);
        std::vector<ReturnOfPayment> pairs;
        std::vector<base::EntryId> ids;
        for (const LateBatch* const one : batches_) {
            const base::EntryId counter = counters.at(one->waits.number);
            pairs.push_back(
                {one->waits.id, counter, "a notification of the bank tells its payments"}
            );
            ids.insert(ids.end(), {one->waits.id, counter});
        }
        write_returns(transaction_, trail_, author_, pairs, booked_entries(transaction_, ids));
        add_uses(transaction_, author_, uses);
        record_uses(trail_, account_.municipality, uses);
    }

    Transaction& transaction_;
    audit::Trail& trail_;
    const audit::Author& author_;
    const NotifiedAccount& account_;
    std::vector<const LateBatch*> batches_;  // in the order of the statement
};

bool may_tell_of_payouts(const LateBatches& late) {
    return std::ranges::any_of(late, [](const LateBatch& one) {
        return names_payout_order(one.told.details);
    });
}

}  // namespace

base::Outcome<CountAndAmount> spread_what_waits(
    Transaction& transaction,
    audit::Trail& trail,
    const audit::Author& author,
    const NotifiedAccount& account,
    const std::vector<NotifiedBatchId>& batches
) {
    const std::vector<WaitingEntry> waiting = entries_waiting_for(transaction, account.id, batches);
    const LateBatches late = late_batches(transaction, account.id, waiting);
    if (late.empty()) {
        return CountAndAmount{};
    }
    const bool tells_of_payouts = may_tell_of_payouts(late);
    if (tells_of_payouts) {
        take_payout_turn(transaction, account.municipality);
    }
    CountAndAmount spread;
    std::vector<Payment> payments;
    std::vector<base::EntryId> ids;
    std::map<base::StatementId, std::vector<const LateBatch*>> by_statement;
    for (const LateBatch& one : late) {
        ++spread.count;
        spread.amount += one.waits.told.amount;
        ids.push_back(one.waits.id);
        by_statement[one.waits.statement].push_back(&one);
        std::ranges::move(payments_beside(one.told), std::back_inserter(payments));
    }
    // The claims first, and then the payments, as everybody does.
    OpenDebts debts = open_debts_for(transaction, account.municipality, payments);
    lock_entries(transaction, ids);
    if (entries_waiting_for(transaction, account.id, batches) != waiting) {
        return tl::unexpected(storage::collision());
    }
    for (auto& [statement, of_statement] : by_statement) {
        LateStatement{transaction, trail, author, account, std::move(of_statement)}.book(
            debts, tells_of_payouts
        );
    }
    return spread;
}

}  // namespace draagkracht::payments
