// The SQL of the marks that say which step of which day is done.
#pragma once

#include <optional>
#include <string>

#include "draagkracht/base/date.hpp"
#include "draagkracht/base/id.hpp"
#include "draagkracht/base/timestamp.hpp"
#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::daily {

struct DayStep {
    base::MunicipalityId municipality;
    base::Date day;
    std::string step;
};

// Claims the step for this transaction; false when it was done before. A second run waits here
// until the first has committed, and then finds it done.
[[nodiscard]] bool claim_step(
    storage::Transaction& transaction, const DayStep& step, base::Timestamp moment
);
void note_affected(storage::Transaction& transaction, const DayStep& step, int affected_count);

struct DaysRun {
    std::optional<base::Date> first_begun;
    std::optional<base::Date> last_closed;
};
[[nodiscard]] DaysRun days_run(
    storage::Transaction& transaction,
    base::MunicipalityId municipality,
    const std::string& closing_step
);

}  // namespace draagkracht::daily
