#include "draagkracht/capacity/policy_capacity.hpp"

#include <algorithm>

namespace draagkracht::capacity {

using base::ExactMoney;
using base::Money;

Money policy_capacity(const PolicyBasis& basis, const norms::PolicyRules& rules, Worksheet& sheet) {
    const norms::Parameter<base::Percentage>& norm_share =
        basis.participation_benefit ? rules.benefit_norm_share : rules.other_norm_share;
    std::vector<const norms::ParameterRow*> rows{&norm_share.row};
    ExactMoney asked = basis.norm * norm_share.value;
    sheet.note(StepKind::norm_share, asked, {&norm_share.row});
    if (!basis.participation_benefit) {
        const ExactMoney surplus = larger(ExactMoney{basis.income - basis.norm}, ExactMoney{});
        const ExactMoney share = surplus * rules.other_surplus_share.value;
        rows.push_back(&rules.other_surplus_share.row);
        sheet.note(StepKind::surplus_share, share, {&rules.other_surplus_share.row});
        asked = asked + share;
    }
    rows.push_back(&rules.minimum_amount.row);
    sheet.note(StepKind::minimum_amount, rules.minimum_amount.value, {&rules.minimum_amount.row});
    Money capacity = std::min(
        std::max(asked.rounded(base::Rounding::half_up), rules.minimum_amount.value), basis.room
    );
    if (basis.debt_help_runs) {
        capacity = Money{};
        sheet.note(StepKind::debt_help_limit, capacity);
    }
    sheet.note(StepKind::norm_capacity, capacity, std::move(rows));
    return capacity;
}

}  // namespace draagkracht::capacity
