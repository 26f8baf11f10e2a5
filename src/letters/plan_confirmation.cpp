#include "draagkracht/letters/plan_confirmation.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "draagkracht/letters/dutch_text.hpp"

namespace draagkracht::letters {

namespace {

using base::Money;

template <typename Part>
Money sum_of(const std::vector<Part>& parts) {
    Money sum;
    for (const Part& part : parts) {
        sum += part.amount;
    }
    return sum;
}

nlohmann::json instalment_values(const PlanConfirmation& plan) {
    nlohmann::json rows = nlohmann::json::array();
    Money still_to_pay = plan.total;
    for (const PlannedInstalment& instalment : plan.instalments) {
        still_to_pay -= instalment.amount;
        rows.push_back({
            {"number", fmt::format("{}", rows.size() + 1)},
            {"due_date", date_text(instalment.due_date)},
            {"amount", amount_text(instalment.amount)},
            {"still_to_pay", amount_text(still_to_pay)},
        });
    }
    return rows;
}

nlohmann::json claim_values(const PlanConfirmation& plan) {
    nlohmann::json rows = nlohmann::json::array();
    for (const PlannedClaim& claim : plan.claims) {
        rows.push_back({
            {"decision_number", claim.decision_number},
            {"decision_date", date_text(claim.decision_date)},
            {"amount", amount_text(claim.amount)},
        });
    }
    return rows;
}

void add_assessment_values(
    nlohmann::json& values, const PlanAssessment& assessment, Money agreed_amount
) {
    values["norm_amount"] = amount_text(assessment.norm_amount);
    values["protected_income"] = amount_text(assessment.protected_income);
    values["left_to_live_on"] = amount_text(assessment.income - agreed_amount);
    values["agreed_is_norm"] = agreed_amount == assessment.norm_amount;
    values["agreed_is_less"] = agreed_amount < assessment.norm_amount;
    values["agreed_is_more"] = agreed_amount > assessment.norm_amount;
}

}  // namespace

nlohmann::json plan_confirmation_values(
    const LetterFacts& letter, const PlanConfirmation& plan, const Letterhead& letterhead
) {
    base::ensure(!plan.instalments.empty() && !plan.claims.empty(), "a plan has instalments");
    base::ensure(sum_of(plan.instalments) == plan.total, "the instalments are the total");
    base::ensure(sum_of(plan.claims) == plan.total, "the claims of a plan are its total");
    const PlannedInstalment& last = plan.instalments.back();
    nlohmann::json values = common_values(letter, letterhead);
    add_payment_values(values, plan.payment, letterhead);
    values["agreed_on"] = date_text(plan.agreed_on);
    values["agreed_amount"] = amount_text(plan.agreed_amount);
    values["total"] = amount_text(plan.total);
    values["first_due_date"] = date_text(plan.instalments.front().due_date);
    values["last_due_date"] = date_text(last.due_date);
    values["last_amount"] = amount_text(last.amount);
    values["last_differs"] = last.amount != plan.agreed_amount;
    const int month_count = static_cast<int>(plan.instalments.size());
    values["duration"] = count_text(month_count, "maand", "maanden");
    values["instalments"] = instalment_values(plan);
    values["claims"] = claim_values(plan);
    values["is_assessed"] = plan.assessment.has_value();
    if (plan.assessment) {
        add_assessment_values(values, *plan.assessment, plan.agreed_amount);
    }
    return values;
}

nlohmann::json plan_confirmation_figures(const PlanConfirmation& plan) {
    nlohmann::json figures{
        {"agreed_on", plan.agreed_on.to_string()},
        {"agreed_amount_cents", plan.agreed_amount.in_cents()},
        {"total_cents", plan.total.in_cents()},
        {"claims", nlohmann::json::array()},
        {"instalments", nlohmann::json::array()},
        {"payment_reference", plan.payment.reference.text()},
    };
    for (const PlannedClaim& claim : plan.claims) {
        figures["claims"].push_back(
            {{"decision_number", claim.decision_number}, {"amount_cents", claim.amount.in_cents()}}
        );
    }
    for (const PlannedInstalment& instalment : plan.instalments) {
        figures["instalments"].push_back(
            {{"due_date", instalment.due_date.to_string()},
             {"amount_cents", instalment.amount.in_cents()}}
        );
    }
    if (plan.assessment) {
        figures["norm_amount_cents"] = plan.assessment->norm_amount.in_cents();
        figures["protected_income_cents"] = plan.assessment->protected_income.in_cents();
        figures["left_to_live_on_cents"] =
            (plan.assessment->income - plan.agreed_amount).in_cents();
    }
    return figures;
}

}  // namespace draagkracht::letters
