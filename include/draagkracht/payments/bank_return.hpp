// When a bank takes a payment back (storno), it books an entry of the opposite amount. Which
// payment that is, the bank's own reference says, or a person.
//
//     payment  +50.00  2026-05-28  reference "B-17"
//     back     -50.00  2026-06-02  reference "B-17", reason MD06
//     check_return(payment, back)   // fits: the payment counts as never made
#pragma once

#include "draagkracht/base/date.hpp"
#include "draagkracht/base/id.hpp"
#include "draagkracht/base/money.hpp"
#include "draagkracht/base/problem.hpp"

namespace draagkracht::payments {

struct BookedEntry {
    base::EntryId id;
    base::BankAccountId account;
    base::MunicipalityId municipality;
    base::Money amount;
    base::Date value_date;
    base::Money suspended;
    bool takes_back = false;       // another payment
    bool is_taken_back = false;    // by another entry
    base::Money to_pay_back = {};  // what of it was decided to be paid back, also when it was
};

// Problems payments.not-a-payment, payments.return-of-other-account, payments.return-differs (not
// the same amount out, or from before the payment), payments.return-known (one of the two has its
// pair), payments.return-placed (what went back was placed on a claim before), payments.refund-due
// (a part of the payment is to be paid back, or was).
[[nodiscard]] base::Done check_return(const BookedEntry& payment, const BookedEntry& back);

}  // namespace draagkracht::payments
