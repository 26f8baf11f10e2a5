#include "payments/what_follows_service.hpp"

#include <algorithm>

#include "payments/estate_service.hpp"
#include "payments/replay_service.hpp"
#include "payments/returns_of_chunk_service.hpp"

namespace draagkracht::payments {

bool settle_what_follows(
    storage::Transaction& transaction,
    audit::Trail& trail,
    const audit::Author& author,
    const StatementOfChunk& statement,
    const std::vector<PlacedPayment>& placed,
    const OpenDebts& debts,
    std::int64_t entries_before
) {
    replay(transaction, trail, author, statement.municipality, debts.out_of_order());
    bool reaches_others = !debts.out_of_order().empty();
    const bool something_came_back = std::ranges::any_of(placed, [](const PlacedPayment& one) {
        return one.suspense && one.suspense->code == SuspenseCode::returned;
    });
    if (something_came_back) {
        const bool took_back =
            take_back_what_is_named(transaction, trail, author, statement.id, entries_before);
        hold_for_estates(transaction, trail, author, statement.id, placed);
        reaches_others = reaches_others || took_back;
    }
    return reaches_others;
}

}  // namespace draagkracht::payments
