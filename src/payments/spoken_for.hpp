// What was asked on the same claims and did not come yet, so that joint debtors, who each pay a
// claim by a plan of their own, are not asked for the same euro.
//
//     SpokenFor spoken_for;
//     spoken_for.add(plan_of_anna, {claim}, 50.00);
//     spoken_for.on_claims({claim})     // 50.00: so much less is asked of Ben
#pragma once

#include <map>
#include <set>
#include <vector>

#include "draagkracht/base/id.hpp"
#include "draagkracht/base/money.hpp"

namespace draagkracht::payments {

class SpokenFor {
  public:
    void add(base::PlanId plan, const std::vector<base::ClaimId>& claims, base::Money amount);

    [[nodiscard]] base::Money on_plan(base::PlanId plan) const;
    // What was asked by a plan with several claims counts whole on each: rather too little is asked
    // than too much.
    [[nodiscard]] base::Money on_claims(const std::vector<base::ClaimId>& claims) const;

  private:
    std::vector<base::Money> asked_;
    std::map<base::PlanId, base::Money> of_plans_;
    std::map<base::ClaimId, std::set<std::size_t>> of_claims_;
};

}  // namespace draagkracht::payments
