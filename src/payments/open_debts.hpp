// What is owed on the debts that a chunk of payments may concern, kept up to date while they are
// placed one after another. Pure: filled from the store, asked by the service.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "draagkracht/claims/allocation.hpp"
#include "draagkracht/claims/replay.hpp"
#include "draagkracht/payments/matching.hpp"

namespace draagkracht::payments {

struct OpenPlan {
    base::PlanId id;
    bool has_ended;
    base::Money paid;
    std::vector<base::ClaimId> claims;    // in the order in which it pays them
    std::vector<base::Money> milestones;  // paid up to here is an instalment more; rising
};

// A claim, and the plans that pay it now: one at most of each of its debtors.
struct PayableClaim {
    base::ClaimId id;
    std::vector<base::PlanId> running_plans;
};

// The claims that a payment covers: the one that the debtor named, then those of the plan.
[[nodiscard]] std::vector<base::ClaimId> claims_in_order(
    std::optional<base::ClaimId> named, const std::vector<base::ClaimId>& of_plan
);

// Where a payment went. Parts and suspended amount together are its amount.
struct PlacedPayment {
    Payment payment;
    std::optional<base::ClaimId> claim;   // that the debtor named
    std::optional<base::PlanId> plan;     // under which it counts
    std::vector<base::PersonId> debtors;  // of the claims that it paid, each once
    std::string rung;
    std::string reason;
    std::vector<claims::AllocatedPart> parts;
    std::optional<Suspense> suspense;
    base::Money suspended;
    std::string matched_by = {};  // the rule that found the debt; also where nothing was open on it
    norms::LadderPlace ladder_place = {};
};

class OpenDebts {
  public:
    void add_balance(const claims::OpenClaim& claim);
    void add_last_move(base::ClaimId claim, const claims::LastMove& move);
    void add_debtor(base::ClaimId claim, base::PersonId debtor);
    // The balances of the claims come first.
    void add_plan(OpenPlan plan);
    // The plans that pay it come first.
    void add_claim(const PayableClaim& claim);
    void put_reference(const std::string& reference, DebtId debt);
    void put_account(const std::string& account, DebtId debt);
    void put_batch(const std::string& batch_id, const CountAndTotal& orders);

    // Matches the payment, that counts from this day, by the ladder of that day, and spends it; the
    // next one finds what is left.
    [[nodiscard]] PlacedPayment place(
        const Payment& payment, base::Date value_date, const norms::MatchLadder& ladder
    );
    // The same of a payment of which its sender says whose it is. The debt has been added, with the
    // plan under which it counts.
    [[nodiscard]] PlacedPayment place(
        const Payment& payment, base::Date value_date, const Decision& decision
    );

    // All that were added, in the order of their ids.
    [[nodiscard]] std::vector<base::ClaimId> claims() const;

    // The claims of payments that came out of the order of their days: what went to them, and to
    // the claims that are paid together with them, must be worked out anew.
    [[nodiscard]] const std::set<base::ClaimId>& out_of_order() const { return out_of_order_; }

  private:
    void spend(const Match& match, PlacedPayment& placed);
    [[nodiscard]] std::vector<base::ClaimId> claims_of(const PlacedPayment& placed) const;
    void note_order(const std::vector<base::ClaimId>& claims, base::Date value_date);
    [[nodiscard]] std::vector<base::PersonId> debtors_of(
        const std::vector<claims::AllocatedPart>& parts
    ) const;
    void refresh(base::PlanId plan);
    void refresh(base::ClaimId claim);
    [[nodiscard]] base::Money balance_of(base::ClaimId claim) const;

    DebtBook book_;
    std::unordered_map<base::ClaimId, claims::OpenClaim> balances_;
    std::unordered_map<base::ClaimId, std::vector<base::PersonId>> debtors_;
    std::unordered_map<base::PlanId, OpenPlan> plans_;
    std::unordered_map<base::ClaimId, std::vector<base::PlanId>> plans_of_claims_;
    std::unordered_map<base::ClaimId, PayableClaim> claims_;
    std::unordered_map<base::ClaimId, claims::LastMove> last_moves_;  // of the books
    std::unordered_map<base::ClaimId, base::Date> last_days_of_chunk_;
    std::set<base::ClaimId> out_of_order_;
};

}  // namespace draagkracht::payments
