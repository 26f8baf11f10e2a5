// Which instalments are collected by direct debit (automatische incasso), on which day and for how
// much; and of each that is not, why. A pure rule over what the register knows.
//
//     CollectionChoice choice = choose(due_instalments, under_way, terms, today, until);
//     choice.collected[0].collect_on;     // the due date, or the next day on which banks settle
//     choice.left_out[0].reason;          // "mandate_lapsed"
//
// The due dates are those of now, so what a pause moved is collected when it falls due then. Nobody
// is collected from while a pause or a hold covers any day from today until the collection, and
// nothing that counts as missed: then a person calls first. What was approved is asked once more
// before it leaves (fallen_out).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "draagkracht/base/id.hpp"
#include "draagkracht/plans/schedule.hpp"

namespace draagkracht::payments {

// Policy: config/policies, [direct_debit] and [followup].
struct DirectDebitTerms {
    int lead_days;         // TARGET days between today and the collection, for the bank
    int notice_days;       // from the agreement on a plan to its first collection
    int retries;           // how often one that the bank took back is tried again
    int retry_after_days;  // counted from the day on which it was taken back
    int missed_margin_days;
};

enum class BankAnswer { none, paid, taken_back };

// An order that went out before, or that waits to.
struct EarlierOrder {
    base::PlanId plan;
    int instalment_number;
    base::Date collect_on;
    base::Money amount;
    BankAnswer answer;
    std::string return_reason = {};  // "AM04"; empty when the bank told none
    std::optional<base::Date> answered_on = std::nullopt;
};

struct MandateFacts {
    std::string number;
    base::Date signed_on;
    std::optional<base::Date> ended_on = std::nullopt;   // withdrawn by the debtor
    std::optional<base::Date> last_used = std::nullopt;  // the last day that was collected for
    std::vector<std::string> return_reasons = {};        // of all that was taken back on it
};

// An instalment of a plan that is paid by direct debit and has not ended.
struct CollectableInstalment {
    base::PlanId plan;
    plans::Instalment agreed;  // with the due date of now
    base::Date plan_agreed_on;
    base::Money paid_on_plan;
    base::Money open_on_claims;
    std::vector<base::ClaimId> claims;  // that the plan pays
    MandateFacts mandate;
    std::vector<plans::Period> quiet = {};   // pauses of the plan and holds on its claims
    std::vector<EarlierOrder> earlier = {};  // of this instalment, oldest first
    // The day of an order that waits to leave: it is not collected earlier.
    std::optional<base::Date> not_before = std::nullopt;
};

// An order without an answer, of whichever plan: what it asks is not asked once more.
struct OrderUnderWay {
    base::PlanId plan;
    std::vector<base::ClaimId> claims;
    base::Money amount;
};

enum class NotCollectedReason {
    nothing_open,
    mandate_ended,
    mandate_lapsed,
    mandate_stopped,  // the bank told that it cannot be used any more
    mandate_unfit,    // its number cannot go into an order
    under_way,
    collected_before,
    taken_back,  // for a reason for which it is not tried again
    no_retry_left,
    retry_later,  // after the last day that was asked for
    missed,
    quiet,
    // Of an order that was approved, and does not leave:
    not_due,   // any more: it was paid, its plan ended, or it falls due later now
    less_now,  // less of it is to be collected, or on a later day
};
[[nodiscard]] std::string_view to_text(NotCollectedReason reason);  // as the enumerator
[[nodiscard]] base::Outcome<NotCollectedReason> not_collected_reason_of(std::string_view text);

struct ToCollect {
    base::PlanId plan;
    int instalment_number;
    base::Date collect_on;
    base::Money amount;
    bool is_retry;

    friend bool operator==(const ToCollect&, const ToCollect&) = default;
};

struct NotCollected {
    base::PlanId plan;
    int instalment_number;
    NotCollectedReason reason;
    std::string explanation;  // for an officer; without personal data
};

struct CollectionChoice {
    std::vector<ToCollect> collected;
    std::vector<NotCollected> left_out;
};

// `due` in the order of due date and plan, all due by `until`.
[[nodiscard]] CollectionChoice choose(
    const std::vector<CollectableInstalment>& due,
    const std::vector<OrderUnderWay>& under_way,
    const DirectDebitTerms& terms,
    base::BusinessDate today,
    base::Date until
);

// An order that was approved, with its instalment as it is now; without one it is not due any more.
struct ApprovedOrder {
    ToCollect order;
    std::optional<CollectableInstalment> due;
};

// Of these orders, the ones that fall out: the rule gives no order any more for that day and as
// much. What it gives beyond what was approved is not asked, so what is left is never more than
// that, and never something else.
[[nodiscard]] std::vector<NotCollected> fallen_out(
    const std::vector<ApprovedOrder>& approved,
    const std::vector<OrderUnderWay>& under_way,
    const DirectDebitTerms& terms,
    base::BusinessDate today,
    base::Date until
);

}  // namespace draagkracht::payments
