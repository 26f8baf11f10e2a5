#include "followup/remission_store.hpp"

#include "draagkracht/storage/rows.hpp"

namespace draagkracht::followup {

namespace {

using soci::into;
using soci::use;
using storage::Transaction;

constexpr const char* on_plans_sql = R"sql(
SELECT allocation.plan_id, entry.value_date, SUM(allocation.amount_cents)
FROM plan JOIN allocation ON allocation.plan_id = plan.id
JOIN bank_entry entry ON entry.id = allocation.entry_id
WHERE plan.person_id = :person
GROUP BY allocation.plan_id, entry.value_date ORDER BY allocation.plan_id, entry.value_date
)sql";

// The allocations and, from before the register, the postings; those of one payment are one.
constexpr const char* on_claims_sql = R"sql(
SELECT posting.claim_id, posting.value_date, -SUM(posting.amount_cents)
FROM claim_debtor JOIN posting ON posting.claim_id = claim_debtor.claim_id
WHERE claim_debtor.person_id = :person AND posting.kind = 'payment'
GROUP BY posting.claim_id, posting.value_date, posting.allocation_id
ORDER BY posting.claim_id, posting.value_date, MIN(posting.id)
)sql";

template <typename Id>
std::map<Id, std::vector<DayPayment>> read(
    Transaction& transaction, base::PersonId person, const char* query
) {
    const long long person_id = person.value();
    std::map<Id, std::vector<DayPayment>> payments;
    long long id = 0;
    std::string on;
    long long cents = 0;
    storage::for_each_row(
        (ask(transaction, query), use(person_id, "person"), into(id), into(on), into(cents)),
        [&] {
            payments[Id{id}].push_back({base::Date::parse(on).value(), base::Money::cents(cents)});
        }
    );
    return payments;
}

}  // namespace

std::map<base::PlanId, std::vector<DayPayment>> payments_on_plans(
    Transaction& transaction, base::PersonId person
) {
    return read<base::PlanId>(transaction, person, on_plans_sql);
}

std::map<base::ClaimId, std::vector<DayPayment>> payments_on_claims(
    Transaction& transaction, base::PersonId person
) {
    return read<base::ClaimId>(transaction, person, on_claims_sql);
}

}  // namespace draagkracht::followup
