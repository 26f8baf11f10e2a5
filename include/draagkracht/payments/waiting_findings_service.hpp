// What keeps statements out that were handed in with a folder, until an officer confirms it: the
// same as ReconciliationService::confirm, without the file at hand.
//
//     WaitingFindingsService findings{database};
//     for (const WaitingFinding& one : findings.list(occasion, zandwijk).value()) { ... }
//     findings.confirm(occasion, zandwijk, one.refusal, "the bank merged the account in July");
//
// What is confirmed is the finding in the words in which it was told. When the folder is handed in
// once more the file goes through, as long as just that is found of it.
#pragma once

#include <string>
#include <vector>

#include "draagkracht/payments/reconciliation_service.hpp"

namespace draagkracht::payments {

using RefusalId = base::Id<struct RefusalTag>;

struct WaitingFinding {
    RefusalId refusal;
    std::int64_t run;  // in which it was refused last
    std::string file_name;
    std::string file_sha256;
    std::size_t statement;  // its place in the file, from 1
    Finding finding;
};

class WaitingFindingsService {
  public:
    explicit WaitingFindingsService(storage::Database& database) : database_{database} {}

    // The oldest first. Right::see_figures.
    [[nodiscard]] base::Outcome<std::vector<WaitingFinding>> list(
        const access::Occasion& occasion, base::MunicipalityId municipality
    );
    // Right::reconcile, and no machine. Problems payments.not-confirmed-by-a-machine,
    // payments.nothing-to-confirm (also for one that was confirmed before), and of
    // base::check_told_line for the reason.
    [[nodiscard]] base::Outcome<ConfirmedFinding> confirm(
        const access::Occasion& occasion,
        base::MunicipalityId municipality,
        RefusalId refusal,
        const std::string& reason
    );

  private:
    storage::Database& database_;
};

}  // namespace draagkracht::payments
