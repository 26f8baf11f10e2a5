// The SQL of reviews.
#pragma once

#include <string>
#include <vector>

#include "draagkracht/plans/review_service.hpp"
#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::plans {

// Whose plans are looked at: those of a municipality, or of one person.
struct ReviewScope {
    const char* column;
    long long id;

    [[nodiscard]] static ReviewScope of(base::MunicipalityId municipality) {
        return {"plan.municipality_id", municipality.value()};
    }
    [[nodiscard]] static ReviewScope of(base::PersonId person) {
        return {"plan.person_id", person.value()};
    }
};

// All duties but the dates that come; `since` is when what causes it became known.
[[nodiscard]] std::vector<DueReview> reviews_by_event(
    storage::Transaction& transaction, const ReviewScope& scope
);

// The running plans that were agreed on, or last reviewed, on or before that day; `since` is when.
[[nodiscard]] std::vector<DueReview> last_looked_at_by(
    storage::Transaction& transaction, const ReviewScope& scope, base::Date day
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
