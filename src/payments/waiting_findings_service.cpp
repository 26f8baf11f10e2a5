#include "draagkracht/payments/waiting_findings_service.hpp"

#include <algorithm>

#include "payments/confirmation_service.hpp"
#include "payments/reconciliation_run_store.hpp"

namespace draagkracht::payments {

using storage::Transaction;

base::Outcome<std::vector<WaitingFinding>> WaitingFindingsService::list(
    const access::Occasion& occasion, base::MunicipalityId municipality
) {
    if (const base::Done allowed =
            access::require(occasion.actor, access::Right::see_figures, municipality);
        !allowed) {
        return tl::unexpected(allowed.error());
    }
    Transaction transaction{database_, "findings that wait", storage::Access::read};
    return waiting_findings(transaction, municipality);
}

base::Outcome<ConfirmedFinding> WaitingFindingsService::confirm(
    const access::Occasion& occasion,
    base::MunicipalityId municipality,
    RefusalId refusal,
    const std::string& reason
) {
    if (const base::Done may =
            access::require(occasion.actor, access::Right::reconcile, municipality).and_then([&] {
                return check_confirming(occasion, reason);
            });
        !may) {
        return tl::unexpected(may.error());
    }
    Transaction transaction{database_, "confirm finding", storage::Access::write};
    const std::vector<WaitingFinding> waiting = waiting_findings(transaction, municipality);
    const auto found = std::ranges::find(waiting, refusal, &WaitingFinding::refusal);
    if (found == waiting.end()) {
        return base::problem(
            "payments.nothing-to-confirm",
            "no statement waits for this",
            "look at the findings that wait now"
        );
    }
    const ConfirmationId id = write_confirmation(
        transaction,
        occasion,
        {municipality, found->file_sha256, found->statement, found->finding, reason}
    );
    transaction.commit();
    return ConfirmedFinding{id, found->statement, found->finding};
}

}  // namespace draagkracht::payments
