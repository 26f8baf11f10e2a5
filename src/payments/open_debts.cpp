#include "payments/open_debts.hpp"

#include <algorithm>

namespace draagkracht::payments {

void OpenDebts::add_balance(const claims::OpenClaim& claim) {
    balances_.insert_or_assign(claim.claim, claim);
}

void OpenDebts::add_last_move(base::ClaimId claim, const claims::LastMove& move) {
    last_moves_.insert_or_assign(claim, move);
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

void OpenDebts::put_batch(const std::string& batch_id, const CountAndTotal& orders) {
    book_.put_batch(batch_id, orders);
}

std::vector<base::ClaimId> claims_in_order(
    std::optional<base::ClaimId> named, const std::vector<base::ClaimId>& of_plan
) {
    std::vector<base::ClaimId> in_order;
    if (named) {
        in_order.push_back(*named);
    }
    std::ranges::copy_if(of_plan, std::back_inserter(in_order), [named](base::ClaimId claim) {
        return claim != named;
    });
    return in_order;
}

PlacedPayment OpenDebts::place(
    const Payment& payment, base::Date value_date, const norms::MatchLadder& ladder
) {
    return place(payment, value_date, match(payment, book_, ladder));
}

PlacedPayment OpenDebts::place(
    const Payment& payment, base::Date value_date, const Decision& decision
) {
    PlacedPayment placed{payment, {}, {}, {}, {}, {}, {}, {}, payment.amount};
    const Suspense* const suspense = std::get_if<Suspense>(&decision);
    const Match* const named = suspense == nullptr ? &std::get<Match>(decision)
                               : suspense->named   ? &*suspense->named
                                                   : nullptr;
    if (named != nullptr) {
        if (const base::ClaimId* const claim = std::get_if<base::ClaimId>(&named->debt)) {
            placed.claim = *claim;
        }
        placed.plan = named->plan;
        placed.matched_by = named->rung;
        placed.ladder_place = named->place;
        note_order(claims_of(placed), value_date);
    }
    if (suspense == nullptr) {
        spend(*named, placed);
    } else {
        placed.suspense = *suspense;
    }
    return placed;
}

std::vector<base::ClaimId> OpenDebts::claims() const {
    std::vector<base::ClaimId> claims;
    for (const auto& [claim, open] : balances_) {
        claims.push_back(claim);
    }
    std::ranges::sort(claims);
    return claims;
}

std::vector<base::ClaimId> OpenDebts::claims_of(const PlacedPayment& placed) const {
    const auto plan = placed.plan ? plans_.find(*placed.plan) : plans_.end();
    return claims_in_order(
        placed.claim, plan == plans_.end() ? std::vector<base::ClaimId>{} : plan->second.claims
    );
}

void OpenDebts::note_order(const std::vector<base::ClaimId>& claims, base::Date value_date) {
    const bool is_in_order = std::ranges::all_of(claims, [&](base::ClaimId claim) {
        const auto last = last_moves_.find(claim);
        const auto day_of_chunk = last_days_of_chunk_.try_emplace(claim, value_date).first;
        return (last == last_moves_.end() || last->second.is_before(value_date)) &&
               day_of_chunk->second <= value_date;
    });
    for (const base::ClaimId claim : claims) {
        base::Date& day_of_chunk = last_days_of_chunk_.try_emplace(claim, value_date).first->second;
        day_of_chunk = std::max(day_of_chunk, value_date);
    }
    if (!is_in_order) {
        out_of_order_.insert(claims.begin(), claims.end());
    }
}

void OpenDebts::spend(const Match& match, PlacedPayment& placed) {
    const std::vector<base::ClaimId> in_order = claims_of(placed);
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
        placed.suspense =
            Suspense{SuspenseCode::overpaid, "more was paid than is owed on this debt"};
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
        // What was paid too much on one claim pays no other.
        open += std::max(balance_of(claim), base::Money{});
    }
    const auto next = std::upper_bound(plan.milestones.begin(), plan.milestones.end(), plan.paid);
    const base::Money next_amount =
        next == plan.milestones.end() ? base::Money{} : *next - plan.paid;
    book_.put(
        {id,
         open.is_positive() && !plan.has_ended,
         next_amount,
         open < next_amount ? std::optional{open} : std::nullopt,
         {},
         plan.has_ended}
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
