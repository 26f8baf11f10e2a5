// Whether a formal notice (aanmaning) could be given about an instalment, apart from the gate: for
// who gives it, and for who explains why it can or cannot be given.
#pragma once

#include "draagkracht/followup/missed_instalment.hpp"
#include "draagkracht/norms/law.hpp"
#include "draagkracht/norms/policy.hpp"
#include "draagkracht/storage/transaction.hpp"
#include "followup/task_store.hpp"

namespace draagkracht::followup {

struct NoticeCase {
    const InstalmentFacts& facts;
    bool plan_is_quiet;  // a pause, or a hold on a claim that it pays, covers today
    const norms::PolicyRules& rules;
    const norms::Law& law;
    base::BusinessDate today;

    [[nodiscard]] ArrearStanding standing() const;
};

// Problems followup.not-on-ladder, followup.paused, followup.not-missed, followup.lapsed and
// followup.limitation-unknown.
[[nodiscard]] base::Done check_notice(storage::Transaction& transaction, const NoticeCase& given);

}  // namespace draagkracht::followup
