#include "draagkracht/figures/figures_service.hpp"

#include "draagkracht/followup/policy_service.hpp"
#include "figures/figures_store.hpp"

namespace draagkracht::figures {

base::Outcome<KeyFigures> FiguresService::key_figures(
    const access::Occasion& occasion, base::MunicipalityId municipality, const Period& period
) {
    if (const base::Done allowed =
            access::require(occasion.actor, access::Right::see_figures, municipality);
        !allowed) {
        return tl::unexpected(allowed.error());
    }
    const base::Outcome<followup::RulesOfDay> rules =
        followup::rules_of(database_, policies_, municipality, period.until);
    if (!rules) {
        return tl::unexpected(rules.error());
    }
    storage::Transaction transaction{database_, "key figures", storage::Access::read};
    return key_figures_of(transaction, municipality, period, followup::missed_margin(**rules));
}

}  // namespace draagkracht::figures
