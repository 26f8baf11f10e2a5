// The SQL of runs over a folder of statements.
#pragma once

#include <optional>

#include "draagkracht/audit/trail.hpp"
#include "draagkracht/payments/reconciliation_run_service.hpp"
#include "draagkracht/payments/waiting_findings_service.hpp"
#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::payments {

// The last one of this municipality.
[[nodiscard]] std::optional<ReconciliationRun> latest_run(
    storage::Transaction& transaction, base::MunicipalityId municipality
);
// The last hundred, the latest first, without their files.
[[nodiscard]] std::vector<ReconciliationRun> runs_of(
    storage::Transaction& transaction, base::MunicipalityId municipality
);
[[nodiscard]] std::optional<ReconciliationRun> run_numbered(
    storage::Transaction& transaction, base::MunicipalityId municipality, std::int64_t run
);
[[nodiscard]] std::int64_t add_run(
    storage::Transaction& transaction,
    const audit::Author& author,
    base::MunicipalityId municipality
);
// One that the run has taken already is left as it is.
void add_run_file(storage::Transaction& transaction, std::int64_t run, const RunFile& file);
// What files of this municipality wait for: refused last for a finding that nobody confirmed, and
// not taken since. The oldest first.
[[nodiscard]] std::vector<WaitingFinding> waiting_findings(
    storage::Transaction& transaction, base::MunicipalityId municipality
);
void end_run(storage::Transaction& transaction, const audit::Author& author, std::int64_t run);

}  // namespace draagkracht::payments
