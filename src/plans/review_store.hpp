// The SQL of reviews.
#pragma once

#include <string>
#include <vector>

#include "draagkracht/plans/review_service.hpp"
#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::plans {

// All duties but the dates that come; `since` is when what causes it became known.
[[nodiscard]] std::vector<DueReview> reviews_by_event(
    storage::Transaction& transaction, base::MunicipalityId municipality
);

// The running plans that were agreed on, or last reviewed, on or before that day; `since` is when.
[[nodiscard]] std::vector<DueReview> last_looked_at_by(
    storage::Transaction& transaction, base::MunicipalityId municipality, base::Date day
);

// Whether this very note is there already.
[[nodiscard]] bool has_review(
    storage::Transaction& transaction,
    const ReviewNote& note,
    const std::string& kind,
    base::Date noted_on,
    const std::string& noted_by
);
void add_review(
    storage::Transaction& transaction,
    const ReviewNote& note,
    const std::string& kind,
    base::Date noted_on,
    const std::string& noted_by
);

}  // namespace draagkracht::plans
