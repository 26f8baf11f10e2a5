// Key figures: what a council, a supervisor or a newcomer wants to know of the whole register.
//
//     Outcome<KeyFigures> figures = FiguresService{database, policies}.key_figures(occasion,
//                                                                    zandwijk, {from, until});
//
// Each figure is a sum over what is in the books on a date, and says nothing of one person.
#pragma once

#include <cstdint>
#include <optional>

#include "draagkracht/base/date.hpp"
#include "draagkracht/base/money.hpp"

namespace draagkracht::figures {

// Both days count.
struct Period {
    base::Date from;
    base::Date until;
};

struct KeyFigures {
    Period period;

    // On the last day of the period.
    std::int64_t open_claim_count;  // with a balance above zero, by value date
    std::int64_t debtor_count;      // liable for one of these
    base::Money outstanding_principal;
    base::Money outstanding_interest;
    base::Money outstanding_costs;
    std::int64_t running_plan_count;
    std::int64_t missed_instalment_count;  // by the margins of policy
    base::Money missed_amount;             // what is left of these
    std::int64_t open_task_count;
    std::int64_t suspense_count;  // money that waits for a person
    base::Money suspense_amount;
    std::optional<int> oldest_suspense_age_days;  // since its value date

    // In the period.
    base::Money received;  // on claims by value date, less what the bank took back
    std::int64_t conversation_count;
    std::int64_t attempt_count;
    std::int64_t reminder_count;
    std::int64_t formal_notice_count;
    std::int64_t gate_override_count;  // of these, let through by a second person without contact

    [[nodiscard]] base::Money outstanding() const {
        return outstanding_principal + outstanding_interest + outstanding_costs;
    }
};

}  // namespace draagkracht::figures
