// Withdrawing a collection that does not go to the bank.
#include <fmt/format.h>

#include "payments/collecting_service.hpp"
#include "payments/withdrawal_service.hpp"

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

// As it stands at this moment. It may be laid out right after that; then it is something else.
FileToWithdraw file_of(const CollectionState& state, const std::string& reason) {
    const CollectionId id = state.collection.id;
    return {
        state.collection.municipality,
        withdrawal_approval_action,
        subject_of(WithdrawalToApprove{id, state.is_laid_out}),
        fmt::format("{}, {} klaargezet", name_of(id), state.is_laid_out ? "al" : "nog niet"),
        reason};
}

base::Outcome<std::optional<CollectionState>> look_at(
    storage::Database& database, base::MunicipalityId municipality, CollectionId collection
) {
    Transaction transaction{database, "collection to withdraw", storage::Access::read};
    return to_withdraw(transaction, municipality, collection);
}

}  // namespace

base::Outcome<Withdrawal> CollectionService::withdraw(
    const access::Occasion& occasion,
    base::MunicipalityId municipality,
    CollectionId collection,
    const std::string& reason
) {
    if (const base::Done may = check_withdrawal(occasion, municipality, reason); !may) {
        return tl::unexpected(may.error());
    }
    const auto before = look_at(database_, municipality, collection);
    if (!before) {
        return tl::unexpected(before.error());
    }
    if (!*before) {
        return Withdrawal::done;
    }
    const auto granted = granted_withdrawal(database_, occasion, file_of(**before, reason));
    Transaction transaction{database_, "withdraw collection", storage::Access::write};
    take_collection_turn(transaction, municipality);
    const auto found = to_withdraw(transaction, municipality, collection);
    if (!found) {
        return tl::unexpected(found.error());
    }
    if (!*found) {
        return Withdrawal::done;
    }
    const StoredCollection& stored = (*found)->collection;
    const auto ground = ground_of_withdrawal(
        transaction, occasion, file_of(**found, reason), stored.sha256.has_value(), granted
    );
    if (!ground) {
        return tl::unexpected(ground.error());
    }
    if (*ground) {
        audit::Trail trail{transaction, occasion.author()};
        end_collection(
            transaction, trail, occasion, stored, (*ground)->reason, (*ground)->approval
        );
        trail.write();
    }
    transaction.commit();
    return *ground ? Withdrawal::done : Withdrawal::asked;
}

}  // namespace draagkracht::payments
