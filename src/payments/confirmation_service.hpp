// An officer confirms what was found of a statement: the decision by which it is taken as it is.
#pragma once

#include "draagkracht/payments/reconciliation_service.hpp"
#include "payments/finding_store.hpp"
#include "payments/statement_file.hpp"

namespace draagkracht::payments {

// By a person, and in a line. Problems payments.not-confirmed-by-a-machine, and of
// base::check_told_line for the reason.
[[nodiscard]] base::Done check_confirming(
    const access::Occasion& occasion, const std::string& reason
);

// Writes that this is taken as it is, with its place in the trail.
[[nodiscard]] ConfirmationId write_confirmation(
    storage::Transaction& transaction,
    const access::Occasion& occasion,
    const NewConfirmation& confirmation
);

// Problems of ReconciliationService::confirm.
[[nodiscard]] base::Outcome<ConfirmedFinding> confirm_finding(
    storage::Database& database,
    const access::Occasion& occasion,
    const CheckedFile& file,
    StatementFile& source,
    const FindingToConfirm& told
);

}  // namespace draagkracht::payments
