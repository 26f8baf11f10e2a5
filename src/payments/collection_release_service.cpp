// The file of a collection: made when a second person approved it, and handed over once.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "draagkracht/access/access_service.hpp"
#include "draagkracht/audit/trail.hpp"
#include "draagkracht/base/sha256.hpp"
#include "draagkracht/payments/order_slip.hpp"
#include "draagkracht/plans/mandate_service.hpp"
#include "payments/collecting_service.hpp"
#include "payments/collection_file.hpp"

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

// Asks the rule once more. All that was ordered must come out again, for the same day and amount.
base::Done check_still_chosen(
    Transaction& transaction,
    const Collecting& here,
    const StoredCollection& collection,
    const std::vector<OrderToWrite>& orders
) {
    CollectionFacts facts = facts_for_collection(
        transaction, collection.municipality, here.occasion.today, collection.until
    );
    for (const OrderToWrite& one : orders) {
        const auto place = facts.places.find({one.order.plan, one.order.instalment_number});
        if (place != facts.places.end()) {
            facts.due[place->second].facts.not_before = one.order.collect_on;
        }
    }
    Collecting now = here;
    now.terms.lead_days = bank_lead_days;
    const CollectionChoice choice = chosen(now, facts, collection.until);
    for (const OrderToWrite& one : orders) {
        if (std::ranges::find(choice.collected, one.order.asked()) == choice.collected.end()) {
            return base::problem(
                "payments.collection-outdated",
                fmt::format(
                    "instalment {} of plan {} is not to be collected like that any more",
                    one.order.instalment_number,
                    one.plan_number
                ),
                "prepare the collection anew, and have it approved"
            );
        }
    }
    return {};
}

// Of one that was approved: its file is as it is from then on.
base::Done release(const Collecting& here, const StoredCollection& collection) {
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
    take_turn_of(transaction, collection.municipality);
    const auto state = collection_by_id(transaction, collection.municipality, collection.id);
    if (state->has_ended || state->collection.sha256) {
        return {};  // by somebody else, meanwhile
    }
    const std::vector<OrderToWrite> orders = orders_of(transaction, collection.id);
    // Who withdraws a mandate, ends a plan or pauses it holds the debtor too.
    hold_debtors_of(transaction, collection.id);
    if (const base::Done holds = check_still_chosen(transaction, here, collection, orders);
        !holds) {
        return holds;
    }
    const std::string bytes = bytes_of_file(transaction, here, collection, orders);
    const ReleasedFile file{
        collection.id, approval->id(), base::sha256_of(bytes), sha1_of(bytes), bytes.size()};
    if (const base::Done used = access::use_approval(transaction, *approval, here.occasion.moment);
        !used) {
        return used;
    }
    add_file(transaction, here.occasion.author(), file);
    audit::Trail trail{transaction, here.occasion.author()};
    trail.record(
        {"payments.release_collection",
         collection.municipality,
         std::nullopt,
         trail_subject(collection.id),
         fmt::format(R"({{"sha256":"{}","approval":{}}})", file.sha256, file.approval.value())}
    );
    trail.write();
    transaction.commit();
    return {};
}

std::string slip_of(
    const Collecting& here,
    const StoredCollection& collection,
    const std::vector<OrderToWrite>& orders,
    const LaidOutCollection& file
) {
    const access::OfficerNames names = access::AccessService{here.database}.officer_names();
    const auto name_of_officer = [&names](const std::string& actor) {
        const auto name = names.find(actor);
        return name == names.end() ? actor : name->second;
    };
    std::string approved_by;
    const auto asked = access::ApprovalsService{here.database}.approvals_about(
        here.occasion,
        collection.municipality,
        collection_approval_action,
        subject_of(to_approve(collection))
    );
    if (asked && !asked->empty()) {
        approved_by = name_of_officer(asked->back().decided_by.value_or(""));
    }
    OrderSlip slip{
        name_of(collection.id),
        std::string{to_text(collection.message)},
        collection.collector,
        {},
        collection.orders,
        name_of_officer(collection.prepared_by),
        approved_by,
        file.sha256,
        file.sha1};
    for (const auto& [day, totals] : batches_of(orders)) {
        slip.batches.push_back({to_text(BatchName{collection.id, day}), day, totals});
    }
    return text_of(slip);
}

// Marked as laid out after it was: cut off between the two, the same file is laid once more.
base::Outcome<bool> hand_over(
    const Collecting& here, const StoredCollection& collection, const LayOut& lay
) {
    LaidOutCollection file{collection.id, {}, {}, collection.orders, {}, {}};
    std::vector<OrderToWrite> orders;
    {
        Transaction transaction{here.database, "make collection file", storage::Access::read};
        orders = orders_of(transaction, collection.id);
        file.bytes = bytes_of_file(transaction, here, collection, orders);
    }
    file.sha256 = base::sha256_of(file.bytes);
    file.sha1 = sha1_of(file.bytes);
    file.slip = slip_of(here, collection, orders, file);
    Transaction transaction{here.database, "lay out collection", storage::Access::write};
    take_turn_of(transaction, collection.municipality);
    const std::vector<StoredCollection> open =
        open_collections(transaction, collection.municipality);
    const auto still = std::ranges::find(open, collection.id, &StoredCollection::id);
    if (still == open.end()) {
        return false;  // by somebody else, meanwhile
    }
    base::ensure(still->sha256 == file.sha256, "a file that was released is always the same");
    if (const base::Done laid = lay(file); !laid) {
        return tl::unexpected(laid.error());
    }
    add_laid_out(transaction, here.occasion.author(), collection.id);
    audit::Trail trail{transaction, here.occasion.author()};
    for (const OrderToWrite& one : orders) {
        trail.record(
            {"payments.collect",
             collection.municipality,
             one.person,
             fmt::format("order:{}", one.order.id),
             fmt::format(
                 R"({{"collection":{},"amount_cents":{},"collect_on":"{}"}})",
                 collection.id.value(),
                 one.order.amount.in_cents(),
                 one.order.collect_on.to_string()
             )}
        );
    }
    trail.write();
    transaction.commit();
    return true;
}

}  // namespace

base::Outcome<LayOutReport> lay_out_collections(const Collecting& here, const LayOut& lay) {
    std::vector<StoredCollection> open;
    {
        Transaction transaction{here.database, "open collections", storage::Access::read};
        open = open_collections(transaction, here.municipality);
    }
    LayOutReport report;
    for (const StoredCollection& collection : open) {
        if (!collection.sha256) {
            if (const base::Done released = release(here, collection); !released) {
                report.waiting.push_back({to_approve(collection), released.error()});
                continue;
            }
        }
        const base::Outcome<bool> laid = hand_over(here, collection, lay);
        if (!laid) {
            return tl::unexpected(laid.error());
        }
        if (*laid) {
            report.laid_out.push_back(collection.id);
        }
    }
    return report;
}

}  // namespace draagkracht::payments
