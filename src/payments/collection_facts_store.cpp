// What the register knows of the instalments that are due by direct debit.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "draagkracht/plans/plan_store.hpp"
#include "draagkracht/storage/rows.hpp"
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

struct KnownOrder {
    EarlierOrder order;
    plans::MandateId mandate;
};

// Those by these mandates, whatever the bank told, and all of the municipality without an answer;
// oldest first. One that was withdrawn counts when the bank told of it all the same.
std::vector<KnownOrder> known_orders(
    Transaction& transaction,
    base::MunicipalityId municipality,
    const std::vector<plans::MandateId>& mandates,
    std::optional<CollectionId> left_out
) {
    const std::string query =
        "SELECT answered.plan_id, answered.instalment_number, answered.mandate_id,"
        " answered.collect_on, answered.amount_cents, back.value_date, back.return_reason,"
        " CASE WHEN answered.back_entry_id IS NOT NULL THEN 2"
        "  WHEN answered.paid_entry_id IS NOT NULL THEN 1 ELSE 0 END"
        " FROM order_with_answer answered"
        " LEFT JOIN bank_entry back ON back.id = answered.back_entry_id"
        " WHERE answered.municipality_id = :municipality"
        " AND (answered.mandate_id " +
        transaction.among_numbers(":mandates") +
        "  OR (answered.back_entry_id IS NULL AND answered.paid_entry_id IS NULL))"
        " AND (answered.is_withdrawn = 0 OR answered.back_entry_id IS NOT NULL"
        "  OR answered.paid_entry_id IS NOT NULL)"
        " AND answered.collection_id <> :left_out ORDER BY answered.order_id";
    const long long of_municipality = municipality.value();
    const long long other_than = left_out ? left_out->value() : 0;
    const std::string keys = storage::json_list(mandates);
    std::vector<KnownOrder> orders;
    long long plan = 0, mandate = 0, amount_cents = 0;
    int number = 0;
    int answer = 0;
    std::string collect_on;
    storage::Nullable<std::string> answered_on;
    storage::Nullable<std::string> return_reason;
    storage::for_each_row(
        (ask(transaction, query),
         use(of_municipality, "municipality"),
         use(keys, "mandates"),
         use(other_than, "left_out"),
         into(plan),
         into(number),
         into(mandate),
         into(collect_on),
         into(amount_cents),
         into(answered_on.value, answered_on.indicator),
         into(return_reason.value, return_reason.indicator),
         into(answer)),
        [&] {
            orders.push_back(
                {{base::PlanId{plan},
                  number,
                  date_of(collect_on),
                  Money::cents(amount_cents),
                  answer == 0   ? BankAnswer::none
                  : answer == 1 ? BankAnswer::paid
                                : BankAnswer::taken_back,
                  return_reason.get().value_or(""),
                  date_of(answered_on)},
                 plans::MandateId{mandate}}
            );
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
void add_orders(std::vector<DueRow>& due, const std::vector<KnownOrder>& orders) {
    std::map<plans::MandateId, std::vector<const EarlierOrder*>> of_mandates;
    for (const KnownOrder& known : orders) {
        of_mandates[known.mandate].push_back(&known.order);
    }
    for (DueRow& row : due) {
        MandateFacts& mandate = row.facts.mandate;
        for (const EarlierOrder* const order : found_in(of_mandates, row.mandate)) {
            mandate.last_used =
                std::max(mandate.last_used.value_or(order->collect_on), order->collect_on);
            if (order->answer == BankAnswer::taken_back) {
                mandate.return_reasons.push_back(order->return_reason);
            }
            if (order->plan == row.facts.plan &&
                order->instalment_number == row.facts.agreed.number) {
                row.facts.earlier.push_back(*order);
            }
        }
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
    std::set<plans::MandateId> mandates;
    std::set<base::PlanId> plans;
    for (const DueRow& row : facts.due) {
        mandates.insert(row.mandate);
        plans.insert(row.facts.plan);
    }
    const std::vector<KnownOrder> orders =
        known_orders(transaction, municipality, {mandates.begin(), mandates.end()}, asked_again);
    add_orders(facts.due, orders);
    std::vector<base::PlanId> due_plans{plans.begin(), plans.end()};
    const auto quiet = quiet_of(transaction, due_plans, today.date());
    for (const KnownOrder& known : orders) {
        plans.insert(known.order.plan);
    }
    const auto claims = claims_of(transaction, {plans.begin(), plans.end()});
    for (DueRow& row : facts.due) {
        facts.places.emplace(
            std::pair{row.facts.plan, row.facts.agreed.number}, facts.places.size()
        );
        row.facts.claims = found_in(claims, row.facts.plan);
        row.facts.quiet = found_in(quiet, row.facts.plan);
    }
    for (const auto& [order, mandate] : orders) {
        if (order.answer == BankAnswer::none) {
            facts.under_way.push_back({order.plan, found_in(claims, order.plan), order.amount});
        }
    }
    return facts;
}

}  // namespace draagkracht::payments
