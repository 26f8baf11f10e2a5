// The SQL of runs over a folder of statements.
#pragma once

#include <optional>

#include "draagkracht/audit/trail.hpp"
#include "draagkracht/payments/reconciliation_run_service.hpp"
#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::payments {

// The last one of this municipality.
[[nodiscard]] std::optional<ReconciliationRun> latest_run(
    storage::Transaction& transaction, base::MunicipalityId municipality
);
[[nodiscard]] std::int64_t add_run(
    storage::Transaction& transaction,
    const audit::Author& author,
    base::MunicipalityId municipality
);
// One that the run has already is left as it is.
void add_run_file(storage::Transaction& transaction, std::int64_t run, const RunFile& file);
void end_run(storage::Transaction& transaction, const audit::Author& author, std::int64_t run);

}  // namespace draagkracht::payments
