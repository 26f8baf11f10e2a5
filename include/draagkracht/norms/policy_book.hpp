// The policy book holds the policies of every body that this installation works for.
//
//     PolicyBook book = read_policies("config/policies").value();   // norms/rules_file.hpp
//     const Policy& policy = *book.policy_of("zandwijk").value();   // by code of the municipality
//     policy.letterhead.name;                                       // "Gemeente Zandwijk"
//     policy.rules_on(date).value()->minimum_amount.value;
#pragma once

#include <memory>
#include <vector>

#include "draagkracht/base/problem.hpp"
#include "draagkracht/norms/policy.hpp"

namespace draagkracht::norms {

struct Policy {
    std::string key;   // The name of its file: "peelrand".
    std::string name;  // Of the body: "Werkplein Peelrand".
    Letterhead letterhead;
    std::vector<Municipality> municipalities;
    std::vector<std::shared_ptr<const PolicyRules>> history;  // In order of date.

    // Problem norms.no-policy-known for a date on which not every rule was in force yet.
    [[nodiscard]] base::Outcome<std::shared_ptr<const PolicyRules>> rules_on(base::Date date) const;
};

class PolicyBook {
  public:
    // Problem norms.served-twice when two policies serve one municipality.
    [[nodiscard]] static base::Outcome<PolicyBook> of(std::vector<Policy> policies);

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
