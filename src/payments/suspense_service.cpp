#include "draagkracht/payments/suspense_service.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "draagkracht/access/access_service.hpp"
#include "draagkracht/audit/trail.hpp"
#include "draagkracht/people/people_store.hpp"
#include "payments/hand_act_store.hpp"
#include "payments/replay_store.hpp"
#include "payments/return_store.hpp"
#include "payments/suggestion_store.hpp"
#include "payments/suspense_store.hpp"

namespace draagkracht::payments {

using storage::Transaction;

namespace {

std::string subject_of(base::EntryId entry) {
    return fmt::format("entry:{}", entry.value());
}

tl::unexpected<base::Problem> unknown_entry() {
    return base::problem("payments.unknown-entry", "there is no such bank entry here");
}

void set_age(WaitingItem& item, base::BusinessDate today) {
    item.age_days = item.value_date.days_until(today.date());
}

std::vector<base::PersonId> people_of(const std::vector<Suggestion>& suggestions) {
    std::set<base::PersonId> people;
    for (const Suggestion& suggestion : suggestions) {
        people.insert(suggestion.candidate.debtors.begin(), suggestion.candidate.debtors.end());
    }
    return {people.begin(), people.end()};
}

// Who is looked at by way of a payment: those whom it may be of, and those whose claims it pays.
void record_look(
    Transaction& transaction,
    audit::Trail& trail,
    base::MunicipalityId municipality,
    const SuspenseLook& look
) {
    const std::string subject = subject_of(look.item.entry);
    trail.record({"payments.look", municipality, std::nullopt, subject});
    const std::vector<base::PersonId> suggested = people_of(look.suggestions);
    std::set<base::PersonId> people{suggested.begin(), suggested.end()};
    const auto paid = claims_of_entries(transaction, {look.item.entry});
    for (const auto& [claim, debtor] : debtors_of(transaction, paid)) {
        people.insert(debtor);
    }
    for (const base::PersonId person : people) {
        trail.record({"payments.look", municipality, person, subject});
    }
}

}  // namespace

base::Outcome<SuspenseList> SuspenseService::list(
    const access::Occasion& occasion, base::MunicipalityId municipality, const SuspensePart& part
) {
    if (const base::Done allowed =
            access::require(occasion.actor, access::Right::see_suspense, municipality);
        !allowed) {
        return tl::unexpected(allowed.error());
    }
    SuspensePart bounded = part;
    bounded.limit = std::clamp(part.limit, 1, suspense_part_max);
    bounded.offset = std::max(part.offset, 0);
    Transaction transaction{database_, "suspense list", storage::Access::write};
    const WaitingTotals totals = waiting_totals(transaction, municipality, part.owner);
    SuspenseList list{
        waiting_items(transaction, municipality, bounded), totals.count, totals.amount};
    std::string shown;
    for (WaitingItem& item : list.items) {
        set_age(item, occasion.today);
        shown += fmt::format("{}{}", shown.empty() ? "" : ",", item.entry.value());
    }
    audit::Trail trail{transaction, occasion.author()};
    trail.record(
        {"payments.look",
         municipality,
         std::nullopt,
         "suspense",
         fmt::format(R"({{"entries":[{}]}})", shown)}
    );
    trail.write();
    transaction.commit();
    return list;
}

base::Outcome<SuspenseLook> SuspenseService::look(
    const access::Occasion& occasion, base::MunicipalityId municipality, base::EntryId entry
) {
    for (const access::Right right : {access::Right::see_suspense, access::Right::see_person}) {
        if (const base::Done allowed = access::require(occasion.actor, right, municipality);
            !allowed) {
            return tl::unexpected(allowed.error());
        }
    }
    Transaction transaction{database_, "look at suspense", storage::Access::write};
    std::optional<WaitingItem> item = item_of(transaction, municipality, entry);
    const std::optional<PaymentAsTold> told = payment_as_told(transaction, entry);
    if (!item || !told) {
        return unknown_entry();
    }
    set_age(*item, occasion.today);
    const EntryAtHand at_hand = entries_at_hand(transaction, municipality, {entry}).at(entry);
    SuspenseLook look{
        *item,
        at_hand.revision,
        *told,
        at_hand.takes_back || at_hand.is_taken_back,
        refunds_of(transaction, entry),
        placed_shares(transaction, entry),
        acts_on(transaction, entry),
        {},
        {},
        found_by_of(transaction, entry)};
    if (item->suspended.is_positive() && !look.is_taken_back) {
        const PointedAt pointed = pointed_at(transaction, municipality, entry, *told);
        look.suggestions =
            suggestions_of({item->suspended, pointed.people_of_account}, pointed.candidates);
        look.client_numbers = people::client_numbers_of(transaction, people_of(look.suggestions));
    }
    audit::Trail trail{transaction, occasion.author()};
    record_look(transaction, trail, municipality, look);
    trail.write();
    transaction.commit();
    return look;
}

base::Done SuspenseService::set_owner(
    const access::Occasion& occasion,
    base::MunicipalityId municipality,
    base::EntryId entry,
    const OwnerChange& change
) {
    if (const base::Done allowed =
            access::require(occasion.actor, access::Right::reconcile, municipality);
        !allowed) {
        return allowed;
    }
    if (change.owner) {
        const auto colleagues = access::AccessService{database_}.officers_who_may(
            access::Right::reconcile, municipality
        );
        if (std::ranges::find(colleagues, *change.owner, &access::Colleague::id) ==
            colleagues.end()) {
            return base::problem(
                "payments.no-such-owner", "this officer does not work at suspense here"
            );
        }
    }
    Transaction transaction{database_, "owner of suspense", storage::Access::write};
    if (!item_of(transaction, municipality, entry)) {
        return unknown_entry();
    }
    lock_entries(transaction, {entry});
    const OwnerNow now = owner_of(transaction, entry);
    if (now.owner == change.owner) {
        return {};
    }
    if (now.owner != change.seen) {
        return base::problem(
            "payments.owner-changed",
            "somebody else took this up since you looked",
            "look who has it now"
        );
    }
    add_owner(transaction, occasion.author(), entry, now.changes + 1, change.owner);
    audit::Trail trail{transaction, occasion.author()};
    trail.record(
        {"payments.set_owner",
         municipality,
         std::nullopt,
         subject_of(entry),
         change.owner ? fmt::format(R"({{"owner":{}}})", change.owner->value()) : "{}"}
    );
    trail.write();
    transaction.commit();
    return {};
}

}  // namespace draagkracht::payments
