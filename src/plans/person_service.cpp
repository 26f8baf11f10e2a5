#include "plans/person_service.hpp"

#include "draagkracht/people/people_store.hpp"
#include "draagkracht/plans/plan_store.hpp"

namespace draagkracht::plans {

base::Outcome<base::MunicipalityId> municipality_for(
    storage::Transaction& transaction,
    const access::Occasion& occasion,
    access::Right right,
    base::PersonId person
) {
    const auto municipalities = people::municipalities_of(transaction, {person});
    const auto found = municipalities.find(person);
    if (found == municipalities.end()) {
        return base::problem("people.unknown-person", "there is no such person");
    }
    if (const base::Done allowed = access::require(occasion.actor, right, found->second);
        !allowed) {
        return tl::unexpected(allowed.error());
    }
    return found->second;
}

base::Done check_contact(
    storage::Transaction& transaction,
    const std::optional<base::ContactId>& contact,
    base::PersonId person
) {
    if (!contact || person_of_conversation(transaction, *contact) == person) {
        return {};
    }
    return base::problem(
        "plans.contact-of-other",
        "this is no conversation that was held with this person",
        "record the conversation first, and name that one"
    );
}

}  // namespace draagkracht::plans
