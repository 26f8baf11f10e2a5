#include "followup/limitation_store.hpp"

#include <fmt/format.h>

#include <map>

#include "draagkracht/claims/act.hpp"
#include "draagkracht/storage/rows.hpp"

namespace draagkracht::followup {

namespace {

using base::Date;
using soci::into;
using soci::use;
using storage::for_each_row;
using storage::Nullable;
using storage::Transaction;
using ByDebt = std::map<std::pair<base::PersonId, base::ClaimId>, ClockFacts*>;

// What the view of holds says where no last day is known.
const Date open_end = Date::parse("9999-12-31").value();

Date date_of(const std::string& text) {
    return Date::parse(text).value();
}

// In a query: one of the people asked for.
constexpr std::string_view wanted_people = "{people}";

// Reads the rows of a query on the people asked for. It gives person, claim, day, last day or kind,
// and the id of what shows it.
struct FactRow {
    long long person = 0;
    long long claim = 0;
    std::string day;
    Nullable<std::string> more;
    long long id = 0;

    template <typename OnRow>
    void read(
        Transaction& transaction,
        const std::string& people,
        std::string query,
        const ByDebt& facts,
        OnRow on_row
    ) {
        for (std::size_t place = query.find(wanted_people); place != std::string::npos;
             place = query.find(wanted_people)) {
            query.replace(place, wanted_people.size(), transaction.among_numbers(":people"));
        }
        for_each_row(
            (ask(transaction, query),
             use(people, "people"),
             into(person),
             into(claim),
             into(day),
             into(more.value, more.indicator),
             into(id)),
            [&] {
                on_row(*facts.at({base::PersonId{person}, base::ClaimId{claim}}));
            }
        );
    }
};

// A payment acknowledges the debt when the debtor makes it: by transfer, and not what is set off,
// withheld or collected. The plan tells who made it; without a plan it can only be the one debtor.
// Of a payment from before the register nobody knows how it was made; one that the bank took back
// was never made.
constexpr const char* payments_sql = R"sql(
SELECT claim_debtor.person_id, posting.claim_id, posting.value_date, 'payment', MIN(posting.id)
FROM claim_debtor
JOIN posting ON posting.claim_id = claim_debtor.claim_id
JOIN allocation ON allocation.id = posting.allocation_id
LEFT JOIN plan ON plan.id = allocation.plan_id
LEFT JOIN plan_way_to_pay way ON way.plan_id = plan.id
WHERE claim_debtor.person_id {people} AND posting.kind = 'payment' AND way.plan_id IS NULL
    AND NOT EXISTS (SELECT 1 FROM entry_return
        WHERE entry_return.returned_entry_id = allocation.entry_id)
    AND (plan.person_id = claim_debtor.person_id OR (plan.id IS NULL AND 1 =
        (SELECT COUNT(*) FROM claim_debtor other WHERE other.claim_id = posting.claim_id)))
GROUP BY claim_debtor.person_id, posting.claim_id, posting.value_date, allocation.entry_id
HAVING SUM(posting.amount_cents) < 0
)sql";

constexpr const char* agreements_sql = R"sql(
SELECT plan.person_id, plan_claim.claim_id, plan.agreed_on, 'acknowledgement', plan.id
FROM plan JOIN plan_claim ON plan_claim.plan_id = plan.id
JOIN claim_debtor ON claim_debtor.claim_id = plan_claim.claim_id
    AND claim_debtor.person_id = plan.person_id
WHERE plan.person_id {people}
)sql";

constexpr const char* notices_sql = R"sql(
SELECT step.person_id, plan_claim.claim_id, step.taken_on, 'formal_notice', step.id
FROM escalation_step step JOIN plan_claim ON plan_claim.plan_id = step.plan_id
JOIN claim_debtor ON claim_debtor.claim_id = plan_claim.claim_id
    AND claim_debtor.person_id = step.person_id
WHERE step.person_id {people} AND step.step = 'formal_notice'
)sql";

