#include "plans/registration_store.hpp"

#include "draagkracht/plans/registration_service.hpp"
#include "draagkracht/storage/bulk_insert.hpp"
#include "draagkracht/storage/rows.hpp"

namespace draagkracht::plans {

using soci::into;
using soci::use;

base::KnownContent::HashByNumber registered_hashes(
    storage::Transaction& transaction,
    base::MunicipalityId municipality,
    const std::vector<std::string>& plan_numbers
) {
    base::KnownContent::HashByNumber hashes;
    const long long municipality_id = municipality.value();
    const std::string keys = storage::json_list(plan_numbers);
    std::string number;
    std::string hash;
    storage::for_each_row(
        (ask(transaction,
             "SELECT plan_number, COALESCE(registered_hash, '') FROM plan"
             " LEFT JOIN former_plan ON former_plan.plan_id = plan.id"
             " WHERE municipality_id = :municipality AND version = 1 AND plan_number " +
                 transaction.among_texts(":keys")),
         use(municipality_id, "municipality"),
         use(keys, "keys"),
         into(number),
         into(hash)),
        [&] { hashes.emplace(number, hash); }
    );
    return hashes;
}

std::unordered_map<std::string, base::PlanId> former_plans_of_numbers(
    storage::Transaction& transaction,
    base::MunicipalityId municipality,
    const std::vector<std::string>& plan_numbers
) {
    std::unordered_map<std::string, base::PlanId> plans;
    const long long municipality_id = municipality.value();
    const std::string keys = storage::json_list(plan_numbers);
    std::string number;
    long long id = 0;
    storage::for_each_row(
        (ask(transaction,
             "SELECT plan_number, plan.id FROM plan"
             " JOIN former_plan ON former_plan.plan_id = plan.id"
             " WHERE municipality_id = :municipality AND plan_number " +
                 transaction.among_texts(":keys")),
         use(municipality_id, "municipality"),
         use(keys, "keys"),
         into(number),
         into(id)),
        [&] { plans.emplace(number, base::PlanId{id}); }
    );
    return plans;
}

std::set<std::string> references_of_plans(
    storage::Transaction& transaction, const std::vector<base::PaymentReference>& references
) {
    std::vector<std::string> texts;
    for (const base::PaymentReference& reference : references) {
        texts.push_back(reference.text());
    }
    std::set<std::string> taken;
    const std::string keys = storage::json_list(texts);
    std::string reference;
    storage::for_each_row(
        (ask(transaction,
             "SELECT payment_reference FROM plan WHERE payment_reference " +
                 transaction.among_texts(":keys")),
         use(keys, "keys"),
         into(reference)),
        [&] { taken.insert(reference); }
    );
    return taken;
}

void add_former_plans(storage::Transaction& transaction, const std::vector<FormerPlanRow>& plans) {
    using storage::Column;
    storage::BulkInsert rows{
        transaction,
        "former_plan",
        {{"plan_id", Column::number}, {"registered_hash", Column::text}}};
    for (const FormerPlanRow& plan : plans) {
        rows.add({plan.plan.value(), plan.registered_hash});
    }
    rows.write();
}

}  // namespace draagkracht::plans
