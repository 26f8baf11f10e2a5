// The SQL of suggestions: which debts something of a payment points at. Bounded, and it books
// nothing.
#pragma once

#include <vector>

#include "draagkracht/payments/suggestion.hpp"
#include "draagkracht/payments/suspense_service.hpp"
#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::payments {

struct PointedAt {
    std::vector<Candidate> candidates;
    std::size_t people_of_account;  // for how many people the account is known to pay
};

// By a reference, or nearly one; and the debts of the people who are known to pay from the account,
// or who are called as the payer.
[[nodiscard]] PointedAt pointed_at(
    storage::Transaction& transaction,
    base::MunicipalityId municipality,
    base::EntryId entry,
    const PaymentAsTold& told
);

}  // namespace draagkracht::payments
