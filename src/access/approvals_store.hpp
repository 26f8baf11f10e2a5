// The SQL of approvals that are not used yet.
#pragma once

#include <vector>

#include "draagkracht/access/approval.hpp"
#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::access {

struct GrantedRow {
    base::OfficerId decided_by;
    base::Timestamp decided_at;
};
struct UnusedApproval {
    PendingApproval asked;
    std::optional<GrantedRow> granted;
};
// Not refused and not used, oldest first.
[[nodiscard]] std::vector<UnusedApproval> unused_approvals(
    storage::Transaction& transaction, base::MunicipalityId municipality
);

void mark_refused(
    storage::Transaction& transaction,
    base::ApprovalId approval,
    const Occasion& occasion,
    const std::string& reason
);

}  // namespace draagkracht::access
