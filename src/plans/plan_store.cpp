#include "draagkracht/plans/plan_store.hpp"

#include <fmt/format.h>

#include <map>

#include "draagkracht/base/sha256.hpp"
#include "draagkracht/storage/bulk_insert.hpp"
#include "draagkracht/storage/rows.hpp"
#include "draagkracht/storage/sealer.hpp"
#include "plans/terms_store.hpp"

namespace draagkracht::plans {

using soci::into;
using soci::use;
using storage::Column;
using storage::Nullable;
using storage::Transaction;

namespace {

storage::Cell cents_or_null(const std::optional<AssessedAmounts>& assessed, base::Money amount) {
    return assessed ? storage::Cell{amount.in_cents()} : storage::Cell{std::nullopt};
}

void write_plan_rows(
    Transaction& transaction,
    const std::vector<PlanFacts>& plans,
    const std::vector<base::PlanId>& ids
) {
    storage::BulkInsert rows{
        transaction,
        "plan",
        {{"id", Column::number},
         {"municipality_id", Column::number},
         {"person_id", Column::number},
         {"plan_number", Column::text},
         {"version", Column::number},
         {"payment_reference", Column::text},
         {"agreed_on", Column::text},
         {"agreed_by", Column::text},
         {"norm_amount_cents", Column::number},
         {"protected_income_cents", Column::number},
         {"income_cents", Column::number},
         {"agreed_amount_cents", Column::number},
         {"debtors_own_wish", Column::number},
         {"difference_reason", Column::text},
         {"contact_id", Column::number},
         {"assessment_id", Column::number},
         {"total_cents", Column::number}}};
    for (std::size_t place = 0; place < plans.size(); ++place) {
        const PlanFacts& plan = plans[place];
        const AssessedAmounts assessed = plan.assessed.value_or(AssessedAmounts{});
        rows.add(
            {ids[place].value(),
             plan.municipality.value(),
             plan.person.value(),
             plan.plan_number,
             std::int64_t{plan.version},
             plan.payment_reference.text(),
             plan.agreed_on.to_string(),
             plan.agreed_by,
             cents_or_null(plan.assessed, assessed.norm),
             cents_or_null(plan.assessed, assessed.protected_income),
             cents_or_null(plan.assessed, assessed.income),
             plan.agreed_amount.in_cents(),
             std::int64_t{plan.debtors_own_wish ? 1 : 0},
             plan.difference_reason,
             storage::id_cell(plan.contact),
             storage::id_cell(plan.assessment),
             plan.total().in_cents()}
        );
    }
    rows.write();
}

void write_claim_rows(
    Transaction& transaction,
    const std::vector<PlanFacts>& plans,
    const std::vector<base::PlanId>& ids
) {
    storage::BulkInsert rows{
        transaction,
        "plan_claim",
        {{"plan_id", Column::number},
         {"claim_id", Column::number},
         {"rank", Column::number},
         {"amount_cents", Column::number}}};
    for (std::size_t place = 0; place < plans.size(); ++place) {
        for (const PlannedClaim& planned : plans[place].claims) {
            rows.add(
                {ids[place].value(),
                 planned.claim.value(),
                 std::int64_t{planned.rank},
                 planned.amount.in_cents()}
            );
        }
    }
    rows.write();
}

void write_instalment_rows(
    Transaction& transaction,
    const std::vector<PlanFacts>& plans,
    const std::vector<base::PlanId>& ids
) {
    storage::BulkInsert rows{
        transaction,
        "instalment",
        {{"plan_id", Column::number},
         {"number", Column::number},
         {"due_date", Column::text},
         {"amount_cents", Column::number},
         {"cumulative_cents", Column::number}}};
    for (std::size_t place = 0; place < plans.size(); ++place) {
        for (const Instalment& instalment : plans[place].schedule) {
            rows.add(
                {ids[place].value(),
                 std::int64_t{instalment.number},
                 instalment.due_date.to_string(),
                 instalment.amount.in_cents(),
                 instalment.cumulative.in_cents()}
            );
        }
    }
    rows.write();
}

base::Date date_of(const std::string& stored) {
    return base::Date::parse(stored).value();
}

std::optional<base::Money> money(const Nullable<long long>& cents) {
    const auto known = cents.get();
    return known ? std::optional{base::Money::cents(*known)} : std::nullopt;
}

// The columns of one plan as they come from the database.
struct PlanRow {
    long long id = 0, municipality = 0, person = 0, version = 0, agreed_amount = 0, own_wish = 0;
    long long paid = 0, open_on_claims = 0;
    std::string plan_number, payment_reference, agreed_on, agreed_by, difference_reason;
    std::string frequency, first_due_date, way;
    Nullable<long long> norm, protected_income, income, contact, assessment;
    Nullable<long long> day_of_month, holiday_pay, paid_elsewhere, mandate;
    Nullable<std::string> ended_on, outcome, end_reason;

