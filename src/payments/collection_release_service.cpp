// The file of a collection: made when a second person approved it, and handed over once.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <ranges>
#include <set>

#include "draagkracht/access/access_service.hpp"
#include "draagkracht/audit/trail.hpp"
#include "draagkracht/base/sha256.hpp"
#include "draagkracht/payments/order_slip.hpp"
#include "draagkracht/plans/mandate_service.hpp"
#include "payments/collecting_service.hpp"
#include "payments/collection_file.hpp"
#include "payments/release_service.hpp"
#include "payments/withdrawal_service.hpp"

namespace draagkracht::payments {

using storage::Transaction;

namespace {

// SEPA Core since November 2016: the bank has it a TARGET day before.
constexpr int bank_lead_days = 1;

std::string bytes_of_file(
    Transaction& transaction,
    const Collecting& here,
    const StoredCollection& collection,
    const std::vector<OrderToWrite>& orders
) {
    std::set<plans::MandateId> mandates;
    for (const OrderToWrite& one : orders) {
        mandates.insert(one.order.mandate);
    }
    const auto accounts =
        plans::accounts_of_mandates(transaction, here.sealer, {mandates.begin(), mandates.end()});
    return bytes_of(collection, orders, accounts, here.sealer);
}

// By the id of its order, why one falls out.
using Drops = std::vector<std::pair<std::int64_t, NotCollected>>;

// Asks the rule once more of what was approved. What waits under this very name is no reason
// against it.
Drops drops_of(
    Transaction& transaction,
    const Collecting& here,
    const StoredCollection& collection,
    const std::vector<OrderToWrite>& orders
) {
    const CollectionFacts facts = facts_for_collection(
        transaction, collection.municipality, here.occasion.today, collection.until, collection.id
    );
    std::map<std::pair<base::PlanId, int>, std::int64_t> ids;
    std::map<std::int64_t, ApprovedOrder> by_id;  // as they were chosen
    for (const OrderToWrite& one : orders) {
        const auto key = std::pair{one.order.plan, one.order.instalment_number};
        const auto place = facts.places.find(key);
        ids.emplace(key, one.order.id);
        by_id.emplace(
            one.order.id,
            ApprovedOrder{
                one.order.asked(),
                place == facts.places.end() ? std::nullopt
                                            : std::optional{facts.due[place->second].facts}}
        );
    }
    std::vector<ApprovedOrder> approved;
    std::ranges::copy(by_id | std::views::values, std::back_inserter(approved));
    DirectDebitTerms terms = here.terms;
    terms.lead_days = bank_lead_days;
    Drops drops;
    for (NotCollected& fallen :
         fallen_out(approved, facts.under_way, terms, here.occasion.today, collection.until)) {
        const std::int64_t order = ids.at({fallen.plan, fallen.instalment_number});
        drops.emplace_back(order, std::move(fallen));
    }
    return drops;
}

// They are in no file, and a person can ask why.
void drop(
    Transaction& transaction,
    audit::Trail& trail,
    const Collecting& here,
    const Drops& drops,
    std::vector<OrderToWrite>& orders
) {
    add_drops(transaction, here.occasion.author(), drops);
    std::map<std::int64_t, NotCollectedReason> reasons;
    for (const auto& [order, why] : drops) {
        reasons.emplace(order, why.reason);
    }
    for (const OrderToWrite& one : orders) {
        if (const auto found = reasons.find(one.order.id); found != reasons.end()) {
            trail.record(
                {"payments.drop_order",
                 here.municipality,
                 one.person,
                 fmt::format("order:{}", one.order.id),
                 fmt::format(R"({{"reason":"{}"}})", to_text(found->second))}
            );
        }
    }
    std::erase_if(orders, [&](const OrderToWrite& one) { return reasons.contains(one.order.id); });
}

void write_file(
    Transaction& transaction,
    audit::Trail& trail,
    const Collecting& here,
    const StoredCollection& collection,
    const std::vector<OrderToWrite>& orders,
    base::ApprovalId approval
) {
    const std::string bytes = bytes_of_file(transaction, here, collection, orders);
    const ReleasedFile file{
        collection.id,
        approval,
        base::sha256_of(bytes),
        sha1_of(bytes),
        bytes.size(),
        total_of(orders)};
    add_file(transaction, here.occasion.author(), file);
    trail.record(
        {"payments.release_collection",
         collection.municipality,
         std::nullopt,
         trail_subject(collection.id),
         fmt::format(
             R"({{"sha256":"{}","approval":{},"orders":{},"total_cents":{}}})",
             file.sha256,
             approval.value(),
             file.orders.count,
             file.orders.total.in_cents()
         )}
    );
}

// Of one that was approved: what is not to be collected any more falls out, and its file is as it
// is from then on. False when nothing is left of it.
base::Outcome<bool> release(const Collecting& here, const StoredCollection& collection) {
    const auto approval = access::ApprovalsService{here.database}.recall(
        here.occasion,
        collection.municipality,
        collection_approval_action,
        subject_of(to_approve(collection))
    );
    if (!approval) {
        return tl::unexpected(approval.error());
    }
    Transaction transaction{here.database, "release collection", storage::Access::write};
    take_collection_turn(transaction, collection.municipality);
    const auto state = collection_by_id(transaction, collection.municipality, collection.id);
    if (state->has_ended || state->collection.sha256) {
        return true;  // by somebody else, meanwhile
    }
    std::vector<OrderToWrite> orders = orders_of(transaction, collection.id);
    // Who withdraws a mandate, ends a plan or pauses it holds the debtor too.
    hold_debtors_of(transaction, collection.id);
    const Drops drops = drops_of(transaction, here, collection, orders);
    audit::Trail trail{transaction, here.occasion.author()};
    drop(transaction, trail, here, drops, orders);
    if (orders.empty()) {
        end_collection(
            transaction,
            trail,
            here.occasion,
            collection,
            "nothing of it is to be collected any more"
        );
    } else {
        write_file(transaction, trail, here, collection, orders, approval->id());
    }
    if (const base::Done used = access::use_approval(transaction, *approval, here.occasion.moment);
        !used) {
        return tl::unexpected(used.error());
    }
    trail.write();
    transaction.commit();
    return !orders.empty();
}

std::string slip_of(
    const Collecting& here,
    const StoredCollection& collection,
    const std::vector<OrderToWrite>& orders,
    const LaidOutCollection& file
) {
    SlipNames names = slip_names(
        here.database,
        here.occasion,
        collection.municipality,
        collection.prepared_by,
        collection.approval.value()
    );
    OrderSlip slip{
        name_of(collection.id),
        std::string{to_text(collection.message)},
        collection.collector,
        {},
        file.orders,
        file.approved,
        std::move(names.prepared_by),
        std::move(names.approved_by),
        file.sha256,
        file.sha1};
    for (const auto& [day, totals] : batches_of(orders)) {
        slip.batches.push_back({to_text(BatchName{collection.id, day}), day, totals});
    }
    return text_of(slip);
}

// A file that was made before, and of which nobody knows whether it left, goes as it is or not at
// all: with fewer orders the bank could get two files with the same ones.
base::Problem outdated(const OrderToWrite& order, const NotCollected& why) {
    return {
        "payments.collection-outdated",
        fmt::format(
            "its file was made before, and may have left; instalment {} of plan {} is not to be"
            " collected like that any more: {}",
            order.order.instalment_number,
            order.plan_number,
            why.explanation
        ),
        {},
        "ask the bank for it; when the bank does not have it, withdraw it and prepare it anew"};
}

// Marked as laid out after it was: cut off between the two, the same file is laid once more.
class HandingOver {
  public:
    HandingOver(const Collecting& here, const StoredCollection& collection)
        : here_{here}, collection_{collection}, file_{collection.id} {
        Transaction transaction{here.database, "make collection file", storage::Access::read};
        orders_ = orders_of(transaction, collection.id);
        file_.bytes = bytes_of_file(transaction, here, collection, orders_);
        file_.fallen_out = dropped_orders_of(transaction, collection.id);
        file_.orders = total_of(orders_);
        file_.approved = collection.orders;
        file_.sha256 = base::sha256_of(file_.bytes);
        file_.sha1 = sha1_of(file_.bytes);
    }

