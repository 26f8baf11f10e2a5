#include "payments/collection_store.hpp"

#include <fmt/format.h>

#include "draagkracht/storage/bulk_insert.hpp"
#include "draagkracht/storage/rows.hpp"

namespace draagkracht::payments {

using base::Date;
using base::Money;
using soci::into;
using soci::use;
using storage::Column;
using storage::Transaction;

namespace {

struct CollectionRow {
    long long id = 0;
    long long municipality = 0;
    std::string until;
    std::string message;
    std::string name;
    std::string identifier;
    std::string iban;
    long long count = 0;
    long long total_cents = 0;
    std::string prepared_on;
    std::string prepared_at;
    std::string prepared_by;
    storage::Nullable<std::string> sha256;
    storage::Nullable<long long> approval;

    [[nodiscard]] StoredCollection collection() const {
        const std::optional<long long> of_file = approval.get();
        return {
            CollectionId{id},
            base::MunicipalityId{municipality},
            Date::parse(until).value(),
            direct_debit_message_of(message).value(),
            {name, identifier, base::Iban::parse(iban).value()},
            {static_cast<std::size_t>(count), Money::cents(total_cents)},
            Date::parse(prepared_on).value(),
            base::Timestamp::parse(prepared_at).value(),
            prepared_by,
            sha256.get(),
            of_file ? std::optional{base::ApprovalId{*of_file}} : std::nullopt};
    }
};

// `condition` has two parameters, :municipality and :key.
std::vector<StoredCollection> collections_where(
    Transaction& transaction,
    base::MunicipalityId municipality,
    const std::string& condition,
    long long key
) {
    const long long of_municipality = municipality.value();
    std::vector<StoredCollection> collections;
    CollectionRow row;
    storage::for_each_row(
        (ask(transaction,
             "SELECT collection.id, municipality_id, until_date, message, creditor_name,"
             " creditor_identifier, creditor_iban, collection.order_count,"
             " collection.total_cents, prepared_on,"
             " prepared_at, prepared_by, collection_file.sha256, collection_file.approval_id"
             " FROM collection"
             " LEFT JOIN collection_file ON collection_file.collection_id = collection.id"
             " WHERE municipality_id = :municipality AND " +
                 condition + " ORDER BY collection.id"),
         use(of_municipality, "municipality"),
         use(key, "key"),
         into(row.id),
         into(row.municipality),
         into(row.until),
         into(row.message),
         into(row.name),
         into(row.identifier),
         into(row.iban),
         into(row.count),
         into(row.total_cents),
         into(row.prepared_on),
         into(row.prepared_at),
         into(row.prepared_by),
         into(row.sha256.value, row.sha256.indicator),
         into(row.approval.value, row.approval.indicator)),
        [&] { collections.push_back(row.collection()); }
    );
    return collections;
}

void write_orders(
    Transaction& transaction, CollectionId collection, const std::vector<StoredOrder>& orders
) {
    storage::BulkInsert rows{
        transaction,
        "collection_order",
        {{"id", Column::number},
         {"collection_id", Column::number},
         {"end_to_end_id", Column::text},
         {"plan_id", Column::number},
         {"instalment_number", Column::number},
         {"mandate_id", Column::number},
         {"collect_on", Column::text},
         {"amount_cents", Column::number},
         {"is_retry", Column::number},
         {"debtor_name_sealed", Column::text}}};
    for (const StoredOrder& order : orders) {
        rows.add(
            {order.id,
             collection.value(),
             order.end_to_end_id,
             order.plan.value(),
             std::int64_t{order.instalment_number},
             order.mandate.value(),
             order.collect_on.to_string(),
             order.amount.in_cents(),
             std::int64_t{order.is_retry ? 1 : 0},
             order.debtor_name_sealed}
        );
    }
    rows.write();
}

}  // namespace

std::vector<StoredCollection> open_collections(
    Transaction& transaction, base::MunicipalityId municipality
) {
    return collections_where(
        transaction,
        municipality,
        "collection.id > :key AND NOT EXISTS (SELECT 1 FROM collection_end"
        " WHERE collection_end.collection_id = collection.id)"
        " AND NOT EXISTS (SELECT 1 FROM collection_laid_out"
        " WHERE collection_laid_out.collection_id = collection.id)",
        0
    );
}

std::optional<CollectionState> collection_by_id(
    Transaction& transaction, base::MunicipalityId municipality, CollectionId collection
) {
    const long long id = collection.value();
    const std::vector<StoredCollection> found =
        collections_where(transaction, municipality, "collection.id = :key", id);
    if (found.empty()) {
        return std::nullopt;
    }
    int ends = 0;
    int laid_out = 0;
    int answers = 0;
    transaction.sql() << "SELECT COUNT(*) FROM collection_end WHERE collection_id = :id",
        use(id, "id"), into(ends);
    transaction.sql() << "SELECT COUNT(*) FROM collection_laid_out WHERE collection_id = :id",
        use(id, "id"), into(laid_out);
    transaction.sql() << "SELECT COUNT(*) FROM order_with_answer WHERE collection_id = :id"
                         " AND (paid_entry_id IS NOT NULL OR back_entry_id IS NOT NULL)",
        use(id, "id"), into(answers);
    return CollectionState{found.front(), ends > 0, laid_out > 0, answers > 0};
}

std::vector<OrderToWrite> orders_of(Transaction& transaction, CollectionId collection) {
    const long long id = collection.value();
    std::vector<OrderToWrite> orders;
    long long order = 0, plan = 0, mandate = 0, person = 0, amount_cents = 0;
    int number = 0;
    int is_retry = 0;
    std::string end_to_end_id, collect_on, name_sealed, plan_number, reference, mandate_number;
    std::string signed_on;
    storage::for_each_row(
        (ask(transaction,
             "SELECT collection_order.id, end_to_end_id, collection_order.plan_id,"
             " instalment_number, collection_order.mandate_id, collect_on,"
             " collection_order.amount_cents, is_retry, debtor_name_sealed, plan.person_id,"
             " plan.plan_number, plan.payment_reference, mandate_number, signed_on"
             " FROM collection_order JOIN plan ON plan.id = collection_order.plan_id"
             " JOIN mandate ON mandate.id = collection_order.mandate_id"
             " WHERE collection_id = :id AND NOT EXISTS (SELECT 1 FROM collection_order_drop"
             "  WHERE collection_order_drop.order_id = collection_order.id)"
             " ORDER BY collect_on, collection_order.id"),
         use(id, "id"),
         into(order),
         into(end_to_end_id),
         into(plan),
         into(number),
         into(mandate),
         into(collect_on),
         into(amount_cents),
         into(is_retry),
         into(name_sealed),
         into(person),
         into(plan_number),
         into(reference),
         into(mandate_number),
         into(signed_on)),
        [&] {
            orders.push_back(
                {{order,
                  end_to_end_id,
                  base::PlanId{plan},
                  number,
                  plans::MandateId{mandate},
                  Date::parse(collect_on).value(),
                  Money::cents(amount_cents),
                  is_retry == 1,
                  name_sealed},
                 base::PersonId{person},
                 plan_number,
                 base::PaymentReference::parse(reference).value(),
                 mandate_number,
                 Date::parse(signed_on).value()}
            );
        }
    );
    return orders;
}

std::vector<SkippedInstalment> dropped_orders_of(
    Transaction& transaction, CollectionId collection
) {
    const long long id = collection.value();
    std::vector<SkippedInstalment> dropped;
    long long plan = 0;
    int number = 0;
    std::string plan_number, due_date, reason, explanation;
    storage::for_each_row(
        (ask(transaction,
             "SELECT collection_order.plan_id, instalment_number, plan.plan_number,"
             " current_instalment.due_date, collection_order_drop.reason, explanation"
             " FROM collection_order JOIN collection_order_drop ON order_id = collection_order.id"
             " JOIN plan ON plan.id = collection_order.plan_id"
             " JOIN current_instalment ON current_instalment.plan_id = collection_order.plan_id"
             "  AND current_instalment.number = instalment_number"
             " WHERE collection_id = :id ORDER BY collection_order.id"),
         use(id, "id"),
         into(plan),
         into(number),
         into(plan_number),
         into(due_date),
         into(reason),
         into(explanation)),
        [&] {
            dropped.push_back(
                {{plan_number, number, Date::parse(due_date).value()},
                 {base::PlanId{plan}, number, not_collected_reason_of(reason).value(), explanation}}
            );
        }
    );
    return dropped;
}

void add_collection(
    Transaction& transaction,
    const StoredCollection& collection,
    const std::vector<StoredOrder>& orders
) {
    storage::BulkInsert rows{
        transaction,
        "collection",
        {{"id", Column::number},
         {"municipality_id", Column::number},
         {"until_date", Column::text},
         {"message", Column::text},
         {"creditor_name", Column::text},
         {"creditor_identifier", Column::text},
         {"creditor_iban", Column::text},
         {"order_count", Column::number},
         {"total_cents", Column::number},
         {"prepared_on", Column::text},
         {"prepared_at", Column::text},
         {"prepared_by", Column::text}}};
    rows.add(
        {collection.id.value(),
         collection.municipality.value(),
         collection.until.to_string(),
         to_text(collection.message),
         collection.collector.name,
         collection.collector.identifier,
         collection.collector.account.text(),
         static_cast<std::int64_t>(collection.orders.count),
         collection.orders.total.in_cents(),
         collection.prepared_on.to_string(),
         collection.prepared_at.to_string(),
         collection.prepared_by}
    );
    rows.write();
    write_orders(transaction, collection.id, orders);
}

void add_file(Transaction& transaction, const audit::Author& author, const ReleasedFile& file) {
    storage::BulkInsert rows{
        transaction,
        "collection_file",
        {{"collection_id", Column::number},
         {"approval_id", Column::number},
         {"sha256", Column::text},
         {"sha1", Column::text},
         {"byte_count", Column::number},
         {"order_count", Column::number},
         {"total_cents", Column::number},
         {"released_on", Column::text},
         {"released_by", Column::text}}};
    rows.add(
        {file.collection.value(),
         file.approval.value(),
         file.sha256,
         file.sha1,
         static_cast<std::int64_t>(file.byte_count),
         static_cast<std::int64_t>(file.orders.count),
         file.orders.total.in_cents(),
         author.today.date().to_string(),
         author.actor}
    );
    rows.write();
}

void add_drops(
    Transaction& transaction,
    const audit::Author& author,
    const std::vector<std::pair<std::int64_t, NotCollected>>& drops
) {
    storage::BulkInsert rows{
        transaction,
        "collection_order_drop",
        {{"order_id", Column::number},
         {"reason", Column::text},
         {"explanation", Column::text},
         {"dropped_on", Column::text},
         {"dropped_by", Column::text}}};
    for (const auto& [order, why] : drops) {
        rows.add(
            {order,
             to_text(why.reason),
             why.explanation,
             author.today.date().to_string(),
             author.actor}
        );
    }
    rows.write();
}

void add_laid_out(Transaction& transaction, const audit::Author& author, CollectionId collection) {
    storage::BulkInsert rows{
        transaction,
        "collection_laid_out",
        {{"collection_id", Column::number},
         {"laid_out_on", Column::text},
         {"laid_out_by", Column::text}}};
    rows.add({collection.value(), author.today.date().to_string(), author.actor});
    rows.write();
}

void add_end(
    Transaction& transaction,
    const audit::Author& author,
    CollectionId collection,
    const std::string& reason,
    std::optional<base::ApprovalId> approval
) {
    storage::BulkInsert rows{
        transaction,
        "collection_end",
        {{"collection_id", Column::number},
         {"reason", Column::text},
         {"ended_on", Column::text},
         {"ended_by", Column::text},
         {"approval_id", Column::number}}};
    rows.add(
        {collection.value(),
         reason,
         author.today.date().to_string(),
         author.actor,
         storage::id_cell(approval)}
    );
    rows.write();
}

void hold_debtors_of(Transaction& transaction, CollectionId collection) {
    const long long of_collection = collection.value();
    long long person = 0;
    storage::for_each_row(
        (ask(transaction,
             "SELECT id FROM person WHERE id IN (SELECT plan.person_id FROM collection_order"
             " JOIN plan ON plan.id = collection_order.plan_id"
             " WHERE collection_order.collection_id = :collection) ORDER BY id" +
                 std::string{storage::for_update(transaction)}),
         soci::use(of_collection, "collection"),
         soci::into(person)),
        [] {}
    );
}

}  // namespace draagkracht::payments
