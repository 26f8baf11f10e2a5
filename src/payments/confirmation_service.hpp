// An officer confirms what was found of a statement: the decision by which it is taken as it is.
#pragma once

#include "draagkracht/payments/reconciliation_service.hpp"
#include "payments/statement_file.hpp"

namespace draagkracht::payments {

// Problems of ReconciliationService::confirm.
[[nodiscard]] base::Outcome<ConfirmedFinding> confirm_finding(
    storage::Database& database,
    const access::Occasion& occasion,
    const CheckedFile& file,
    StatementFile& source,
    const FindingToConfirm& told
);

}  // namespace draagkracht::payments
