// How a payout (a file of refunds for the bank) and its batches are called, and what a second
// person is asked about one: named so closely that the approval serves for nothing else.
//
//     name_of(PayoutId{4711})                                   // "TB-4711"
//     to_text(PayoutBatch{PayoutId{4711}, BankAccountId{12}})   // "TB-4711-12"
//     subject_of(PayoutToApprove{PayoutId{4711}, {3, total}})   // "TB-4711|3|130.00"
//
// A refund is paid from the account on which its money came in, so a payout has a batch of each.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "draagkracht/base/id.hpp"
#include "draagkracht/payments/payment_order.hpp"

namespace draagkracht::payments {

using PayoutId = base::Id<struct PayoutTag>;

// The message, and the name of its file.
[[nodiscard]] std::string name_of(PayoutId payout);

// Nothing for the name of something else.
[[nodiscard]] std::optional<PayoutId> payout_named(std::string_view text);

// The orders that are paid from one account. The bank books them as one amount, by this name.
struct PayoutBatch {
    PayoutId payout;
    base::BankAccountId account;

    friend bool operator==(const PayoutBatch&, const PayoutBatch&) = default;
};
[[nodiscard]] std::string to_text(const PayoutBatch& batch);
// Nothing for the name of something else.
[[nodiscard]] std::optional<PayoutBatch> payout_batch_named(std::string_view text);

// Whether an end-to-end id may be that of an order of ours that pays back.
[[nodiscard]] bool may_name_payout_order(std::string_view end_to_end_id);
[[nodiscard]] std::string end_to_end_id_of_payout_order(std::int64_t order);

// access::ask_once(..., {municipality, action, subject, reason}).
inline constexpr const char* payout_approval_action = "payments.pay_out";

// And the withdrawal of one that may have left.
inline constexpr const char* payout_withdrawal_approval_action = "payments.withdraw_payout";

struct PayoutToApprove {
    PayoutId payout;
    CountAndTotal orders;
};
[[nodiscard]] std::string subject_of(const PayoutToApprove& payout);
// Nothing for the subject of something else.
[[nodiscard]] std::optional<PayoutToApprove> payout_to_approve(std::string_view subject);

// As it stands when it is asked: one that is laid out since, or of which the bank told more since,
// is something else. "TB-4711|laid_out" is the whole of it, "TB-4711|laid_out|1" all but one order.
struct PayoutToWithdraw {
    PayoutId payout;
    bool is_laid_out;
    std::size_t answered;  // of so many of its orders the bank told
};
[[nodiscard]] std::string subject_of(const PayoutToWithdraw& payout);

enum class RefundStanding {
    due,       // decided, and in no payout
    ordered,   // it stands in a payout
    paid,      // the bank booked it
    returned,  // and sent it back
};
[[nodiscard]] std::string_view to_text(RefundStanding standing);
[[nodiscard]] RefundStanding refund_standing_of(std::string_view stored);

// How a refund stands after one more entry of the bank that names its order. Nothing for what does
// not fit: of another amount, paid once more, or come back before it left. That waits for a person.
[[nodiscard]] std::optional<RefundStanding> told_by(
    base::Money entry, base::Money order, RefundStanding before
);

}  // namespace draagkracht::payments
