#include "payments/open_debts.hpp"

#include <algorithm>

namespace draagkracht::payments {

void OpenDebts::add_balance(const claims::OpenClaim& claim) {
    balances_.insert_or_assign(claim.claim, claim);
}

void OpenDebts::add_debtor(base::ClaimId claim, base::PersonId debtor) {
    debtors_[claim].push_back(debtor);
}

void OpenDebts::add_plan(OpenPlan plan) {
    const base::PlanId id = plan.id;
    for (const base::ClaimId claim : plan.claims) {
        plans_of_claims_[claim].push_back(id);
    }
    plans_.insert_or_assign(id, std::move(plan));
    refresh(id);
}

void OpenDebts::add_claim(const PayableClaim& claim) {
    claims_.insert_or_assign(claim.id, claim);
    refresh(claim.id);
}

void OpenDebts::put_reference(const std::string& reference, DebtId debt) {
    book_.put_reference(reference, debt);
}

void OpenDebts::put_account(const std::string& account, DebtId debt) {
    book_.put_account(account, debt);
}

PlacedPayment OpenDebts::place(const Payment& payment) {
    PlacedPayment placed{payment, {}, {}, {}, {}, {}, {}, payment.amount};
    Decision decision = match(payment, book_);
    if (const Match* const match = std::get_if<Match>(&decision)) {
        spend(*match, placed);
    } else {
        placed.suspense = std::get<Suspense>(std::move(decision));
    }
    return placed;
}

void OpenDebts::spend(const Match& match, PlacedPayment& placed) {
    std::vector<base::ClaimId> in_order;
    placed.plan = match.plan;
    if (const base::ClaimId* const claim = std::get_if<base::ClaimId>(&match.debt)) {
        // The debtor named this claim, so it goes first; what is left goes on with its plan.
        in_order.push_back(*claim);
    }
    if (placed.plan) {
        const OpenPlan& plan = plans_.at(*placed.plan);
        std::copy_if(
            plan.claims.begin(),
            plan.claims.end(),
            std::back_inserter(in_order),
            [&](base::ClaimId claim) { return in_order.empty() || in_order.front() != claim; }
        );
    }
    std::vector<claims::OpenClaim> open;
    for (const base::ClaimId claim : in_order) {
        open.push_back(balances_.at(claim));
    }
    claims::Allocation allocation = claims::allocate(placed.payment.amount, open);
    for (const claims::AllocatedPart& part : allocation.parts) {
        balances_.at(part.claim).balance.add(part.component, -part.amount);
    }
    placed.rung = match.rung;
    placed.reason = match.reason;
    placed.debtors = debtors_of(allocation.parts);
    placed.parts = std::move(allocation.parts);
    placed.suspended = allocation.unallocated;
    if (placed.suspended.is_positive()) {
        placed.suspense = Suspense{"overpaid", "more was paid than is owed on this debt"};
    }
    if (placed.plan) {
        plans_.at(*placed.plan).paid += placed.payment.amount - placed.suspended;
    }
    for (const base::ClaimId claim : in_order) {
        refresh(claim);
        for (const base::PlanId plan : plans_of_claims_[claim]) {
            refresh(plan);  // a joint debtor's too: less is open on it
        }
    }
}

std::vector<base::PersonId> OpenDebts::debtors_of(const std::vector<claims::AllocatedPart>& parts
) const {
    std::vector<base::PersonId> people;
    for (const claims::AllocatedPart& part : parts) {
        for (const base::PersonId debtor : debtors_.at(part.claim)) {
            if (std::find(people.begin(), people.end(), debtor) == people.end()) {
                people.push_back(debtor);
            }
        }
    }
    return people;
}

void OpenDebts::refresh(base::PlanId id) {
    const OpenPlan& plan = plans_.at(id);
    base::Money open;
    for (const base::ClaimId claim : plan.claims) {
        open += balance_of(claim);
    }
    const auto next = std::upper_bound(plan.milestones.begin(), plan.milestones.end(), plan.paid);
    const base::Money next_amount =
        next == plan.milestones.end() ? base::Money{} : *next - plan.paid;
    book_.put(
        {id,
         open.is_positive() && !plan.has_ended,
         next_amount,
         open < next_amount ? std::optional{open} : std::nullopt}
    );
}

void OpenDebts::refresh(base::ClaimId id) {
    if (const auto claim = claims_.find(id); claim != claims_.end()) {
        const base::Money balance = balance_of(id);
        book_.put({id, balance.is_positive(), balance, std::nullopt, claim->second.running_plans});
    }
}

base::Money OpenDebts::balance_of(base::ClaimId claim) const {
    const auto found = balances_.find(claim);
    return found == balances_.end() ? base::Money{} : found->second.balance.total();
}

}  // namespace draagkracht::payments
