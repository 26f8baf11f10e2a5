// The SQL by which people and households come into the register.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "draagkracht/base/registration.hpp"
#include "draagkracht/people/household.hpp"
#include "draagkracht/people/person.hpp"
#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::people {

// Of those numbers that exist in the municipality.
[[nodiscard]] base::KnownContent::HashByNumber registered_person_hashes(
    storage::Transaction& transaction,
    base::MunicipalityId municipality,
    const std::vector<std::string>& client_numbers
);
[[nodiscard]] base::KnownContent::HashByNumber registered_household_hashes(
    storage::Transaction& transaction,
    base::MunicipalityId municipality,
    const std::vector<std::string>& household_numbers
);

// By the blind index of the BSN.
[[nodiscard]] std::unordered_map<std::string, base::PersonId> people_of_bsn_indexes(
    storage::Transaction& transaction,
    base::MunicipalityId municipality,
    const std::vector<std::string>& bsn_indexes
);

struct PersonToAdd {
    base::PersonId id;
    const PersonFacts* facts;
    std::optional<std::string> bsn_sealed;
    std::optional<std::string> bsn_index;
    std::string registered_hash;
};

void add_people(
    storage::Transaction& transaction,
    base::MunicipalityId municipality,
    const std::vector<PersonToAdd>& people
);

struct HouseholdToAdd {
    base::HouseholdId id;
    const HouseholdFacts* facts;
    std::string registered_hash;
};

void add_households(
    storage::Transaction& transaction,
    base::MunicipalityId municipality,
    const std::vector<HouseholdToAdd>& households
);

}  // namespace draagkracht::people
