#include "draagkracht/letters/plan_confirmation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "draagkracht/text/dutch.hpp"

namespace draagkracht::letters {

namespace {

using base::Money;

std::string per_text(plans::Frequency frequency) {
    switch (frequency) {
        case plans::Frequency::monthly:
            return "per maand";
        case plans::Frequency::four_weekly:
            return "per vier weken";
        case plans::Frequency::weekly:
            return "per week";
    }
    throw base::ProgrammerFault{"unknown frequency of a plan"};
}

// The amounts of the steps that the schedule reaches, the first one first.
std::vector<plans::AmountStep> steps_reached(const plans::PlanFacts& plan) {
    std::vector<plans::AmountStep> steps = plan.terms.amounts;
    std::erase_if(steps, [&plan](const plans::AmountStep& step) {
        return step.from_number > plan.schedule.back().number;
    });
    return steps;
}

// How much, how often, and what comes beside it.
void add_terms_values(nlohmann::json& values, const plans::PlanFacts& plan) {
    const plans::ScheduleTerms& terms = plan.terms;
    const std::string per = per_text(terms.rhythm.frequency);
    const std::vector<plans::AmountStep> steps = steps_reached(plan);
    values["payment"] = text::amount_text(steps.front().amount) + " " + per;
    values["later_amounts"] = nlohmann::json::array();
    for (std::size_t place = 1; place < steps.size(); ++place) {
        values["later_amounts"].push_back(
            {{"from_number", fmt::format("{}", steps[place].from_number)},
             {"later_payment", text::amount_text(steps[place].amount) + " " + per}}
        );
    }
    values["extra_payments"] = nlohmann::json::array();
    for (const plans::ExtraPayment& extra : terms.extras) {
        if (extra.due_date <= plan.schedule.back().due_date) {
            values["extra_payments"].push_back(
                {{"extra_date", text::date_text(extra.due_date)},
                 {"extra_amount", text::amount_text(extra.amount)}}
            );
        }
    }
    values["pays_holiday_pay"] = terms.holiday_pay.has_value();
    values["holiday_pay"] = text::amount_text(terms.holiday_pay.value_or(Money{}));
    const Money last = plan.schedule.back().amount;
    values["last_amount"] = text::amount_text(last);
    values["last_differs"] = last != steps.back().amount;
}

void add_way_to_pay_values(nlohmann::json& values, plans::Way way) {
    values["is_transfer"] = way == plans::Way::transfer;
    values["is_direct_debit"] = way == plans::Way::direct_debit;
    values["is_set_off"] = way == plans::Way::set_off;
    values["is_withholding"] = way == plans::Way::withholding;
}

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
    // The agreed amount is the most of any month, unless each month is the same.
    const bool is_each_month =
        plan.terms.amounts.size() == 1 && plan.terms.amounts.front().amount == plan.agreed_amount;
    values["agreed_a_month"] = fmt::format(
        "{}{} per maand", is_each_month ? "" : "hoogstens ", text::amount_text(plan.agreed_amount)
    );
    values["left_a_month"] = fmt::format(
        "{}{} per maand",
        is_each_month ? "" : "minstens ",
        text::amount_text(plan.left_to_live_on().value())
    );
    // Less without a reason is the norm in whole euros, or in a rhythm of weeks.
    const bool is_less =
        plan.agreed_amount < plan.assessed->norm && !plan.difference_reason.empty();
    const bool is_more = plan.agreed_amount > plan.assessed->norm;
    values["agreed_is_norm"] = !is_less && !is_more;
    values["agreed_is_less"] = is_less;
    values["agreed_is_more"] = is_more;
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
    values["total"] = text::amount_text(total);
    values["first_due_date"] = text::date_text(plan.schedule.front().due_date);
    values["last_due_date"] = text::date_text(last.due_date);
    values["duration"] = text::count_text(plans::months_of(plan.schedule), "maand", "maanden");
    values["instalments"] = instalment_values(plan, total);
    values["claims"] = claim_values(confirmation);
    values["is_joint"] = std::ranges::any_of(confirmation.decisions, &DecisionName::is_joint);
    add_terms_values(values, plan);
    add_way_to_pay_values(values, plan.way_to_pay.way);
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
    if (confirmation.last_move) {
        figures["last_move"] = confirmation.last_move->value();
    }
    if (plan.assessed) {
        figures["norm_amount_cents"] = plan.assessed->norm.in_cents();
        figures["protected_income_cents"] = plan.assessed->protected_income.in_cents();
        figures["left_to_live_on_cents"] = (plan.assessed->income - plan.agreed_amount).in_cents();
    }
    return figures;
}

}  // namespace draagkracht::letters
