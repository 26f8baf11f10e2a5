// Collecting by direct debit (automatische incasso): which instalments, a second person, and a file
// for the bank that leaves once.
//
//     CollectionService collections{database, sealer, policies, collection_book};
//     collections.look(officer, zandwijk, until);          // what would be collected, and what not
//     collections.prepare(officer, zandwijk, until);       // kept, and a second person is asked
//     ... who grants it on the page of approvals ...
//     collections.lay_out(officer, zandwijk, write_to_folder);
//
// An officer prepares, and another one approves. Between the two the world goes on, so the rule is
// asked once more of each order before it leaves. What was approved is an upper bound: what is not
// to be collected any more falls out when the file is made, and is told; nothing else comes in its
// place. From then on the file may have left, and is the same whenever it is laid. The bank tells
// of an order by its end-to-end id, and of all orders of a day by the name of their batch.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "draagkracht/access/approvals_service.hpp"
#include "draagkracht/access/occasion.hpp"
#include "draagkracht/norms/direct_debit_rules.hpp"
#include "draagkracht/norms/policy_book.hpp"
#include "draagkracht/payments/collection.hpp"
#include "draagkracht/payments/collection_approval.hpp"
#include "draagkracht/payments/list_range.hpp"
#include "draagkracht/payments/order_file.hpp"
#include "draagkracht/payments/withdrawal.hpp"
#include "draagkracht/storage/database.hpp"
#include "draagkracht/storage/sealer.hpp"

namespace draagkracht::payments {

// An instalment, as people know it.
struct NamedInstalment {
    std::string plan_number;
    int number;
    base::Date due_date;
};
struct ProposedOrder {
    NamedInstalment instalment;
    ToCollect order;
};
struct SkippedInstalment {
    NamedInstalment instalment;
    NotCollected left_out;
};
struct CollectionProposal {
    std::vector<ProposedOrder> orders;
    std::vector<SkippedInstalment> left_out;
    CountAndTotal total;
};

struct PreparedCollection {
    CollectionId id;
    CollectionProposal proposal;
    bool is_known;  // the same was prepared before
};

// What is handed to whoever brings it to the bank.
struct LaidOutCollection {
    CollectionId id;
    std::string bytes;
    std::string slip;
    CountAndTotal orders;    // in the file
    CountAndTotal approved;  // with those that fell out since
    std::vector<SkippedInstalment> fallen_out;
    std::string sha256;
    std::string sha1;
};
using LayOut = std::function<base::Done(const LaidOutCollection&)>;

struct WaitingCollection {
    CollectionToApprove collection;
    base::Problem reason;  // why it is not laid out now
};
// Of which nothing is left, so that it ended without a file.
struct EmptiedCollection {
    CollectionId id;
    std::vector<SkippedInstalment> fallen_out;
};
struct LayOutReport {
    std::vector<CollectionId> laid_out;
    std::vector<WaitingCollection> waiting;
    std::vector<EmptiedCollection> emptied;
};

// A collection and what became of it; without personal data.
struct ListedCollection {
    CollectionToApprove collection;
    OrderFileStage stage;
    std::optional<CountAndTotal> in_file;  // less what fell out; nothing without a file
    base::Date prepared_on;
    std::string prepared_by;  // Actor::text
    std::optional<base::Date> laid_out_on;
    std::optional<base::Date> ended_on;
    std::string end_reason;
    CountAndTotal paid;        // what the bank told, also of one that was withdrawn
    CountAndTotal taken_back;  // of these, or before they were paid
};

struct ListedCollections {
    int total_count = 0;
    std::vector<ListedCollection> items;  // the part that was asked for
};

// So many orders are kept in memory, and in one file, at most.
inline constexpr std::size_t collection_orders_max = 50'000;

class CollectionService {
  public:
    CollectionService(
        storage::Database& database,
        const storage::Sealer& sealer,
        const norms::PolicyBook& policies,
        const norms::DirectDebitBook& collections
    )
        : database_{database}, sealer_{sealer}, policies_{policies}, collections_{collections} {}

    // What `prepare` would do; writes nothing but the look. Right and problems as of prepare.
    [[nodiscard]] base::Outcome<CollectionProposal> look(
        const access::Occasion& occasion, base::MunicipalityId municipality, base::Date until
    );

    // Takes the place of one that waits; the same again is the same one. A second person is asked.
    // Right::reconcile. Problems access.not-allowed, norms.no-direct-debit, norms.no-policy-known,
    // payments.collecting-account-unknown, payments.nothing-to-collect,
    // payments.collection-too-large, payments.collection-changed (meanwhile).
    [[nodiscard]] base::Outcome<PreparedCollection> prepare(
        const access::Occasion& occasion, base::MunicipalityId municipality, base::Date until
    );

    // Makes the file of what was approved and hands it to `lay`, which keeps it; also one that was
    // made before and not kept, with the same bytes. Right::reconcile. What waits is told with the
    // reason: access.no-such-approval, or payments.collection-outdated: its file was made before,
    // nobody knows whether it left, and not all of it is to be collected any more. Problems
    // access.not-allowed and those of `lay`.
    [[nodiscard]] base::Outcome<LayOutReport> lay_out(
        const access::Occasion& occasion, base::MunicipalityId municipality, const LayOut& lay
    );

    // It does not go to the bank, or the bank refused the file: its instalments can be collected
    // anew. Once its file was made it may have left, and what is collected anew could be collected
    // twice; so a second person is asked then, and it is told once more after the approval: what
    // was approved is the reason that is kept. Right::reconcile. Told again it is done. Problems
    // payments.unknown-collection, payments.collection-answered (the bank told of an order of it),
    // base.not-a-line, access.asked-by-another.
    [[nodiscard]] base::Outcome<Withdrawal> withdraw(
        const access::Occasion& occasion,
        base::MunicipalityId municipality,
        CollectionId collection,
        const std::string& reason
    );

    // Newest first. Right::see_figures; problem access.not-allowed.
    [[nodiscard]] base::Outcome<ListedCollections> list(
        const access::Occasion& occasion, base::MunicipalityId municipality, ListRange range
    );

  private:
    storage::Database& database_;
    const storage::Sealer& sealer_;
    const norms::PolicyBook& policies_;
    const norms::DirectDebitBook& collections_;
};

}  // namespace draagkracht::payments
