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
base::Outcome<std::optional<CollectionState>> to_withdraw(
    Transaction& transaction, base::MunicipalityId municipality, CollectionId collection
) {
    std::optional<CollectionState> found = collection_by_id(transaction, municipality, collection);
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
    return found;
}

// What a second person says of it as it stands now.
std::string subject_for(const CollectionState& state) {
    return subject_of(WithdrawalToApprove{state.collection.id, state.is_laid_out});
}

// That the actor may withdraw it as it stands at this moment. It may be laid out right after that;
// then the approval is of something else.
std::optional<access::GrantedApproval> approval_for(
    storage::Database& database,
    const access::Occasion& occasion,
    base::MunicipalityId municipality,
    CollectionId collection
) {
    std::string subject;
    {
        Transaction transaction{database, "collection to withdraw", storage::Access::read};
        const auto found = to_withdraw(transaction, municipality, collection);
        if (!found || !*found) {
            return std::nullopt;
        }
        subject = subject_for(**found);
    }
    const auto approval = access::ApprovalsService{database}.recall(
        occasion, municipality, withdrawal_approval_action, subject
    );
    return approval ? std::optional{*approval} : std::nullopt;
}

base::Outcome<Withdrawal> ask_second_person(
    Transaction& transaction,
    const access::Occasion& occasion,
    const CollectionState& state,
    const std::string& reason
) {
    const auto question = access::ask_once(
        transaction,
        occasion,
        {state.collection.municipality,
         withdrawal_approval_action,
         subject_for(state),
         fmt::format(
             "{}, {} klaargezet: niet naar de bank. {}",
             name_of(state.collection.id),
             state.is_laid_out ? "al" : "nog niet",
             reason
         )}
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
    const auto approval = approval_for(database_, occasion, municipality, collection);
    Transaction transaction{database_, "withdraw collection", storage::Access::write};
    take_collection_turn(transaction, municipality);
    const auto found = to_withdraw(transaction, municipality, collection);
    if (!found) {
        return tl::unexpected(found.error());
    }
    if (!*found) {
        return Withdrawal::done;
    }
    const CollectionState& state = **found;
    const bool may_have_left = state.collection.sha256.has_value();
    const bool is_approved =
        approval && approval->covers(municipality, withdrawal_approval_action, subject_for(state));
    if (may_have_left && !is_approved) {
        return ask_second_person(transaction, occasion, state, reason);
    }
    audit::Trail trail{transaction, occasion.author()};
    if (may_have_left) {
        if (const base::Done used = access::use_approval(transaction, *approval, occasion.moment);
            !used) {
            return tl::unexpected(used.error());
        }
        // In the words that were approved.
        end_collection(
            transaction, trail, occasion, state.collection, approval->reason(), approval->id()
        );
    } else {
        end_collection(transaction, trail, occasion, state.collection, reason);
    }
    trail.write();
    transaction.commit();
    return Withdrawal::done;
}

}  // namespace draagkracht::payments
