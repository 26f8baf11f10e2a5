#include "daily/business_day_store.hpp"

#include "draagkracht/storage/rows.hpp"

namespace draagkracht::daily {

using soci::into;
using soci::use;

bool claim_step(storage::Transaction& transaction, const DayStep& step, base::Timestamp moment) {
    const long long municipality = step.municipality.value();
    const std::string day = step.day.to_string();
    const std::string completed_at = moment.to_string();
    std::string claimed;
    transaction.sql() << "INSERT INTO business_day_step"
                         " (municipality_id, business_date, step, completed_at, affected_count)"
                         " VALUES (:municipality, :day, :step, :completed_at, 0)"
                         " ON CONFLICT DO NOTHING RETURNING step",
        use(municipality, "municipality"), use(day, "day"), use(step.step, "step"),
        use(completed_at, "completed_at"), into(claimed);
    return transaction.sql().got_data();
}

void note_affected(storage::Transaction& transaction, const DayStep& step, int affected_count) {
    const long long municipality = step.municipality.value();
    const std::string day = step.day.to_string();
    transaction.sql() << "UPDATE business_day_step SET affected_count = :affected"
                         " WHERE municipality_id = :municipality AND business_date = :day"
                         " AND step = :step",
        use(affected_count, "affected"), use(municipality, "municipality"), use(day, "day"),
        use(step.step, "step");
}

DaysRun days_run(
    storage::Transaction& transaction,
    base::MunicipalityId municipality,
    const std::string& closing_step
) {
    const long long municipality_id = municipality.value();
    storage::Nullable<std::string> first_begun;
    storage::Nullable<std::string> last_closed;
    transaction.sql() << "SELECT MIN(business_date),"
                         " MAX(CASE WHEN step = :closing_step THEN business_date END)"
                         " FROM business_day_step WHERE municipality_id = :municipality",
        use(closing_step, "closing_step"), use(municipality_id, "municipality"),
        into(first_begun.value, first_begun.indicator),
        into(last_closed.value, last_closed.indicator);
    const auto date_of = [](const std::optional<std::string>& text) {
        return text ? std::optional{base::Date::parse(*text).value()} : std::nullopt;
    };
    return {date_of(first_begun.get()), date_of(last_closed.get())};
}

}  // namespace draagkracht::daily
