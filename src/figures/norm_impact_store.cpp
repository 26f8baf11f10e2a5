#include "figures/norm_impact_store.hpp"

#include "draagkracht/storage/rows.hpp"

namespace draagkracht::figures {

using soci::into;
using soci::use;
using storage::Transaction;

std::vector<RunningPlan> running_plans_after(
    Transaction& transaction,
    const std::vector<base::MunicipalityId>& municipalities,
    base::PersonId after,
    int people_max
) {
    const std::string keys = storage::json_list(municipalities);
    const long long after_id = after.value();
    const long long limit = people_max;
    long long person = 0;
    long long municipality = 0;
    std::string number;
    long long version = 0;
    long long agreed = 0;
    long long agreed_in_all = 0;
    storage::Nullable<std::string> household;
    std::vector<RunningPlan> plans;
    storage::for_each_row(
        (ask(transaction,
             R"sql(
SELECT plan.person_id, plan.municipality_id, plan.plan_number, plan.version,
    plan.agreed_amount_cents,
    CAST(SUM(plan.agreed_amount_cents) OVER (PARTITION BY plan.person_id) AS BIGINT),
    assessment.household_json
FROM plan
LEFT JOIN plan_end ON plan_end.plan_id = plan.id
LEFT JOIN assessment ON assessment.id = plan.assessment_id
WHERE plan_end.plan_id IS NULL AND plan.person_id IN (
    SELECT DISTINCT running.person_id FROM plan running
    LEFT JOIN plan_end ended ON ended.plan_id = running.id
    WHERE ended.plan_id IS NULL AND running.person_id > :after
        AND running.municipality_id )sql" +
                 transaction.among_numbers(":keys") + R"sql(
    ORDER BY running.person_id LIMIT :limit
)
ORDER BY plan.person_id, plan.agreed_on DESC, plan.id DESC
)sql"),
         use(after_id, "after"),
         use(keys, "keys"),
         use(limit, "limit"),
         into(person),
         into(municipality),
         into(number),
         into(version),
         into(agreed),
         into(agreed_in_all),
         into(household.value, household.indicator)),
        [&] {
            plans.push_back(
                {base::PersonId{person},
                 base::MunicipalityId{municipality},
                 number,
                 static_cast<int>(version),
                 base::Money::cents(agreed),
                 base::Money::cents(agreed_in_all),
                 household.get()}
            );
        }
    );
    return plans;
}

int count_running_plans(
    Transaction& transaction, const std::vector<base::MunicipalityId>& municipalities
) {
    const std::string keys = storage::json_list(municipalities);
    long long count = 0;
    transaction.sql(
    ) << "SELECT COUNT(*) FROM plan LEFT JOIN plan_end ON plan_end.plan_id = plan.id"
         " WHERE plan_end.plan_id IS NULL AND plan.municipality_id " +
             transaction.among_numbers(":keys"),
        use(keys, "keys"), into(count);
    return static_cast<int>(count);
}

}  // namespace draagkracht::figures
