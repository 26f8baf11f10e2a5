#include "pages/plan_view.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "draagkracht/text/dutch.hpp"
#include "pages/dutch_words.hpp"
#include "pages/way_to_pay_form.hpp"

namespace draagkracht::pages {

using base::Money;
using plans::InstalmentStanding;
using plans::InstalmentState;
using plans::PlanStanding;
using text::amount_text;
using text::bare_amount_text;
using text::date_text;

namespace {

// Around today: some that are behind us and some that come.
constexpr std::ptrdiff_t instalments_before = 2;
constexpr std::ptrdiff_t instalments_near = 6;

Tone tone_of(InstalmentState state) {
    switch (state) {
        case InstalmentState::paid:
            return Tone::success;
        case InstalmentState::partly_paid:
            return Tone::warning;
        case InstalmentState::overdue:
            return Tone::danger;
        case InstalmentState::open:
        case InstalmentState::fallen_away:
            return Tone::neutral;
    }
    return Tone::neutral;
}

// A part that came in is said as such, with what is left.
std::string state_text(const InstalmentStanding& standing) {
    const bool is_open = standing.state != InstalmentState::paid;
    if (!is_open || standing.paid.is_zero() || standing.open.is_zero()) {
        return std::string{dutch(standing.state)};
    }
    return fmt::format(
        "Deels betaald, nog {}{}",
        amount_text(standing.open),
        standing.state == InstalmentState::overdue ? " te laat" : ""
    );
}

Values instalment_view(const InstalmentStanding& standing) {
    Values values{
        {"instalment_number", std::to_string(standing.instalment.number)},
        {"instalment_amount_text", bare_amount_text(standing.instalment.amount)},
        {"instalment_paid_text", bare_amount_text(standing.paid)}};
    set_date(values, "due_date", standing.instalment.due_date);
    set_badge(values, tone_of(standing.state), state_text(standing));
    return values;
}

Values rows(std::span<const InstalmentStanding> instalments) {
    Values list = Values::array();
    for (const InstalmentStanding& standing : instalments) {
        list.push_back(instalment_view(standing));
    }
    return list;
}

std::span<const InstalmentStanding> near_today(const std::vector<InstalmentStanding>& all) {
    const auto first_unpaid = std::ranges::find_if(all, [](const InstalmentStanding& standing) {
        return standing.state != InstalmentState::paid;
    });
    const std::ptrdiff_t count = std::ssize(all);
    const std::ptrdiff_t first = std::clamp<std::ptrdiff_t>(
        first_unpaid - all.begin() - instalments_before,
        0,
        std::max<std::ptrdiff_t>(count - instalments_near, 0)
    );
    const std::ptrdiff_t length = std::min(count - first, instalments_near);
    return {all.begin() + first, static_cast<std::size_t>(length)};
}

std::string deviation_text(const plans::PlanFacts& plan) {
    if (plan.difference_reason.empty()) {
        return "";
    }
    return plan.debtors_own_wish ? "Wens van de cliënt: " + plan.difference_reason
                                 : plan.difference_reason;
}

int percent_of(Money part, Money whole) {
    return static_cast<int>(part.in_cents() * 100 / whole.in_cents());
}

Values plan_view(
    const PlanStanding& standing,
    const std::vector<plans::Mandate>& mandates,
    const PausesShown& pauses,
    const PlanActs& acts
) {
    const plans::PlanFacts& facts = standing.plan.facts;
    const std::vector<InstalmentStanding>& all = standing.instalments;
    const std::span<const InstalmentStanding> near = near_today(all);
    const Money total = facts.total();
    Values values{
        {"plan_id", std::to_string(standing.plan.id.value())},
        {"plan_number", facts.plan_number},
        {"plan_summary_text", plan_summary(facts)},
        {"way_to_pay_text", way_to_pay_text(facts.way_to_pay, mandates)},
        {"amounts", amounts_view(standing.plan)},
        {"deviation_text", text_or_false(deviation_text(facts))},
        {"progress_text",
         fmt::format("{} van {} betaald", amount_text(standing.plan.paid), amount_text(total))},
        {"progress_percent", std::to_string(percent_of(standing.plan.paid, total))},
        {"instalments_near", rows(near)},
        {"has_more_instalments", all.size() > near.size()},
        {"instalment_count", std::to_string(all.size())},
        {"instalments_all", rows(all)}};
    set_pauses(values, standing.plan, pauses);
    values["has_acts"] = acts.may_end || acts.may_review || pauses.may_pause;
    values["plan_ending_address"] =
        acts.may_end
            ? Values(plan_ending_address(pauses.place, pauses.client_number, standing.plan.id))
            : Values(false);
    values["plan_review_address"] =
        acts.may_review
            ? Values(plan_review_address(pauses.place, pauses.client_number, standing.plan.id))
            : Values(false);
    return values;
}

// Why is told of an end that somebody decided on; the others follow from what happened.
std::string former_plan_text(const plans::Plan& plan) {
    const bool was_decided =
        plan.outcome == plans::PlanOutcome::broken || plan.outcome == plans::PlanOutcome::remitted;
    return fmt::format(
        "{}, versie {}: {} per maand, afgesproken op {}. {} op {}{}.",
        plan.facts.plan_number,
        plan.facts.version,
        amount_text(plan.facts.agreed_amount),
        date_text(plan.facts.agreed_on),
        dutch(*plan.outcome),
        date_text(*plan.ended_on),
        was_decided ? ": " + plan.end_reason : ""
    );
}

}  // namespace

RunningPlans running_plans(const std::vector<PlanStanding>& plans) {
    RunningPlans running;
    for (const PlanStanding& standing : plans) {
        if (standing.plan.ended_on) {
            continue;
        }
        running.standing.push_back(&standing);
        running.agreed_monthly += standing.plan.facts.agreed_amount;
        for (const InstalmentStanding& instalment : standing.instalments) {
            if (instalment.state == InstalmentState::overdue) {
                running.overdue += instalment.open;
            }
        }
    }
    return running;
}

void set_plans(
    Values& values,
    const std::vector<PlanStanding>& plans,
    const std::vector<plans::Mandate>& mandates,
    const PausesShown& pauses,
    const PlanActs& acts
) {
    Values running = Values::array();
    Values former = Values::array();
    for (const PlanStanding& standing : plans) {
        if (standing.plan.ended_on) {
            former.push_back({{"former_plan_text", former_plan_text(standing.plan)}});
        } else {
            running.push_back(plan_view(standing, mandates, pauses, acts));
        }
    }
    values["plans"] = std::move(running);
    values["has_former_plans"] = !former.empty();
    values["former_plans"] = std::move(former);
}

}  // namespace draagkracht::pages
