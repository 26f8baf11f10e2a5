#include "draagkracht/plans/agreement.hpp"

#include <algorithm>

#include "draagkracht/base/plain_line.hpp"
#include "draagkracht/plans/burden.hpp"

namespace draagkracht::plans {

using base::Money;

namespace {

bool is_by_norm(const ScheduleTerms& terms, const capacity::CapacityFigures& figures, Money unit) {
    const Money by_norm = instalment_within(figures.norm_capacity, terms.rhythm.frequency, unit);
    return burden_of(terms) == figures.norm_capacity ||
           (terms.amounts == std::vector<AmountStep>{{1, by_norm}} && terms.extras.empty() &&
            !terms.holiday_pay);
}

}  // namespace

capacity::CapacityFigures left_beside(const capacity::CapacityFigures& figures, Money elsewhere) {
    base::ensure(!elsewhere.is_negative(), "what is paid a month is not below zero");
    return {
        .norm_capacity = std::max(figures.norm_capacity - elsewhere, Money{}),
        .protected_income = figures.protected_income,
        .income = figures.income - elsewhere};
}

base::Outcome<ThreeAmounts> amounts_of(
    const ScheduleTerms& terms, const capacity::CapacityFigures& figures
) {
    if (const base::Done sound = check(terms); !sound) {
        return tl::unexpected(sound.error());
    }
    const Money burden = burden_of(terms);
    if (burden > figures.room()) {
        return base::problem(
            "plans.below-protected-income",
            "this asks " + burden.to_string() +
                " of a month at most, which leaves less to live on than the protected income",
            "agree on at most " + figures.room().to_string() +
                " a month; whoever wants to pay more can do so at any time"
        );
    }
    return ThreeAmounts{figures.norm_capacity, burden, figures.income - burden};
}

base::Outcome<ThreeAmounts> agree(
    const Wish& wish, const capacity::CapacityFigures& figures, Money unit
) {
    base::Outcome<ThreeAmounts> amounts = amounts_of(wish.terms, figures);
    if (!amounts) {
        return amounts;
    }
    if (amounts->agreed > amounts->norm && !wish.debtors_own_wish) {
        return base::problem(
            "plans.needs-own-wish",
            "an amount above the norm must be the debtor's own wish",
            "record that the debtor asked for it, or agree on at most " +
                figures.norm_capacity.to_string() + " a month"
        );
    }
    if (const base::Done text = base::check_plain_text(wish.reason, reason_bytes_max); !text) {
        return base::problem("plans.bad-reason", text.error().message, text.error().remedy);
    }
    const bool says_why = wish.reason.find_first_not_of(" \t\r\n") != std::string::npos;
    if (!says_why && !is_by_norm(wish.terms, figures, unit)) {
        return base::problem(
            "plans.needs-reason",
            "the amount differs from the norm and no reason is recorded",
            "write in a few words why this amount suits this household"
        );
    }
    return amounts;
}

}  // namespace draagkracht::plans
