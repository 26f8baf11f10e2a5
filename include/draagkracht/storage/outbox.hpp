// The outbox: letters that an act asks for, in the act's own transaction. The letter room makes
// them afterwards, so that no letter leaves for an act that was undone, and none is forgotten.
//
//     request_letters(transaction, {{zandwijk, person, "plan_confirmation", "plan:12", plan,
//     ...}});
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "draagkracht/base/date.hpp"
#include "draagkracht/base/id.hpp"
#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::storage {

struct LetterRequest {
    base::MunicipalityId municipality;
    base::PersonId person;
    std::string kind;     // "plan_confirmation", "friendly_reminder"
    std::string subject;  // "plan:12" or "plan:12/instalment:3": one letter of a kind for a subject
    std::optional<base::PlanId> plan;
    base::Date requested_on;
    std::string requested_by;
};

// A letter that was asked for already is not asked for twice.
void request_letters(Transaction& transaction, const std::vector<LetterRequest>& requests);

}  // namespace draagkracht::storage
