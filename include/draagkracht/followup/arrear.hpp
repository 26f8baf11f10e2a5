// An arrear: one instalment of one plan that was missed. Tasks, contacts, reminders and notices are
// all about an arrear.
//
//     to_text(Arrear{PlanId{12}, 3})   // "plan:12/instalment:3"
#pragma once

#include <compare>
#include <string>

#include "draagkracht/base/id.hpp"

namespace draagkracht::followup {

struct Arrear {
    base::PlanId plan;
    int instalment_number;  // from 1

    friend auto operator<=>(const Arrear&, const Arrear&) = default;
};

// The subject in tasks, letters and the audit trail.
[[nodiscard]] std::string to_text(const Arrear& arrear);

}  // namespace draagkracht::followup