    // Into the report: as laid out, as what waits, or not at all when somebody else did it.
    base::Done hand_over(const LayOut& lay, LayOutReport& report) {
        file_.slip = slip_of(here_, collection_, orders_, file_);
        Transaction transaction{here_.database, "lay out collection", storage::Access::write};
        take_collection_turn(transaction, collection_.municipality);
        const auto now = collection_by_id(transaction, collection_.municipality, collection_.id);
        if (now->has_ended || now->is_laid_out) {
            return {};
        }
        base::ensure(
            now->collection.sha256 == file_.sha256, "a file that was released is always the same"
        );
        // What the bank told of it did leave, and is not laid once more.
        if (!now->is_answered) {
            if (is_withdrawal_asked(transaction)) {
                report.waiting.push_back({to_approve(collection_), withdrawal_asked()});
                return {};
            }
            hold_debtors_of(transaction, collection_.id);
            const Drops drops = drops_of(transaction, here_, collection_, orders_);
            if (!drops.empty()) {
                const auto& [id, why] = drops.front();
                report.waiting.push_back({to_approve(collection_), outdated(order_of(id), why)});
                return {};
            }
            if (const base::Done laid = lay(file_); !laid) {
                return laid;
            }
            report.laid_out.push_back(collection_.id);
        }
        mark(transaction);
        transaction.commit();
        return {};
    }

