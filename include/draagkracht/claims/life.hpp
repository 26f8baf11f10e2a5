// The life of a claim: in which stage it stands on a day, and what holds up its collection then.
// Neither is stored; both follow from its acts, its balance, the day, and what other rooms know.
//
//     Life life = life_of({claim, acts, balance, course}, today);
//     life.stage;                                    // Stage::in_default
//     permitted(life, ActKind::remitted);            // holds; on a paid claim a Problem
//
// docs/claim-life.md shows the whole table of stages and acts, and a test holds it against this.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "draagkracht/claims/act.hpp"
#include "draagkracht/claims/claim.hpp"

namespace draagkracht::claims {

enum class Stage {
    decided,      // the debtor is not notified yet
    to_be_paid,   // within the term to pay
    in_default,   // in verzuim: the term has passed
    in_plan,      // a debtor has a running plan for it
    at_bailiff,   // bij de deurwaarder
    paid,         // nothing is open, or there is a credit
    remitted,     // kwijtgescholden
    bought_off,   // afgekocht
    written_off,  // afgeboekt; can revive
    lapsed,       // verjaard, for each of its debtors
    transferred,  // overgedragen
    annulled,     // the decision is gone
};

// What rooms above this one know of a claim on that day.
struct Course {
    bool in_plan = false;
    bool at_bailiff = false;
    bool has_lapsed = false;  // for every debtor who still owes it
};

// As far as was known when the question is about the past: acts that were recorded, and the balance
// of what was booked, by then.
struct LifeFacts {
    const Claim& claim;
    const std::vector<Act>& acts;  // in the order in which they were recorded
    Balance balance;               // on the day
    Course course;
};

struct RunningHold {
    std::string number;  // of the act that began it
    HoldKind kind;
    base::Date first_day;
    std::optional<base::Date> last_day;
    std::optional<base::Date> review_on;
    std::optional<base::PersonId> debtor;  // absent: it holds for all debtors
    bool interest_runs;
};

struct Life {
    Stage stage;
    bool has_credit;                      // more was paid than is owed
    std::vector<RunningHold> holds;       // that cover the day
    std::vector<base::PersonId> debtors;  // who still owe it
};

[[nodiscard]] Life life_of(const LifeFacts& facts, base::Date day);

// Every hold that the acts tell of, with the last day as it is after the act that ended it; those
// taken back from their first day are left out.
[[nodiscard]] std::vector<RunningHold> holds_of(const std::vector<Act>& acts);

// Problems claims.closed (remitted, bought off, transferred, annulled), claims.written-off,
// claims.not-written-off, claims.lapsed, claims.nothing-open, claims.not-in-default,
// claims.not-notified, claims.no-credit: why an act of this kind cannot be made as the claim
// stands.
[[nodiscard]] base::Done permitted(const Life& life, ActKind kind);

// Whether the credit of another claim can be set against this one: it is being collected, and no
// hold covers it. Problems as of permitted, and claims.held.
[[nodiscard]] base::Done can_receive_credit(const Life& life);

[[nodiscard]] std::string_view to_text(Stage stage);
[[nodiscard]] base::Outcome<Stage> stage_of(std::string_view text);
[[nodiscard]] const std::vector<Stage>& stages();

}  // namespace draagkracht::claims
