#include "payments/collecting_service.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "draagkracht/audit/trail.hpp"
#include "draagkracht/storage/turn.hpp"

namespace draagkracht::payments {

using access::Occasion;
using storage::Transaction;

CollectionChoice chosen(const Collecting& here, const CollectionFacts& facts, base::Date until) {
    std::vector<CollectableInstalment> due;
    std::ranges::transform(facts.due, std::back_inserter(due), &DueRow::facts);
    return choose(due, facts.under_way, here.terms, here.occasion.today, until);
}

void take_collection_turn(Transaction& transaction, base::MunicipalityId municipality) {
    storage::take_turn(transaction, fmt::format("collect:{}", municipality.value()));
}

std::string trail_subject(CollectionId collection) {
    return fmt::format("collection:{}", collection.value());
}

CollectionToApprove to_approve(const StoredCollection& collection) {
    return {collection.id, collection.until, collection.orders};
}

void end_collection(
    Transaction& transaction,
    audit::Trail& trail,
    const Occasion& occasion,
    const StoredCollection& collection,
    const std::string& reason,
    std::optional<base::ApprovalId> approval
) {
    add_end(transaction, occasion.author(), collection.id, reason, approval);
    trail.record(
        {"payments.end_collection",
         collection.municipality,
         std::nullopt,
         trail_subject(collection.id)}
    );
}

}  // namespace draagkracht::payments
