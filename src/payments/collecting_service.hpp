// What preparing a collection and laying it out share.
#pragma once

#include "draagkracht/payments/collection_service.hpp"
#include "payments/collection_store.hpp"

namespace draagkracht::payments {

// An officer who may collect, with what policy says of that day.
struct Collecting {
    storage::Database& database;
    const storage::Sealer& sealer;
    const access::Occasion& occasion;
    base::MunicipalityId municipality;
    norms::Creditor creditor;
    DirectDebitTerms terms;
};

[[nodiscard]] CollectionChoice chosen(
    const Collecting& here, const CollectionFacts& facts, base::Date until
);

// One at a time prepares, lays out or withdraws for a municipality.
void take_collection_turn(storage::Transaction& transaction, base::MunicipalityId municipality);

// "collection:4711", in the trail.
[[nodiscard]] std::string trail_subject(CollectionId collection);

// Of which a second person is asked.
[[nodiscard]] CollectionToApprove to_approve(const StoredCollection& collection);

// It is not collected, or not any more.
void end_collection(
    storage::Transaction& transaction,
    audit::Trail& trail,
    const access::Occasion& occasion,
    const StoredCollection& collection,
    const std::string& reason,
    std::optional<base::ApprovalId> approval = std::nullopt
);

// CollectionService::lay_out, when the officer may.
[[nodiscard]] base::Outcome<LayOutReport> lay_out_collections(
    const Collecting& here, const LayOut& lay
);

}  // namespace draagkracht::payments
