#include "draagkracht/plans/pause_proof_service.hpp"

#include <fmt/format.h>

#include "draagkracht/plans/pause_store.hpp"
#include "draagkracht/plans/plan_store.hpp"

namespace draagkracht::plans {

namespace {

constexpr int plans_at_once = 500;

// The instalments that do not fall due when they should.
void add_violations(
    const Plan& plan, const std::vector<Pause>& pauses, std::vector<std::string>& violations
) {
    const base::Outcome<std::vector<Instalment>> wanted = schedule_with(plan, pauses);
    if (!wanted) {
        violations.push_back(fmt::format("plan:{} {}", plan.id.value(), wanted.error().code));
        return;
    }
    for (const Instalment& instalment : plan.schedule()) {
        if (instalment != wanted->at(static_cast<std::size_t>(instalment.number - 1))) {
            violations.push_back(
                fmt::format("plan:{}/instalment:{}", plan.id.value(), instalment.number)
            );
        }
    }
}

}  // namespace

PauseProof prove_pauses(storage::Transaction& transaction) {
    PauseProof proof{0, {}};
    std::vector<base::PlanId> ids = paused_plans_after(transaction, base::PlanId{0}, plans_at_once);
    while (!ids.empty()) {
        const auto pauses = pauses_of_plans(transaction, ids);
        for (const Plan& plan : plans_by_id(transaction, ids)) {
            ++proof.checked_count;
            add_violations(plan, pauses.at(plan.id), proof.violations);
        }
        ids = paused_plans_after(transaction, ids.back(), plans_at_once);
    }
    return proof;
}

}  // namespace draagkracht::plans
