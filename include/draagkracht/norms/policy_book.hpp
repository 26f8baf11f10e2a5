// The policy book holds the policies of every body that this installation works for.
//
//     PolicyBook book = PolicyBook::load("config/policies").value();
//     const Policy& policy = *book.policy_of("9901").value();     // by municipality
//     policy.letterhead.name;                                     // "Gemeente Zandwijk"
//     policy.rules_on(date).value()->minimum_amount.value;
#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "draagkracht/base/problem.hpp"
#include "draagkracht/norms/policy.hpp"

namespace draagkracht::norms {

struct Policy {
    std::string key;   // The name of the file: "zandwijk".
    std::string name;  // Of the body: "Gemeente Zandwijk".
    std::string file;
    Letterhead letterhead;
    std::vector<Municipality> municipalities;
    std::vector<std::shared_ptr<const PolicyRules>> history;  // In order of valid_from.

    // Problem norms.no-policy-known for a date before all rules are in force.
    [[nodiscard]] base::Outcome<std::shared_ptr<const PolicyRules>> rules_on(base::Date date) const;
};

class PolicyBook {
  public:
    // Reads every .toml file of the folder. Problems as of NormBook::load, and
    // norms.weaker-than-gate for a rule that would step towards force more lightly than the law of
    // this program allows.
    [[nodiscard]] static base::Outcome<PolicyBook> load(const std::filesystem::path& folder);

    // Problem norms.unknown-municipality when no policy serves that code.
    [[nodiscard]] base::Outcome<std::shared_ptr<const Policy>> policy_of(
        std::string_view municipality_code
    ) const;

    [[nodiscard]] const std::vector<std::shared_ptr<const Policy>>& policies() const {
        return policies_;
    }

  private:
    std::vector<std::shared_ptr<const Policy>> policies_;
};

}  // namespace draagkracht::norms
