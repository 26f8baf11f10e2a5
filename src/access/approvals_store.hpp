// The SQL of approvals: what was asked, what was decided on it, and whether it was used.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "draagkracht/access/approval.hpp"
#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::access {

struct DecidedRow {
    bool granted;
    base::OfficerId decided_by;
    base::Timestamp decided_at;
    std::string reason;  // of a refusal
};
struct StoredApproval {
    PendingApproval asked;
    base::Timestamp asked_at;
    std::optional<DecidedRow> decided;
    bool is_used;
};

// Not refused and not used, oldest first.
[[nodiscard]] std::vector<StoredApproval> unused_approvals(
    storage::Transaction& transaction, base::MunicipalityId municipality
);
[[nodiscard]] std::optional<StoredApproval> approval_numbered(
    storage::Transaction& transaction, base::MunicipalityId municipality, base::ApprovalId approval
);
// Of exactly this act, not refused and not used, oldest first.
[[nodiscard]] std::vector<StoredApproval> unused_approvals_of(
    storage::Transaction& transaction,
    base::MunicipalityId municipality,
    const std::string& action,
    const std::string& subject
);
// Of a subject that begins so, whatever became of them; oldest first.
[[nodiscard]] std::vector<StoredApproval> approvals_about(
    storage::Transaction& transaction,
    base::MunicipalityId municipality,
    const std::string& action,
    const std::string& subject_start
);

void mark_refused(
    storage::Transaction& transaction,
    base::ApprovalId approval,
    const Occasion& occasion,
    const std::string& reason
);

}  // namespace draagkracht::access