  private:
    // Who asks it has the turn of collections too, so it cannot be asked meanwhile.
    [[nodiscard]] bool is_withdrawal_asked(Transaction& transaction) const {
        return access::standing_question(
                   transaction,
                   here_.occasion.moment,
                   collection_.municipality,
                   withdrawal_approval_action,
                   subject_of(WithdrawalToApprove{collection_.id, false})
        )
            .has_value();
    }
    [[nodiscard]] const OrderToWrite& order_of(std::int64_t id) const {
        return *std::ranges::find(orders_, id, [](const OrderToWrite& one) {
            return one.order.id;
        });
    }

    void mark(Transaction& transaction) const {
        add_laid_out(transaction, here_.occasion.author(), collection_.id);
        audit::Trail trail{transaction, here_.occasion.author()};
        for (const OrderToWrite& one : orders_) {
            trail.record(
                {"payments.collect",
                 collection_.municipality,
                 one.person,
                 fmt::format("order:{}", one.order.id),
                 fmt::format(
                     R"({{"collection":{},"amount_cents":{},"collect_on":"{}"}})",
                     collection_.id.value(),
                     one.order.amount.in_cents(),
                     one.order.collect_on.to_string()
                 )}
            );
        }
        trail.write();
    }

    const Collecting& here_;
    const StoredCollection& collection_;
    LaidOutCollection file_;
    std::vector<OrderToWrite> orders_;
};

// As it stands now.
StoredCollection read_again(const Collecting& here, CollectionId collection) {
    Transaction transaction{here.database, "collection", storage::Access::read};
    return collection_by_id(transaction, here.municipality, collection)->collection;
}

EmptiedCollection emptied(const Collecting& here, CollectionId collection) {
    Transaction transaction{here.database, "emptied collection", storage::Access::read};
    return {collection, dropped_orders_of(transaction, collection)};
}

}  // namespace

base::Outcome<LayOutReport> lay_out_collections(const Collecting& here, const LayOut& lay) {
    std::vector<StoredCollection> open;
    {
        Transaction transaction{here.database, "open collections", storage::Access::read};
        open = open_collections(transaction, here.municipality);
    }
    LayOutReport report;
    for (StoredCollection& collection : open) {
        if (!collection.sha256) {
            const base::Outcome<bool> released = release(here, collection);
            if (!released) {
                report.waiting.push_back({to_approve(collection), released.error()});
                continue;
            }
            if (!*released) {
                report.emptied.push_back(emptied(here, collection.id));
                continue;
            }
            collection = read_again(here, collection.id);
        }
        if (!collection.sha256) {
            continue;  // it ended meanwhile
        }
        if (const base::Done laid = HandingOver{here, collection}.hand_over(lay, report); !laid) {
            return tl::unexpected(laid.error());
        }
    }
    return report;
}

}  // namespace draagkracht::payments