    [[nodiscard]] ScheduleTerms terms() const {
        ScheduleTerms terms{
            .rhythm = {frequency_of(frequency).value(), date_of(first_due_date)}, .amounts = {}};
        if (const auto day = day_of_month.get()) {
            terms.rhythm.day_of_month = static_cast<int>(*day);
        }
        terms.holiday_pay = money(holiday_pay);
        return terms;
    }

    [[nodiscard]] Plan plan() const {
        std::optional<AssessedAmounts> assessed;
        if (norm.get() && protected_income.get() && income.get()) {
            assessed = AssessedAmounts{
                base::Money::cents(norm.value),
                base::Money::cents(protected_income.value),
                base::Money::cents(income.value),
                money(paid_elsewhere)};
        }
        Plan plan{
            base::PlanId{id},
            PlanFacts{
                .municipality = base::MunicipalityId{municipality},
                .person = base::PersonId{person},
                .plan_number = plan_number,
                .version = static_cast<int>(version),
                .payment_reference = base::PaymentReference::parse(payment_reference).value(),
                .agreed_on = date_of(agreed_on),
                .agreed_by = agreed_by,
                .assessed = assessed,
                .agreed_amount = base::Money::cents(agreed_amount),
                .debtors_own_wish = own_wish == 1,
                .difference_reason = difference_reason,
                .contact = std::nullopt,
                .assessment = std::nullopt,
                .claims = {},
                .terms = terms(),
                .schedule = {},
                .way_to_pay = {way_of(way).value(), std::nullopt}},
            base::Money::cents(paid),
            std::nullopt,
            std::nullopt};
        plan.open_on_claims = base::Money::cents(open_on_claims);
        if (const auto known = contact.get()) {
            plan.facts.contact = base::ContactId{*known};
        }
        if (const auto known = assessment.get()) {
            plan.facts.assessment = base::AssessmentId{*known};
        }
        if (const auto known = mandate.get()) {
            plan.facts.way_to_pay.mandate = MandateId{*known};
        }
        if (const auto ended = ended_on.get()) {
            plan.ended_on = date_of(*ended);
            plan.outcome = outcome_of(outcome.value).value();
            plan.end_reason = end_reason.value;
        }
        return plan;
    }
};

constexpr std::string_view all_plan_columns =
    "SELECT plan.id, plan.municipality_id, plan.person_id, plan_number, version,"
    " payment_reference, agreed_on, agreed_by, norm_amount_cents, protected_income_cents,"
    " income_cents, agreed_amount_cents, debtors_own_wish, difference_reason, contact_id,"
    " assessment_id, plan_end.ended_on, plan_end.outcome, plan_end.reason, frequency,"
    " first_due_date, day_of_month, holiday_pay_cents, paid_elsewhere_cents, COALESCE(way, "
    "'transfer'), mandate_id,"
    " CAST(COALESCE((SELECT SUM(allocation.amount_cents) FROM allocation"
    "   WHERE allocation.plan_id = plan.id), 0) AS BIGINT), ";

constexpr std::string_view all_plan_tables =
    " FROM plan JOIN plan_terms ON plan_terms.plan_id = plan.id"
    " LEFT JOIN plan_way_to_pay ON plan_way_to_pay.plan_id = plan.id"
    " LEFT JOIN plan_end ON plan_end.plan_id = plan.id ";

// `condition` has one parameter, :key.
template <typename Key>
std::vector<Plan> plan_rows_where(
    Transaction& transaction, const std::string& condition, const Key& key
) {
    std::vector<Plan> plans;
    PlanRow row;
    storage::for_each_row(
        (ask(transaction,
             std::string{all_plan_columns} + open_on_claims_sql("plan.id", "") +
                 std::string{all_plan_tables} + condition + " ORDER BY plan_number, version DESC"),
         use(key, "key"),
         into(row.id),
         into(row.municipality),
         into(row.person),
         into(row.plan_number),
         into(row.version),
         into(row.payment_reference),
         into(row.agreed_on),
         into(row.agreed_by),
         into(row.norm.value, row.norm.indicator),
         into(row.protected_income.value, row.protected_income.indicator),
         into(row.income.value, row.income.indicator),
         into(row.agreed_amount),
         into(row.own_wish),
         into(row.difference_reason),
         into(row.contact.value, row.contact.indicator),
         into(row.assessment.value, row.assessment.indicator),
         into(row.ended_on.value, row.ended_on.indicator),
         into(row.outcome.value, row.outcome.indicator),
         into(row.end_reason.value, row.end_reason.indicator),
         into(row.frequency),
         into(row.first_due_date),
         into(row.day_of_month.value, row.day_of_month.indicator),
         into(row.holiday_pay.value, row.holiday_pay.indicator),
         into(row.paid_elsewhere.value, row.paid_elsewhere.indicator),
         into(row.way),
         into(row.mandate.value, row.mandate.indicator),
         into(row.paid),
         into(row.open_on_claims)),
        [&] { plans.push_back(row.plan()); }
    );
    return plans;
}

void read_moves(Transaction& transaction, const std::string& keys, std::vector<Plan>& plans) {
    std::map<base::PlanId, Plan*> by_id;
    for (Plan& plan : plans) {
        by_id.emplace(plan.id, &plan);
    }
    long long id = 0;
    long long plan_id = 0;
    int number = 0;
    std::string due_date;
    storage::for_each_row(
        (ask(transaction,
             "SELECT id, plan_id, instalment_number, due_date FROM instalment_move"
             " WHERE plan_id " +
                 transaction.among_numbers(":keys") + " ORDER BY id"),
         use(keys, "keys"),
         into(id),
         into(plan_id),
         into(number),
         into(due_date)),
        [&] {
            by_id.at(base::PlanId{plan_id})
                ->moves.push_back({base::InstalmentMoveId{id}, {number, date_of(due_date)}});
        }
    );
}

// Adds the claims, the schedules and their moves of all plans with one query each.
void complete(Transaction& transaction, std::vector<Plan>& plans) {
    std::map<base::PlanId, PlanFacts*> by_id;
    std::vector<std::int64_t> ids;
    for (Plan& plan : plans) {
        by_id.emplace(plan.id, &plan.facts);
        ids.push_back(plan.id.value());
    }
    const std::string keys = storage::json_list(ids);
    const std::string of_these = " WHERE plan_id " + transaction.among_numbers(":keys");
    long long plan_id = 0;
    long long claim_id = 0;
    long long rank = 0;
    long long amount = 0;
    storage::for_each_row(
        (ask(transaction,
             "SELECT plan_id, claim_id, rank, amount_cents FROM plan_claim" + of_these +
                 " ORDER BY plan_id, rank"),
         use(keys, "keys"),
         into(plan_id),
         into(claim_id),
         into(rank),
         into(amount)),
        [&] {
            by_id.at(base::PlanId{plan_id})
                ->claims.push_back(
                    {base::ClaimId{claim_id}, static_cast<int>(rank), base::Money::cents(amount)}
                );
        }
    );
    long long number = 0;
    std::string due_date;
    long long cumulative = 0;
    storage::for_each_row(
        (ask(transaction,
             "SELECT plan_id, number, due_date, amount_cents, cumulative_cents FROM instalment" +
                 of_these + " ORDER BY plan_id, number"),
         use(keys, "keys"),
         into(plan_id),
         into(number),
         into(due_date),
         into(amount),
         into(cumulative)),
        [&] {
            by_id.at(base::PlanId{plan_id})
                ->schedule.push_back(
                    {static_cast<int>(number),
                     date_of(due_date),
                     base::Money::cents(amount),
                     base::Money::cents(cumulative)}
                );
        }
    );
    read_amounts(transaction, keys, by_id);
    read_moves(transaction, keys, plans);
}

}  // namespace

std::vector<base::PlanId> add_plans(Transaction& transaction, const std::vector<PlanFacts>& plans) {
    std::vector<base::PlanId> ids;
    storage::IdBlock block = transaction.reserve_ids(plans.size());
    for (std::size_t count = 0; count < plans.size(); ++count) {
        ids.emplace_back(block.take());
    }
    write_plan_rows(transaction, plans, ids);
    write_claim_rows(transaction, plans, ids);
    write_instalment_rows(transaction, plans, ids);
    write_terms(transaction, plans, ids);
    write_ways_to_pay(transaction, plans, ids);
    return ids;
}

std::vector<Plan> plans_of_person(Transaction& transaction, base::PersonId person) {
    const long long id = person.value();
    std::vector<Plan> plans = plan_rows_where(transaction, "WHERE plan.person_id = :key", id);
    complete(transaction, plans);
    return plans;
}

std::vector<Plan> plans_by_id(Transaction& transaction, const std::vector<base::PlanId>& plans) {
    std::vector<std::int64_t> ids;
    for (const base::PlanId plan : plans) {
        ids.push_back(plan.value());
    }
    const std::string key = storage::json_list(ids);
    std::vector<Plan> found =
        plan_rows_where(transaction, "WHERE plan.id " + transaction.among_numbers(":key"), key);
    complete(transaction, found);
    return found;
}

std::optional<base::PersonId> person_of_conversation(
    Transaction& transaction, base::ContactId contact
) {
    const long long id = contact.value();
    long long person = 0;
    transaction.sql() << "SELECT person_id FROM contact WHERE id = :id AND weight = 'conversation'",
        use(id, "id"), into(person);
    return transaction.sql().got_data() ? std::optional{base::PersonId{person}} : std::nullopt;
}

std::vector<base::PlanId> all_plans(Transaction& transaction) {
    std::vector<base::PlanId> plans;
    long long id = 0;
    storage::for_each_row((ask(transaction, "SELECT id FROM plan ORDER BY id"), into(id)), [&] {
        plans.emplace_back(id);
    });
    return plans;
}

std::vector<Plan> running_plans_of_claims(
    Transaction& transaction, const std::vector<base::ClaimId>& claims
) {
    std::vector<std::int64_t> ids;
    for (const base::ClaimId claim : claims) {
        ids.push_back(claim.value());
    }
    const std::string key = storage::json_list(ids);
    std::vector<Plan> plans = plan_rows_where(
        transaction,
        "WHERE plan_end.plan_id IS NULL AND plan.id IN (SELECT plan_claim.plan_id FROM plan_claim"
        " WHERE plan_claim.claim_id " +
            transaction.among_numbers(":key") + ")",
        key
    );
    complete(transaction, plans);
    return plans;
}

std::string open_on_claims_sql(std::string_view plan, std::string_view which_postings) {
    return fmt::format(
        "(SELECT CAST(COALESCE(SUM(open_claim.cents), 0) AS BIGINT) FROM"
        " (SELECT SUM(posting.amount_cents) AS cents FROM plan_claim"
        " JOIN posting ON posting.claim_id = plan_claim.claim_id"
        " WHERE plan_claim.plan_id = {}{} GROUP BY posting.claim_id"
        " HAVING SUM(posting.amount_cents) > 0) open_claim)",
        plan,
        which_postings
    );
}

std::string held_sql(
    std::string_view plan,
    std::string_view due_date,
    std::string_view day,
    std::string_view last_due_date
) {
    return fmt::format(
        "EXISTS (SELECT 1 FROM plan_hold WHERE plan_hold.plan_id = {0}"
        " AND ((plan_hold.first_day <= {2} AND plan_hold.last_day >= {2})"
        " OR (plan_hold.first_day <= {1} AND plan_hold.last_day >= {1}"
        " AND plan_hold.last_day > {3})))",
        plan,
        due_date,
        day,
        last_due_date
    );
}

std::vector<base::PlanId> held_plans(
    Transaction& transaction, const std::vector<base::PlanId>& plans, base::Date day
) {
    const std::string keys = storage::json_list(plans);
    const std::string on = day.to_string();
    std::vector<base::PlanId> held;
    long long plan = 0;
    storage::for_each_row(
        (ask(transaction,
             "SELECT DISTINCT plan_id FROM plan_hold WHERE plan_id " +
                 transaction.among_numbers(":keys") +
                 " AND first_day <= :day AND last_day >= :day"),
         use(keys, "keys"),
         use(on, "day"),
         into(plan)),
        [&] { held.emplace_back(plan); }
    );
    return held;
}

base::AssessmentId add_assessment(Transaction& transaction, const AssessmentReceipt& receipt) {
    const std::int64_t id = transaction.reserve_ids(1).take();
    storage::BulkInsert rows{
        transaction,
        "assessment",
        {{"id", Column::number},
         {"municipality_id", Column::number},
         {"person_id", Column::number},
         {"assessed_on", Column::text},
         {"household_json", Column::text},
         {"worksheet_json", Column::text},
         {"sha256", Column::text}}};
    rows.add(
        {id,
         receipt.municipality.value(),
         receipt.person.value(),
         receipt.assessed_on.to_string(),
         receipt.household_json,
         receipt.worksheet_json,
         base::sha256_of(receipt.worksheet_json)}
    );
    rows.write();
    return base::AssessmentId{id};
}

void end_plans(
    Transaction& transaction, const std::vector<base::PlanId>& plans, const PlanEnd& end
) {
    storage::BulkInsert rows{
        transaction,
        "plan_end",
        {{"plan_id", Column::number},
         {"ended_on", Column::text},
         {"outcome", Column::text},
         {"reason", Column::text},
         {"ended_by", Column::text}}};
    for (const base::PlanId plan : plans) {
        rows.add(
            {plan.value(),
             end.ended_on.to_string(),
             std::string{to_text(end.outcome)},
             end.reason,
             end.ended_by}
        );
    }
    rows.write();
}

}  // namespace draagkracht::plans
