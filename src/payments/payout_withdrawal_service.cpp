// Withdrawing a payout that does not go to the bank, or the orders of it that did not leave.
#include <fmt/format.h>

#include <algorithm>

#include "draagkracht/audit/trail.hpp"
#include "payments/paying_out_service.hpp"
#include "payments/withdrawal_service.hpp"

namespace draagkracht::payments {

using access::Occasion;
using storage::Transaction;

namespace {

// What of a payout can be let go of: the whole, or the orders of which the bank told nothing.
struct ToLetGo {
    PayoutState state;
    std::vector<UnansweredOrder> orders;  // empty: the whole
};

// Nothing when it was let go of before.
base::Outcome<std::optional<ToLetGo>> to_let_go(
    Transaction& transaction, base::MunicipalityId municipality, PayoutId payout
) {
    const std::optional<PayoutState> found = payout_by_id(transaction, municipality, payout);
    if (!found) {
        return unknown_payout();
    }
    if (found->has_ended) {
        return std::nullopt;
    }
    if (!found->is_answered()) {
        return ToLetGo{*found, {}};
    }
    std::vector<UnansweredOrder> orders = unanswered_orders_of(transaction, payout);
    if (orders.empty()) {
        return base::problem(
            "payments.payout-answered",
            "the bank told of every order of this payout, so it went to the bank",
            "what the bank could not pay comes back as a return of the bank"
        );
    }
    std::erase_if(orders, [](const UnansweredOrder& order) { return order.has_ended; });
    if (orders.empty()) {
        return std::nullopt;
    }
    return ToLetGo{*found, std::move(orders)};
}

// On the screen of an officer, so in Dutch. "Niet naar de bank" stands behind it.
std::string told_of(const PayoutState& state) {
    const std::string whole = fmt::format(
        "{}, {} klaargezet", name_of(state.payout.id), state.is_laid_out ? "al" : "nog niet"
    );
    return state.is_answered()
               ? fmt::format(
                     "{}. De bank meldde iets over {} van de {} opdrachten. De rest",
                     whole,
                     state.answered,
                     state.payout.orders.count
                 )
               : whole;
}

// As it stands at this moment. It may be laid out right after that, or the bank may tell of an
// order; then it is something else.
FileToWithdraw file_of(const ToLetGo& what, const std::string& reason) {
    return {
        what.state.payout.municipality,
        payout_withdrawal_approval_action,
        subject_of(to_withdraw(what.state)),
        told_of(what.state),
        reason};
}

base::Outcome<std::optional<ToLetGo>> look_at(
    storage::Database& database, base::MunicipalityId municipality, PayoutId payout
) {
    Transaction transaction{database, "payout to withdraw", storage::Access::read};
    return to_let_go(transaction, municipality, payout);
}

void let_go(
    Transaction& transaction,
    const Occasion& occasion,
    const ToLetGo& what,
    const WithdrawalGround& ground
) {
    audit::Trail trail{transaction, occasion.author()};
    if (what.orders.empty()) {
        end_payout(transaction, trail, occasion, what.state.payout, ground);
    } else {
        add_order_ends(transaction, occasion.author(), what.orders, ground);
        for (const UnansweredOrder& order : what.orders) {
            trail.record(
                {"payments.end_payout_order",
                 what.state.payout.municipality,
                 std::nullopt,
                 fmt::format("entry:{}", order.entry.value()),
                 fmt::format(
                     R"({{"payout":{},"order":{}}})", what.state.payout.id.value(), order.id
                 )}
            );
        }
    }
    trail.write();
}

}  // namespace

base::Outcome<Withdrawal> PayoutService::withdraw(
    const Occasion& occasion,
    base::MunicipalityId municipality,
    PayoutId payout,
    const std::string& reason
) {
    if (const base::Done may = check_withdrawal(occasion, municipality, reason); !may) {
        return tl::unexpected(may.error());
    }
    const auto before = look_at(database_, municipality, payout);
    if (!before) {
        return tl::unexpected(before.error());
    }
    if (!*before) {
        return Withdrawal::done;
    }
    const auto granted = granted_withdrawal(database_, occasion, file_of(**before, reason));
    Transaction transaction{database_, "withdraw payout", storage::Access::write};
    take_payout_turn(transaction, municipality);
    const auto found = to_let_go(transaction, municipality, payout);
    if (!found) {
        return tl::unexpected(found.error());
    }
    if (!*found) {
        return Withdrawal::done;
    }
    const bool may_have_left = (*found)->state.payout.sha256.has_value();
    const auto ground = ground_of_withdrawal(
        transaction, occasion, file_of(**found, reason), may_have_left, granted
    );
    if (!ground) {
        return tl::unexpected(ground.error());
    }
    if (*ground) {
        let_go(transaction, occasion, **found, **ground);
    }
    transaction.commit();
    return *ground ? Withdrawal::done : Withdrawal::asked;
}

}  // namespace draagkracht::payments
