#include "draagkracht/capacity/validity.hpp"

#include <algorithm>

#include "capacity/housing_increase.hpp"
#include "draagkracht/capacity/assessment.hpp"

namespace draagkracht::capacity {

using base::Date;

std::optional<Date> holds_until(const Household& household, const norms::NormTable& table) {
    const norms::ProtectedIncomeParameters& all = table.protected_income;
    if (!all.validity_months) {
        return std::nullopt;
    }
    Date end =
        household.date.plus_months(all.validity_months->value, base::MonthEnd::first_of_next);
    for (const std::optional<Date>& earlier :
         {household.facts_change_on, housing_increase_end(household, all)}) {
        if (earlier && household.date < *earlier) {
            end = std::min(end, *earlier);
        }
    }
    return end;
}

base::Outcome<Renewal> renewal_after(
    const Household& former, const Household& now, Date reported_on, const norms::RuleBook& rules
) {
    Household before = former;
    before.date = now.date;
    base::Outcome<CapacityAssessment> old = assess(before, rules);
    const base::Outcome<CapacityAssessment> anew = assess(now, rules);
    if (!old || !anew) {
        return tl::unexpected(old ? anew.error() : old.error());
    }
    const std::optional<CapacityFigures>& was = old->figures;
    const std::optional<CapacityFigures>& is = anew->figures;
    const bool leaves_more =
        was && is &&
        (was->protected_income < is->protected_income || is->norm_capacity < was->norm_capacity);
    return Renewal{
        .needed = was != is || old->protected_income_applies != anew->protected_income_applies,
        .works_from = leaves_more ? std::min(reported_on, now.date) : now.date};
}

}  // namespace draagkracht::capacity
