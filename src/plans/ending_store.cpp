#include "plans/ending_store.hpp"

#include "draagkracht/storage/rows.hpp"

namespace draagkracht::plans {

using soci::into;
using soci::use;

std::vector<RunningPlan> plans_paid_by(
    storage::Transaction& transaction, base::MunicipalityId municipality, base::Date day
) {
    const long long municipality_id = municipality.value();
    const std::string date = day.to_string();
    std::vector<RunningPlan> plans;
    long long plan = 0;
    long long person = 0;
    storage::for_each_row(
        (ask(transaction,
             "SELECT plan.id, plan.person_id FROM plan"
             " LEFT JOIN plan_end ON plan_end.plan_id = plan.id"
             " WHERE plan.municipality_id = :municipality AND plan_end.plan_id IS NULL"
             " AND (NOT EXISTS (SELECT 1 FROM plan_claim WHERE plan_claim.plan_id = plan.id"
             "   AND (SELECT COALESCE(SUM(posting.amount_cents), 0) FROM posting"
             "     WHERE posting.claim_id = plan_claim.claim_id"
             "     AND posting.value_date <= :day) > 0)"
             " OR (SELECT COALESCE(SUM(allocation.amount_cents), 0) FROM allocation"
             "   JOIN bank_entry ON bank_entry.id = allocation.entry_id"
             "   WHERE allocation.plan_id = plan.id AND bank_entry.value_date <= :day)"
             "   >= plan.total_cents)"
             " ORDER BY plan.id"),
         use(municipality_id, "municipality"),
         use(date, "day"),
         into(plan),
         into(person)),
        [&] {
            plans.push_back({base::PlanId{plan}, base::PersonId{person}});
        }
    );
    return plans;
}

}  // namespace draagkracht::plans
