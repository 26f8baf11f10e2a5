// An act on a claim (handeling): a decision about it, or a fact that bears on it, with who recorded
// it, when and why. The acts of a claim, in the order in which they were recorded, are its history.
//
//     NewAct act{.number = "A-2026-31", .kind = ActKind::held, .on = today,
//                .reason = "het bezwaarschrift is ontvangen", .hold = HoldKind::objection,
//                .review_on = in_twelve_weeks};
//     check(act);   // holds: a hold tells its kind, and until when or when to look again
//
// An act is never changed. What it says is ended or undone by a later one.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "draagkracht/base/date.hpp"
#include "draagkracht/base/id.hpp"
#include "draagkracht/base/money.hpp"
#include "draagkracht/base/percentage.hpp"
#include "draagkracht/base/problem.hpp"
#include "draagkracht/claims/ledger.hpp"
#include "draagkracht/claims/limitation.hpp"

namespace draagkracht::claims {

enum class ActKind {
    changed,          // herzien: a decision makes the claim higher or lower
    corrected,        // a slip in the books is mended by a counter-posting
    interest_set,     // rente vastgesteld: statutory interest, owed from this decision (Awb 4:99)
    grossed_up,       // gebruteerd: wage tax and contributions are added, PW art. 58 lid 5
    held,             // opgeschort: a hold begins
    hold_ended,       // the hold has ended
    debtor_released,  // one of the joint debtors owes it no longer
    interrupted,      // gestuit: a fact that the register does not hold itself; Awb 4:105, 4:106
    remitted,         // kwijtgescholden
    bought_off,       // afgekocht: a part was paid at once, the rest is given up
    written_off,      // afgeboekt: no longer collected, but not remitted; it can revive
    revived,          // herleefd: collected again after it was written off
    transferred,      // overgedragen: somebody else collects it
    annulled,         // vernietigd or ingetrokken: the decision is gone
    credit_refunded,  // terugbetaald: the debtor gets the credit back
    credit_moved,     // verrekend: the credit is set against another claim (Awb 4:93)
};

// What holds up collection. During any of them no reminder leaves and no step is taken.
enum class HoldKind {
    objection,         // bezwaar
    appeal,            // beroep
    suspension,        // schorsing by a court or by the municipality itself
    deferral,          // uitstel, Awb art. 4:94
    dispute,           // the debtor says that it is not owed, outside an objection
    debt_help,         // schuldhulpverlening
    bankruptcy,        // faillissement
    debt_arrangement,  // Wsnp
    estate,            // the debtor has died, and the heirs are sought
};

struct NewAct {
    std::string number;  // given by who records it, so that a repeat is one act
    ActKind kind;
    base::Date on;       // from when it counts
    std::string reason;  // why, in words, without personal data
    std::string decision_number{};
    // changed, corrected: below zero lowers; else what the officer saw that it comes to.
    std::optional<base::Money> amount{};
    std::optional<Component> component{};  // corrected
    // grossed_up: as payroll gives it; without it the amount is the one that payroll gave.
    std::optional<base::Percentage> factor{};
    std::optional<HoldKind> hold{};  // held
    bool interest_runs = true;       // held: also meanwhile (Awb 4:101)
    // held: the last day, when it is known. hold_ended, interest_set: the last day that it covers.
    std::optional<base::Date> last_day{};
    std::optional<base::Date> review_on{};           // held: when to look again
    std::optional<std::string> ends{};               // hold_ended: the number of the hold
    std::optional<base::PersonId> debtor{};          // the debtor whom alone it concerns
    std::optional<InterruptionKind> interruption{};  // interrupted
    std::optional<std::string> other_claim{};        // credit_moved: the number of that claim
    friend bool operator==(const NewAct&, const NewAct&) = default;
};

struct Act {
    base::ActId id;
    NewAct facts;
    std::optional<base::ApprovalId> approval;
    base::Date recorded_on;
    std::string recorded_by;
    // The number of the claim on which it was made, in the history of the claim that got its
    // credit.
    std::optional<std::string> from_claim = std::nullopt;
};

// What an act of each kind has to tell and may not tell. Problems claims.act-needs and
// claims.act-does-not-take (with the field), claims.wrong-period, base.not-a-line,
// claims.amount-too-large.
[[nodiscard]] base::Done check(const NewAct& act);

// Remission, buy-off, writing off and release of a debtor give up what somebody owes, and a refund
// lets money leave: one officer prepares them, another decides.
[[nodiscard]] bool needs_second_person(ActKind kind);

// Refunded or moved: what can be done with a credit, and with nothing else.
[[nodiscard]] bool uses_credit(ActKind kind);

// The words of the database and of the JSON forms: the enumerator's own.
[[nodiscard]] std::string_view to_text(ActKind kind);
[[nodiscard]] std::string_view to_text(HoldKind kind);
[[nodiscard]] base::Outcome<ActKind> act_kind_of(std::string_view text);
[[nodiscard]] base::Outcome<HoldKind> hold_kind_of(std::string_view text);
[[nodiscard]] const std::vector<ActKind>& act_kinds();
[[nodiscard]] const std::vector<HoldKind>& hold_kinds();

}  // namespace draagkracht::claims
