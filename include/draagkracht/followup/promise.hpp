// A promise to pay (toezegging): in the last talk about an arrear the debtor said that it would be
// paid, and a day was agreed on which the municipality looks again. Until that day there is nothing
// to call about.
//
//     promised_until(arrear, contacts, today)   // 13 November, when the debtor has until then
#pragma once

#include "draagkracht/followup/contact.hpp"

namespace draagkracht::followup {

// The last talk about this arrear in a log that has the newest first; null when there was none.
[[nodiscard]] const Contact* last_talk(
    const Arrear& arrear, const std::vector<LoggedContact>& newest_first
);

// The day on which is looked whether it was paid, when it lies after today. A later talk in which
// something else was agreed ends the promise; an attempt to call in between does not.
[[nodiscard]] std::optional<base::Date> promised_until(
    const Arrear& arrear, const std::vector<LoggedContact>& newest_first, base::BusinessDate today
);

}  // namespace draagkracht::followup
