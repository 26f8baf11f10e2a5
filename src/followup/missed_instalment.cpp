#include "draagkracht/followup/missed_instalment.hpp"

#include <algorithm>

namespace draagkracht::followup {

ArrearStanding arrear_standing(
    const plans::Instalment& instalment,
    base::Money paid_total,
    const MissedMargin& margin,
    base::BusinessDate today
) {
    base::ensure(margin.days >= 0 && !margin.amount.is_negative(), "margins are not negative");
    const base::Money short_of = instalment.cumulative - paid_total;
    const base::Money left = std::clamp(short_of, base::Money{}, instalment.amount);
    const base::Date missed_on = instalment.due_date.plus_days(margin.days + 1);
    if (today.date() < missed_on || short_of <= margin.amount || left.is_zero()) {
        return {Punctuality::on_time, left, missed_on};
    }
    return {
        left < instalment.amount ? Punctuality::partly_paid : Punctuality::missed, left, missed_on};
}

bool talk_holds(
    const ArrearStanding& standing,
    base::Date talked_on,
    int unpaid_talk_days,
    base::BusinessDate today
) {
    return talked_on >= standing.missed_on && today.date() <= talked_on.plus_days(unpaid_talk_days);
}

}  // namespace draagkracht::followup
