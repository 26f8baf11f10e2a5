// What preparing a payout, laying it out, looking at it and hearing of it from the bank share.
#pragma once

#include "draagkracht/audit/trail.hpp"
#include "draagkracht/payments/payout_service.hpp"
#include "payments/payout_store.hpp"

namespace draagkracht::payments {

// One at a time prepares, lays out, withdraws or books what the bank tells, for a municipality. Who
// books takes the books and the statement before it; claims, entries, what is asked of a second
// person and the trail come after it, in this order.
void take_payout_turn(storage::Transaction& transaction, base::MunicipalityId municipality);

// "payout:4711", in the trail.
[[nodiscard]] std::string trail_subject(PayoutId payout);

[[nodiscard]] PayoutToApprove to_approve(const StoredPayout& payout);
[[nodiscard]] PayoutToWithdraw to_withdraw(const PayoutState& state);

[[nodiscard]] tl::unexpected<base::Problem> unknown_payout();
[[nodiscard]] tl::unexpected<base::Problem> payout_answered();

// Right::see_suspense and see_person: who is paid stands in it.
[[nodiscard]] base::Done may_look_at_payouts(
    const access::Occasion& occasion, base::MunicipalityId municipality
);
// A look at whose money goes back, of a "refund" or in a "payout_file".
[[nodiscard]] audit::Event look_at_refund(
    base::MunicipalityId municipality, base::EntryId entry, std::string_view of
);

// It is not paid out.
void end_payout(
    storage::Transaction& transaction,
    audit::Trail& trail,
    const access::Occasion& occasion,
    const StoredPayout& payout,
    const WithdrawalGround& ground
);

}  // namespace draagkracht::payments
