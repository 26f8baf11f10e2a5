// The SQL of the steps of escalation. A step towards force is written from an opened gate alone.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "draagkracht/followup/escalation_gate.hpp"
#include "draagkracht/followup/worklist.hpp"
#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::followup {

struct StepTaker {
    base::MunicipalityId municipality;
    base::BusinessDate today;
    std::string taken_by;  // Actor::text
};

// The gate is used up.
[[nodiscard]] StepId add_step_towards_force(
    storage::Transaction& transaction,
    const StepTaker& taker,
    base::PersonId person,
    OpenedGate gate
);

struct Reminder {
    base::PersonId person;
    Arrear arrear;
    base::Date missed_on;
    std::vector<base::ContactId> attempts;  // that reached nobody
};
void add_reminders(
    storage::Transaction& transaction,
    const StepTaker& taker,
    const std::vector<Reminder>& reminders
);
// The arrears with an open task about which a reminder went out already.
[[nodiscard]] std::set<Arrear> reminded_arrears(
    storage::Transaction& transaction, base::MunicipalityId municipality
);

// By its word in the database.
[[nodiscard]] norms::EscalationStep step_of(const std::string& text);

// Oldest first.
[[nodiscard]] std::vector<TakenStep> steps_about(
    storage::Transaction& transaction, const Arrear& arrear
);

}  // namespace draagkracht::followup
