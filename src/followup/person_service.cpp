#include "followup/person_service.hpp"

#include "draagkracht/people/people_store.hpp"

namespace draagkracht::followup {

base::Done check_home(
    storage::Transaction& transaction, base::MunicipalityId municipality, base::PersonId person
) {
    const auto homes = people::municipalities_of(transaction, {person});
    const auto home = homes.find(person);
    if (home != homes.end() && home->second == municipality) {
        return {};
    }
    return base::problem("people.unknown-person", "there is no such person in this municipality");
}

}  // namespace draagkracht::followup
