// The ledger of a claim: every cent that moved, as postings that are only ever added.
//
//     principal  claim    +2000.00   2024-03-01   "decision V-2024-0017"
//     costs      fee        +20.00   2024-05-01   "formal notice"
//     costs      payment    -20.00   2024-06-01   allocation 12
//
// A balance is the sum of its postings. A mistake is mended by a posting against it, never by a
// change. Above zero: the debtor owes more.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "draagkracht/base/date.hpp"
#include "draagkracht/base/id.hpp"
#include "draagkracht/base/money.hpp"

namespace draagkracht::claims {

// In the order in which a payment covers them: Awb art. 4:92.
enum class Component { costs, interest, principal };

enum class PostingKind {
    claim,       // the decision itself; the first posting of a claim
    payment,     // below zero; above zero when a payment is taken back by the bank
    interest,    // statutory interest set by decision (Awb 4:99)
    fee,         // formal notice and other costs (Awb 4:113, 4:119)
    correction,  // a counter-posting, or a change by decision
    gross_up,    // wage tax and contributions added at the turn of the year (PW art. 58 lid 5)
    remission,   // kwijtschelding; this and the next three take off what is given up
    buy_off,     // afkoop: what is given up after a part was paid at once
    write_off,   // afboeking; above zero when the claim revives
    transfer,    // somebody else collects it
    refund,      // terugbetaling: a credit is paid back, so that it stands no more
    set_off,     // verrekening: a credit leaves one claim, and goes below zero on another
};

// Whether a kind tells what is asked of the debtor, as against what is paid or given up.
[[nodiscard]] bool is_charge(PostingKind kind);

// No claim on a household comes near it: a larger amount is a slip of the keyboard.
inline constexpr base::Money amount_max = base::Money::cents(10'000'000'00);

// What moved on a claim, apart from who booked it.
struct Movement {
    Component component;
    PostingKind kind;
    base::Money amount;
    base::Date value_date;  // from when it counts; for a payment the day on our account (Awb 4:89)
    std::string reason;     // in words, without personal data
};

struct NewPosting {
    base::ClaimId claim;
    Movement movement;
    std::optional<base::AllocationId> allocation;   // for a payment: of which bank entry
    std::optional<base::PostingId> reverses;        // the posting that this one takes back
    std::optional<base::ActId> act = std::nullopt;  // the act on the claim that made it
};

struct Posting {
    base::PostingId id;
    NewPosting facts;
    base::Date booked_on;
    std::string posted_by;
};

// What was paid on the last day of payments, over all claims and components.
struct LastPayment {
    base::Date value_date;
    base::Money amount;
    friend bool operator==(const LastPayment&, const LastPayment&) = default;
};

// Nothing when nothing was paid. What the bank took back from that day is none of it.
[[nodiscard]] std::optional<LastPayment> last_payment_of(std::span<const Posting> postings);

// The last `most` of them, newest value date first.
[[nodiscard]] std::vector<Posting> last_of(std::vector<Posting> postings, std::size_t most);

struct Balance {
    base::Money costs;
    base::Money interest;
    base::Money principal;

    [[nodiscard]] base::Money total() const { return costs + interest + principal; }
    [[nodiscard]] base::Money of(Component component) const;
    void add(Component component, base::Money amount);
    friend bool operator==(const Balance&, const Balance&) = default;
};

[[nodiscard]] Balance balance_of(std::span<const Movement> movements);

// Problem claims.wrong-movement: an amount of zero, or a kind that does not go with the component
// or the sign (interest stands under interest, a fee under costs, a claim under principal).
// Problem claims.amount-too-large: beyond amount_max, up or down.
[[nodiscard]] base::Done check(const Movement& movement);

[[nodiscard]] std::string_view to_text(Component component);  // "costs", "interest", "principal"
[[nodiscard]] std::string_view to_text(PostingKind kind);
[[nodiscard]] base::Outcome<Component> component_of(std::string_view text);
[[nodiscard]] base::Outcome<PostingKind> posting_kind_of(std::string_view text);

}  // namespace draagkracht::claims