// A deferral as it stands after the last change of it; one that was withdrawn has no last day left.
// It ends with its plan: what the next version took over is a deferral of that one.
constexpr const char* deferrals_sql = R"sql(
SELECT person_id, claim_id, first_day,
    CASE WHEN ended_on < last_day THEN ended_on ELSE last_day END, id
FROM (
    SELECT plan.person_id AS person_id, plan_claim.claim_id AS claim_id,
        pause.first_day AS first_day, COALESCE((
        SELECT CASE WHEN change.kind = 'withdrawn' THEN '' ELSE change.last_day END
        FROM plan_pause_change change WHERE change.pause_id = pause.id
        ORDER BY change.id DESC LIMIT 1), pause.last_day) AS last_day,
        COALESCE(plan_end.ended_on, '9999-12-31') AS ended_on, pause.id AS id
    FROM plan JOIN plan_pause pause ON pause.plan_id = plan.id AND pause.kind = 'deferral'
    LEFT JOIN plan_end ON plan_end.plan_id = plan.id
    JOIN plan_claim ON plan_claim.plan_id = plan.id
    JOIN claim_debtor ON claim_debtor.claim_id = plan_claim.claim_id
        AND claim_debtor.person_id = plan.person_id
    WHERE plan.person_id {people}) deferral
WHERE first_day <= last_day AND first_day <= ended_on
)sql";

// What somebody recorded because the register does not hold it itself: of a former system, a court.
constexpr const char* recorded_sql = R"sql(
SELECT claim_act.person_id, claim_act.claim_id, claim_act.on_date, claim_act.interruption,
    claim_act.id
FROM claim_act WHERE claim_act.kind = 'interrupted' AND claim_act.person_id {people}
)sql";

// Holds that lengthen the limitation (Awb art. 4:111), of one debtor or of all.
constexpr const char* holds_sql = R"sql(
SELECT claim_debtor.person_id, claim_debtor.claim_id, hold.first_day, hold.last_day, hold.act_id
FROM claim_debtor JOIN hold_in_force hold ON hold.claim_id = claim_debtor.claim_id
    AND (hold.person_id IS NULL OR hold.person_id = claim_debtor.person_id)
WHERE claim_debtor.person_id {people} AND hold.hold = '{kind}'
)sql";

void read_holds(
    Transaction& transaction,
    const std::string& people,
    claims::HoldKind hold,
    claims::ExtensionKind kind,
    const ByDebt& facts
) {
    constexpr std::string_view kind_place = "{kind}";
    std::string query = holds_sql;
    query.replace(query.find(kind_place), kind_place.size(), claims::to_text(hold));
    FactRow row;
    row.read(transaction, people, query, facts, [&](ClockFacts& debt) {
        const Date last_day = date_of(row.more.value);
        const std::optional<Date> until =
            last_day == open_end ? std::nullopt : std::optional{last_day};
        debt.extensions.push_back({date_of(row.day), until, kind, fmt::format("act:{}", row.id)});
    });
}

// What moves the clocks, into `facts`.
void read_movers(Transaction& transaction, const std::string& people, const ByDebt& facts) {
    FactRow row;
    for (const auto& [query, source] :
         {std::pair{payments_sql, "posting"},
          std::pair{agreements_sql, "plan"},
          std::pair{notices_sql, "step"},
          std::pair{recorded_sql, "act"}}) {
        row.read(transaction, people, query, facts, [&](ClockFacts& debt) {
            debt.interruptions.push_back(
                {date_of(row.day),
                 claims::interruption_kind_of(row.more.value).value(),
                 fmt::format("{}:{}", source, row.id)}
            );
        });
    }
    row.read(transaction, people, deferrals_sql, facts, [&](ClockFacts& debt) {
        debt.extensions.push_back(
            {date_of(row.day),
             date_of(row.more.value),
             claims::ExtensionKind::deferral,
             fmt::format("pause:{}", row.id)}
        );
    });
    using claims::ExtensionKind;
    using claims::HoldKind;
    read_holds(transaction, people, HoldKind::deferral, ExtensionKind::deferral, facts);
    read_holds(transaction, people, HoldKind::bankruptcy, ExtensionKind::bankruptcy, facts);
    read_holds(
        transaction, people, HoldKind::debt_arrangement, ExtensionKind::debt_arrangement, facts
    );
}

}  // namespace

