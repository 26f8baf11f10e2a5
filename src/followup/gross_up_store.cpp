#include "followup/gross_up_store.hpp"

#include "draagkracht/claims/gross_up.hpp"
#include "draagkracht/storage/rows.hpp"

namespace draagkracht::followup {

using soci::into;
using soci::use;

std::vector<base::ClaimId> claims_maybe_net(
    storage::Transaction& transaction,
    base::MunicipalityId municipality,
    int year,
    base::ClaimId after,
    int most
) {
    const long long municipality_id = municipality.value();
    const long long after_id = after.value();
    const std::string first_day = claims::first_day_after(year - 1).to_string();
    const std::string turn = claims::first_day_after(year).to_string();
    std::vector<base::ClaimId> claims;
    long long id = 0;
    storage::for_each_row(
        (ask(transaction,
             "SELECT claim.id FROM claim"
             " WHERE claim.municipality_id = :municipality AND claim.id > :after"
             " AND claim.decision_date < :turn"
             " AND COALESCE(claim.period_until, claim.decision_date) >= :first_day"
             " AND (SELECT SUM(posting.amount_cents) FROM posting"
             "  WHERE posting.claim_id = claim.id AND posting.component = 'principal'"
             "  AND posting.value_date < :turn) > 0"
             " ORDER BY claim.id LIMIT :most"),
         use(municipality_id, "municipality"),
         use(after_id, "after"),
         use(turn, "turn"),
         use(first_day, "first_day"),
         use(most, "most"),
         into(id)),
        [&] { claims.emplace_back(id); }
    );
    return claims;
}

}  // namespace draagkracht::followup
