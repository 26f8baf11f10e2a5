#include "payments/collection_list_store.hpp"

#include <algorithm>
#include <iterator>

#include "payments/bank_reference_store.hpp"
#include "payments/listed_values.hpp"

namespace draagkracht::payments {

using base::Date;
using soci::into;
using soci::use;
using storage::Nullable;
using storage::Transaction;

namespace {

struct ListedRow {
    long long id = 0, count = 0, cents = 0, file_count = 0, file_cents = 0;
    int has_file = 0;
    std::string until, prepared_on, prepared_by, reason;
    Nullable<std::string> laid_out_on, ended_on;

    [[nodiscard]] ListedCollection collection() const {
        return {
            {CollectionId{id}, Date::parse(until).value(), counted(count, cents)},
            stage_of({has_file == 1, laid_out_on.get().has_value(), ended_on.get().has_value()}),
            has_file == 1 ? std::optional{counted(file_count, file_cents)} : std::nullopt,
            Date::parse(prepared_on).value(),
            prepared_by,
            day_of(laid_out_on),
            day_of(ended_on),
            reason,
            {},
            {}};
    }
};

// Of one that was made before orders could fall out, all is in the file.
constexpr const char* listed_sql =
    "SELECT collection.id, until_date, collection.order_count, collection.total_cents, prepared_on,"
    " prepared_by, CASE WHEN collection_file.collection_id IS NULL THEN 0 ELSE 1 END,"
    " COALESCE(collection_file.order_count, collection.order_count),"
    " COALESCE(collection_file.total_cents, collection.total_cents),"
    " laid_out_on, ended_on, COALESCE(collection_end.reason, '') FROM collection"
    " LEFT JOIN collection_file ON collection_file.collection_id = collection.id"
    " LEFT JOIN collection_laid_out ON collection_laid_out.collection_id = collection.id"
    " LEFT JOIN collection_end ON collection_end.collection_id = collection.id"
    " WHERE municipality_id = :municipality ORDER BY collection.id DESC"
    " LIMIT :limit OFFSET :offset";

// What the bank told of each order of these alone: one look-up an order, whatever it told how
// often.
void add_answers(Transaction& transaction, std::vector<ListedCollection>& collections) {
    std::vector<CollectionId> ids;
    std::ranges::transform(collections, std::back_inserter(ids), [](const ListedCollection& one) {
        return one.collection.collection;
    });
    const std::string keys = storage::json_list(ids);
    long long id = 0, paid = 0, paid_cents = 0, back = 0, back_cents = 0;
    storage::for_each_row(
        (ask(transaction,
             "SELECT collection_id, SUM(is_paid), CAST(SUM(is_paid * amount_cents) AS BIGINT),"
             " SUM(is_back), CAST(SUM(is_back * amount_cents) AS BIGINT)"
             " FROM (SELECT ordered.collection_id, ordered.amount_cents,"
             "  MAX(CASE WHEN told.amount_cents > 0 THEN 1 ELSE 0 END) AS is_paid,"
             "  MAX(CASE WHEN told.amount_cents < 0 THEN 1 ELSE 0 END) AS is_back"
             "  FROM collection_order ordered"
             "  JOIN collection_file ON collection_file.collection_id = ordered.collection_id"
             "  JOIN bank_entry told ON told.end_to_end_reference = ordered.end_to_end_id"
             "   AND told.end_to_end_reference NOT IN " +
                 std::string{no_references_sql} +
                 "   AND told.amount_cents IN (ordered.amount_cents, -ordered.amount_cents)"
                 "  WHERE ordered.collection_id " +
                 transaction.among_numbers(":ids") +
                 "  AND NOT EXISTS (SELECT 1 FROM collection_order_drop"
                 "   WHERE collection_order_drop.order_id = ordered.id)"
                 "  GROUP BY ordered.id, ordered.collection_id, ordered.amount_cents) of_order"
                 " GROUP BY collection_id"),
         use(keys, "ids"),
         into(id),
         into(paid),
         into(paid_cents),
         into(back),
         into(back_cents)),
        [&] {
            const auto found = std::ranges::find(ids, CollectionId{id});
            ListedCollection& one = collections[static_cast<std::size_t>(found - ids.begin())];
            one.paid = counted(paid, paid_cents);
            one.taken_back = counted(back, back_cents);
        }
    );
}

}  // namespace

ListedCollections listed_collections(
    Transaction& transaction, base::MunicipalityId municipality, ListRange range
) {
    const long long of_municipality = municipality.value();
    ListedCollections listed;
    transaction.sql() << "SELECT COUNT(*) FROM collection WHERE municipality_id = :municipality",
        use(of_municipality, "municipality"), into(listed.total_count);
    ListedRow row;
    storage::for_each_row(
        (ask(transaction, listed_sql),
         use(of_municipality, "municipality"),
         use(range.limit, "limit"),
         use(range.offset, "offset"),
         into(row.id),
         into(row.until),
         into(row.count),
         into(row.cents),
         into(row.prepared_on),
         into(row.prepared_by),
         into(row.has_file),
         into(row.file_count),
         into(row.file_cents),
         into(row.laid_out_on.value, row.laid_out_on.indicator),
         into(row.ended_on.value, row.ended_on.indicator),
         into(row.reason)),
        [&] { listed.items.push_back(row.collection()); }
    );
    add_answers(transaction, listed.items);
    return listed;
}

}  // namespace draagkracht::payments
