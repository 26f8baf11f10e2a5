// Registering people and looking at them. Every look at a person is written in the audit trail
// before the answer is given, and asks Right::see_person.
//
//     PeopleService people{database, sealer};
//     Outcome<Identity> who = people.identity_of(occasion, person);
//
// The BSN stands in the database sealed, bound to its row, with a blind index to find it by.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "draagkracht/access/occasion.hpp"
#include "draagkracht/base/registration.hpp"
#include "draagkracht/people/household.hpp"
#include "draagkracht/people/person.hpp"
#include "draagkracht/storage/database.hpp"
#include "draagkracht/storage/sealer.hpp"
#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::people {

// Somebody in the household of a person on a date.
struct FamilyMember {
    Identity identity;
    HouseholdRole role;
};

class PeopleService {
  public:
    PeopleService(storage::Database& database, const storage::Sealer& sealer)
        : database_{database}, sealer_{sealer} {}

    // Registers one person; the same facts again give the same person. Right::register_claim.
    // Problems of check, people.other-content, people.bsn-taken.
    [[nodiscard]] base::Outcome<base::PersonId> register_person(
        const access::Occasion& occasion,
        base::MunicipalityId municipality,
        const PersonFacts& facts
    );

    // These two register many in the transaction and trail of the caller, who has checked the
    // right. Further problem: people.unknown-person for a member who is not of the municipality.
    [[nodiscard]] base::Registration register_people(
        storage::Transaction& transaction,
        audit::Trail& trail,
        base::MunicipalityId municipality,
        base::BusinessDate today,
        const std::vector<PersonFacts>& facts
    ) const;
    [[nodiscard]] base::Registration register_households(
        storage::Transaction& transaction,
        audit::Trail& trail,
        base::MunicipalityId municipality,
        const std::vector<HouseholdFacts>& facts
    ) const;

    // Empty when there is no such person. Problem access.not-allowed.
    [[nodiscard]] base::Outcome<std::optional<base::PersonId>> find_by_client_number(
        const access::Occasion& occasion,
        base::MunicipalityId municipality,
        const std::string& client_number
    );
    [[nodiscard]] base::Outcome<std::optional<base::PersonId>> find_by_bsn(
        const access::Occasion& occasion, base::MunicipalityId municipality, const base::Bsn& bsn
    );

    // Problems people.unknown-person, access.not-allowed.
    [[nodiscard]] base::Outcome<Identity> identity_of(
        const access::Occasion& occasion, base::PersonId person
    );
    // In the order asked for, in one set of queries: for a worklist or a batch of letters.
    [[nodiscard]] base::Outcome<std::vector<Identity>> identities_of(
        const access::Occasion& occasion, const std::vector<base::PersonId>& people
    );
    // The others with whom the person shares a household today; each is looked at.
    [[nodiscard]] base::Outcome<std::vector<FamilyMember>> family_of(
        const access::Occasion& occasion, base::PersonId person
    );

  private:
    storage::Database& database_;
    const storage::Sealer& sealer_;
};

}  // namespace draagkracht::people
