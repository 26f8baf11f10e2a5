// What preparing a payout, laying it out and hearing of it from the bank share.
#pragma once

#include "draagkracht/payments/payout_service.hpp"
#include "payments/payout_store.hpp"

namespace draagkracht::payments {

// One at a time prepares, lays out, withdraws or books what the bank tells, for a municipality; who
// takes it takes it before any other lock.
void take_payout_turn(storage::Transaction& transaction, base::MunicipalityId municipality);

// "payout:4711", in the trail.
[[nodiscard]] std::string trail_subject(PayoutId payout);

[[nodiscard]] PayoutToApprove to_approve(const StoredPayout& payout);

}  // namespace draagkracht::payments
