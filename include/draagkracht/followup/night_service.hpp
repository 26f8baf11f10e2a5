// What follow-up does each night: three steps, each over all plans of a municipality at once,
// inside the transaction of the business-day run. Run again for the same day they find nothing to
// do.
//
//     Night night{transaction, trail, occasion, zandwijk, rules};
//     close_settled_tasks(night);    // paid since, moved by a pause, or the plan ended
//     open_missed_tasks(night);      // a missed instalment is a task for a person, not a letter
//     request_reminders(night);      // a letter only where that person tried, and reached nobody
#pragma once

#include "draagkracht/access/occasion.hpp"
#include "draagkracht/audit/trail.hpp"
#include "draagkracht/norms/policy.hpp"
#include "draagkracht/storage/database.hpp"
#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::followup {

struct Night {
    storage::Transaction& transaction;
    audit::Trail& trail;
    const access::Occasion& occasion;  // its business date is the day that is run
    base::MunicipalityId municipality;
    const norms::PolicyRules& rules;  // of that day
};

// Each answers with the number of tasks or letters. Payments count by their value date up to the
// business date, so that a night that is run later sees what was paid by then.
[[nodiscard]] int close_settled_tasks(const Night& night);
// A missed instalment that was talked about is a task again when it is still not paid after the
// term of policy for that (unpaid_talk_days), so that no talk closes it for good.
[[nodiscard]] int open_missed_tasks(const Night& night);

// The friendly reminder (betalingsherinnering) goes where policy has it on its ladder, the task is
// open, an attempt about this arrear was recorded and no conversation was, and no pause of the plan
// covers the day. It says: we tried to
// reach you, please call. So no letter goes before a person has tried, and none after a talk.
[[nodiscard]] int request_reminders(const Night& night);

// How many holds wait on that day until a person looks at them again (hold_watch_service.hpp). No
// step: it changes nothing.
[[nodiscard]] int holds_that_wait(
    storage::Database& database, base::MunicipalityId municipality, base::Date day
);

}  // namespace draagkracht::followup
