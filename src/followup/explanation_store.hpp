// The SQL of what stands behind a claim: bank entries, approvals, steps, conversations and
// assessments, with who and when.
#pragma once

#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "draagkracht/followup/explained_facts.hpp"
#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::followup {

[[nodiscard]] std::unordered_map<base::AllocationId, EntrySource> entry_sources(
    storage::Transaction& transaction, const std::vector<base::AllocationId>& allocations
);
// Those that somebody granted.
[[nodiscard]] std::unordered_map<base::ApprovalId, DecidedApproval> decided_approvals(
    storage::Transaction& transaction, const std::vector<base::ApprovalId>& approvals
);
// That pay the claim, of whichever debtor, and were agreed on by the day; oldest first.
[[nodiscard]] std::vector<base::PlanId> plans_on_claim(
    storage::Transaction& transaction, base::ClaimId claim, base::Date day
);
// Who ended each; one that has not ended is absent.
[[nodiscard]] std::map<base::PlanId, std::string> enders_of(
    storage::Transaction& transaction, const std::vector<base::PlanId>& plans
);
// Taken by the day, oldest first.
[[nodiscard]] std::vector<RecordedStep> steps_on_plans(
    storage::Transaction& transaction, const std::vector<base::PlanId>& plans, base::Date day
);
[[nodiscard]] std::map<base::ContactId, MadeBy> conversations(
    storage::Transaction& transaction, const std::vector<base::ContactId>& contacts
);

struct StoredAssessment {
    base::Date assessed_on;
    std::string worksheet_json;
};
[[nodiscard]] std::map<base::AssessmentId, StoredAssessment> stored_assessments(
    storage::Transaction& transaction, const std::vector<base::AssessmentId>& assessments
);

}  // namespace draagkracht::followup
