#include "followup/limitation_store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "draagkracht/claims/act_store.hpp"
#include "draagkracht/claims/life.hpp"
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
        const std::string& known_on,
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
             use(known_on, "known_on"),
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
// withheld or collected; what came by a list of payroll never is. The plan tells who made it;
// without a plan it can only be the one debtor.
// Of a payment from before the register nobody knows how it was made; one that the bank took back
// was never made.
constexpr const char* payments_sql = R"sql(
SELECT claim_debtor.person_id, posting.claim_id, posting.value_date, 'payment', MIN(posting.id)
FROM claim_debtor
JOIN posting ON posting.claim_id = claim_debtor.claim_id
JOIN allocation ON allocation.id = posting.allocation_id
JOIN bank_entry ON bank_entry.id = allocation.entry_id
JOIN bank_statement ON bank_statement.id = bank_entry.statement_id
JOIN bank_account ON bank_account.id = bank_statement.bank_account_id
    AND bank_account.kind = 'bank'
LEFT JOIN plan ON plan.id = allocation.plan_id
LEFT JOIN plan_way_to_pay way ON way.plan_id = plan.id
WHERE claim_debtor.person_id {people} AND posting.kind = 'payment' AND way.plan_id IS NULL
    AND NOT EXISTS (SELECT 1 FROM entry_return
        WHERE entry_return.returned_entry_id = allocation.entry_id
        AND entry_return.recorded_on <= :known_on)
    AND posting.booked_on <= :known_on
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
WHERE plan.person_id {people} AND plan.agreed_on <= :known_on
)sql";

constexpr const char* notices_sql = R"sql(
SELECT step.person_id, plan_claim.claim_id, step.taken_on, 'formal_notice', step.id
FROM escalation_step step JOIN plan_claim ON plan_claim.plan_id = step.plan_id
JOIN claim_debtor ON claim_debtor.claim_id = plan_claim.claim_id
    AND claim_debtor.person_id = step.person_id
WHERE step.person_id {people} AND step.step = 'formal_notice'
    AND step.taken_on <= :known_on
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
            AND change.changed_on <= :known_on
        ORDER BY change.id DESC LIMIT 1), pause.last_day) AS last_day,
        COALESCE(plan_end.ended_on, '9999-12-31') AS ended_on, pause.id AS id
    FROM plan JOIN plan_pause pause ON pause.plan_id = plan.id AND pause.kind = 'deferral'
        AND pause.entered_on <= :known_on
    LEFT JOIN plan_end ON plan_end.plan_id = plan.id AND plan_end.ended_on <= :known_on
    JOIN plan_claim ON plan_claim.plan_id = plan.id
    JOIN claim_debtor ON claim_debtor.claim_id = plan_claim.claim_id
        AND claim_debtor.person_id = plan.person_id
    WHERE plan.person_id {people}) deferral
WHERE first_day <= last_day AND first_day <= ended_on
)sql";

// Holds that lengthen the limitation (Awb art. 4:111).
std::optional<claims::ExtensionKind> extension_by(claims::HoldKind hold) {
    switch (hold) {
        case claims::HoldKind::deferral:
            return claims::ExtensionKind::deferral;
        case claims::HoldKind::bankruptcy:
            return claims::ExtensionKind::bankruptcy;
        case claims::HoldKind::debt_arrangement:
            return claims::ExtensionKind::debt_arrangement;
        default:
            return std::nullopt;
    }
}

// The holds, of one debtor or of all; and what somebody recorded because the register does not hold
// it itself: of a former system, a court.
void read_acts(const std::vector<claims::Act>& acts, ClockFacts& debt) {
    const auto concerns = [&debt](const std::optional<base::PersonId>& debtor) {
        return !debtor || *debtor == debt.person;
    };
    for (const claims::RunningHold& hold : claims::holds_of(acts)) {
        const auto kind = extension_by(hold.kind);
        if (kind && concerns(hold.debtor)) {
            const auto act = std::ranges::find_if(acts, [&hold](const claims::Act& one) {
                return one.facts.number == hold.number;
            });
            debt.extensions.push_back(
                {hold.first_day, hold.last_day, *kind, fmt::format("act:{}", act->id.value())}
            );
        }
    }
    for (const claims::Act& act : acts) {
        if (act.facts.interruption && concerns(act.facts.debtor)) {
            debt.interruptions.push_back(
                {act.facts.on, *act.facts.interruption, fmt::format("act:{}", act.id.value())}
            );
        }
    }
}

// What moves the clocks, into `facts`.
void read_movers(
    Transaction& transaction,
    const std::string& people,
    const std::string& known_on,
    const ByDebt& facts
) {
    FactRow row;
    for (const auto& [query, source] :
         {std::pair{payments_sql, "posting"},
          std::pair{agreements_sql, "plan"},
          std::pair{notices_sql, "step"}}) {
        row.read(transaction, people, known_on, query, facts, [&](ClockFacts& debt) {
            debt.interruptions.push_back(
                {date_of(row.day),
                 claims::interruption_kind_of(row.more.value).value(),
                 fmt::format("{}:{}", source, row.id)}
            );
        });
    }
    row.read(transaction, people, known_on, deferrals_sql, facts, [&](ClockFacts& debt) {
        debt.extensions.push_back(
            {date_of(row.day),
             date_of(row.more.value),
             claims::ExtensionKind::deferral,
             fmt::format("pause:{}", row.id)}
        );
    });
}

}  // namespace

std::vector<ClockFacts> clock_facts_of(
    Transaction& transaction, const std::vector<base::PersonId>& people, Date known_on
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
    std::vector<base::ClaimId> claims;
    for (ClockFacts& debt : facts) {
        by_debt[{debt.person, debt.claim}] = &debt;
        claims.push_back(debt.claim);
    }
    read_movers(transaction, keys, known_on.to_string(), by_debt);
    claims::ActsByClaim acts = claims::acts_of(transaction, claims);
    for (auto& [of, on_claim] : acts) {
        std::erase_if(on_claim, [known_on](const claims::Act& act) {
            return act.recorded_on > known_on;
        });
    }
    for (ClockFacts& debt : facts) {
        read_acts(acts[debt.claim], debt);
    }
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
