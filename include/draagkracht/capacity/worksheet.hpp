// The worksheet (rekenblad) shows how an assessment came to its amounts, line by line, so that the
// debtor, an objection committee or an accountant can follow it with a pencil.
//
//     for (const Step& step : sheet.steps)
//         print(text_of(step.kind).dutch, step.value, text_of(step.kind).rule);
//
// The sheet keeps the norms and the policy that it was made with alive; its steps point into them.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "draagkracht/base/exact_money.hpp"
#include "draagkracht/capacity/line_text.hpp"
#include "draagkracht/capacity/remark.hpp"
#include "draagkracht/norms/norm_table.hpp"
#include "draagkracht/norms/policy.hpp"

namespace draagkracht::capacity {

// The lines that a sheet can have, in the order in which they are worked out.
enum class StepKind {
    cost_sharers,
    benefit_norm,
    holiday_pay_in_norm,
    own_income,
    income_for_repayment,
    partner_income,
    taken_elsewhere,
    household_income,
    taxable_income,
    base_term,
    healthcare_term,
    norm_rent,
    rent_term,
    child_term,
    sum_of_terms,
    capped_sum,
    no_address_amount,
    institution_amount,
    housing_excess,
    partner_deduction,
    housing_increase,
    own_income_deduction,
    company_car_deduction,
    share_of_income_limit,
    debtor_floor,
    partner_floor,
    protected_income,
    room,
    norm_share,
    surplus_share,
    minimum_amount,
    debt_help_limit,
    norm_capacity,
};

[[nodiscard]] const LineText& text_of(StepKind kind);

struct Step {
    StepKind kind;
    std::string value;  // Euros with six decimals where it was not rounded; else cents or a count.
    std::vector<const norms::ParameterRow*> parameters;  // Those that the step took from.
};

// Why an amount could not be computed, and what to ask or look up.
struct Obstacle {
    // capacity.fact-unknown, capacity.facts-contradict, capacity.parameter-unknown or
    // capacity.not-covered
    std::string code;
    std::string subject;  // The fact's field, "debtor.birth_date", or the parameter's row.
    std::string dutch;
    std::string english;

    friend bool operator==(const Obstacle&, const Obstacle&) = default;
};

struct Worksheet {
    std::shared_ptr<const norms::NormTable> norms;     // Empty when none is known for the date.
    std::shared_ptr<const norms::PolicyRules> policy;  // Likewise.
    std::string law_hash;                              // Of the rows of law.toml that it may take.
    std::vector<Step> steps;
    std::vector<Obstacle> obstacles;
    std::vector<Remark> notices;
    std::vector<Remark> provisions;  // Questions to ask: what may be unused.

    void note(
        StepKind kind,
        const base::ExactMoney& value,
        std::vector<const norms::ParameterRow*> parameters = {}
    );
    void note(
        StepKind kind, base::Money value, std::vector<const norms::ParameterRow*> parameters = {}
    );
    void note(StepKind kind, int count, std::vector<const norms::ParameterRow*> parameters = {});
    // Each obstacle is said once.
    void hinder(Obstacle obstacle);
    void hinder_unknown_parameter(std::string_view row);
    void remark(
        RemarkKind kind,
        std::string value = {},
        std::vector<const norms::ParameterRow*> parameters = {}
    );

    // The step of that kind, or null when the sheet has none.
    [[nodiscard]] const Step* find(StepKind kind) const;
};

}  // namespace draagkracht::capacity
