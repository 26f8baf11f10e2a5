// The bank took a payment back: the act by which a person says which payment it was, where the
// bank's reference does not name exactly one. Reconciling does the same by itself where it does.
//
//     ReturnService returns{database};
//     returns.take_back(occasion, {payment, back, "the debtor says so by telephone"});
//
// The payment counts as never made: what it paid is open again from its own day, and the payments
// after it are worked out anew. Both entries stay in the books. When the bank says that the payer
// has died (MD07), the open claims of whose payment it was wait (HoldKind::estate).
#pragma once

#include <string>

#include "draagkracht/access/occasion.hpp"
#include "draagkracht/payments/bank_return.hpp"
#include "draagkracht/storage/database.hpp"

namespace draagkracht::payments {

struct ReturnOfPayment {
    base::EntryId payment;
    base::EntryId back;
    std::string reason;  // how it is known; without personal data
};

class ReturnService {
  public:
    explicit ReturnService(storage::Database& database) : database_{database} {}

    // Right::reconcile. Told again it is done. Problems of check_return,
    // payments.unknown-entry, and of base::check_told_line for the reason.
    [[nodiscard]] base::Done take_back(
        const access::Occasion& occasion, const ReturnOfPayment& told
    );

  private:
    storage::Database& database_;
};

}  // namespace draagkracht::payments
