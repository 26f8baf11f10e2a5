// Withdrawing a collection that does not go to the bank.
#include "payments/collecting_service.hpp"
#include "payments/withdrawal_service.hpp"

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

}  // namespace

base::Outcome<Withdrawal> CollectionService::withdraw(
    const access::Occasion& occasion,
    base::MunicipalityId municipality,
    CollectionId collection,
    const std::string& reason
) {
    const FileToWithdraw file{
        municipality, withdrawal_approval_action, name_of(collection), reason};
    if (const base::Done may = check_withdrawal(occasion, file); !may) {
        return tl::unexpected(may.error());
    }
    const auto granted = granted_withdrawal(database_, occasion, file);
    Transaction transaction{database_, "withdraw collection", storage::Access::write};
    take_turn_of(transaction, municipality);
    const auto found = to_withdraw(transaction, municipality, collection);
    if (!found) {
        return tl::unexpected(found.error());
    }
    if (!*found) {
        return Withdrawal::done;
    }
    const auto ground =
        ground_of_withdrawal(transaction, occasion, file, (*found)->sha256.has_value(), granted);
    if (!ground) {
        return tl::unexpected(ground.error());
    }
    if (!*ground) {
        transaction.commit();
        return Withdrawal::asked;
    }
    audit::Trail trail{transaction, occasion.author()};
    end_collection(transaction, trail, occasion, **found, (*ground)->reason, (*ground)->approval);
    trail.write();
    transaction.commit();
    return Withdrawal::done;
}

}  // namespace draagkracht::payments
