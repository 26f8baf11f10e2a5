// What the register knows of the instalments that are due by direct debit.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "draagkracht/plans/plan_store.hpp"
#include "draagkracht/storage/pairs.hpp"
#include "draagkracht/storage/rows.hpp"
#include "payments/bank_reference_store.hpp"
#include "payments/collection_store.hpp"

namespace draagkracht::payments {

using base::Date;
using base::Money;
using soci::into;
using soci::use;
using storage::Transaction;

namespace {

Date date_of(const std::string& text) {
    return Date::parse(text).value();
}

std::optional<Date> date_of(const storage::Nullable<std::string>& text) {
    const std::optional<std::string> known = text.get();
    return known ? std::optional{date_of(*known)} : std::nullopt;
}

// Of the plans that are paid by direct debit, what is due and not paid.
std::string due_sql() {
    return "SELECT plan.id, plan.plan_number, plan.person_id, plan.agreed_on, instalment.number,"
           " instalment.due_date, instalment.amount_cents, instalment.cumulative_cents,"
           " COALESCE(paid.paid_cents, 0), " +
           plans::open_on_claims_sql("plan.id", "") +
           ", mandate.id, mandate.mandate_number, mandate.signed_on, mandate_end.ended_on"
           " FROM plan JOIN plan_way_to_pay ON plan_way_to_pay.plan_id = plan.id"
           "  AND plan_way_to_pay.way = 'direct_debit'"
           " JOIN mandate ON mandate.id = plan_way_to_pay.mandate_id"
           " LEFT JOIN mandate_end ON mandate_end.mandate_id = mandate.id"
           " JOIN current_instalment instalment ON instalment.plan_id = plan.id"
           " LEFT JOIN (SELECT allocation.plan_id AS plan_id,"
           "  CAST(SUM(allocation.amount_cents) AS BIGINT) AS paid_cents FROM allocation"
           "  JOIN plan_way_to_pay ON plan_way_to_pay.plan_id = allocation.plan_id"
           "  GROUP BY allocation.plan_id) paid ON paid.plan_id = plan.id"
           " WHERE plan.municipality_id = :municipality"
           " AND NOT EXISTS (SELECT 1 FROM plan_end WHERE plan_end.plan_id = plan.id)"
           " AND instalment.agreed_due_date <= :until AND instalment.due_date <= :until"
           " AND instalment.cumulative_cents > COALESCE(paid.paid_cents, 0)"
           " ORDER BY instalment.due_date, plan.id, instalment.number";
}

std::vector<DueRow> due_rows(
    Transaction& transaction, base::MunicipalityId municipality, Date until
) {
    const long long of_municipality = municipality.value();
    const std::string last_due_date = until.to_string();
    std::vector<DueRow> rows;
    long long plan = 0, person = 0, mandate = 0;
    int number = 0;
    long long amount_cents = 0, cumulative_cents = 0, paid_cents = 0, open_cents = 0;
    std::string plan_number, agreed_on, due_date, mandate_number, signed_on;
    storage::Nullable<std::string> ended_on;
    storage::for_each_row(
        (ask(transaction, due_sql()),
         use(of_municipality, "municipality"),
         use(last_due_date, "until"),
         into(plan),
         into(plan_number),
         into(person),
         into(agreed_on),
         into(number),
         into(due_date),
         into(amount_cents),
         into(cumulative_cents),
         into(paid_cents),
         into(open_cents),
         into(mandate),
         into(mandate_number),
         into(signed_on),
         into(ended_on.value, ended_on.indicator)),
        [&] {
            const plans::Instalment agreed{
                number,
                date_of(due_date),
                Money::cents(amount_cents),
                Money::cents(cumulative_cents)};
            rows.push_back(
                {{base::PlanId{plan},
                  agreed,
                  date_of(agreed_on),
                  Money::cents(paid_cents),
                  Money::cents(open_cents),
                  {},
                  {mandate_number, date_of(signed_on), date_of(ended_on)}},
                 base::PersonId{person},
                 plans::MandateId{mandate},
                 plan_number}
            );
        }
    );
    return rows;
}

// What was ordered and not left out: of a file that was made, what did not fall out of it, and not
// of the collection that is asked once more of itself.
constexpr std::string_view ordered_sql =
    " FROM collection_order ordered"
    " JOIN collection_file ON collection_file.collection_id = ordered.collection_id"
    " LEFT JOIN collection_end ON collection_end.collection_id = ordered.collection_id"
    " WHERE ordered.collection_id <> :left_out"
    " AND NOT EXISTS (SELECT 1 FROM collection_order_drop"
    "  WHERE collection_order_drop.order_id = ordered.id)";
const std::string told_sql = fmt::format(
    " EXISTS (SELECT 1 FROM bank_entry told"
    "  WHERE told.end_to_end_reference = ordered.end_to_end_id"
    "  AND told.end_to_end_reference NOT IN {}"
    "  AND told.amount_cents IN (ordered.amount_cents, -ordered.amount_cents))",
    no_references_sql
);

// What became of all that was collected by a mandate.
struct UseOfMandate {
    std::optional<Date> last_used = std::nullopt;
    std::vector<std::string> return_reasons = {};
};
using Mandates = std::map<plans::MandateId, UseOfMandate>;

// The last day that each was used for, from the end of what was ordered by it. One that was
// withdrawn counts when the bank told of it.
void read_last_use(
    Transaction& transaction, const std::string& mandates, long long left_out, Mandates& uses
) {
    long long mandate = 0;
    storage::Nullable<std::string> last_used;
    storage::for_each_row(
        (ask(transaction,
             fmt::format(
                 "SELECT mandate.id, (SELECT ordered.collect_on{} AND ordered.mandate_id ="
                 " mandate.id AND (collection_end.collection_id IS NULL OR{})"
                 " ORDER BY ordered.collect_on DESC LIMIT 1) FROM mandate WHERE mandate.id {}",
                 ordered_sql,
                 told_sql,
                 transaction.among_numbers(":mandates")
             )),
         use(left_out, "left_out"),
         use(mandates, "mandates"),
         into(mandate),
         into(last_used.value, last_used.indicator)),
        [&] { uses[plans::MandateId{mandate}].last_used = date_of(last_used); }
    );
}

// Why the bank took back what was collected by each, each reason once: from what it took back,
// which is little, to the orders that this was of.
void read_return_reasons(
    Transaction& transaction, const std::string& mandates, long long left_out, Mandates& uses
) {
    long long mandate = 0;
    storage::Nullable<std::string> reason;
    storage::for_each_row(
        (ask(transaction,
             "SELECT DISTINCT ordered.mandate_id, back.return_reason"
             " FROM bank_entry back CROSS JOIN collection_order ordered"
             " WHERE back.amount_cents < 0"
             " AND ordered.end_to_end_id = back.end_to_end_reference"
             " AND ordered.amount_cents = -back.amount_cents AND ordered.mandate_id " +
                 transaction.among_numbers(":mandates") +
                 " AND ordered.collection_id <> :left_out ORDER BY 1, 2"),
         use(mandates, "mandates"),
         use(left_out, "left_out"),
         into(mandate),
         into(reason.value, reason.indicator)),
        [&] { uses[plans::MandateId{mandate}].return_reasons.push_back(reason.get().value_or("")); }
    );
}

// The orders of instalments that are due, whatever the bank told, oldest first. One that was
// withdrawn counts when the bank told of it all the same.
std::vector<EarlierOrder> orders_of_due(
    Transaction& transaction, const std::vector<DueRow>& due, long long left_out
) {
    std::vector<std::pair<std::int64_t, std::int64_t>> instalments;
    for (const DueRow& row : due) {
        instalments.emplace_back(row.facts.plan.value(), row.facts.agreed.number);
    }
    const std::string keys = storage::json_pairs(instalments);
    const std::string query =
        "SELECT answered.plan_id, answered.instalment_number,"
        " answered.collect_on, answered.amount_cents, back.value_date, back.return_reason,"
        " CASE WHEN answered.back_entry_id IS NOT NULL THEN 2"
        "  WHEN answered.paid_entry_id IS NOT NULL THEN 1 ELSE 0 END"
        " FROM " +
        storage::pairs_of(transaction, ":keys") +
        " due JOIN order_with_answer answered ON answered.plan_id = due.first"
        "  AND answered.instalment_number = due.second"
        " LEFT JOIN bank_entry back ON back.id = answered.back_entry_id"
        " WHERE (answered.is_withdrawn = 0 OR answered.back_entry_id IS NOT NULL"
        "  OR answered.paid_entry_id IS NOT NULL)"
        " AND answered.collection_id <> :left_out ORDER BY answered.order_id";
    std::vector<EarlierOrder> orders;
    long long plan = 0, amount_cents = 0;
    int number = 0;
    int answer = 0;
    std::string collect_on;
    storage::Nullable<std::string> answered_on;
    storage::Nullable<std::string> return_reason;
    storage::for_each_row(
        (ask(transaction, query),
         use(keys, "keys"),
         use(left_out, "left_out"),
         into(plan),
         into(number),
         into(collect_on),
         into(amount_cents),
         into(answered_on.value, answered_on.indicator),
         into(return_reason.value, return_reason.indicator),
         into(answer)),
        [&] {
            orders.push_back(
                {base::PlanId{plan},
                 number,
                 date_of(collect_on),
                 Money::cents(amount_cents),
                 answer == 0   ? BankAnswer::none
                 : answer == 1 ? BankAnswer::paid
                               : BankAnswer::taken_back,
                 return_reason.get().value_or(""),
                 date_of(answered_on)}
            );
        }
    );
    return orders;
}

// The orders without an answer, of these plans and of all that pay the same claims.
std::vector<OrderUnderWay> orders_under_way(
    Transaction& transaction, const std::vector<base::PlanId>& plans, long long left_out
) {
    const std::string keys = storage::json_list(plans);
    std::vector<OrderUnderWay> orders;
    long long plan = 0, amount_cents = 0;
    storage::for_each_row(
        (ask(transaction,
             fmt::format(
                 "SELECT ordered.plan_id, ordered.amount_cents{} AND ordered.plan_id IN"
                 " (SELECT other.plan_id FROM plan_claim mine"
                 "  JOIN plan_claim other ON other.claim_id = mine.claim_id"
                 "  WHERE mine.plan_id {})"
                 " AND collection_end.collection_id IS NULL AND NOT{} ORDER BY ordered.id",
                 ordered_sql,
                 transaction.among_numbers(":plans"),
                 told_sql
             )),
         use(left_out, "left_out"),
         use(keys, "plans"),
         into(plan),
         into(amount_cents)),
        [&] {
            orders.push_back({base::PlanId{plan}, {}, Money::cents(amount_cents)});
        }
    );
    return orders;
}

std::map<base::PlanId, std::vector<base::ClaimId>> claims_of(
    Transaction& transaction, const std::vector<base::PlanId>& plans
) {
    std::map<base::PlanId, std::vector<base::ClaimId>> claims;
    const std::string keys = storage::json_list(plans);
    long long plan = 0;
    long long claim = 0;
    storage::for_each_row(
        (ask(transaction,
             "SELECT plan_id, claim_id FROM plan_claim WHERE plan_id " +
                 transaction.among_numbers(":plans") + " ORDER BY plan_id, rank"),
         use(keys, "plans"),
         into(plan),
         into(claim)),
        [&] { claims[base::PlanId{plan}].emplace_back(claim); }
    );
    return claims;
}

// The pauses of the plans, and the holds on what they pay, that have not ended by that day.
std::map<base::PlanId, std::vector<plans::Period>> quiet_of(
    Transaction& transaction, const std::vector<base::PlanId>& plans, Date from
) {
    std::map<base::PlanId, std::vector<plans::Period>> quiet;
    const std::string keys = storage::json_list(plans);
    const std::string first_day = from.to_string();
    const std::string among = transaction.among_numbers(":plans");
    long long plan = 0;
    std::string begins;
    std::string ends;
    storage::for_each_row(
        (ask(transaction,
             "SELECT plan_id, first_day, last_day FROM pause_in_force WHERE plan_id " + among +
                 " AND last_day >= :from UNION"
                 " SELECT plan_id, first_day, last_day FROM plan_hold WHERE plan_id " +
                 among + " AND last_day >= :from ORDER BY 1, 2, 3"),
         use(keys, "plans"),
         use(first_day, "from"),
         into(plan),
         into(begins),
         into(ends)),
        [&] {
            quiet[base::PlanId{plan}].push_back({date_of(begins), date_of(ends)});
        }
    );
    return quiet;
}

template <typename Map>
typename Map::mapped_type found_in(const Map& map, const typename Map::key_type& key) {
    const auto found = map.find(key);
    return found == map.end() ? typename Map::mapped_type{} : found->second;
}

// What became of earlier orders, laid beside the instalment and the mandate that each was of.
void add_orders(Transaction& transaction, long long left_out, CollectionFacts& facts) {
    std::set<plans::MandateId> ids;
    for (const DueRow& row : facts.due) {
        ids.insert(row.mandate);
    }
    const std::string keys =
        storage::json_list(std::vector<plans::MandateId>{ids.begin(), ids.end()});
    Mandates mandates;
    read_last_use(transaction, keys, left_out, mandates);
    read_return_reasons(transaction, keys, left_out, mandates);
    for (DueRow& row : facts.due) {
        const UseOfMandate use_of = found_in(mandates, row.mandate);
        row.facts.mandate.last_used = use_of.last_used;
        row.facts.mandate.return_reasons = use_of.return_reasons;
    }
    for (EarlierOrder& order : orders_of_due(transaction, facts.due, left_out)) {
        const std::size_t place = facts.places.at({order.plan, order.instalment_number});
        facts.due[place].facts.earlier.push_back(std::move(order));
    }
}

}  // namespace

const DueRow& CollectionFacts::of(base::PlanId plan, int instalment_number) const {
    return due[places.at({plan, instalment_number})];
}

CollectionFacts facts_for_collection(
    Transaction& transaction,
    base::MunicipalityId municipality,
    base::BusinessDate today,
    Date until,
    std::optional<CollectionId> asked_again
) {
    CollectionFacts facts{due_rows(transaction, municipality, until), {}, {}};
    std::set<base::PlanId> plans;
    for (const DueRow& row : facts.due) {
        facts.places.emplace(
            std::pair{row.facts.plan, row.facts.agreed.number}, facts.places.size()
        );
        plans.insert(row.facts.plan);
    }
    const long long left_out = asked_again ? asked_again->value() : 0;
    add_orders(transaction, left_out, facts);
    const std::vector<base::PlanId> due_plans{plans.begin(), plans.end()};
    facts.under_way = orders_under_way(transaction, due_plans, left_out);
    const auto quiet = quiet_of(transaction, due_plans, today.date());
    for (const OrderUnderWay& order : facts.under_way) {
        plans.insert(order.plan);
    }
    const auto claims = claims_of(transaction, {plans.begin(), plans.end()});
    for (DueRow& row : facts.due) {
        row.facts.claims = found_in(claims, row.facts.plan);
        row.facts.quiet = found_in(quiet, row.facts.plan);
    }
    for (OrderUnderWay& order : facts.under_way) {
        order.claims = found_in(claims, order.plan);
    }
    return facts;
}

}  // namespace draagkracht::payments
