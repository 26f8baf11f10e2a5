#include "payments/set_off_list_store.hpp"

#include <algorithm>

#include "draagkracht/people/people_store.hpp"
#include "draagkracht/plans/plan_store.hpp"
#include "draagkracht/storage/bulk_insert.hpp"
#include "draagkracht/storage/rows.hpp"

namespace draagkracht::payments {

using soci::into;
using soci::use;
using storage::Column;
using storage::for_each_row;
using storage::Transaction;

namespace {

std::vector<base::PlanId> plans_due_in(
    Transaction& transaction, base::MunicipalityId municipality, base::Month month
) {
    const long long of_municipality = municipality.value();
    const std::string first = base::first_day_of(month).to_string();
    const std::string last = base::last_day_of(month).to_string();
    std::vector<base::PlanId> plans;
    long long plan = 0;
    for_each_row(
        (ask(transaction,
             "SELECT DISTINCT plan.id FROM plan"
             " JOIN plan_way_to_pay way ON way.plan_id = plan.id AND way.way = 'set_off'"
             " JOIN current_instalment instalment ON instalment.plan_id = plan.id"
             " WHERE plan.municipality_id = :municipality"
             " AND NOT EXISTS (SELECT 1 FROM plan_end WHERE plan_end.plan_id = plan.id)"
             " AND instalment.agreed_due_date <= :last AND instalment.due_date <= :last"
             " AND instalment.due_date >= :first"),
         use(of_municipality, "municipality"),
         use(last, "last"),
         use(first, "first"),
         into(plan)),
        [&] { plans.emplace_back(plan); }
    );
    return plans;
}

std::map<base::PlanId, std::vector<plans::Period>> holds_of(
    Transaction& transaction, const std::vector<base::PlanId>& plans
) {
    const std::string keys = storage::json_list(plans);
    std::map<base::PlanId, std::vector<plans::Period>> holds;
    long long plan = 0;
    std::string first, last;
    for_each_row(
        (ask(transaction,
             "SELECT plan_id, first_day, last_day FROM plan_hold WHERE plan_id " +
                 transaction.among_numbers(":plans")),
         use(keys, "plans"),
         into(plan),
         into(first),
         into(last)),
        [&] {
            holds[base::PlanId{plan}].push_back(
                {base::Date::parse(first).value(), base::Date::parse(last).value()}
            );
        }
    );
    return holds;
}

// By the newest plan of each debtor that was assessed, running or not: its income and what other
// plans took of that income then.
std::map<base::PersonId, AssessedIncome> assessed_incomes_of(
    Transaction& transaction, const std::string& people
) {
    std::map<base::PersonId, AssessedIncome> assessed;
    long long person = 0;
    long long income_cents = 0;
    long long protected_cents = 0;
    for_each_row(
        (ask(transaction,
             "SELECT plan.person_id,"
             " plan.income_cents + COALESCE(plan_terms.paid_elsewhere_cents, 0),"
             " plan.protected_income_cents"
             " FROM plan JOIN plan_terms ON plan_terms.plan_id = plan.id WHERE plan.person_id " +
                 transaction.among_numbers(":people") +
                 " AND plan.norm_amount_cents IS NOT NULL AND NOT EXISTS (SELECT 1 FROM plan later"
                 "  WHERE later.person_id = plan.person_id AND later.id > plan.id"
                 "  AND later.norm_amount_cents IS NOT NULL)"),
         use(people, "people"),
         into(person),
         into(income_cents),
         into(protected_cents)),
        [&] {
            assessed.emplace(
                base::PersonId{person},
                AssessedIncome{
                    base::Money::cents(income_cents), base::Money::cents(protected_cents)}
            );
        }
    );
    return assessed;
}

std::map<base::PersonId, base::Money> asked_in_all_of(
    Transaction& transaction, const std::string& people
) {
    std::map<base::PersonId, base::Money> asked;
    long long person = 0;
    long long cents = 0;
    for_each_row(
        (ask(transaction,
             "SELECT plan.person_id, CAST(SUM(plan.agreed_amount_cents) AS BIGINT) FROM plan"
             " WHERE plan.person_id " +
                 transaction.among_numbers(":people") +
                 " AND NOT EXISTS (SELECT 1 FROM plan_end WHERE plan_end.plan_id = plan.id) AND " +
                 plans::open_on_claims_sql("plan.id", "") + " > 0 GROUP BY plan.person_id"),
         use(people, "people"),
         into(person),
         into(cents)),
        [&] { asked.emplace(base::PersonId{person}, base::Money::cents(cents)); }
    );
    return asked;
}

template <typename Map, typename Key>
auto found_in(const Map& map, const Key& key) -> std::optional<typename Map::mapped_type> {
    const auto found = map.find(key);
    return found == map.end() ? std::nullopt : std::optional{found->second};
}

}  // namespace

std::vector<SetOffFacts> set_off_facts_of(
    Transaction& transaction, base::MunicipalityId municipality, base::Month month
) {
    const std::vector<base::PlanId> due = plans_due_in(transaction, municipality, month);
    std::vector<plans::Plan> plans = plans::plans_by_id(transaction, due);
    std::vector<base::PersonId> people;
    for (const plans::Plan& plan : plans) {
        people.push_back(plan.facts.person);
    }
    const std::string keys = storage::json_list(people);
    const auto numbers = people::client_numbers_of(transaction, people);
    const auto holds = holds_of(transaction, due);
    const auto assessed = assessed_incomes_of(transaction, keys);
    const auto asked = asked_in_all_of(transaction, keys);
    std::vector<SetOffFacts> facts;
    for (plans::Plan& plan : plans) {
        const base::PersonId person = plan.facts.person;
        const base::PlanId id = plan.id;
        facts.push_back(
            {std::move(plan),
             numbers.at(person),
             found_in(holds, id).value_or(std::vector<plans::Period>{}),
             found_in(assessed, person),
             found_in(asked, person).value_or(base::Money{})}
        );
    }
    std::ranges::sort(facts, {}, [](const SetOffFacts& one) {
        return std::tie(one.client_number, one.plan.facts.plan_number);
    });
    return facts;
}

WrittenLists lists_of_month(
    Transaction& transaction, base::MunicipalityId municipality, base::Month month
) {
    const long long of_municipality = municipality.value();
    const std::string period = base::to_text(month);
    WrittenLists lists;
    long long id = 0;
    std::string number, sha256;
    for_each_row(
        (ask(transaction,
             "SELECT id, list_number, sha256 FROM set_off_list"
             " WHERE municipality_id = :municipality AND period = :period ORDER BY id"),
         use(of_municipality, "municipality"),
         use(period, "period"),
         into(id),
         into(number),
         into(sha256)),
        [&] {
            lists.last = WrittenList{id, number, sha256};
            ++lists.count;
        }
    );
    return lists;
}

std::int64_t add_list(
    Transaction& transaction,
    const audit::Author& author,
    base::MunicipalityId municipality,
    base::Month month,
    const WrittenList& list,
    const std::vector<SetOffLine>& lines
) {
    storage::IdBlock ids = transaction.reserve_ids(lines.size() + 1);
    const std::int64_t id = ids.take();
    storage::BulkInsert lists{
        transaction,
        "set_off_list",
        {{"id", Column::number},
         {"municipality_id", Column::number},
         {"list_number", Column::text},
         {"period", Column::text},
         {"sha256", Column::text},
         {"written_on", Column::text},
         {"written_by", Column::text}}};
    lists.add(
        {id,
         municipality.value(),
         list.number,
         base::to_text(month),
         list.sha256,
         author.today.date().to_string(),
         author.actor}
    );
    lists.write();
    storage::BulkInsert rows{
        transaction,
        "set_off_list_line",
        {{"id", Column::number},
         {"list_id", Column::number},
         {"line_number", Column::number},
         {"plan_id", Column::number},
         {"amount_cents", Column::number}}};
    std::int64_t number = 0;
    for (const SetOffLine& line : lines) {
        rows.add({ids.take(), id, ++number, line.plan.value(), line.amount.in_cents()});
    }
    rows.write();
    return id;
}

std::map<base::Month, std::vector<AskedLine>> asked_lines_of(
    Transaction& transaction, base::MunicipalityId municipality, const std::set<base::Month>& months
) {
    std::vector<std::string> periods;
    std::ranges::transform(months, std::back_inserter(periods), [](base::Month month) {
        return base::to_text(month);
    });
    const std::string keys = storage::json_list(periods);
    const long long of_municipality = municipality.value();
    std::map<base::Month, std::vector<AskedLine>> asked;
    std::string period, plan_number;
    int line = 0;
    long long plan = 0;
    long long cents = 0;
    for_each_row(
        (ask(transaction,
             "SELECT list.period, CAST(line.line_number AS INTEGER), line.plan_id,"
             " plan.plan_number, line.amount_cents"
             " FROM set_off_list list JOIN set_off_list_line line ON line.list_id = list.id"
             " JOIN plan ON plan.id = line.plan_id"
             " WHERE list.municipality_id = :municipality AND list.period " +
                 transaction.among_texts(":periods") +
                 " AND NOT EXISTS (SELECT 1 FROM set_off_list later"
                 "  WHERE later.municipality_id = list.municipality_id"
                 "  AND later.period = list.period AND later.id > list.id)"
                 " ORDER BY list.period, line.line_number"),
         use(of_municipality, "municipality"),
         use(keys, "periods"),
         into(period),
         into(line),
         into(plan),
         into(plan_number),
         into(cents)),
        [&] {
            asked[base::month_of(period).value()].push_back(
                {line, base::PlanId{plan}, plan_number, base::Money::cents(cents)}
            );
        }
    );
    return asked;
}

}  // namespace draagkracht::payments
