#include "payments/own_batch_store.hpp"

#include "draagkracht/payments/collection_approval.hpp"
#include "draagkracht/payments/payout.hpp"
#include "draagkracht/storage/rows.hpp"
#include "payments/own_batch.hpp"

namespace draagkracht::payments {

using soci::into;
using soci::use;

namespace {

// By their names, as we write them.
using OwnBatches = std::map<std::string, OwnBatch>;

void read_collections(
    storage::Transaction& transaction,
    base::MunicipalityId municipality,
    const std::vector<CollectionId>& collections,
    OwnBatches& batches
) {
    const long long of_municipality = municipality.value();
    const std::string keys = storage::json_list(collections);
    long long collection = 0;
    std::string collect_on;
    BatchOrder order;
    long long amount_cents = 0;
    int is_answered = 0;
    storage::for_each_row(
        (ask(transaction,
             "SELECT answered.collection_id, answered.collect_on, ordered.end_to_end_id,"
             " answered.amount_cents, plan.payment_reference,"
             " CASE WHEN answered.paid_entry_id IS NOT NULL THEN 1 ELSE 0 END"
             " FROM order_with_answer answered"
             " JOIN collection_order ordered ON ordered.id = answered.order_id"
             " JOIN plan ON plan.id = answered.plan_id"
             " WHERE answered.municipality_id = :municipality AND answered.collection_id " +
                 transaction.among_numbers(":collections") + " ORDER BY answered.order_id"),
         use(of_municipality, "municipality"),
         use(keys, "collections"),
         into(collection),
         into(collect_on),
         into(order.end_to_end_id),
         into(amount_cents),
         into(order.reference),
         into(is_answered)),
        [&] {
            order.amount = base::Money::cents(amount_cents);
            const BatchName name{CollectionId{collection}, base::Date::parse(collect_on).value()};
            OwnBatch& batch = batches[to_text(name)];
            batch.orders.push_back(order);
            batch.total.add(order.amount);
            batch.is_paid = batch.is_paid || is_answered == 1;
        }
    );
}

// The money leaves, so their amounts are below zero. One that was withdrawn is among them: the bank
// may have carried it out all the same.
void read_payouts(
    storage::Transaction& transaction,
    base::MunicipalityId municipality,
    const std::vector<PayoutId>& payouts,
    OwnBatches& batches
) {
    const long long of_municipality = municipality.value();
    const std::string keys = storage::json_list(payouts);
    long long payout = 0;
    long long account = 0;
    long long amount_cents = 0;
    BatchOrder order;
    int is_answered = 0;
    storage::for_each_row(
        (ask(transaction,
             "SELECT payout.id, bank_account_id, end_to_end_id, amount_cents,"
             " CASE WHEN EXISTS (SELECT 1 FROM payout_answer"
             " WHERE payout_answer.order_id = payout_order.id) THEN 1 ELSE 0 END"
             " FROM payout JOIN payout_file ON payout_file.payout_id = payout.id"
             " JOIN payout_order ON payout_order.payout_id = payout.id"
             " WHERE municipality_id = :municipality AND payout.id " +
                 transaction.among_numbers(":payouts") + " ORDER BY payout_order.id"),
         use(of_municipality, "municipality"),
         use(keys, "payouts"),
         into(payout),
         into(account),
         into(order.end_to_end_id),
         into(amount_cents),
         into(is_answered)),
        [&] {
            order.amount = -base::Money::cents(amount_cents);
            const PayoutBatch name{PayoutId{payout}, base::BankAccountId{account}};
            OwnBatch& batch = batches[to_text(name)];
            batch.orders.push_back(order);
            batch.total.add(order.amount);
            batch.is_paid = batch.is_paid || is_answered == 1;
        }
    );
}

// One order, in the batch that holds it.
struct OrderOfBatch {
    base::Money amount;
    OwnBatch* batch;
};

// By their end-to-end ids.
std::map<std::string, OrderOfBatch> orders_of(OwnBatches& batches) {
    std::map<std::string, OrderOfBatch> orders;
    for (auto& [name, batch] : batches) {
        for (const BatchOrder& order : batch.orders) {
            orders.emplace(order.end_to_end_id, OrderOfBatch{order.amount, &batch});
        }
    }
    return orders;
}

// An order that the bank books by itself is not paid once more with its batch, whether that comes
// in the same chunk or in a later one.
void mark_paid(const Entry& entry, const std::map<std::string, OrderOfBatch>& orders) {
    for (const Detail& detail : entry.details) {
        const auto order = orders.find(detail.end_to_end_id);
        const base::Money amount =
            entry.details.size() == 1 ? entry.amount : detail.amount.value_or(base::Money{});
        if (order != orders.end() && amount == order->second.amount) {
            order->second.batch->is_paid = true;
        }
    }
}

}  // namespace

BatchTotals spread_own_batches(
    storage::Transaction& transaction,
    base::MunicipalityId municipality,
    const std::vector<Entry*>& entries
) {
    std::vector<CollectionId> collections;
    std::vector<PayoutId> payouts;
    for (const Entry* const entry : entries) {
        if (!is_whole_batch(*entry)) {
            continue;
        }
        const std::string& batch_id = entry->details.front().batch_id;
        if (const auto name = batch_named(batch_id)) {
            collections.push_back(name->collection);
        } else if (const auto paid_back = payout_batch_named(batch_id)) {
            payouts.push_back(paid_back->payout);
        }
    }
    OwnBatches batches;
    if (!collections.empty()) {
        read_collections(transaction, municipality, collections, batches);
    }
    if (!payouts.empty()) {
        read_payouts(transaction, municipality, payouts, batches);
    }
    const std::map<std::string, OrderOfBatch> orders = orders_of(batches);
    BatchTotals unspread;
    for (Entry* const entry : entries) {
        const auto found =
            is_whole_batch(*entry) ? batches.find(entry->details.front().batch_id) : batches.end();
        if (found == batches.end()) {
            mark_paid(*entry, orders);
            continue;
        }
        OwnBatch& batch = found->second;
        if (spread(*entry, batch)) {
            batch.is_paid = true;
        } else {
            unspread.emplace(found->first, batch.total);
        }
    }
    return unspread;
}

}  // namespace draagkracht::payments
