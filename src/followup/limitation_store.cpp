#include "followup/limitation_store.hpp"

#include <fmt/format.h>

#include <map>

#include "draagkracht/storage/rows.hpp"

namespace draagkracht::followup {

namespace {

using base::Date;
using claims::InterruptionKind;
using soci::into;
using soci::use;
using storage::for_each_row;
using storage::Transaction;
using ByClaim = std::map<base::ClaimId, ClockFacts*>;

Date date_of(const std::string& text) {
    return Date::parse(text).value();
}

// A query with :person that gives a claim, a day and the id of what shows it.
void read_interruptions(
    Transaction& transaction,
    base::PersonId person,
    const char* query,
    InterruptionKind kind,
    const char* source,
    const ByClaim& facts
) {
    const long long person_id = person.value();
    long long claim = 0;
    std::string on;
    long long id = 0;
    for_each_row(
        (transaction.sql().prepare << query,
         use(person_id, "person"),
         into(claim),
         into(on),
         into(id)),
        [&] {
            facts.at(base::ClaimId{claim})
                ->interruptions.push_back({date_of(on), kind, fmt::format("{}:{}", source, id)});
        }
    );
}

// A payment acknowledges the debt when the debtor makes it: by transfer, and not what is set off,
// withheld or collected. The plan tells who made it; without a plan it can only be the one debtor.
// Of a payment from before the register nobody knows how it was made.
constexpr const char* payments_sql = R"sql(
SELECT posting.claim_id, posting.value_date, posting.id
FROM claim_debtor
JOIN posting ON posting.claim_id = claim_debtor.claim_id
JOIN allocation ON allocation.id = posting.allocation_id
LEFT JOIN plan ON plan.id = allocation.plan_id
LEFT JOIN plan_way_to_pay way ON way.plan_id = plan.id
WHERE claim_debtor.person_id = :person AND posting.kind = 'payment' AND posting.amount_cents < 0
    AND way.plan_id IS NULL
    AND (plan.person_id = claim_debtor.person_id OR (plan.id IS NULL AND 1 =
        (SELECT COUNT(*) FROM claim_debtor other WHERE other.claim_id = posting.claim_id)))
)sql";

constexpr const char* agreements_sql = R"sql(
SELECT plan_claim.claim_id, plan.agreed_on, plan.id
FROM plan JOIN plan_claim ON plan_claim.plan_id = plan.id
JOIN claim_debtor ON claim_debtor.claim_id = plan_claim.claim_id
    AND claim_debtor.person_id = plan.person_id
WHERE plan.person_id = :person
)sql";

constexpr const char* notices_sql = R"sql(
SELECT plan_claim.claim_id, step.taken_on, step.id
FROM escalation_step step JOIN plan_claim ON plan_claim.plan_id = step.plan_id
JOIN claim_debtor ON claim_debtor.claim_id = plan_claim.claim_id
    AND claim_debtor.person_id = step.person_id
WHERE step.person_id = :person AND step.step = 'formal_notice'
)sql";

// A deferral as it stands after the last change of it; one that was withdrawn has no last day left.
// It ends with its plan: what the next version took over is a deferral of that one.
constexpr const char* deferrals_sql = R"sql(
SELECT claim_id, first_day, CASE WHEN ended_on < last_day THEN ended_on ELSE last_day END, id
FROM (
    SELECT plan_claim.claim_id AS claim_id, pause.first_day AS first_day, COALESCE((
        SELECT CASE WHEN change.kind = 'withdrawn' THEN '' ELSE change.last_day END
        FROM plan_pause_change change WHERE change.pause_id = pause.id
        ORDER BY change.id DESC LIMIT 1), pause.last_day) AS last_day,
        COALESCE(plan_end.ended_on, '9999-12-31') AS ended_on, pause.id AS id
    FROM plan JOIN plan_pause pause ON pause.plan_id = plan.id AND pause.kind = 'deferral'
    LEFT JOIN plan_end ON plan_end.plan_id = plan.id
    JOIN plan_claim ON plan_claim.plan_id = plan.id
    JOIN claim_debtor ON claim_debtor.claim_id = plan_claim.claim_id
        AND claim_debtor.person_id = plan.person_id
    WHERE plan.person_id = :person) deferral
WHERE first_day <= last_day AND first_day <= ended_on
)sql";

void read_deferrals(Transaction& transaction, base::PersonId person, const ByClaim& facts) {
    const long long person_id = person.value();
    long long claim = 0;
    std::string from;
    std::string until;
    long long id = 0;
    for_each_row(
        (transaction.sql().prepare << deferrals_sql,
         use(person_id, "person"),
         into(claim),
         into(from),
         into(until),
         into(id)),
        [&] {
            facts.at(base::ClaimId{claim})
                ->extensions.push_back(
                    {date_of(from),
                     date_of(until),
                     claims::ExtensionKind::deferral,
                     fmt::format("pause:{}", id)}
                );
        }
    );
}

}  // namespace

std::vector<ClockFacts> clock_facts_of(Transaction& transaction, base::PersonId person) {
    const long long person_id = person.value();
    std::vector<ClockFacts> facts;
    long long claim = 0;
    std::string due_date;
    for_each_row(
        (transaction.sql().prepare
             << "SELECT claim.id, claim.due_date FROM claim_debtor"
                " JOIN claim ON claim.id = claim_debtor.claim_id"
                " WHERE claim_debtor.person_id = :person ORDER BY claim.due_date, claim.id",
         use(person_id, "person"),
         into(claim),
         into(due_date)),
        [&] {
            facts.push_back({base::ClaimId{claim}, date_of(due_date), {}, {}});
        }
    );
    ByClaim by_claim;
    for (ClockFacts& of_claim : facts) {
        by_claim[of_claim.claim] = &of_claim;
    }
    using enum InterruptionKind;
    read_interruptions(transaction, person, payments_sql, payment, "posting", by_claim);
    read_interruptions(transaction, person, agreements_sql, acknowledgement, "plan", by_claim);
    read_interruptions(transaction, person, notices_sql, formal_notice, "step", by_claim);
    read_deferrals(transaction, person, by_claim);
    return facts;
}

std::vector<base::ClaimId> open_claims_of(Transaction& transaction, base::PlanId plan) {
    const long long plan_id = plan.value();
    std::vector<base::ClaimId> claims;
    long long claim = 0;
    for_each_row(
        (transaction.sql().prepare
             << "SELECT plan_claim.claim_id FROM plan_claim"
                " JOIN posting ON posting.claim_id = plan_claim.claim_id"
                " WHERE plan_claim.plan_id = :plan GROUP BY plan_claim.claim_id, plan_claim.rank"
                " HAVING SUM(posting.amount_cents) > 0 ORDER BY plan_claim.rank",
         use(plan_id, "plan"),
         into(claim)),
        [&] { claims.push_back(base::ClaimId{claim}); }
    );
    return claims;
}

}  // namespace draagkracht::followup
