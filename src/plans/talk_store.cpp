#include "plans/talk_store.hpp"

#include "draagkracht/storage/bulk_insert.hpp"
#include "draagkracht/storage/rows.hpp"

namespace draagkracht::plans {

using soci::into;
using soci::use;
using storage::Column;
using storage::Transaction;

std::optional<StoredHousehold> last_household_of(Transaction& transaction, base::PersonId person) {
    const long long person_id = person.value();
    std::string assessed_on;
    std::string household;
    std::optional<StoredHousehold> last;
    storage::for_each_row(
        (ask(transaction,
             "SELECT assessed_on, household_json FROM assessment WHERE person_id = :person"
             " ORDER BY assessed_on DESC, id DESC LIMIT 1"),
         use(person_id, "person"),
         into(assessed_on),
         into(household)),
        [&] {
            last = StoredHousehold{base::Date::parse(assessed_on).value(), household};
        }
    );
    return last;
}

std::optional<StoredRequest> request_of(
    Transaction& transaction, base::PersonId person, const std::string& request_number
) {
    const long long person_id = person.value();
    std::string fingerprint;
    long long plan = 0;
    std::optional<StoredRequest> request;
    storage::for_each_row(
        (ask(transaction,
             "SELECT fingerprint, plan_id FROM plan_request WHERE person_id = :person"
             " AND request_number = :number"),
         use(person_id, "person"),
         use(request_number, "number"),
         into(fingerprint),
         into(plan)),
        [&] {
            request = StoredRequest{fingerprint, base::PlanId{plan}};
        }
    );
    return request;
}

void add_request(
    Transaction& transaction,
    base::PersonId person,
    const std::string& request_number,
    const StoredRequest& request
) {
    storage::BulkInsert rows{
        transaction,
        "plan_request",
        {{"person_id", Column::number},
         {"request_number", Column::text},
         {"fingerprint", Column::text},
         {"plan_id", Column::number}}};
    rows.add({person.value(), request_number, request.fingerprint, request.plan.value()});
    rows.write();
}

}  // namespace draagkracht::plans
