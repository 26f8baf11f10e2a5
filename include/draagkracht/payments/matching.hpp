// To which debt does a payment go? A ladder of rules, from certain to less certain; the first that
// says something decides. What no rule can decide waits for a person, with the reason.
//
//     const norms::MatchLadder& ladder = ladders.on(value_date);
//     for (const Payment& payment : payments_of(entry)) {
//         Decision decision = match(payment, debts, ladder);
//         // Match{plan 12, "structured_reference", ...}, or a Suspense of
//         // SuspenseCode::unknown_payer and what was found
//     }
//
// The rules and their order are the municipality's (norms/match_ladder.hpp):
//
// - own_batch: a batch of our own direct debits that the bank booked as one amount, which is spread
//   over its orders before (own_batch.hpp); each of them names its plan;
// - structured_reference: the payment reference that the bank passed on apart from the text, Dutch
//   (CUR) or RF;
// - reference_in_free_text: a payment reference in the free text, with a check digit that is right;
// - account_and_amount: an account that is known to pay for a debt, with exactly its next amount,
//   and no other debt fits. It says nothing of a payment that names something else, wherever it
//   stands in the ladder.
//
// An account alone never decides: a guardian (bewindvoerder) pays for many people from one account.
// What went out or came back is never matched, whatever the ladder. Joint debtors may each pay a
// claim by a plan of their own: who names that claim pays under the plan that the account points
// at, or else the only one that the amount fits.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

#include "draagkracht/base/id.hpp"
#include "draagkracht/base/money.hpp"
#include "draagkracht/norms/match_ladder.hpp"
#include "draagkracht/payments/payment_order.hpp"
#include "draagkracht/payments/statement.hpp"
#include "draagkracht/payments/suspense_code.hpp"

namespace draagkracht::payments {

// What is matched: one detail of an entry, or the whole entry when its details do not come to its
// amount. Points into the entry, which must outlive it.
struct Payment {
    const Entry* entry;
    const Detail* detail;
    std::size_t detail_number;  // from 1
    base::Money amount;
    bool details_agree;  // false: the bank's details do not come to the entry's amount
};

// A line of nothing, as banks write to tell something, holds no payment.
[[nodiscard]] std::vector<Payment> payments_of(const Entry& entry);

using DebtId = std::variant<base::PlanId, base::ClaimId>;

// What a payment can go to: a plan, or a claim by itself.
struct Debt {
    DebtId id;
    bool is_open = false;     // something is still owed, and a plan has not ended
    base::Money next_amount;  // the rest of the next instalment, or of the whole claim
    // All that is open, where that is less than the next amount: a joint debtor paid too.
    std::optional<base::Money> last_amount = std::nullopt;
    // Of a claim: the running plans that pay it, each of another debtor.
    std::vector<base::PlanId> plans = {};
    bool has_ended = false;  // a plan that takes no payments any more

    [[nodiscard]] bool fits(base::Money amount) const {
        return amount == next_amount || amount == last_amount;
    }
};

// The debts that a set of payments may concern.
class DebtBook {
  public:
    // A debt that is there already is taken over by the new one.
    void put(const Debt& debt);
    void put_reference(std::string reference, DebtId debt);
    void put_account(std::string account, DebtId debt);
    // One of our own direct debits, and what its orders come to.
    void put_batch(std::string batch_id, const CountAndTotal& orders);

    // One debt as a rule; a plan and a claim from elsewhere may bear the same number.
    [[nodiscard]] std::vector<const Debt*> of_reference(const std::string& reference) const;
    // The open debts for which this account is known to pay.
    [[nodiscard]] std::vector<const Debt*> of_account(const std::string& account) const;
    // Null when it is none of ours.
    [[nodiscard]] const CountAndTotal* batch(const std::string& batch_id) const;
    // One that was put before.
    [[nodiscard]] const Debt& of_plan(base::PlanId plan) const;

  private:
    using Ids = std::vector<std::int64_t>;
    using Index = std::unordered_map<std::string, Ids>;
    static void put(Index& index, std::string key, DebtId debt);
    [[nodiscard]] std::vector<const Debt*> found_in(const Index& index, const std::string& key)
        const;

    std::vector<Debt> debts_;
    std::unordered_map<std::int64_t, std::size_t> places_;  // an id is one debt in the register
    Index references_;
    Index accounts_;
    std::unordered_map<std::string, CountAndTotal> batches_;
};

// The references with which a payment may name its debt, as the register writes them.
struct NamedReferences {
    std::vector<std::string> structured;
    std::vector<std::string> in_free_text;
};
[[nodiscard]] NamedReferences references_of(const Detail& detail);

struct Match {
    DebtId debt;
    std::optional<base::PlanId> plan;  // under which it counts; empty: a claim by itself
    std::string rung;                  // the rule that decided
    std::string reason;                // in words, without personal data
    norms::LadderPlace place = {};
};

// For a person to look at.
struct Suspense {
    SuspenseCode code;
    std::string reason;  // in words, without personal data
    // The debt that was named, and on which nothing is open now: a later fact may open it again.
    std::optional<Match> named = std::nullopt;
};

using Decision = std::variant<Match, Suspense>;

[[nodiscard]] Decision match(
    const Payment& payment, const DebtBook& debts, const norms::MatchLadder& ladder
);

}  // namespace draagkracht::payments
