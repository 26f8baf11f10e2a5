#include "payments/own_batch_store.hpp"

#include "draagkracht/payments/collection_approval.hpp"
#include "draagkracht/storage/rows.hpp"
#include "payments/own_batch.hpp"

namespace draagkracht::payments {

using soci::into;
using soci::use;

namespace {

// By their names, as we write them.
std::map<std::string, OwnBatch> own_batches(
    storage::Transaction& transaction,
    base::MunicipalityId municipality,
    const std::vector<CollectionId>& collections
) {
    const long long of_municipality = municipality.value();
    const std::string keys = storage::json_list(collections);
    std::map<std::string, OwnBatch> batches;
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
    return batches;
}

}  // namespace

BatchTotals spread_own_batches(
    storage::Transaction& transaction,
    base::MunicipalityId municipality,
    const std::vector<Entry*>& entries
) {
    std::vector<CollectionId> collections;
    for (const Entry* const entry : entries) {
        if (const auto name = is_whole_batch(*entry) ? batch_named(entry->details.front().batch_id)
                                                     : std::nullopt) {
            collections.push_back(name->collection);
        }
    }
    BatchTotals unspread;
    if (collections.empty()) {
        return unspread;
    }
    std::map<std::string, OwnBatch> batches = own_batches(transaction, municipality, collections);
    for (Entry* const entry : entries) {
        const auto found =
            is_whole_batch(*entry) ? batches.find(entry->details.front().batch_id) : batches.end();
        if (found == batches.end()) {
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
