// The agreements on a claim explained: what two people agreed on, and the assessment that it rests
// on as its receipt has it. Nothing is worked out anew.
#include <fmt/format.h>

#include <algorithm>

#include "followup/explained_parts.hpp"

namespace draagkracht::followup {

namespace {

// What the norm said beside what was agreed.
void add_amounts(const plans::PlanFacts& plan, std::vector<ExplainedLine>& lines) {
    if (!plan.assessed) {
        lines.push_back(
            {.what = "assessment", .why = "not known: none was made, or in a former system"}
        );
        return;
    }
    const auto add = [&lines](std::string what, base::Money amount, std::string why) {
        lines.push_back(
            {.what = std::move(what), .value = amount.to_string(), .why = std::move(why)}
        );
    };
    add("norm", plan.assessed->norm, "a month, where the talk begins");
    add("protected_income", plan.assessed->protected_income, "what must be left, a month");
    add("income", plan.assessed->income, "from which is repaid, a month");
    if (plan.assessed->paid_elsewhere) {
        add("paid_elsewhere",
            *plan.assessed->paid_elsewhere,
            "a month on other running plans; norm and income are less by it");
    }
    if (const auto left = plan.left_to_live_on()) {
        add("left_to_live_on", *left, "at least in a month");
    }
}

// On what the instalments rest: the balance that was seen, the rhythm, and policy.
void add_terms(
    const ExplainedFacts& facts, const plans::PlanFacts& plan, std::vector<ExplainedLine>& lines
) {
    for (const plans::PlannedClaim& planned : plan.claims) {
        if (planned.claim == facts.life.claim.id) {
            lines.push_back(
                {.what = "balance_seen",
                 .date = plan.agreed_on,
                 .value = planned.amount.to_string(),
                 .why = fmt::format(
                     "open on this claim, {} in the order of payment, of {} in all",
                     planned.rank,
                     plan.total().to_string()
                 )}
            );
        }
    }
    for (const plans::AmountStep& step : plan.terms.amounts) {
        lines.push_back(
            {.what = fmt::format("instalments from {}", step.from_number),
             .date = plan.terms.rhythm.first_due_date,
             .value = step.amount.to_string(),
             .why = std::string{to_text(plan.terms.rhythm.frequency)}}
        );
    }
    for (const plans::ExtraPayment& extra : plan.terms.extras) {
        lines.push_back({.what = "extra", .date = extra.due_date, .value = extra.amount.to_string()}
        );
    }
    if (plan.terms.holiday_pay) {
        lines.push_back({.what = "holiday_pay", .value = plan.terms.holiday_pay->to_string()});
    }
    ExplainedLine burden{
        .what = "burden",
        .value = plan.agreed_amount.to_string(),
        .why = "the most that one month is asked for, which is held against the protected income"};
    const auto rules = facts.policy == nullptr
                           ? base::Outcome<std::shared_ptr<const norms::PolicyRules>>{nullptr}
                           : facts.policy->rules_on(plan.agreed_on);
    if (plan.assessed && rules && *rules) {
        burden.rules = {(*rules)->instalment_rounding.row, (*rules)->longest_term_months.row};
    }
    lines.push_back(std::move(burden));
    lines.push_back(
        {.what = "last_instalment",
         .date = plan.schedule.back().due_date,
         .value = plan.schedule.back().amount.to_string(),
         .why = fmt::format("the {} in all", plan.schedule.size())}
    );
}

// The receipt as it was stored: its rules by hash, and the lines of the worksheet.
void add_receipt(const ExplainedPlan& known, std::vector<ExplainedLine>& lines) {
    if (!known.assessment) {
        return;
    }
    const MadeBy assessment{
        fmt::format("assessment:{}", known.plan.facts.assessment->value()),
        known.plan.facts.agreed_by,
        known.assessment->day};
    if (!known.assessment->sheet) {
        lines.push_back(
            {.what = "worksheet",
             .made_by = {assessment},
             .why = "its form is not read any more by this program"}
        );
        return;
    }
    const capacity::StoredWorksheet& sheet = *known.assessment->sheet;
    lines.push_back(
        {.what = "worksheet",
         .date = known.assessment->day,
         .made_by = {assessment},
         .why = fmt::format("made by {}, computation {}", sheet.program, sheet.computation)}
    );
    for (const capacity::NamedRules& rules : sheet.rules) {
        lines.push_back(
            {.what = "worksheet " + rules.kind,
             .date = rules.valid_from,
             .made_by = {assessment},
             .why = fmt::format("{}, sha256 {}", rules.name, rules.hash)}
        );
    }
    for (const capacity::StoredStep& step : sheet.steps) {
        lines.push_back(
            {.what = "worksheet " + step.name,
             .value = step.value,
             .made_by = {assessment},
             .article = step.article,
             .rules = step.parameters,
             .why = step.english}
        );
    }
}

void add_end(
    const ExplainedFacts& facts,
    const Records& records,
    const ExplainedPlan& known,
    std::vector<ExplainedLine>& lines
) {
    const plans::Plan& plan = known.plan;
    if (runs_on(plan, facts.vantage.day)) {
        return;
    }
    lines.push_back(
        {.what = fmt::format("ended {}", to_text(*plan.outcome)),
         .date = plan.ended_on,
         .made_by = {{records.of(plan.id).record, known.ended_by, plan.ended_on}},
         .why = plan.end_reason}
    );
}

ExplainedSection agreement_section(
    const ExplainedFacts& facts, const Records& records, const ExplainedPlan& known
) {
    const plans::PlanFacts& plan = known.plan.facts;
    ExplainedLine answer{
        .what = known.is_of_debtor ? "agreement" : "agreement_of_joint_debtor",
        .date = plan.agreed_on,
        .made_by = {records.of(known.plan.id)}};
    if (!known.is_of_debtor) {
        // What another debtor has to live on is none of this debtor's business.
        answer.why = "another debtor of this claim pays it by a plan";
        return {Topic::agreement, std::move(answer), {}};
    }
    answer.value = plan.agreed_amount.to_string();
    answer.why = fmt::format(
        "at most in a month, with client {}{}",
        client_of(facts.life, plan.person),
        plan.difference_reason.empty() ? "" : ": " + plan.difference_reason
    );
    if (plan.debtors_own_wish) {
        answer.why += "; the debtor's own wish";
    }
    if (is_of_former_system(answer.made_by.front())) {
        answer.why +=
            "; it came from a former system, and who agreed on it there is not known here";
    }
    if (known.conversation) {
        answer.made_by.push_back(*known.conversation);
    }
    ExplainedSection section{Topic::agreement, std::move(answer), {}};
    add_amounts(plan, section.lines);
    add_terms(facts, plan, section.lines);
    for (const plans::Pause& pause : known.pauses) {
        section.lines.push_back(pause_line(pause));
    }
    add_end(facts, records, known, section.lines);
    add_receipt(known, section.lines);
    return section;
}

}  // namespace

std::vector<ExplainedSection> agreement_sections(
    const ExplainedFacts& facts, const Records& records
) {
    std::vector<ExplainedSection> sections;
    for (const ExplainedPlan& known : facts.plans) {
        sections.push_back(agreement_section(facts, records, known));
    }
    if (sections.empty()) {
        sections.push_back(
            {Topic::agreement, {.what = "none", .why = "no plan pays this claim"}, {}}
        );
    }
    return sections;
}

}  // namespace draagkracht::followup
