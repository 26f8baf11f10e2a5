#include "followup/remission_store.hpp"

#include "draagkracht/storage/rows.hpp"

namespace draagkracht::followup {

namespace {

using soci::into;
using soci::use;
using storage::Transaction;

constexpr const char* on_plans_sql = R"sql(
SELECT allocation.plan_id, entry.value_date, SUM(allocation.amount_cents), entry.id
FROM plan JOIN allocation ON allocation.plan_id = plan.id
JOIN bank_entry entry ON entry.id = allocation.entry_id
WHERE plan.person_id = :person
GROUP BY allocation.plan_id, entry.value_date, entry.id
ORDER BY allocation.plan_id, entry.value_date, entry.id
)sql";

// The allocations and, from before the register, the postings; those of one payment are one.
constexpr const char* on_claims_sql = R"sql(
SELECT posting.claim_id, posting.value_date, -SUM(posting.amount_cents), 0
FROM claim_debtor JOIN posting ON posting.claim_id = claim_debtor.claim_id
WHERE claim_debtor.person_id = :person AND posting.kind = 'payment'
GROUP BY posting.claim_id, posting.value_date, posting.allocation_id
ORDER BY posting.claim_id, posting.value_date, MIN(posting.id)
)sql";

// Hands each row on: of what, on which day, how much, and by which bank entry.
template <typename Id, typename OnPayment>
std::map<Id, std::vector<DayPayment>> read(
    Transaction& transaction, base::PersonId person, const char* query, OnPayment on_payment
) {
    const long long person_id = person.value();
    std::map<Id, std::vector<DayPayment>> payments;
    long long id = 0;
    std::string on;
    long long cents = 0;
    long long entry = 0;
    storage::for_each_row(
        (ask(transaction, query),
         use(person_id, "person"),
         into(id),
         into(on),
         into(cents),
         into(entry)),
        [&] {
            on_payment(
                payments[Id{id}],
                base::Date::parse(on).value(),
                EntryPayment{base::EntryId{entry}, base::Money::cents(cents)}
            );
        }
    );
    return payments;
}

// What came in on one day counts as one: a payment that was taken back the same day was none.
void add_to_day(std::vector<DayPayment>& days, base::Date on, EntryPayment payment) {
    if (days.empty() || days.back().on != on) {
        days.push_back({on, {}});
    }
    days.back().amount += payment.amount;
    days.back().entries.push_back(payment);
}

void add_apart(std::vector<DayPayment>& payments, base::Date on, EntryPayment payment) {
    payments.push_back({on, payment.amount});
}

}  // namespace

std::map<base::PlanId, std::vector<DayPayment>> payments_on_plans(
    Transaction& transaction, base::PersonId person
) {
    return read<base::PlanId>(transaction, person, on_plans_sql, add_to_day);
}

std::map<base::ClaimId, std::vector<DayPayment>> payments_on_claims(
    Transaction& transaction, base::PersonId person
) {
    return read<base::ClaimId>(transaction, person, on_claims_sql, add_apart);
}

}  // namespace draagkracht::followup
