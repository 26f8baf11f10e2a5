#include "figures/assessment_store.hpp"

#include "draagkracht/storage/rows.hpp"

namespace draagkracht::figures {

using soci::into;
using soci::use;

std::vector<StoredAssessment> assessments_after(
    storage::Transaction& transaction, base::AssessmentId after, int assessments_max
) {
    const long long after_id = after.value();
    const long long limit = assessments_max;
    long long id = 0;
    std::string household;
    std::string worksheet;
    std::string sha256;
    std::vector<StoredAssessment> assessments;
    storage::for_each_row(
        (ask(transaction,
             "SELECT id, household_json, worksheet_json, sha256"
             " FROM assessment WHERE id > :after ORDER BY id LIMIT :limit"),
         use(after_id, "after"),
         use(limit, "limit"),
         into(id),
         into(household),
         into(worksheet),
         into(sha256)),
        [&] {
            assessments.push_back({base::AssessmentId{id}, household, worksheet, sha256});
        }
    );
    return assessments;
}

}  // namespace draagkracht::figures
