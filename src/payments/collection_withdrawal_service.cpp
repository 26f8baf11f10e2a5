// Withdrawing a collection that does not go to the bank.
#include <fmt/format.h>

#include "draagkracht/access/access_service.hpp"
#include "draagkracht/audit/trail.hpp"
#include "draagkracht/base/plain_line.hpp"
#include "payments/collecting_service.hpp"

namespace draagkracht::payments {

using storage::Transaction;

namespace {

// Nothing of a collection that is not there any more.
base::Outcome<std::optional<StoredCollection>> to_withdraw(
    Transaction& transaction, base::MunicipalityId municipality, CollectionId collection
) {
    const std::optional<CollectionState> found =
        collection_by_id(transaction, municipality, collection);
    if (!found) {
        return base::problem("payments.unknown-collection", "there is no such collection here");
    }
    if (found->has_ended) {
        return std::nullopt;
    }
    if (found->is_answered) {
        return base::problem(
            "payments.collection-answered",
            "the bank told of an order of this collection, so it went to the bank",
            "what was not collected comes back as a return of the bank"
        );
    }
    return found->collection;
}

base::Outcome<Withdrawal> ask_second_person(
    Transaction& transaction,
    const access::Occasion& occasion,
    base::MunicipalityId municipality,
    const std::string& name,
    const std::string& reason
) {
    const auto question = access::ask_once(
        transaction,
        occasion,
        {municipality,
         withdrawal_approval_action,
         name,
         fmt::format("{}: niet naar de bank. {}", name, reason)}
    );
    if (!question) {
        return tl::unexpected(question.error());
    }
    if (const base::Done mine = access::check_asked_by(*question, occasion.actor); !mine) {
        return tl::unexpected(mine.error());
    }
    transaction.commit();
    return Withdrawal::asked;
}

}  // namespace

base::Outcome<Withdrawal> CollectionService::withdraw(
    const access::Occasion& occasion,
    base::MunicipalityId municipality,
    CollectionId collection,
    const std::string& reason
) {
    if (const base::Done allowed =
            access::require(occasion.actor, access::Right::reconcile, municipality);
        !allowed) {
        return tl::unexpected(allowed.error());
    }
    if (const base::Done line = base::check_told_line(reason, "reason"); !line) {
        return tl::unexpected(line.error());
    }
    const std::string name = name_of(collection);
    const auto approval = access::ApprovalsService{database_}.recall(
        occasion, municipality, withdrawal_approval_action, name
    );
    Transaction transaction{database_, "withdraw collection", storage::Access::write};
    take_turn_of(transaction, municipality);
    const auto found = to_withdraw(transaction, municipality, collection);
    if (!found) {
        return tl::unexpected(found.error());
    }
    if (!*found) {
        return Withdrawal::done;
    }
    const bool may_have_left = (*found)->sha256.has_value();
    if (may_have_left && !approval) {
        return ask_second_person(transaction, occasion, municipality, name, reason);
    }
    audit::Trail trail{transaction, occasion.author()};
    if (may_have_left) {
        if (const base::Done used = access::use_approval(transaction, *approval, occasion.moment);
            !used) {
            return tl::unexpected(used.error());
        }
        // In the words that were approved.
        end_collection(transaction, trail, occasion, **found, approval->reason(), approval->id());
    } else {
        end_collection(transaction, trail, occasion, **found, reason);
    }
    trail.write();
    transaction.commit();
    return Withdrawal::done;
}

}  // namespace draagkracht::payments
