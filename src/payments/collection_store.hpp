// The SQL of collections: what may be collected, and what was ordered; all of it set-based.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "draagkracht/audit/trail.hpp"
#include "draagkracht/payments/collection.hpp"
#include "draagkracht/payments/collection_service.hpp"
#include "draagkracht/plans/way_to_pay.hpp"
#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::payments {

// An instalment that is due by direct debit, with what names it.
struct DueRow {
    CollectableInstalment facts;
    base::PersonId person;
    plans::MandateId mandate;
    std::string plan_number;
};

struct CollectionFacts {
    std::vector<DueRow> due;  // by due date and plan
    std::vector<OrderUnderWay> under_way;
    std::map<std::pair<base::PlanId, int>, std::size_t> places;  // of an instalment among the due

    // One that is due.
    [[nodiscard]] const DueRow& of(base::PlanId plan, int instalment_number) const;
};

// All that is due by that day and not paid. Which orders of a plan left before counts, but for
// those of `asked_again`; those that wait for a second person do not, and of what was withdrawn
// only what the bank carried out all the same.
[[nodiscard]] CollectionFacts facts_for_collection(
    storage::Transaction& transaction,
    base::MunicipalityId municipality,
    base::BusinessDate today,
    base::Date until,
    std::optional<CollectionId> asked_again = std::nullopt
);

// An order as it stands in the register.
struct StoredOrder {
    std::int64_t id;
    std::string end_to_end_id;
    base::PlanId plan;
    int instalment_number;
    plans::MandateId mandate;
    base::Date collect_on;
    base::Money amount;
    bool is_retry;
    std::string debtor_name_sealed;

    [[nodiscard]] ToCollect asked() const {
        return {plan, instalment_number, collect_on, amount, is_retry};
    }
};

// With what its mandate and plan say.
struct OrderToWrite {
    StoredOrder order;
    base::PersonId person;
    std::string plan_number;
    base::PaymentReference reference;
    std::string mandate_number;
    base::Date mandate_signed_on;
};

struct StoredCollection {
    CollectionId id;
    base::MunicipalityId municipality;
    base::Date until;
    DirectDebitMessage message;
    Collector collector;
    CountAndTotal orders;  // as they were approved
    base::Date prepared_on;
    base::Timestamp prepared_at;
    std::string prepared_by;
    // When its file was made: from then on it may have left.
    std::optional<std::string> sha256;
    std::optional<base::ApprovalId> approval;
};

// Those that did not end and were not laid out, oldest first. Nobody else prepares or lays out for
// this municipality until the transaction ends.
[[nodiscard]] std::vector<StoredCollection> open_collections(
    storage::Transaction& transaction, base::MunicipalityId municipality
);
// Whatever became of it.
struct CollectionState {
    StoredCollection collection;
    bool has_ended;
    bool is_laid_out;
    bool is_answered;  // the bank told of one of its orders
};
[[nodiscard]] std::optional<CollectionState> collection_by_id(
    storage::Transaction& transaction, base::MunicipalityId municipality, CollectionId collection
);
// Until the transaction ends, nobody else who holds these debtors goes on.
void hold_debtors_of(storage::Transaction& transaction, CollectionId collection);
// Those that did not fall out, in the order in which they are written: by day, and then as they
// were chosen.
[[nodiscard]] std::vector<OrderToWrite> orders_of(
    storage::Transaction& transaction, CollectionId collection
);
// Those that fell out, as they were chosen.
[[nodiscard]] std::vector<SkippedInstalment> dropped_orders_of(
    storage::Transaction& transaction, CollectionId collection
);

void add_collection(
    storage::Transaction& transaction,
    const StoredCollection& collection,
    const std::vector<StoredOrder>& orders
);
struct ReleasedFile {
    CollectionId collection;
    base::ApprovalId approval;
    std::string sha256;
    std::string sha1;
    std::size_t byte_count;
    CountAndTotal orders;  // in it
};
void add_file(
    storage::Transaction& transaction, const audit::Author& author, const ReleasedFile& file
);
// What fell out, by the id of its order.
void add_drops(
    storage::Transaction& transaction,
    const audit::Author& author,
    const std::vector<std::pair<std::int64_t, NotCollected>>& drops
);
void add_laid_out(
    storage::Transaction& transaction, const audit::Author& author, CollectionId collection
);
void add_end(
    storage::Transaction& transaction,
    const audit::Author& author,
    CollectionId collection,
    const std::string& reason,
    std::optional<base::ApprovalId> approval = std::nullopt
);

}  // namespace draagkracht::payments
