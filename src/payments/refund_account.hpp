// To which account money is paid back: that from which it was paid, or another one, which is kept
// sealed.
#pragma once

#include <optional>
#include <string>

#include "draagkracht/base/date.hpp"
#include "draagkracht/base/iban.hpp"
#include "draagkracht/payments/hand_act.hpp"
#include "draagkracht/storage/sealer.hpp"

namespace draagkracht::payments {

// For which place the other account is sealed: of a refund, and of the question that asks for one.
[[nodiscard]] std::string refund_account_place(RefundId refund);
[[nodiscard]] std::string refund_account_place(base::ApprovalId question);

// Both were looked at when the refund was asked for: one of them is an account.
[[nodiscard]] base::Iban refund_account(
    const storage::Sealer& sealer,
    const std::string& payer_account,
    const std::optional<std::string>& other_sealed,
    const std::string& place
);

// What the receiver reads: "Terugbetaling van uw betaling van 10-06-2026".
[[nodiscard]] std::string refund_text(base::Date paid_on);

}  // namespace draagkracht::payments
