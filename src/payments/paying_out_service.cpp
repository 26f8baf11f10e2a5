#include "payments/paying_out_service.hpp"

#include <fmt/format.h>

#include "draagkracht/storage/turn.hpp"

namespace draagkracht::payments {

using access::Occasion;
using storage::Transaction;

void take_payout_turn(Transaction& transaction, base::MunicipalityId municipality) {
    storage::take_turn(transaction, fmt::format("pay_out:{}", municipality.value()));
}

std::string trail_subject(PayoutId payout) {
    return fmt::format("payout:{}", payout.value());
}

PayoutToApprove to_approve(const StoredPayout& payout) {
    return {payout.id, payout.orders};
}

PayoutToWithdraw to_withdraw(const PayoutState& state) {
    return {state.payout.id, state.is_laid_out, state.answered};
}

tl::unexpected<base::Problem> unknown_payout() {
    return base::problem("payments.unknown-payout", "there is no such payout here");
}

tl::unexpected<base::Problem> payout_answered() {
    return base::problem(
        "payments.payout-answered",
        "the bank told of an order of this payout, so it went to the bank",
        "what the bank could not pay comes back as a return of the bank"
    );
}

base::Done may_look_at_payouts(const Occasion& occasion, base::MunicipalityId municipality) {
    for (const access::Right right : {access::Right::see_suspense, access::Right::see_person}) {
        if (const base::Done allowed = access::require(occasion.actor, right, municipality);
            !allowed) {
            return allowed;
        }
    }
    return {};
}

audit::Event look_at_refund(
    base::MunicipalityId municipality, base::EntryId entry, std::string_view of
) {
    return {
        "payments.look",
        municipality,
        std::nullopt,
        fmt::format("entry:{}", entry.value()),
        fmt::format(R"({{"of":"{}"}})", of)};
}

void end_payout(
    Transaction& transaction,
    audit::Trail& trail,
    const Occasion& occasion,
    const StoredPayout& payout,
    const WithdrawalGround& ground
) {
    add_end(transaction, occasion.author(), payout.id, ground);
    trail.record(
        {"payments.end_payout", payout.municipality, std::nullopt, trail_subject(payout.id)}
    );
}

}  // namespace draagkracht::payments
