// The collections of a municipality, with what became of each.
#include "draagkracht/payments/collection_service.hpp"
#include "payments/collection_list_store.hpp"

namespace draagkracht::payments {

base::Outcome<ListedCollections> CollectionService::list(
    const access::Occasion& occasion, base::MunicipalityId municipality, ListRange range
) {
    if (const base::Done allowed =
            access::require(occasion.actor, access::Right::see_figures, municipality);
        !allowed) {
        return tl::unexpected(allowed.error());
    }
    storage::Transaction transaction{database_, "list collections", storage::Access::read};
    return listed_collections(transaction, municipality, range);
}

}  // namespace draagkracht::payments
