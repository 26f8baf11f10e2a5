// A difference with the bank that stays: what the bank says and what it told entry by entry do not
// meet, and nobody will ever mend it. A month is closed with it as a line of its own.
//
//     DifferenceToAccept half{june, "NL26...", 0.50, 1137.50, ClosingFrom::officer};
//     subject_of(half)       // "2026-06|NL26...|0.50|1137.50|officer"
//
// One officer says why it is taken as it is, a second person approves just that amount of just that
// account and month, beside the balance that it rests on and who says that it stands there, and it
// stands in the proof. Later months begin with it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "draagkracht/base/id.hpp"
#include "draagkracht/base/money.hpp"
#include "draagkracht/claims/closed_month.hpp"
#include "draagkracht/payments/month_end.hpp"

namespace draagkracht::payments {

// access::AccessService::ask_approval(..., action, subject, ...).
inline constexpr const char* difference_approval_action = "payments.accept_difference";

struct DifferenceToAccept {
    base::Month month;
    std::string iban;
    base::Money amount;  // above zero: the bank has more than it told; not zero
    base::Money bank_closing;
    ClosingFrom closing_from;

    friend bool operator==(const DifferenceToAccept&, const DifferenceToAccept&) = default;
};

[[nodiscard]] std::string subject_of(const DifferenceToAccept& difference);
// Nothing for a subject of something else.
[[nodiscard]] std::optional<DifferenceToAccept> difference_to_accept(std::string_view subject);

// With which a month is closed.
struct AcceptedDifference {
    base::Money amount;
    std::string reason;
    std::string accepted_by;  // Actor::text of who said so
    std::string approved_by;  // of the second person
    base::ApprovalId approval;

    friend bool operator==(const AcceptedDifference&, const AcceptedDifference&) = default;
};

}  // namespace draagkracht::payments
