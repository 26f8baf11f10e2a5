// What came in from a debtor, as far as remission asks it.
#pragma once

#include <map>
#include <vector>

#include "draagkracht/base/date.hpp"
#include "draagkracht/base/id.hpp"
#include "draagkracht/base/money.hpp"
#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::followup {

struct EntryPayment {
    base::EntryId entry;
    base::Money amount;
};

// Above zero: it came in; below: it was taken back.
struct DayPayment {
    base::Date on;
    base::Money amount;
    std::vector<EntryPayment> entries = {};  // of a payment on a plan: which came in that day
};

// On each plan of the person, by day; a plan on which nothing came in is absent.
[[nodiscard]] std::map<base::PlanId, std::vector<DayPayment>> payments_on_plans(
    storage::Transaction& transaction, base::PersonId person
);
// On each claim that the person owes, whoever paid, by day and in the order in which it was booked.
[[nodiscard]] std::map<base::ClaimId, std::vector<DayPayment>> payments_on_claims(
    storage::Transaction& transaction, base::PersonId person
);

}  // namespace draagkracht::followup
