#include "payments/spoken_for.hpp"

namespace draagkracht::payments {

void SpokenFor::add(
    base::PlanId plan, const std::vector<base::ClaimId>& claims, base::Money amount
) {
    for (const base::ClaimId claim : claims) {
        of_claims_[claim].insert(asked_.size());
    }
    of_plans_[plan] += amount;
    asked_.push_back(amount);
}

base::Money SpokenFor::on_plan(base::PlanId plan) const {
    const auto found = of_plans_.find(plan);
    return found == of_plans_.end() ? base::Money{} : found->second;
}

base::Money SpokenFor::on_claims(const std::vector<base::ClaimId>& claims) const {
    std::set<std::size_t> places;
    for (const base::ClaimId claim : claims) {
        if (const auto found = of_claims_.find(claim); found != of_claims_.end()) {
            places.insert(found->second.begin(), found->second.end());
        }
    }
    base::Money sum;
    for (const std::size_t place : places) {
        sum += asked_[place];
    }
    return sum;
}

}  // namespace draagkracht::payments
