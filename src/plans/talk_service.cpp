#include "draagkracht/plans/talk_service.hpp"

#include <fmt/format.h>

#include "draagkracht/access/access_service.hpp"
#include "draagkracht/capacity/capacity_json.hpp"
#include "draagkracht/storage/transaction.hpp"
#include "plans/person_service.hpp"
#include "plans/talk_store.hpp"

namespace draagkracht::plans {

using storage::Transaction;

base::Outcome<Offer> offer_on(const TalkRequest& request, const norms::RuleBook& rules) {
    const claims::Balance debt = request.ground.debt();
    if (!debt.total().is_positive()) {
        return base::problem(
            "plans.nothing-to-pay", "nothing is open on these claims", "choose other claims"
        );
    }
    if (const base::Done begins = check_begin(request.asked.rhythm, request.household.date);
        !begins) {
        return tl::unexpected(begins.error());
    }
    return capacity::assess(request.household, rules)
        .map([&](capacity::CapacityAssessment assessment) {
            return offer_for(
                std::move(assessment), debt, request.ground.paid_elsewhere(), request.asked
            );
        });
}

base::Outcome<std::optional<FormerAssessment>> TalkService::last_assessment_of(
    const access::Occasion& occasion, base::PersonId person
) {
    Transaction transaction{database_, "last assessment", storage::Access::write};
    const base::Outcome<base::MunicipalityId> municipality =
        municipality_for(transaction, occasion, access::Right::agree_plan, person);
    if (!municipality) {
        return tl::unexpected(municipality.error());
    }
    const std::optional<StoredHousehold> stored = last_household_of(transaction, person);
    audit::Trail trail{transaction, occasion.author()};
    trail.record({"capacity.look", *municipality, person, fmt::format("person:{}", person.value())}
    );
    trail.write();
    transaction.commit();
    if (!stored) {
        return std::nullopt;
    }
    base::Outcome<capacity::Household> household =
        capacity::household_from_json(stored->household_json);
    if (!household) {
        return std::nullopt;
    }
    return FormerAssessment{stored->assessed_on, std::move(*household)};
}

base::Outcome<Offer> TalkService::reckon(
    const access::Occasion& occasion, base::MunicipalityId municipality, const TalkRequest& request
) const {
    if (const base::Done allowed =
            access::require(occasion.actor, access::Right::agree_plan, municipality);
        !allowed) {
        return tl::unexpected(allowed.error());
    }
    return offer_on(request, rules_);
}

}  // namespace draagkracht::plans