std::vector<ClockFacts> clock_facts_of(
    Transaction& transaction, const std::vector<base::PersonId>& people
) {
    const std::string keys = storage::json_list(people);
    std::vector<ClockFacts> facts;
    long long person = 0;
    long long claim = 0;
    std::string due_date;
    for_each_row(
        (ask(transaction,
             "SELECT claim_debtor.person_id, claim.id, claim.due_date FROM claim_debtor"
             " JOIN claim ON claim.id = claim_debtor.claim_id"
             " WHERE claim_debtor.person_id " +
                 transaction.among_numbers(":people") + " ORDER BY claim.due_date, claim.id"),
         use(keys, "people"),
         into(person),
         into(claim),
         into(due_date)),
        [&] {
            facts.push_back(
                {base::PersonId{person}, base::ClaimId{claim}, date_of(due_date), {}, {}}
            );
        }
    );
    ByDebt by_debt;
    for (ClockFacts& debt : facts) {
        by_debt[{debt.person, debt.claim}] = &debt;
    }
    read_movers(transaction, keys, by_debt);
    return facts;
}

std::vector<OpenDebt> open_debts_of(
    Transaction& transaction, base::MunicipalityId municipality, Date latest_due_date, Date today
) {
    const long long municipality_id = municipality.value();
    const std::string due_by = latest_due_date.to_string();
    const std::string day = today.to_string();
    std::vector<OpenDebt> debts;
    long long person = 0;
    long long claim = 0;
    std::string claim_number;
    long long open_cents = 0;
    for_each_row(
        (ask(transaction,
             "SELECT claim_debtor.person_id, claim.id, claim.claim_number,"
             " CAST(SUM(posting.amount_cents) AS BIGINT)"
             " FROM claim JOIN claim_debtor ON claim_debtor.claim_id = claim.id"
             " JOIN posting ON posting.claim_id = claim.id"
             " WHERE claim.municipality_id = :municipality AND claim.due_date <= :due_by"
             " AND NOT EXISTS (SELECT 1 FROM claim_act"
             "  WHERE claim_act.claim_id = claim.id AND claim_act.kind = 'debtor_released'"
             "  AND claim_act.person_id = claim_debtor.person_id"
             "  AND claim_act.on_date <= :today)"
             " GROUP BY claim_debtor.person_id, claim.id, claim.claim_number"
             " HAVING SUM(posting.amount_cents) > 0"),
         use(municipality_id, "municipality"),
         use(due_by, "due_by"),
         use(day, "today"),
         into(person),
         into(claim),
         into(claim_number),
         into(open_cents)),
        [&] {
            debts.push_back(
                {base::PersonId{person},
                 base::ClaimId{claim},
                 claim_number,
                 base::Money::cents(open_cents)}
            );
        }
    );
    return debts;
}

std::vector<base::ClaimId> open_claims_of(Transaction& transaction, base::PlanId plan) {
    const long long plan_id = plan.value();
    std::vector<base::ClaimId> claims;
    long long claim = 0;
    for_each_row(
        (ask(transaction,
             "SELECT plan_claim.claim_id FROM plan_claim"
             " JOIN posting ON posting.claim_id = plan_claim.claim_id"
             " WHERE plan_claim.plan_id = :plan GROUP BY plan_claim.claim_id, plan_claim.rank"
             " HAVING SUM(posting.amount_cents) > 0 ORDER BY plan_claim.rank"),
         use(plan_id, "plan"),
         into(claim)),
        [&] { claims.push_back(base::ClaimId{claim}); }
    );
    return claims;
}

}  // namespace draagkracht::followup
