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

// Withdrawal::asked when a second person has to approve it first: then nothing is written.
base::Outcome<Withdrawal> withdraw_now(
    storage::Database& database,
    const access::Occasion& occasion,
    base::MunicipalityId municipality,
    CollectionId collection,
    const std::string& reason,
    const base::Outcome<access::GrantedApproval>& approval
) {
    Transaction transaction{database, "withdraw collection", storage::Access::write};
    take_turn_of(transaction, municipality);
    const auto found = to_withdraw(transaction, municipality, collection);
    if (!found) {
        return tl::unexpected(found.error());
    }
    if (!*found) {
        return Withdrawal::done;
    }
    std::optional<base::ApprovalId> approved;
    if ((*found)->sha256) {
        if (!approval) {
            return Withdrawal::asked;
        }
        if (const base::Done used = access::use_approval(transaction, *approval, occasion.moment);
            !used) {
            return tl::unexpected(used.error());
        }
        approved = approval->id();
    }
    audit::Trail trail{transaction, occasion.author()};
    end_collection(transaction, trail, occasion, **found, reason, approved);
    trail.write();
    transaction.commit();
    return Withdrawal::done;
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
    if (const base::Done line = base::check_told_line(reason); !line) {
        return tl::unexpected(line.error().at("reason"));
    }
    const std::string subject = name_of(collection);
    const std::string asked = fmt::format("{}: niet naar de bank. {}", subject, reason);
    const base::Outcome<Withdrawal> withdrawn = withdraw_now(
        database_,
        occasion,
        municipality,
        collection,
        reason,
        access::ApprovalsService{database_}.recall(
            occasion, municipality, withdrawal_approval_action, subject, asked
        )
    );
    if (!withdrawn || *withdrawn == Withdrawal::done) {
        return withdrawn;
    }
    const base::Done told = ask_second_person(
        database_, occasion, municipality, withdrawal_approval_action, subject, asked
    );
    return told ? withdrawn : tl::unexpected(told.error());
}

}  // namespace draagkracht::payments
