// The SQL of payments that the bank took back.
#pragma once

#include <set>
#include <unordered_map>
#include <vector>

#include "draagkracht/audit/trail.hpp"
#include "draagkracht/payments/return_service.hpp"
#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::payments {

// By id; an id that is no entry is absent.
[[nodiscard]] std::unordered_map<base::EntryId, BookedEntry> booked_entries(
    storage::Transaction& transaction, const std::vector<base::EntryId>& entries
);

// Keeps others from deciding on these entries until the transaction ends; in the order of the ids.
void lock_entries(storage::Transaction& transaction, const std::vector<base::EntryId>& entries);

// Whether this is the pair that is known already.
[[nodiscard]] bool is_known_return(
    storage::Transaction& transaction, const ReturnOfPayment& returned
);

// The claims that these payments cover, or could come to cover.
[[nodiscard]] std::set<base::ClaimId> claims_of_entries(
    storage::Transaction& transaction, const std::vector<base::EntryId>& entries
);

// What went back by the entries of this statement after the first so many, each with all earlier
// payments on the account that bear one of its references.
struct NamedPayment {
    base::EntryId back;
    base::EntryId payment;
};
[[nodiscard]] std::vector<NamedPayment> payments_named_by_returns(
    storage::Transaction& transaction, base::StatementId statement, std::int64_t entries_before
);

// Of these entries of the statement, by their numbers, what went back for that reason.
[[nodiscard]] std::vector<base::EntryId> returns_for(
    storage::Transaction& transaction,
    base::StatementId statement,
    const std::vector<std::int64_t>& entry_numbers,
    std::string_view reason
);

// Whose money went back by those of these entries that bear that reason: the debtor of the order of
// ours that the entry names, also when that was never paid; or else of its pair who has the plan
// that it counted under, or the only debtor of the claim that it named. One line for each debtor.
struct PayerOfReturn {
    base::MunicipalityId municipality;
    base::PersonId debtor;
    base::EntryId back;  // by which it went back, or one of them
};
[[nodiscard]] std::vector<PayerOfReturn> payers_of_returns(
    storage::Transaction& transaction,
    const std::vector<base::EntryId>& backs,
    std::string_view reason
);

// Each counts from the day of its payment.
void add_returns(
    storage::Transaction& transaction,
    const audit::Author& author,
    const std::vector<ReturnOfPayment>& returns,
    const std::unordered_map<base::EntryId, BookedEntry>& entries
);

}  // namespace draagkracht::payments
