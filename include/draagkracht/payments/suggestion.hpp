// Where a payment that waits could belong: the debts that something speaks for, best first, each
// with what speaks for it and against it. A person decides; nothing is booked by a suggestion.
//
//     suggestions_of({sixty, true}, candidates);
//     // V-501: for it account_known and amount_next; against it account_of_others
//
// A sign has a weight, and the order is that of their sums; the number decides between equals.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "draagkracht/base/id.hpp"
#include "draagkracht/base/money.hpp"
#include "draagkracht/payments/matching.hpp"

namespace draagkracht::payments {

enum class Sign {
    // For it.
    reference_named,      // its payment reference stands in the payment
    reference_near,       // one digit off, too many or missing, or two digits swapped
    account_known,        // the account is known to pay for its debtor
    account_paid_before,  // the account paid on it before
    name_equal,           // the payer is called as its debtor
    amount_next,          // exactly its next instalment
    amount_next_two,      // exactly its next two instalments
    amount_whole,         // exactly all that is open
    // Against it.
    nothing_open,
    plan_ended,
    more_than_open,     // a part would be too much
    other_amount,       // no instalment, and not all that is open
    account_of_others,  // the account is known to pay for other people too, as that of a guardian
    joint_debtors,      // several people owe it
};
[[nodiscard]] std::string_view to_text(Sign sign);  // "account_known"
[[nodiscard]] bool speaks_for(Sign sign);

struct WaitingPayment {
    base::Money suspended;
    std::size_t people_of_account = 0;  // for how many people the account is known to pay
};

// What the register knows of a debt that something of the payment points at.
struct Candidate {
    DebtId debt;
    std::string number;  // of the plan, or of the claim
    base::Money open;    // on all its claims
    std::vector<base::PersonId> debtors;
    std::vector<base::Money> next_instalments = {};  // at most two; none for a claim by itself
    bool has_ended = false;
    bool is_named = false;
    bool is_nearly_named = false;
    bool account_is_known = false;
    bool account_paid_before = false;
    bool name_is_equal = false;
};

struct Suggestion {
    Candidate candidate;
    std::vector<Sign> speaks_for;
    std::vector<Sign> speaks_against;
    base::Money amount;  // that can go there: no more than waits, and no more than is open
    int weight;
};

inline constexpr std::size_t suggestions_max = 10;

// Only what something speaks for.
[[nodiscard]] std::vector<Suggestion> suggestions_of(
    const WaitingPayment& payment, const std::vector<Candidate>& candidates
);

// The references that the text may have meant: valid ones that are one slip away from a run of
// digits in it. A slip is a digit that is wrong, too many or missing, or two that are swapped.
[[nodiscard]] std::vector<std::string> references_near(std::string_view text);

}  // namespace draagkracht::payments
