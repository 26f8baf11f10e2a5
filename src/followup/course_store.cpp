#include "followup/course_store.hpp"

#include "draagkracht/storage/rows.hpp"

namespace draagkracht::followup {

using soci::into;
using soci::use;

std::unordered_map<base::ClaimId, claims::Course> courses_on(
    storage::Transaction& transaction, const std::vector<base::ClaimId>& claims, base::Date day
) {
    const std::string keys = storage::json_list(claims);
    const std::string on = day.to_string();
    std::unordered_map<base::ClaimId, claims::Course> courses;
    long long claim = 0;
    int at_bailiff = 0;
    storage::for_each_row(
        (ask(transaction,
             "SELECT plan_claim.claim_id, CAST(MAX(CASE WHEN EXISTS"
             " (SELECT 1 FROM escalation_step step WHERE step.plan_id = plan.id"
             "  AND step.step = 'bailiff' AND step.taken_on <= :day)"
             " THEN 1 ELSE 0 END) AS INTEGER)"
             " FROM plan_claim JOIN plan ON plan.id = plan_claim.plan_id"
             " LEFT JOIN plan_end ON plan_end.plan_id = plan.id"
             " WHERE plan_claim.claim_id " +
                 transaction.among_numbers(":keys") +
                 " AND plan.agreed_on <= :day"
                 " AND (plan_end.plan_id IS NULL OR plan_end.ended_on > :day)"
                 " GROUP BY plan_claim.claim_id"),
         use(on, "day"),
         use(keys, "keys"),
         into(claim),
         into(at_bailiff)),
        [&] { courses[base::ClaimId{claim}] = {.in_plan = true, .at_bailiff = at_bailiff == 1}; }
    );
    return courses;
}

}  // namespace draagkracht::followup
