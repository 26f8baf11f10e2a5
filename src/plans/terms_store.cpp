#include "plans/terms_store.hpp"

#include "draagkracht/storage/bulk_insert.hpp"
#include "draagkracht/storage/rows.hpp"

namespace draagkracht::plans {

using soci::into;
using soci::use;
using storage::Column;
using storage::Transaction;

namespace {

storage::Cell cents_cell(const std::optional<base::Money>& amount) {
    return amount ? storage::Cell{amount->in_cents()} : storage::Cell{std::nullopt};
}

}  // namespace

void write_terms(
    Transaction& transaction,
    const std::vector<PlanFacts>& plans,
    const std::vector<base::PlanId>& ids
) {
    storage::BulkInsert terms_rows{
        transaction,
        "plan_terms",
        {{"plan_id", Column::number},
         {"frequency", Column::text},
         {"first_due_date", Column::text},
         {"day_of_month", Column::number},
         {"holiday_pay_cents", Column::number},
         {"paid_elsewhere_cents", Column::number}}};
    storage::BulkInsert step_rows{
        transaction,
        "plan_amount_step",
        {{"plan_id", Column::number},
         {"from_number", Column::number},
         {"amount_cents", Column::number}}};
    storage::BulkInsert extra_rows{
        transaction,
        "plan_extra",
        {{"plan_id", Column::number},
         {"due_date", Column::text},
         {"amount_cents", Column::number}}};
    for (std::size_t place = 0; place < plans.size(); ++place) {
        const ScheduleTerms& terms = plans[place].terms;
        const std::int64_t id = ids[place].value();
        const std::optional<int> day = terms.rhythm.day_of_month;
        terms_rows.add(
            {id,
             std::string{to_text(terms.rhythm.frequency)},
             terms.rhythm.first_due_date.to_string(),
             day ? storage::Cell{std::int64_t{*day}} : storage::Cell{std::nullopt},
             cents_cell(terms.holiday_pay),
             cents_cell(
                 plans[place].assessed ? plans[place].assessed->paid_elsewhere : std::nullopt
             )}
        );
        for (const AmountStep& step : terms.amounts) {
            step_rows.add({id, std::int64_t{step.from_number}, step.amount.in_cents()});
        }
        for (const ExtraPayment& extra : terms.extras) {
            extra_rows.add({id, extra.due_date.to_string(), extra.amount.in_cents()});
        }
    }
    terms_rows.write();
    step_rows.write();
    extra_rows.write();
}

void write_ways_to_pay(
    Transaction& transaction,
    const std::vector<PlanFacts>& plans,
    const std::vector<base::PlanId>& ids
) {
    storage::BulkInsert rows{
        transaction,
        "plan_way_to_pay",
        {{"plan_id", Column::number}, {"way", Column::text}, {"mandate_id", Column::number}}};
    for (std::size_t place = 0; place < plans.size(); ++place) {
        const WayToPay& agreed = plans[place].way_to_pay;
        if (agreed.way != Way::transfer) {
            rows.add(
                {ids[place].value(),
                 std::string{to_text(agreed.way)},
                 storage::id_cell(agreed.mandate)}
            );
        }
    }
    rows.write();
}

void read_amounts(
    Transaction& transaction,
    const std::string& keys,
    const std::map<base::PlanId, PlanFacts*>& plans
) {
    const std::string of_these = " WHERE plan_id " + transaction.among_numbers(":keys");
    long long plan_id = 0;
    long long from_number = 0;
    long long amount = 0;
    storage::for_each_row(
        (ask(transaction,
             "SELECT plan_id, from_number, amount_cents FROM plan_amount_step" + of_these +
                 " ORDER BY plan_id, from_number"),
         use(keys, "keys"),
         into(plan_id),
         into(from_number),
         into(amount)),
        [&] {
            plans.at(base::PlanId{plan_id})
                ->terms.amounts.push_back(
                    {static_cast<int>(from_number), base::Money::cents(amount)}
                );
        }
    );
    std::string due_date;
    storage::for_each_row(
        (ask(transaction,
             "SELECT plan_id, due_date, amount_cents FROM plan_extra" + of_these +
                 " ORDER BY plan_id, due_date"),
         use(keys, "keys"),
         into(plan_id),
         into(due_date),
         into(amount)),
        [&] {
            plans.at(base::PlanId{plan_id})
                ->terms.extras.push_back(
                    {base::Date::parse(due_date).value(), base::Money::cents(amount)}
                );
        }
    );
}

}  // namespace draagkracht::plans
