// What moves the limitation clocks of debtors on claims, as the register knows it.
#pragma once

#include <string>
#include <vector>

#include "draagkracht/base/id.hpp"
#include "draagkracht/base/money.hpp"
#include "draagkracht/claims/limitation.hpp"
#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::followup {

struct ClockFacts {
    base::PersonId person;
    base::ClaimId claim;
    base::Date due_date;
    std::vector<claims::Interruption> interruptions;
    std::vector<claims::Extension> extensions;
};

// Those of the claims that each of these people owes, by due date. An acknowledgement stops the
// clock of who makes it (Awb art. 4:105 lid 2): what a joint debtor agreed or paid counts for that
// debtor alone, and a payment of which nobody knows by whom of them counts for none. What came to
// be known after `known_on` is left out.
[[nodiscard]] std::vector<ClockFacts> clock_facts_of(
    storage::Transaction& transaction,
    const std::vector<base::PersonId>& people,
    base::Date known_on
);
// An open claim beside one who still owes it.
struct OpenDebt {
    base::PersonId debtor;
    base::ClaimId claim;
    std::string claim_number;
    base::Money open;
};
// Those of a municipality whose last day to pay is not after that day; who was released by today
// does not owe any more.
[[nodiscard]] std::vector<OpenDebt> open_debts_of(
    storage::Transaction& transaction,
    base::MunicipalityId municipality,
    base::Date latest_due_date,
    base::Date today
);
// The claims of a plan on which something is open, in the order in which it pays them.
[[nodiscard]] std::vector<base::ClaimId> open_claims_of(
    storage::Transaction& transaction, base::PlanId plan
);

}  // namespace draagkracht::followup
