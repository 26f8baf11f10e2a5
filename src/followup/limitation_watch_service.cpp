#include "draagkracht/followup/limitation_watch_service.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "draagkracht/access/access_service.hpp"
#include "draagkracht/audit/trail.hpp"
#include "draagkracht/followup/policy_service.hpp"
#include "followup/limitation_clocks_service.hpp"
#include "followup/limitation_store.hpp"

namespace draagkracht::followup {

using base::Date;
using storage::Transaction;

namespace {

constexpr int page_limit_max = 200;

// A claim with a later last day to pay cannot lapse by the day: its first term takes the years of
// the law, and no other ends sooner. Where no law is known, it has to be looked at.
Date latest_due_date(const norms::Law& law, Date day) {
    const std::vector<norms::Parameter<int>>& rows = law.rows().limitation_years;
    base::ensure(!rows.empty(), "a file of law without limitation is not read");
    const int years = std::ranges::min(rows, {}, &norms::Parameter<int>::value).value;
    // A day more than the years: of the leap day a term ends on 28 February.
    const Date in_time = day.plus_months(-12 * years, base::MonthEnd::last_day).plus_days(1);
    return std::max(in_time, rows.front().row.valid_from.plus_days(-1));
}

std::optional<Date> last_day_of(const LapsingDebt& debt) {
    return debt.clock ? debt.clock->last_day() : std::nullopt;
}

// What is not known first, then the soonest.
std::vector<LapsingDebt> debts_lapsing_by(
    Transaction& transaction,
    base::MunicipalityId municipality,
    const norms::Law& law,
    Date today,
    Date day
) {
    std::map<std::pair<base::PersonId, base::ClaimId>, OpenDebt> open;
    std::set<base::PersonId> people;
    for (OpenDebt& debt :
         open_debts_of(transaction, municipality, latest_due_date(law, day), today)) {
        people.insert(debt.debtor);
        open.emplace(std::pair{debt.debtor, debt.claim}, std::move(debt));
    }
    std::vector<LapsingDebt> debts;
    for (ClaimClock& next :
         clocks_of(transaction, {people.begin(), people.end()}, law, {today, today})) {
        const auto debt = open.find({next.debtor, next.claim});
        if (debt == open.end() || (next.clock && !next.clock->has_lapsed(day.plus_days(1)))) {
            continue;
        }
        debts.push_back(
            {next.debtor,
             next.claim,
             debt->second.claim_number,
             debt->second.open,
             std::move(next.clock)}
        );
    }
    std::ranges::stable_sort(debts, {}, last_day_of);
    return debts;
}

}  // namespace

std::vector<base::PersonId> LapsingDebts::people() const {
    std::set<base::PersonId> people;
    for (const LapsingDebt& debt : items) {
        people.insert(debt.debtor);
    }
    return {people.begin(), people.end()};
}

base::Outcome<LapsingDebts> LimitationWatchService::lapsing(
    const access::Occasion& occasion, base::MunicipalityId municipality, const LimitationPage& page
) {
    if (const base::Done allowed =
            access::require(occasion.actor, access::Right::see_person, municipality);
        !allowed) {
        return tl::unexpected(allowed.error());
    }
    const Date today = occasion.today.date();
    const base::Outcome<RulesOfDay> rules = rules_of(database_, policies_, municipality, today);
    if (!rules) {
        return tl::unexpected(rules.error());
    }
    const Date warned_until =
        today.plus_months((*rules)->limitation_warning_months.value, base::MonthEnd::last_day);
    Transaction transaction{database_, "lapsing debts", storage::Access::write};
    const std::vector<LapsingDebt> debts =
        debts_lapsing_by(transaction, municipality, law_, today, warned_until);
    const int total_count = static_cast<int>(debts.size());
    const int first = std::clamp(page.offset, 0, total_count);
    const int count = std::clamp(page.limit, 0, std::min(page_limit_max, total_count - first));
    LapsingDebts shown{{debts.begin() + first, debts.begin() + first + count}, total_count};
    audit::Trail trail{transaction, occasion.author()};
    for (const base::PersonId person : shown.people()) {
        trail.record({"followup.look", municipality, person, "lapsing debts"});
    }
    trail.write();
    transaction.commit();
    return shown;
}

}  // namespace draagkracht::followup
