// The gross-up of a claim (brutering, Participatiewet art. 58 lid 5). Benefit that is paid back in
// the year in which it was paid is paid back net: the municipality settles its wage tax and
// contributions with that of other benefit. What is open after 31 December cannot be settled any
// more, so that wage tax and contributions are added to it. How much these are, payroll knows.
//
//     PayrollGrossUp told{.open_net = Money::cents(100000), .factor = Percentage::whole(37)};
//     gross_up_of(decision, movements, 2026, told).value();            // EUR 370.00
//     first_day_after(2026);                                           // from when: 2027-01-01
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "draagkracht/base/date.hpp"
#include "draagkracht/base/money.hpp"
#include "draagkracht/base/percentage.hpp"
#include "draagkracht/base/problem.hpp"
#include "draagkracht/claims/claim.hpp"
#include "draagkracht/claims/ledger.hpp"

namespace draagkracht::claims {

// The day from which the gross-up of that year counts.
[[nodiscard]] base::Date first_day_after(int year);

// The principal that was open before that day and not grossed up: by the day on which money came,
// also where it came to be known later. Problem claims.not-grossed-up: over a claim of this kind no
// wage tax was paid, `turn` is no 1 January, it was grossed up before, or nothing was open.
[[nodiscard]] base::Outcome<base::Money> net_to_gross_up(
    const ClaimDecision& decision, const std::vector<Movement>& movements, base::Date turn
);

// Half-up to the cent. Problem claims.amount-too-large, at the factor.
[[nodiscard]] base::Outcome<base::Money> gross_up_by(base::Money net, base::Percentage factor);

// Whether the claim was decided net as one of that calendar year: its period ends in it, or the
// decision lies in it where no period is known. Benefit of an earlier year was claimed gross at
// once, and a claim that was decided after the year too. Problem claims.not-net.
[[nodiscard]] base::Done check_net_of_year(const ClaimDecision& decision, int year);

// What payroll tells of one claim: what it saw open, and the factor, the amount, or both.
struct PayrollGrossUp {
    base::Money open_net;
    std::optional<base::Percentage> factor{};
    std::optional<base::Money> amount{};
};

// The amount to add. Problems, each at the field of the list that it is about: those of
// check_net_of_year and net_to_gross_up, claims.other-amount (the books say another net amount, or
// the factor another gross-up), claims.factor-over-gross (a part of the claim is benefit of an
// earlier year, over which a factor would count twice), claims.act-needs (neither was told, or it
// comes to nothing).
[[nodiscard]] base::Outcome<base::Money> gross_up_of(
    const ClaimDecision& decision,
    const std::vector<Movement>& movements,
    int year,
    const PayrollGrossUp& told
);

// What a person has to look at before a claim is grossed up. Whether it is left out for that is a
// decision of the municipality, and none of the program.
enum class GrossUpQuestion {
    municipality_was_late,      // late with what it knew, or mistaken: is it right to let it weigh?
    could_not_be_paid_in_year,  // the term to pay ended after 31 December
    cause_unknown,
    culpability_unknown,     // it was not assessed
    period_unknown,          // so whether it is benefit of that year alone is not known
    partly_of_earlier_year,  // payroll tells the amount, and no factor
    held,                    // a hold covers the claim, such as an objection
};

[[nodiscard]] std::vector<GrossUpQuestion> gross_up_questions(
    const ClaimDecision& decision, int year, bool is_held
);

// "municipality_was_late".
[[nodiscard]] std::string_view to_text(GrossUpQuestion question);

}  // namespace draagkracht::claims
