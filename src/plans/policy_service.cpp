#include "draagkracht/plans/policy_service.hpp"

#include <algorithm>

#include "draagkracht/access/access_service.hpp"

namespace draagkracht::plans {

base::Outcome<RulesOfDay> rules_of(
    storage::Database& database,
    const norms::PolicyBook& policies,
    base::MunicipalityId municipality,
    base::Date day
) {
    const std::vector<access::Municipality> known =
        access::AccessService{database}.municipalities();
    const auto found = std::ranges::find(known, municipality, &access::Municipality::id);
    if (found == known.end()) {
        return base::problem("norms.unknown-municipality", "there is no such municipality");
    }
    return policies.policy_of(found->code).and_then([day](const auto& policy) {
        return policy->rules_on(day);
    });
}

}  // namespace draagkracht::plans
