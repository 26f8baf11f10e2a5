// Who may do what with the plans of a person.
#pragma once

#include <optional>

#include "draagkracht/access/occasion.hpp"
#include "draagkracht/access/right.hpp"
#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::plans {

// The municipality of the person, when the actor has that right there. Problems
// people.unknown-person and access.not-allowed.
[[nodiscard]] base::Outcome<base::MunicipalityId> municipality_for(
    storage::Transaction& transaction,
    const access::Occasion& occasion,
    access::Right right,
    base::PersonId person
);

// Whether the conversation, when one is named, was with this person. Problem
// plans.contact-of-other.
[[nodiscard]] base::Done check_contact(
    storage::Transaction& transaction,
    const std::optional<base::ContactId>& contact,
    base::PersonId person
);

}  // namespace draagkracht::plans
