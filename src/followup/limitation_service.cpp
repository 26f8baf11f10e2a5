#include "draagkracht/followup/limitation_service.hpp"

#include "draagkracht/access/access_service.hpp"
#include "draagkracht/audit/trail.hpp"
#include "followup/limitation_clocks_service.hpp"
#include "followup/limitation_store.hpp"
#include "followup/person_service.hpp"

namespace draagkracht::followup {

using storage::Transaction;

std::vector<ClaimClock> clocks_of(
    Transaction& transaction,
    const std::vector<base::PersonId>& people,
    const norms::Law& law,
    const Vantage& vantage
) {
    std::vector<ClaimClock> clocks;
    for (ClockFacts& facts : clock_facts_of(transaction, people, vantage.known_on)) {
        std::erase_if(facts.interruptions, [&vantage](const claims::Interruption& of) {
            return of.on > vantage.day;
        });
        ClaimClock& next = clocks.emplace_back(ClaimClock{facts.person, facts.claim, std::nullopt});
        if (const auto years = law.limitation_years_on(facts.due_date)) {
            next.clock = claims::limitation_of(
                facts.due_date, std::move(facts.interruptions), facts.extensions, *years
            );
        }
    }
    return clocks;
}

base::Outcome<std::vector<ClaimClock>> LimitationService::clocks_of(
    const access::Occasion& occasion, base::MunicipalityId municipality, base::PersonId person
) {
    if (const base::Done allowed =
            access::require(occasion.actor, access::Right::see_person, municipality);
        !allowed) {
        return tl::unexpected(allowed.error());
    }
    Transaction transaction{database_, "limitation clocks", storage::Access::write};
    if (const base::Done home = check_home(transaction, municipality, person); !home) {
        return tl::unexpected(home.error());
    }
    const base::Date today = occasion.today.date();
    std::vector<ClaimClock> clocks =
        followup::clocks_of(transaction, {person}, law_, {today, today});
    audit::Trail trail{transaction, occasion.author()};
    trail.record({"followup.look", municipality, person, "limitation"});
    trail.write();
    transaction.commit();
    return clocks;
}

}  // namespace draagkracht::followup
