#include "payments/running_plans_store.hpp"

#include "draagkracht/storage/rows.hpp"

namespace draagkracht::payments {

using soci::into;
using soci::use;
using storage::Transaction;

PlansOfClaims running_plans_of(Transaction& transaction, const std::vector<base::ClaimId>& claims) {
    PlansOfClaims plans;
    const std::string keys = storage::json_list(claims);
    long long claim = 0;
    long long plan = 0;
    long long person = 0;
    storage::for_each_row(
        (ask(transaction,
             "SELECT plan_claim.claim_id, plan.id, plan.person_id FROM plan_claim"
             " JOIN plan ON plan.id = plan_claim.plan_id WHERE plan_claim.claim_id " +
                 transaction.among_numbers(":claims") +
                 " AND NOT EXISTS (SELECT 1 FROM plan_end WHERE plan_end.plan_id = plan.id)"
                 " ORDER BY plan.id"),
         use(keys, "claims"),
         into(claim),
         into(plan),
         into(person)),
        [&] {
            plans[base::ClaimId{claim}].push_back({base::PlanId{plan}, base::PersonId{person}});
        }
    );
    return plans;
}

}  // namespace draagkracht::payments
