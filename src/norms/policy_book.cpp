#include "draagkracht/norms/policy_book.hpp"

#include <fmt/format.h>

#include <set>

namespace draagkracht::norms {

base::Outcome<std::shared_ptr<const PolicyRules>> Policy::rules_on(base::Date date) const {
    std::shared_ptr<const PolicyRules> found;
    for (const std::shared_ptr<const PolicyRules>& rules : history) {
        if (rules->all.valid_from <= date) {
            found = rules;
        }
    }
    if (!found) {
        return base::problem(
            "norms.no-policy-known",
            fmt::format("the policy of {} is not known for {}", key, date.to_string()),
            "add rows with an earlier valid_from to its file"
        );
    }
    return found;
}

base::Outcome<PolicyBook> PolicyBook::of(std::vector<Policy> policies) {
    PolicyBook book;
    std::set<std::string> served;
    for (Policy& policy : policies) {
        for (const Municipality& municipality : policy.municipalities) {
            if (!served.insert(municipality.code).second) {
                return tl::unexpected(base::Problem{
                    "norms.served-twice",
                    fmt::format("the municipality '{}' is served twice", municipality.code),
                    policy.key + ".toml",
                    "name it under one policy alone"});
            }
        }
        book.policies_.push_back(std::make_shared<const Policy>(std::move(policy)));
    }
    return book;
}

base::Outcome<std::shared_ptr<const Policy>> PolicyBook::policy_of(
    std::string_view municipality_code
) const {
    for (const std::shared_ptr<const Policy>& policy : policies_) {
        for (const Municipality& municipality : policy->municipalities) {
            if (municipality.code == municipality_code) {
                return policy;
            }
        }
    }
    return base::problem(
        "norms.unknown-municipality",
        fmt::format("no policy serves the municipality '{}'", municipality_code),
        "name it under a policy in config/policies"
    );
}

}  // namespace draagkracht::norms
