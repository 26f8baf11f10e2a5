#include "draagkracht/claims/closed_month_store.hpp"

#include <fmt/format.h>

#include "draagkracht/claims/act_store.hpp"
#include "draagkracht/storage/bulk_insert.hpp"
#include "draagkracht/storage/rows.hpp"

namespace draagkracht::claims {

using soci::into;
using soci::use;
using storage::Column;

base::Done keep_month_open(
    storage::Transaction& transaction, base::MunicipalityId municipality, base::BusinessDate today
) {
    keep_books_open(transaction, municipality);
    const std::optional<base::Month> closed = last_closed_month(transaction, municipality);
    if (!closed || base::month_of(today.date()) > *closed) {
        return {};
    }
    return base::problem(
        "claims.month-closed",
        fmt::format(
            "{} lies in a month whose books are closed, until {}",
            today.date().to_string(),
            base::last_day_of(*closed).to_string()
        ),
        "do it on a later business date; it then counts in the next month"
    );
}

std::optional<base::Month> last_closed_month(
    storage::Transaction& transaction, base::MunicipalityId municipality
) {
    const long long municipality_id = municipality.value();
    storage::Nullable<std::string> month;
    transaction.sql() << "SELECT MAX(month) FROM month_close WHERE municipality_id = :municipality",
        use(municipality_id, "municipality"), into(month.value, month.indicator);
    const std::optional<std::string> closed = month.get();
    return closed ? std::optional{base::month_of(*closed).value()} : std::nullopt;
}

std::vector<ClosedMonth> closed_months(
    storage::Transaction& transaction, base::MunicipalityId municipality
) {
    const long long municipality_id = municipality.value();
    std::vector<ClosedMonth> months;
    std::string month;
    std::string closed_on;
    std::string closed_by;
    std::string proof_sha256;
    storage::for_each_row(
        (ask(transaction,
             "SELECT month, closed_on, closed_by, proof_sha256 FROM month_close"
             " WHERE municipality_id = :municipality ORDER BY month DESC"),
         use(municipality_id, "municipality"),
         into(month),
         into(closed_on),
         into(closed_by),
         into(proof_sha256)),
        [&] {
            months.push_back(
                {base::month_of(month).value(),
                 base::Date::parse(closed_on).value(),
                 closed_by,
                 proof_sha256}
            );
        }
    );
    return months;
}

std::int64_t close_month(
    storage::Transaction& transaction,
    const audit::Author& author,
    base::MunicipalityId municipality,
    base::Month month,
    const std::string& proof_sha256
) {
    const std::int64_t id = transaction.reserve_ids(1).take();
    storage::BulkInsert rows{
        transaction,
        "month_close",
        {{"id", Column::number},
         {"municipality_id", Column::number},
         {"month", Column::text},
         {"proof_sha256", Column::text},
         {"closed_on", Column::text},
         {"closed_by", Column::text}}};
    rows.add(
        {id,
         municipality.value(),
         base::to_text(month),
         proof_sha256,
         author.today.date().to_string(),
         author.actor}
    );
    rows.write();
    return id;
}

}  // namespace draagkracht::claims
