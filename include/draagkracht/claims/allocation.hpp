// To which debts a payment goes. Within a claim the law says: costs, then interest, then principal
// (Awb art. 4:92). Over several claims the debtor's designation wins; else policy says the order.
//
//     vector<OpenClaim> in_order = ordered(claims, designated, rules->claim_order.value);
//     Allocation made = allocate(Money::cents(20000), in_order);
//     made.parts;         // costs 20.00, interest 110.25, principal 69.75
//     made.unallocated;   // what is left when all claims are paid: for a person to decide
#pragma once

#include <vector>

#include "draagkracht/base/date.hpp"
#include "draagkracht/base/id.hpp"
#include "draagkracht/base/money.hpp"
#include "draagkracht/claims/ledger.hpp"
#include "draagkracht/norms/policy.hpp"

namespace draagkracht::claims {

// A claim as far as an allocation must know it.
struct OpenClaim {
    base::ClaimId claim;
    base::Date due_date;
    Balance balance;
};

// What goes to one component of one claim; above zero.
struct AllocatedPart {
    base::ClaimId claim;
    Component component;
    base::Money amount;
    friend bool operator==(const AllocatedPart&, const AllocatedPart&) = default;
};

struct Allocation {
    std::vector<AllocatedPart> parts;
    base::Money unallocated;
};

// The claims that the debtor designates first, in the debtor's order; the others after them as
// policy orders. Equal ones by age of registration (lowest id).
[[nodiscard]] std::vector<OpenClaim> ordered(
    std::vector<OpenClaim> claims,
    const std::vector<base::ClaimId>& designated,
    norms::ClaimOrder policy_order
);

// Spends `amount` (not below zero) on the claims in the order given. A component without a debt
// takes nothing; nothing is ever paid below zero. Parts + unallocated = amount.
[[nodiscard]] Allocation allocate(base::Money amount, const std::vector<OpenClaim>& in_order);

// From which components a credit is taken: the principal, which was covered last, then interest,
// then costs; what is more than the credit makes the principal open.
[[nodiscard]] Balance taken_from_credit(const Balance& balance, base::Money amount);

// The postings that an allocation makes: a payment of each part.
[[nodiscard]] NewPosting payment_posting(
    const AllocatedPart& part, base::AllocationId allocation, base::Date value_date
);

}  // namespace draagkracht::claims
