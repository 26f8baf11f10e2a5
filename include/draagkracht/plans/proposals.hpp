// What is laid on the table, side by side: by the norm; the fastest that leaves the protected
// income alone; a term that the debtor asks for; an amount that the debtor names. Pure, and quick
// enough to be called at every keystroke.
//
//     Proposals proposals = proposals_for({figures, balance}, {.rhythm = rhythm, .months = 24});
//     if (proposals.by_norm) {
//         proposals.by_norm->schedule.size();    // 36 instalments
//     } else {
//         proposals.by_norm.error().remedy;      // talk about a deferral, debt help or remission
//     }
#pragma once

#include <optional>
#include <vector>

#include "draagkracht/claims/ledger.hpp"
#include "draagkracht/plans/agreement.hpp"

namespace draagkracht::plans {

// What the debtor asks for, in words of a plan; all but the rhythm may be absent.
struct Asked {
    Rhythm rhythm;
    std::optional<int> months = std::nullopt;  // a term
    std::vector<AmountStep> amounts = {};      // an amount for each instalment, or several in steps
    // With the term and with the amounts; the other two proposals need none.
    std::vector<ExtraPayment> extras = {};
    std::optional<base::Money> holiday_pay = std::nullopt;
};

struct Talk {
    capacity::CapacityFigures figures;         // less what is paid elsewhere, see left_beside
    claims::Balance debt;                      // what is open now on the claims
    base::Money unit = base::Money::cents(1);  // instalments are whole ones: a cent, or a euro
};

struct Proposal {
    ScheduleTerms terms;
    ThreeAmounts amounts;
    base::Money protected_income;
    std::vector<Instalment> schedule;
    // What is paid in all: the debt as it is open now. Interest that runs on while the plan does is
    // not in it: it is owed only when a decision sets it (Awb art. 4:99).
    claims::Balance total;

    [[nodiscard]] base::Date end_date() const { return schedule.back().due_date; }
    [[nodiscard]] int months() const { return months_of(schedule); }
};

// Each is a proposal or the reason why it cannot be, with what to do instead.
struct Proposals {
    base::Outcome<Proposal> by_norm;
    base::Outcome<Proposal> fastest;
    std::optional<base::Outcome<Proposal>> asked_term;    // when months were asked for
    std::optional<base::Outcome<Proposal>> named_amount;  // when amounts were named
};

// Problems of a proposal: plans.no-capacity (nothing to pay by the norm, or no room at all),
// plans.below-protected-income (guarantee 6; says what is possible), plans.no-months, and those of
// schedule_of.
[[nodiscard]] Proposals proposals_for(const Talk& talk, const Asked& asked);

}  // namespace draagkracht::plans
