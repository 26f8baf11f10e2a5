// Approvals after they were asked for: what waits for a second person, what was granted and is not
// used yet, and how the one who asked takes it up.
//
//     ApprovalsService approvals{database};
//     Outcome<GrantedApproval> mine = approvals.recall(occasion, zandwijk, action, subject);
//
// AccessService asks for one and grants it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "draagkracht/access/approval.hpp"
#include "draagkracht/storage/database.hpp"

namespace draagkracht::access {

// An approval that is not taken up within this term has to be asked for anew: what it was about may
// have changed. A rule of this program; no law sets it.
inline constexpr std::chrono::days approval_term{14};

struct OpenApproval {
    PendingApproval asked;
    std::optional<std::string> granted_by;  // absent while it waits for a second person
    std::optional<base::Timestamp> serves_until;
};

class ApprovalsService {
  public:
    explicit ApprovalsService(storage::Database& database) : database_{database} {}

    // Those that wait, and those that were granted and can still be used, oldest first.
    // Right::see_person; problem access.not-allowed.
    [[nodiscard]] base::Outcome<std::vector<OpenApproval>> open_approvals(
        const Occasion& occasion, base::MunicipalityId municipality
    ) const;

    // By a second person, with a reason that the one who asked can read. Problems as of granting,
    // and access.needs-reason.
    [[nodiscard]] base::Done refuse(
        const Occasion& occasion, base::ApprovalId approval, const std::string& reason
    );

    // The approval that the actor asked for this act, granted within the term by somebody who may
    // still grant it. Problem access.no-such-approval.
    [[nodiscard]] base::Outcome<GrantedApproval> recall(
        const Occasion& occasion,
        base::MunicipalityId municipality,
        const std::string& action,
        const std::string& subject
    ) const;

  private:
    storage::Database& database_;
};

}  // namespace draagkracht::access
