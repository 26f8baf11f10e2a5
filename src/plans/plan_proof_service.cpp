#include "draagkracht/plans/plan_proof_service.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "draagkracht/plans/plan_store.hpp"

namespace draagkracht::plans {

namespace {

constexpr std::size_t plans_at_a_time = 500;

}  // namespace

PlanProof prove_plans(storage::Transaction& transaction) {
    const std::vector<base::PlanId> all = all_plans(transaction);
    PlanProof proof{static_cast<std::int64_t>(all.size()), {}};
    for (std::size_t first = 0; first < all.size(); first += plans_at_a_time) {
        const std::size_t end = std::min(first + plans_at_a_time, all.size());
        const std::vector<base::PlanId> some(
            all.begin() + static_cast<std::ptrdiff_t>(first),
            all.begin() + static_cast<std::ptrdiff_t>(end)
        );
        std::map<base::PlanId, base::Done> sound;
        for (const Plan& plan : plans_by_id(transaction, some)) {
            sound.emplace(plan.id, check(plan.facts));
        }
        for (const base::PlanId plan : some) {
            const auto found = sound.find(plan);
            if (found == sound.end()) {
                proof.violations.push_back(fmt::format("plan:{} no terms", plan.value()));
            } else if (!found->second) {
                proof.violations.push_back(
                    fmt::format("plan:{} {}", plan.value(), found->second.error().code)
                );
            }
        }
    }
    return proof;
}

}  // namespace draagkracht::plans
