// The SQL of a look at people: who they are, and with whom they share a household.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "draagkracht/people/household.hpp"
#include "draagkracht/people/person.hpp"
#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::people {

struct StoredIdentity {
    Identity identity;  // without the BSN
    std::optional<std::string> bsn_sealed;
};

// With accounts and benefits; who is not registered is absent from the answer.
[[nodiscard]] std::unordered_map<base::PersonId, StoredIdentity> identities(
    storage::Transaction& transaction, const std::vector<base::PersonId>& people
);

struct StoredFamilyMember {
    base::PersonId person;
    HouseholdRole role;
};

// The others of the household on that date.
[[nodiscard]] std::vector<StoredFamilyMember> family_on(
    storage::Transaction& transaction, base::PersonId person, base::Date date
);

}  // namespace draagkracht::people
