#include "payments/what_follows_service.hpp"

#include <algorithm>

#include "payments/estate_service.hpp"
#include "payments/replay_service.hpp"
#include "payments/returns_of_chunk_service.hpp"

namespace draagkracht::payments {

std::vector<base::ClaimId> settle_what_follows(
    storage::Transaction& transaction,
    audit::Trail& trail,
    const audit::Author& author,
    const StatementOfChunk& statement,
    const std::vector<PlacedPayment>& placed,
    const OpenDebts& debts,
    std::int64_t entries_before
) {
    std::vector<base::ClaimId> moved =
        replay(transaction, trail, author, statement.municipality, debts.out_of_order());
    const bool something_came_back = std::ranges::any_of(placed, [](const PlacedPayment& one) {
        return one.suspense && one.suspense->code == SuspenseCode::returned;
    });
    if (something_came_back) {
        const std::vector<base::ClaimId> taken_back =
            take_back_what_is_named(transaction, trail, author, statement.id, entries_before);
        hold_for_estates_told_in(transaction, trail, author, statement.id, placed);
        moved.insert(moved.end(), taken_back.begin(), taken_back.end());
    }
    return moved;
}

}  // namespace draagkracht::payments
