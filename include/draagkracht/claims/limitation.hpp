// The limitation clock (verjaring): the last day on which a claim may be collected by force, and
// what moved it there.
//
//     LimitationClock clock = limitation_of(due_date, interruptions, extensions, five_years);
//     clock.last_day();         // 2031-04-14: a payment of 2026-04-14 began a new term
//     clock.has_lapsed(today);  // after it no formal notice, set-off or order (Awb 4:104)
//
// A term of five years begins when the term to pay has passed (Awb art. 4:104). What interrupts it
// begins a new one of the same length the next day (4:105, 4:106, 4:110). Deferral, bankruptcy and
// a statutory debt arrangement lengthen the term that runs by as many days as they take of it
// (4:111); while one of which no end is known covers its last day, it does not lapse.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "draagkracht/base/date.hpp"
#include "draagkracht/base/problem.hpp"
#include "draagkracht/norms/parameter.hpp"

namespace draagkracht::claims {

enum class InterruptionKind {
    acknowledgement,    // of the debt, by the debtor: an agreement over it is one; 4:105
    payment,            // by the debtor, which acknowledges the debt; 4:105
    court_action,       // an act before the court; 4:105
    formal_notice,      // aanmaning, 4:106
    set_off_decision,   // 4:106
    enforcement_order,  // dwangbevel and its enforcement, 4:106
};

struct Interruption {
    base::Date on;
    InterruptionKind kind;
    std::string source;  // what shows it, "posting:4711"
};

enum class ExtensionKind { deferral, moratorium, bankruptcy, debt_arrangement, order_suspended };

// First and last day; no last day is known while it goes on.
struct Extension {
    base::Date from;
    std::optional<base::Date> until;
    ExtensionKind kind;
    std::string source;
};

// One term: the first after the term to pay, or one that an interruption began.
struct LimitationTerm {
    base::Date begins;
    std::optional<base::Date> last_day;  // empty: extended, and nobody knows until when
    int extended_days = 0;
    std::optional<Interruption> begun_by;
    std::vector<Extension> extended_by = {};  // what of it falls in the term
};

class LimitationClock {
  public:
    explicit LimitationClock(std::vector<LimitationTerm> terms);

    // Oldest first, never empty; an interruption after the claim had lapsed began none.
    [[nodiscard]] const std::vector<LimitationTerm>& terms() const { return terms_; }
    [[nodiscard]] std::optional<base::Date> last_day() const { return terms_.back().last_day; }
    [[nodiscard]] bool has_lapsed(base::Date today) const;

  private:
    std::vector<LimitationTerm> terms_;
};

// `due_date`: the last day to pay in time. In any order; days that two extensions share count once.
// An interruption before the term began to run moves nothing, as the first term is longer.
[[nodiscard]] LimitationClock limitation_of(
    base::Date due_date,
    std::vector<Interruption> interruptions,
    const std::vector<Extension>& extensions,
    const norms::Parameter<int>& years
);

[[nodiscard]] std::string_view to_text(InterruptionKind kind);
[[nodiscard]] base::Outcome<InterruptionKind> interruption_kind_of(std::string_view text);

}  // namespace draagkracht::claims
