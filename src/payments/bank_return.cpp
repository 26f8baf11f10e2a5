#include "draagkracht/payments/bank_return.hpp"

namespace draagkracht::payments {

base::Done check_return(const BookedEntry& payment, const BookedEntry& back) {
    if (!payment.amount.is_positive()) {
        return base::problem(
            "payments.not-a-payment", "no money came in by this entry, so none can be taken back"
        );
    }
    if (payment.account != back.account) {
        return base::problem(
            "payments.return-of-other-account",
            "the two entries are of different accounts",
            "look for the payment on the account from which the money went back"
        );
    }
    if (back.amount != -payment.amount || back.value_date < payment.value_date) {
        return base::problem(
            "payments.return-differs",
            "what went back is not the amount that came in, or went back before it came in",
            "look for the payment of the same amount"
        );
    }
    if (payment.is_taken_back || back.takes_back) {
        return base::problem(
            "payments.return-known", "one of the two entries has its pair already"
        );
    }
    if (back.suspended != back.amount) {
        return base::problem(
            "payments.return-placed", "what went back was placed on a claim before"
        );
    }
    if (!payment.to_pay_back.is_zero()) {
        return base::problem(
            "payments.refund-due",
            "a part of this payment is to be paid back, or was",
            "undo the refund first, so that the money is not paid back twice"
        );
    }
    return {};
}

}  // namespace draagkracht::payments
