#include "payments/collection_file.hpp"

#include <fmt/format.h>

#include <sstream>

#include "draagkracht/payments/pain008_writer.hpp"

namespace draagkracht::payments {

std::string name_place_of(std::int64_t order) {
    return fmt::format("collection_order.debtor_name:{}", order);
}

CountAndTotal total_of(const std::vector<OrderToWrite>& orders) {
    CountAndTotal total;
    for (const OrderToWrite& one : orders) {
        total.add(one.order.amount);
    }
    return total;
}

std::map<base::Date, CountAndTotal> batches_of(const std::vector<OrderToWrite>& orders) {
    std::map<base::Date, CountAndTotal> batches;
    for (const OrderToWrite& one : orders) {
        batches[one.order.collect_on].add(one.order.amount);
    }
    return batches;
}

std::string bytes_of(
    const StoredCollection& collection,
    const std::vector<OrderToWrite>& orders,
    const std::map<plans::MandateId, base::Iban>& accounts,
    const storage::Sealer& sealer
) {
    std::ostringstream out;
    const std::string name = name_of(collection.id);
    Pain008Writer writer{
        out,
        collection.message,
        {name, collection.prepared_at, collection.collector.name, total_of(orders)}};
    auto next = orders.begin();
    for (const auto& [day, totals] : batches_of(orders)) {
        writer.begin({to_text(BatchName{collection.id, day}), day, collection.collector, totals});
        for (; next != orders.end() && next->order.collect_on == day; ++next) {
            const StoredOrder& order = next->order;
            const base::Outcome<std::string> debtor =
                sealer.unseal(order.debtor_name_sealed, name_place_of(order.id));
            base::ensure(
                debtor.has_value(), "the name of a debtor opens with the key of its register"
            );
            writer.write(
                {order.end_to_end_id,
                 order.amount,
                 next->mandate_number,
                 next->mandate_signed_on,
                 *debtor,
                 accounts.at(order.mandate),
                 next->reference}
            );
        }
        writer.end();
    }
    writer.finish();
    return out.str();
}

}  // namespace draagkracht::payments
