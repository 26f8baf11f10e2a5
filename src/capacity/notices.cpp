#include "capacity/notices.hpp"

#include "draagkracht/capacity/validity.hpp"

namespace draagkracht::capacity {

namespace {

using base::Money;

// Art. 475dc lid 2: how the 95% is told to who pays the benefit, where the 95% is what holds.
void note_reported_share(
    Money norm, const Incomes& incomes, const norms::NormTable& table, Worksheet& sheet
) {
    const norms::Share& share = table.protected_income.share_of_income_limit;
    const Step* const floor = sheet.find(StepKind::protected_income);
    const Step* const most = sheet.find(StepKind::share_of_income_limit);
    if (!incomes.debtor.participation_benefit || !share || floor == nullptr || most == nullptr) {
        return;
    }
    const Money limit = (incomes.debtor.counted * share->value).rounded(base::Rounding::half_up);
    if (floor->value == limit.to_string()) {
        sheet.remark(
            RemarkKind::reported_share,
            (norm * share->value).rounded(base::Rounding::half_up).to_string(),
            {&share->row}
        );
    }
}

void note_obligations(const Household& household, Worksheet& sheet) {
    Money sum;
    for (const Obligation& obligation : household.obligations.value_or(std::vector<Obligation>{})) {
        sum += obligation.monthly;
    }
    if (sum.is_positive()) {
        sheet.remark(RemarkKind::other_obligations, sum.to_string());
    }
}

}  // namespace

void note_notices(
    const Household& household,
    const std::optional<Money>& norm,
    const std::optional<Incomes>& incomes,
    Worksheet& sheet
) {
    if (household.gives_information == false) {
        sheet.remark(RemarkKind::information_refused);
    }
    if (household.debt_help && *household.debt_help != DebtHelp::none) {
        sheet.remark(RemarkKind::debt_help_runs, std::string{name_of(*household.debt_help)});
    }
    note_obligations(household, sheet);
    if (norm && incomes) {
        note_reported_share(*norm, *incomes, *sheet.norms, sheet);
    }
    if (const std::optional<base::Date> end = holds_until(household, *sheet.norms)) {
        sheet.remark(
            RemarkKind::holds_until,
            end->to_string(),
            {&sheet.norms->protected_income.validity_months->row}
        );
    }
}

}  // namespace draagkracht::capacity
