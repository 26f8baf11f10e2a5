#include "draagkracht/payments/collection_service.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>

#include "draagkracht/access/access_service.hpp"
#include "draagkracht/audit/trail.hpp"
#include "draagkracht/people/people_service.hpp"
#include "draagkracht/plans/policy_service.hpp"
#include "draagkracht/text/dutch.hpp"
#include "payments/collecting_service.hpp"
#include "payments/collection_file.hpp"
#include "payments/reconciliation_store.hpp"

namespace draagkracht::payments {

using access::Occasion;
using storage::Transaction;

namespace {

using Names = std::map<base::PersonId, std::string>;

base::Outcome<std::string> code_of(storage::Database& database, base::MunicipalityId municipality) {
    for (const access::Municipality& known : access::AccessService{database}.municipalities()) {
        if (known.id == municipality) {
            return known.code;
        }
    }
    return base::problem("norms.unknown-municipality", "there is no such municipality");
}

CollectionProposal proposal_of(const CollectionFacts& facts, const CollectionChoice& choice) {
    const auto named = [&facts](base::PlanId plan, int number) {
        const DueRow& row = facts.of(plan, number);
        return NamedInstalment{row.plan_number, number, row.facts.agreed.due_date};
    };
    CollectionProposal proposal;
    for (const ToCollect& order : choice.collected) {
        proposal.orders.push_back({named(order.plan, order.instalment_number), order});
        proposal.total.add(order.amount);
    }
    for (const NotCollected& left_out : choice.left_out) {
        proposal.left_out.push_back({named(left_out.plan, left_out.instalment_number), left_out});
    }
    return proposal;
}

base::Done check_size(const CollectionFacts& facts) {
    if (facts.due.size() <= collection_orders_max) {
        return {};
    }
    return base::problem(
        "payments.collection-too-large",
        fmt::format("more than {} instalments are due by that day", collection_orders_max),
        "choose an earlier day, and collect the rest after it"
    );
}

// The names of whom is collected from as things stand; the look is written.
base::Outcome<Names> names_of_chosen(const Collecting& here, base::Date until) {
    std::set<base::PersonId> people;
    {
        Transaction transaction{here.database, "choose collection", storage::Access::read};
        const CollectionFacts facts =
            facts_for_collection(transaction, here.municipality, here.occasion.today, until);
        if (const base::Done fits = check_size(facts); !fits) {
            return tl::unexpected(fits.error());
        }
        for (const ToCollect& order : chosen(here, facts, until).collected) {
            people.insert(facts.of(order.plan, order.instalment_number).person);
        }
    }
    const base::Outcome<std::vector<people::Identity>> identities =
        people::PeopleService{here.database, here.sealer}.identities_of(
            here.occasion, {people.begin(), people.end()}
        );
    if (!identities) {
        return tl::unexpected(identities.error());
    }
    Names names;
    for (const people::Identity& identity : *identities) {
        names.emplace(identity.person, identity.name.full());
    }
    return names;
}

std::vector<StoredOrder> new_orders(
    Transaction& transaction,
    const storage::Sealer& sealer,
    const CollectionFacts& facts,
    const CollectionChoice& choice,
    const Names& names
) {
    std::vector<StoredOrder> orders;
    storage::IdBlock ids = transaction.reserve_ids(choice.collected.size());
    for (const ToCollect& order : choice.collected) {
        const DueRow& row = facts.of(order.plan, order.instalment_number);
        const std::int64_t id = ids.take();
        orders.push_back(
            {id,
             fmt::format("INC-{}", id),
             order.plan,
             order.instalment_number,
             row.mandate,
             order.collect_on,
             order.amount,
             order.is_retry,
             sealer.seal(names.at(row.person), name_place_of(id))}
        );
    }
    return orders;
}

// With the same orders, for the same collector, in the same form.
bool is_same(
    Transaction& transaction,
    const StoredCollection& waiting,
    const StoredCollection& next,
    const std::vector<StoredOrder>& next_orders
) {
    std::vector<ToCollect> former;
    std::vector<ToCollect> later;
    for (const OrderToWrite& one : orders_of(transaction, waiting.id)) {
        former.push_back(one.order.asked());
    }
    std::ranges::transform(next_orders, std::back_inserter(later), &StoredOrder::asked);
    const auto by_instalment = [](const ToCollect& one) {
        return std::pair{one.plan, one.instalment_number};
    };
    std::ranges::sort(former, {}, by_instalment);
    std::ranges::sort(later, {}, by_instalment);
    return waiting.until == next.until && waiting.message == next.message &&
           waiting.collector.name == next.collector.name &&
           waiting.collector.identifier == next.collector.identifier &&
           waiting.collector.account == next.collector.account && former == later;
}

void record_prepared(
    audit::Trail& trail,
    const StoredCollection& collection,
    const std::vector<StoredOrder>& orders,
    const CollectionFacts& facts
) {
    trail.record(
        {"payments.prepare_collection",
         collection.municipality,
         std::nullopt,
         trail_subject(collection.id),
         fmt::format(
             R"({{"orders":{},"total_cents":{},"until":"{}"}})",
             collection.orders.count,
             collection.orders.total.in_cents(),
             collection.until.to_string()
         )}
    );
    for (const StoredOrder& order : orders) {
        trail.record(
            {"payments.order_collection",
             collection.municipality,
             facts.of(order.plan, order.instalment_number).person,
             fmt::format("order:{}", order.id),
             fmt::format(R"({{"amount_cents":{}}})", order.amount.in_cents())}
        );
    }
}

base::Done check_chosen(
    Transaction& transaction,
    const Collecting& here,
    const CollectionFacts& facts,
    const CollectionChoice& choice,
    const Names& names
) {
    const std::string& account = here.creditor.account.text();
    if (!lock_bank_accounts(transaction, {account}).contains(account)) {
        return base::problem(
            "payments.collecting-account-unknown",
            "the account of the creditor in the policy is not registered here",
            "make it known, so that its statements can be taken in"
        );
    }
    if (choice.collected.empty()) {
        return base::problem(
            "payments.nothing-to-collect",
            "no instalment is to be collected by that day",
            "a dry run tells of each why it is left out"
        );
    }
    const bool are_known = std::ranges::all_of(choice.collected, [&](const ToCollect& order) {
        return names.contains(facts.of(order.plan, order.instalment_number).person);
    });
    return are_known ? base::Done{}
                     : base::problem(
                           "payments.collection-changed",
                           "a plan was changed at this moment",
                           "try it again"
                       );
}

// Whoever asked it before: one question stands.
base::Done ask_second_person(
    Transaction& transaction, const Occasion& occasion, const StoredCollection& collection
) {
    const CollectionToApprove asked = to_approve(collection);
    const std::string reason = fmt::format(
        "{}: termijnen tot en met {}, {}, {}",
        name_of(asked.collection),
        text::date_text(asked.until),
        text::count_text(static_cast<int>(asked.orders.count), "opdracht", "opdrachten"),
        text::amount_text(asked.orders.total)
    );
    const auto question = access::ask_once(
        transaction,
        occasion,
        {collection.municipality, collection_approval_action, subject_of(asked), reason}
    );
    return question ? base::Done{} : tl::unexpected(question.error());
}

// One that waits and is the same stays; another one ends.
base::Outcome<PreparedCollection> write(
    const Collecting& here, base::Date until, const Names& names
) {
    Transaction transaction{here.database, "prepare collection", storage::Access::write};
    take_collection_turn(transaction, here.municipality);
    const Occasion& occasion = here.occasion;
    const CollectionFacts facts =
        facts_for_collection(transaction, here.municipality, occasion.today, until);
    const CollectionChoice choice = chosen(here, facts, until);
    if (const base::Done sound = check_chosen(transaction, here, facts, choice, names); !sound) {
        return tl::unexpected(sound.error());
    }
    const std::vector<StoredOrder> orders =
        new_orders(transaction, here.sealer, facts, choice, names);
    CollectionProposal proposal = proposal_of(facts, choice);
    const StoredCollection next{
        CollectionId{transaction.reserve_ids(1).take()},
        here.municipality,
        until,
        direct_debit_message_of(here.creditor.message).value(),
        {here.creditor.name, here.creditor.identifier, here.creditor.account},
        proposal.total,
        occasion.today.date(),
        occasion.moment,
        occasion.actor.text(),
        std::nullopt};
    audit::Trail trail{transaction, occasion.author()};
    for (const StoredCollection& waiting : open_collections(transaction, here.municipality)) {
        if (waiting.sha256) {
            continue;  // it leaves: its orders were chosen already
        }
        if (is_same(transaction, waiting, next, orders)) {
            // What was asked may have been refused, or have lapsed.
            if (const base::Done asked = ask_second_person(transaction, occasion, waiting);
                !asked) {
                return tl::unexpected(asked.error());
            }
            trail.write();
            transaction.commit();
            return PreparedCollection{waiting.id, std::move(proposal), true};
        }
        end_collection(transaction, trail, occasion, waiting, "another collection took its place");
    }
    add_collection(transaction, next, orders);
    record_prepared(trail, next, orders, facts);
    // Before the trail, as whoever asks for an approval takes these two in that order.
    if (const base::Done asked = ask_second_person(transaction, occasion, next); !asked) {
        return tl::unexpected(asked.error());
    }
    trail.write();
    transaction.commit();
    return PreparedCollection{next.id, std::move(proposal), false};
}

base::Outcome<Collecting> set_up(
    storage::Database& database,
    const storage::Sealer& sealer,
    const norms::PolicyBook& policies,
    const norms::DirectDebitBook& collections,
    const Occasion& occasion,
    base::MunicipalityId municipality
) {
    if (const base::Done allowed =
            access::require(occasion.actor, access::Right::reconcile, municipality);
        !allowed) {
        return tl::unexpected(allowed.error());
    }
    const base::Date today = occasion.today.date();
    const auto policy = plans::rules_of(database, policies, municipality, today);
    const auto collection = code_of(database, municipality).and_then([&](const std::string& code) {
        return collections.of(code);
    });
    if (const base::Problem* first = base::first_problem(policy, collection)) {
        return tl::unexpected(*first);
    }
    return collection->rules_on(today).map([&](const norms::DirectDebitRules& rules) {
        return Collecting{
            database,
            sealer,
            occasion,
            municipality,
            collection->creditor,
            {.lead_days = rules.lead_days.value,
             .notice_days = rules.notice_days.value,
             .retries = rules.retries.value,
             .retry_after_days = rules.retry_after_days.value,
             .missed_margin_days = (*policy)->missed_margin_days.value}};
    });
}

}  // namespace

base::Outcome<CollectionProposal> CollectionService::look(
    const Occasion& occasion, base::MunicipalityId municipality, base::Date until
) {
    const auto here = set_up(database_, sealer_, policies_, collections_, occasion, municipality);
    if (!here) {
        return tl::unexpected(here.error());
    }
    Transaction transaction{database_, "look at collection", storage::Access::write};
    const CollectionFacts facts =
        facts_for_collection(transaction, municipality, occasion.today, until);
    if (const base::Done fits = check_size(facts); !fits) {
        return tl::unexpected(fits.error());
    }
    audit::Trail trail{transaction, occasion.author()};
    std::set<base::PersonId> people;
    for (const DueRow& row : facts.due) {
        if (people.insert(row.person).second) {
            trail.record({"payments.look", municipality, row.person, "collection"});
        }
    }
    trail.write();
    transaction.commit();
    return proposal_of(facts, chosen(*here, facts, until));
}

base::Outcome<PreparedCollection> CollectionService::prepare(
    const Occasion& occasion, base::MunicipalityId municipality, base::Date until
) {
    const auto here = set_up(database_, sealer_, policies_, collections_, occasion, municipality);
    if (!here) {
        return tl::unexpected(here.error());
    }
    const base::Outcome<Names> names = names_of_chosen(*here, until);
    if (!names) {
        return tl::unexpected(names.error());
    }
    return write(*here, until, *names);
}

base::Outcome<LayOutReport> CollectionService::lay_out(
    const Occasion& occasion, base::MunicipalityId municipality, const LayOut& lay
) {
    return set_up(database_, sealer_, policies_, collections_, occasion, municipality)
        .and_then([&lay](const Collecting& here) { return lay_out_collections(here, lay); });
}

}  // namespace draagkracht::payments
