// The SQL of the assessments that the register keeps, a page of rows at a time.
#pragma once

#include <string>
#include <vector>

#include "draagkracht/base/id.hpp"
#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::figures {

struct StoredAssessment {
    base::AssessmentId id;
    std::string household_json;
    std::string worksheet_json;
    std::string sha256;  // of the worksheet
};

// Those with a higher id, lowest first, and so many at most.
[[nodiscard]] std::vector<StoredAssessment> assessments_after(
    storage::Transaction& transaction, base::AssessmentId after, int assessments_max
);

}  // namespace draagkracht::figures
