#include "draagkracht/followup/hold_watch_service.hpp"

#include <algorithm>
#include <set>

#include "draagkracht/audit/trail.hpp"
#include "draagkracht/followup/night_service.hpp"
#include "followup/hold_watch_store.hpp"

namespace draagkracht::followup {

using storage::Transaction;

namespace {

constexpr int page_limit_max = 200;

}  // namespace

std::vector<base::PersonId> HoldsToReview::people() const {
    std::set<base::PersonId> people;
    for (const HoldToReview& hold : items) {
        people.insert(hold.debtor);
    }
    return {people.begin(), people.end()};
}

base::Outcome<HoldsToReview> HoldWatchService::to_review(
    const access::Occasion& occasion, base::MunicipalityId municipality, const HoldPage& page
) {
    if (const base::Done allowed =
            access::require(occasion.actor, access::Right::see_person, municipality);
        !allowed) {
        return tl::unexpected(allowed.error());
    }
    const base::Date today = occasion.today.date();
    Transaction transaction{database_, "holds to review", storage::Access::write};
    const HoldPage within{
        .limit = std::clamp(page.limit, 0, page_limit_max), .offset = std::max(page.offset, 0)};
    HoldsToReview shown{
        holds_to_review(transaction, municipality, today, within),
        count_holds_to_review(transaction, municipality, today)};
    audit::Trail trail{transaction, occasion.author()};
    for (const base::PersonId person : shown.people()) {
        trail.record({"followup.look", municipality, person, "holds to review"});
    }
    trail.write();
    transaction.commit();
    return shown;
}

base::Outcome<int> HoldWatchService::count(
    const access::Occasion& occasion, base::MunicipalityId municipality
) {
    if (const base::Done allowed =
            access::require(occasion.actor, access::Right::see_person, municipality);
        !allowed) {
        return tl::unexpected(allowed.error());
    }
    return holds_that_wait(database_, municipality, occasion.today.date());
}

int holds_that_wait(
    storage::Database& database, base::MunicipalityId municipality, base::Date day
) {
    Transaction transaction{database, "holds that wait", storage::Access::read};
    return count_holds_to_review(transaction, municipality, day);
}

}  // namespace draagkracht::followup
