// The business-day run: the night's work, one business date after the other, for each municipality.
//
//     BusinessDayService days{database, policies};
//     Outcome<RunReport> report = days.run_until(occasion, {.until = Date{2026-08-31}});
//
// A step is done once for a municipality and a date: it marks itself done in its own transaction.
// So a missed night is run later, in order; a day run twice changes nothing; a run that was cut off
// goes on where it was; and two runs at once take turns.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "draagkracht/access/occasion.hpp"
#include "draagkracht/norms/policy_book.hpp"
#include "draagkracht/storage/database.hpp"

namespace draagkracht::daily {

struct RunRequest {
    base::Date until;
    // Where a municipality that was never run begins; without it on `until`. One that was run goes
    // on after its last day.
    std::optional<base::Date> first_day;
};

// One step of one day of one municipality, as it was done now.
struct StepDone {
    base::MunicipalityId municipality;
    base::Date day;
    std::string step;    // "open_missed_tasks"
    int affected_count;  // tasks or letters
};

struct RunReport {
    int day_count = 0;          // over all municipalities
    int plans_ended_count = 0;  // as paid
    int tasks_closed_count = 0;
    int tasks_opened_count = 0;
    int reminders_requested_count = 0;
    int holds_to_review_count = 0;  // that wait for a person on the last day
};

class BusinessDayService {
  public:
    BusinessDayService(storage::Database& database, const norms::PolicyBook& policies)
        : database_{database}, policies_{policies} {}

    // Runs every municipality for each day up to and with `until`. `on_step` is told of each step
    // right after it was committed: for a progress bar. Problems daily.day-not-come (`until` lies
    // after the occasion's today), access.not-allowed (run_business_day),
    // norms.unknown-municipality, norms.no-policy-known.
    [[nodiscard]] base::Outcome<RunReport> run_until(
        const access::Occasion& occasion,
        const RunRequest& request,
        const std::function<void(const StepDone&)>& on_step = {}
    );

  private:
    storage::Database& database_;
    const norms::PolicyBook& policies_;
};

}  // namespace draagkracht::daily
