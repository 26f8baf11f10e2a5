#include "draagkracht/norms/direct_debit_rules.hpp"

#include <algorithm>

#include "draagkracht/base/mod97.hpp"
#include "norms/parameter_file.hpp"

namespace draagkracht::norms {

base::Outcome<DirectDebitRules> DirectDebitPolicy::rules_on(base::Date date) const {
    const Parameter<int>* const lead = in_force(lead_days, date);
    const Parameter<int>* const notice = in_force(notice_days, date);
    const Parameter<int>* const retry = in_force(retries, date);
    const Parameter<int>* const retry_after = in_force(retry_after_days, date);
    if (lead == nullptr || notice == nullptr || retry == nullptr || retry_after == nullptr) {
        return base::problem(
            "norms.no-policy-known",
            "not every rule on collecting was in force on " + date.to_string(),
            "choose a later date, or add the rules of that time"
        );
    }
    return DirectDebitRules{*lead, *notice, *retry, *retry_after};
}

base::Outcome<DirectDebitPolicy> DirectDebitBook::of(std::string_view municipality) const {
    const auto found = std::ranges::find_if(policies_, [&](const DirectDebitPolicy& policy) {
        return policy.creditor.municipality == municipality;
    });
    if (found == policies_.end()) {
        return base::problem(
            "norms.no-direct-debit",
            "the policy of this municipality says nothing about collecting by direct debit",
            "add it under [direct_debit] in config/policies, with the creditor identifier of the "
            "bank"
        );
    }
    return *found;
}

bool is_creditor_identifier(std::string_view text) {
    constexpr std::size_t length = 19;  // of a Dutch one
    constexpr std::size_t business_code = 4;
    if (text.size() != length || !text.starts_with("NL") ||
        base::compact_alphanumeric(text) != std::string{text}) {
        return false;
    }
    // The three characters of the creditor do not count in the check.
    std::string checked{text};
    checked.erase(business_code, 3);
    return base::has_valid_check_digits(checked);
}

}  // namespace draagkracht::norms
