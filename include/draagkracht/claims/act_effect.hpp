// What an act does to the books of a claim, or why it cannot be made. A pure rule: the program
// works out what a decision comes to, and people decide.
//
//     ActCase on_claim{claim, acts, movements, course, rows_of_law, today, books_closed_until};
//     effect_of(on_claim, act).value();
//     // writing off 300.00: costs write_off -20.00, principal write_off -280.00
//
// Most decisions also say the amount that the officer saw; when the books say another by then, the
// act is refused, so that nobody decides on a figure that is no longer true.
#pragma once

#include <optional>
#include <vector>

#include "draagkracht/claims/act.hpp"
#include "draagkracht/claims/life.hpp"
#include "draagkracht/norms/law.hpp"

namespace draagkracht::claims {

struct ActCase {
    const Claim& claim;
    const std::vector<Act>& acts;
    const std::vector<Movement>& movements;
    Course course;
    const norms::Law& law;
    base::BusinessDate today;
    std::optional<base::Date> books_closed_until;  // the last day of the last year that was closed
    // The claim that a moved credit names, and that a debtor of this one owes too.
    const ActCase* other = nullptr;
};

// The movements to book, all on the claim; none for an act that moves no money. Problems of check
// and permitted, and claims.in-future, claims.before-decision, claims.year-closed,
// claims.not-backdated, claims.correction-too-large (a claim cannot go below nothing),
// claims.above-balance (a slip mended for more than is open), claims.other-amount,
// claims.no-interest, claims.not-grossed-up, claims.held-already, claims.no-such-hold,
// claims.hold-has-ended, claims.unknown-debtor, claims.released-already, claims.last-debtor. Of the
// other claim, at other_claim: those of can_receive_credit, claims.unknown-claim,
// claims.other-debtors.
[[nodiscard]] base::Outcome<std::vector<Movement>> effect_of(
    const ActCase& on_claim, const NewAct& act
);

// What goes to the other claim of what a moved credit took from this one (Awb art. 4:92).
[[nodiscard]] std::vector<Movement> effect_on_other(
    const ActCase& other, const NewAct& act, const std::vector<Movement>& effect
);

// Days on which interest does not run because a hold says so (Awb art. 4:101); a hold of which no
// end is known lasts until that day.
[[nodiscard]] std::vector<Period> days_without_interest(
    const std::vector<Act>& acts, base::Date until
);

// What an act comes to that tells the amount that was seen, before anybody saw it: for the page on
// which it is decided. Problems as of effect_of.
[[nodiscard]] base::Outcome<base::Money> amount_of(const ActCase& on_claim, NewAct act);

}  // namespace draagkracht::claims
