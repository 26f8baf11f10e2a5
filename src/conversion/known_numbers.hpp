// Looks up what the numbers of a former system stand for, a set of lines at a time: first all that
// are wanted, then one query a sort, then the answers.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "draagkracht/base/id.hpp"
#include "draagkracht/base/problem.hpp"
#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::conversion {

class KnownNumbers {
  public:
    KnownNumbers(storage::Transaction& transaction, base::MunicipalityId municipality)
        : transaction_{transaction}, municipality_{municipality} {}

    void want_person(const std::string& client_number) { client_numbers_.push_back(client_number); }
    void want_claim(const std::string& claim_number) { claim_numbers_.push_back(claim_number); }
    void want_plan(const std::string& plan_number) { plan_numbers_.push_back(plan_number); }
    void look_up();

    // Empty for a number that is not registered, which is then among the problems.
    [[nodiscard]] std::optional<base::PersonId> person(
        const std::string& client_number, const std::string& where
    );
    [[nodiscard]] std::optional<base::ClaimId> claim(
        const std::string& claim_number, const std::string& where
    );
    [[nodiscard]] std::optional<base::PlanId> plan(
        const std::string& plan_number, const std::string& where
    );
    [[nodiscard]] const std::vector<base::Problem>& problems() const { return problems_; }

  private:
    storage::Transaction& transaction_;
    base::MunicipalityId municipality_;
    std::vector<std::string> client_numbers_;
    std::vector<std::string> claim_numbers_;
    std::vector<std::string> plan_numbers_;
    std::unordered_map<std::string, base::PersonId> people_;
    std::unordered_map<std::string, base::ClaimId> claims_;
    std::unordered_map<std::string, base::PlanId> plans_;
    std::vector<base::Problem> problems_;
};

}  // namespace draagkracht::conversion
