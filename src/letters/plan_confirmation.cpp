#include "draagkracht/letters/plan_confirmation.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "draagkracht/text/dutch.hpp"

namespace draagkracht::letters {

namespace {

using base::Money;

nlohmann::json instalment_values(const plans::PlanFacts& plan, Money total) {
    nlohmann::json rows = nlohmann::json::array();
    for (const plans::Instalment& instalment : plan.schedule) {
        rows.push_back({
            {"number", fmt::format("{}", instalment.number)},
            {"due_date", text::date_text(instalment.due_date)},
            {"amount", text::amount_text(instalment.amount)},
            {"still_to_pay", text::amount_text(total - instalment.cumulative)},
        });
    }
    return rows;
}

nlohmann::json claim_values(const PlanConfirmation& confirmation) {
    nlohmann::json rows = nlohmann::json::array();
    for (const plans::PlannedClaim& planned : confirmation.plan.claims) {
        const DecisionName& decision = confirmation.decisions.at(rows.size());
        rows.push_back({
            {"decision_number", decision.number},
            {"decision_date", text::date_text(decision.date)},
            {"amount", text::amount_text(planned.amount)},
        });
    }
    return rows;
}

void add_assessment_values(nlohmann::json& values, const plans::PlanFacts& plan) {
    values["is_assessed"] = plan.assessed.has_value();
    if (!plan.assessed) {
        return;
    }
    values["norm_amount"] = text::amount_text(plan.assessed->norm);
    values["protected_income"] = text::amount_text(plan.assessed->protected_income);
    values["left_to_live_on"] = text::amount_text(plan.left_to_live_on().value());
    values["agreed_is_norm"] = plan.agreed_amount == plan.assessed->norm;
    values["agreed_is_less"] = plan.agreed_amount < plan.assessed->norm;
    values["agreed_is_more"] = plan.agreed_amount > plan.assessed->norm;
}

// The total that the letter shows, which all its tables must come to.
Money total_of(const PlanConfirmation& confirmation) {
    Money sum;
    for (const plans::Instalment& instalment : confirmation.plan.schedule) {
        sum += instalment.amount;
    }
    base::ensure(sum.is_positive(), "a plan that is confirmed pays something");
    base::ensure(
        sum == confirmation.plan.total(), "the instalments pay what is paid of the claims"
    );
    base::ensure(
        confirmation.decisions.size() == confirmation.plan.claims.size(),
        "each claim in a letter has its decision"
    );
    return sum;
}

}  // namespace

nlohmann::json plan_confirmation_values(
    const LetterFacts& letter,
    const PlanConfirmation& confirmation,
    const norms::Letterhead& letterhead
) {
    const plans::PlanFacts& plan = confirmation.plan;
    const Money total = total_of(confirmation);
    const plans::Instalment& last = plan.schedule.back();
    nlohmann::json values = common_values(letter, letterhead);
    add_payment_values(values, plan.payment_reference, letterhead);
    values["agreed_on"] = text::date_text(plan.agreed_on);
    values["agreed_amount"] = text::amount_text(plan.agreed_amount);
    values["total"] = text::amount_text(total);
    values["first_due_date"] = text::date_text(plan.schedule.front().due_date);
    values["last_due_date"] = text::date_text(last.due_date);
    values["last_amount"] = text::amount_text(last.amount);
    values["last_differs"] = last.amount != plan.agreed_amount;
    values["duration"] = text::count_text(last.number, "maand", "maanden");
    values["instalments"] = instalment_values(plan, total);
    values["claims"] = claim_values(confirmation);
    add_assessment_values(values, plan);
    return values;
}

nlohmann::json plan_confirmation_figures(const PlanConfirmation& confirmation) {
    const plans::PlanFacts& plan = confirmation.plan;
    nlohmann::json figures{
        {"plan_number", plan.plan_number},
        {"agreed_on", plan.agreed_on.to_string()},
        {"agreed_amount_cents", plan.agreed_amount.in_cents()},
        {"total_cents", total_of(confirmation).in_cents()},
        {"payment_reference", plan.payment_reference.text()},
        {"claims", nlohmann::json::array()},
        {"instalments", nlohmann::json::array()},
    };
    for (const plans::PlannedClaim& planned : plan.claims) {
        figures["claims"].push_back(
            {{"claim", planned.claim.value()}, {"amount_cents", planned.amount.in_cents()}}
        );
    }
    for (const plans::Instalment& instalment : plan.schedule) {
        figures["instalments"].push_back(
            {{"number", instalment.number},
             {"due_date", instalment.due_date.to_string()},
             {"amount_cents", instalment.amount.in_cents()}}
        );
    }
    if (plan.assessed) {
        figures["norm_amount_cents"] = plan.assessed->norm.in_cents();
        figures["protected_income_cents"] = plan.assessed->protected_income.in_cents();
        figures["left_to_live_on_cents"] = (plan.assessed->income - plan.agreed_amount).in_cents();
    }
    return figures;
}

}  // namespace draagkracht::letters
