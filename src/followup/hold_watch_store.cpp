#include "followup/hold_watch_store.hpp"

#include "draagkracht/storage/rows.hpp"

namespace draagkracht::followup {

using soci::into;
using soci::use;
using storage::Transaction;

namespace {

// Of a hold that concerns every debtor, one who has not been released.
const std::string holds_sql = R"sql(
SELECT held.id AS act_id, claim.id AS claim_id, claim.claim_number AS claim_number,
    held.act_number AS act_number, held.hold AS hold, held.reason AS reason,
    held.on_date AS first_day, held.review_on AS review_on,
    CASE WHEN held.hold = 'estate' AND held.recorded_by LIKE 'machine:%' THEN 1 ELSE 0 END
        AS told_by_bank,
    COALESCE(held.person_id, (SELECT MIN(debtor.person_id) FROM claim_debtor debtor
        WHERE debtor.claim_id = claim.id AND NOT EXISTS (SELECT 1 FROM claim_act released
            WHERE released.claim_id = claim.id AND released.kind = 'debtor_released'
                AND released.person_id = debtor.person_id))) AS person_id,
    CAST((SELECT COALESCE(SUM(posting.amount_cents), 0) FROM posting
        WHERE posting.claim_id = claim.id) AS BIGINT) AS open_cents
FROM hold_in_force
JOIN claim_act held ON held.id = hold_in_force.act_id
JOIN claim ON claim.id = held.claim_id
WHERE claim.municipality_id = :municipality AND held.review_on <= :today
    AND hold_in_force.last_day >= :today)sql";

struct Row {
    long long claim = 0, person = 0, open_cents = 0;
    std::string claim_number, act_number, hold, reason, first_day, review_on;
    int told_by_bank = 0;

    [[nodiscard]] HoldToReview told() const {
        return {
            base::PersonId{person},
            base::ClaimId{claim},
            claim_number,
            base::Money::cents(open_cents),
            claims::hold_kind_of(hold).value(),
            act_number,
            reason,
            base::Date::parse(first_day).value(),
            base::Date::parse(review_on).value(),
            told_by_bank == 1};
    }
};

}  // namespace

std::vector<HoldToReview> holds_to_review(
    Transaction& transaction,
    base::MunicipalityId municipality,
    base::Date today,
    const HoldPage& page
) {
    const long long of_municipality = municipality.value();
    const std::string day = today.to_string();
    std::vector<HoldToReview> holds;
    Row row;
    storage::for_each_row(
        (ask(transaction,
             "SELECT claim_id, person_id, open_cents, claim_number, act_number, hold, reason,"
             " first_day, review_on, told_by_bank FROM (" +
                 holds_sql +
                 ") holds WHERE open_cents > 0"
                 " ORDER BY told_by_bank DESC, review_on, act_id LIMIT :limit OFFSET :offset"),
         use(of_municipality, "municipality"),
         use(day, "today"),
         use(page.limit, "limit"),
         use(page.offset, "offset"),
         into(row.claim),
         into(row.person),
         into(row.open_cents),
         into(row.claim_number),
         into(row.act_number),
         into(row.hold),
         into(row.reason),
         into(row.first_day),
         into(row.review_on),
         into(row.told_by_bank)),
        [&] { holds.push_back(row.told()); }
    );
    return holds;
}

int count_holds_to_review(
    Transaction& transaction, base::MunicipalityId municipality, base::Date today
) {
    const long long of_municipality = municipality.value();
    const std::string day = today.to_string();
    int count = 0;
    transaction.sql() << "SELECT CAST(COUNT(*) AS INTEGER) FROM (" + holds_sql +
                             ") holds WHERE open_cents > 0",
        use(of_municipality, "municipality"), use(day, "today"), into(count);
    return count;
}

}  // namespace draagkracht::followup
