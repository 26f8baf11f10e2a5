#include "draagkracht/payments/set_off_list.hpp"

#include <algorithm>

#include "draagkracht/base/enum_text.hpp"
#include "draagkracht/plans/standing.hpp"

namespace draagkracht::payments {

namespace {

using base::EnumText;

constexpr base::EnumTexts reason_texts{
    "payments.unknown-reason",
    std::array{
        EnumText{NotSetOffReason::held, "held"},
        EnumText{NotSetOffReason::below_protected_income, "below_protected_income"},
        EnumText{NotSetOffReason::not_plain, "not_plain"},
    }};

constexpr base::EnumTexts difference_texts{
    "payments.unknown-difference",
    std::array{
        EnumText{DifferenceKind::not_set_off, "not_set_off"},
        EnumText{DifferenceKind::less, "less"},
        EnumText{DifferenceKind::more, "more"},
        EnumText{DifferenceKind::not_asked, "not_asked"},
    }};

bool is_in(base::Date day, base::Month month) {
    return base::first_day_of(month) <= day && day <= base::last_day_of(month);
}

bool is_held(const SetOffFacts& facts, base::Date day) {
    return std::ranges::any_of(facts.held, [day](const plans::Period& days) {
        return days.from <= day && day <= days.until;
    });
}

std::optional<NotSetOffReason> reason_against(const SetOffFacts& facts) {
    if (facts.assessed &&
        facts.assessed->income - facts.asked_in_all < facts.assessed->protected_income) {
        return NotSetOffReason::below_protected_income;
    }
    if (!is_plain_in_list(facts.client_number) || !is_plain_in_list(facts.plan.facts.plan_number)) {
        return NotSetOffReason::not_plain;
    }
    return std::nullopt;
}

// What came for one plan and month.
struct Came {
    int line;
    base::Money amount;
};
using CameByPlan = std::map<base::PlanId, Came>;

std::optional<SetOffDifference> difference_of(
    const AskedLine& asked, base::Month period, const CameByPlan& came
) {
    const auto found = came.find(asked.plan);
    if (found == came.end()) {
        return SetOffDifference{
            DifferenceKind::not_set_off,
            period,
            asked.line,
            std::nullopt,
            asked.plan_number,
            asked.amount,
            {}};
    }
    const Came& one = found->second;
    if (one.amount == asked.amount) {
        return std::nullopt;
    }
    return SetOffDifference{
        one.amount < asked.amount ? DifferenceKind::less : DifferenceKind::more,
        period,
        asked.line,
        one.line,
        asked.plan_number,
        asked.amount,
        one.amount};
}

}  // namespace

std::string_view to_text(NotSetOffReason reason) {
    return reason_texts.text_of(reason);
}

std::string_view to_text(DifferenceKind kind) {
    return difference_texts.text_of(kind);
}

MonthOfPlan set_off_of(const SetOffFacts& facts, base::Month month, base::Money spoken_for) {
    const plans::PlanFacts& plan = facts.plan.facts;
    base::Money due;
    bool held = false;
    for (const plans::InstalmentStanding& one :
         plans::standing_of(facts.plan, base::BusinessDate{base::first_day_of(month)})) {
        if (is_in(one.instalment.due_date, month) && one.open.is_positive()) {
            due += one.open;
            held = held || is_held(facts, one.instalment.due_date);
        }
    }
    due = std::min(due, facts.plan.open_on_claims - spoken_for);
    if (!due.is_positive()) {
        return std::monostate{};
    }
    const std::optional<NotSetOffReason> against =
        held ? std::optional{NotSetOffReason::held} : reason_against(facts);
    if (against) {
        return NotSetOff{facts.plan.id, plan.person, plan.plan_number, *against};
    }
    return SetOffLine{
        facts.plan.id,
        plan.person,
        facts.client_number,
        plan.plan_number,
        std::min(due, plan.agreed_amount)};
}

std::vector<SetOffDifference> differences_of(
    const PayrollList& list,
    const std::map<int, base::PlanId>& plans,
    const std::map<base::Month, std::vector<AskedLine>>& asked
) {
    std::map<base::Month, CameByPlan> came;
    std::vector<SetOffDifference> not_asked;
    for (const PayrollLine& line : list.lines) {
        const auto lines_asked = asked.find(line.period);
        if (line.takes_back || lines_asked == asked.end()) {
            continue;
        }
        const auto plan = plans.find(line.number);
        const bool is_asked =
            plan != plans.end() &&
            std::ranges::find(lines_asked->second, plan->second, &AskedLine::plan) !=
                lines_asked->second.end();
        if (is_asked) {
            Came& one =
                came[line.period].try_emplace(plan->second, Came{line.number, {}}).first->second;
            one.amount += line.amount;
        } else {
            not_asked.push_back(
                {DifferenceKind::not_asked,
                 line.period,
                 std::nullopt,
                 line.number,
                 line.plan_number,
                 {},
                 line.amount}
            );
        }
    }
    std::vector<SetOffDifference> differences;
    for (const auto& [period, lines] : asked) {
        for (const AskedLine& line : lines) {
            if (auto difference = difference_of(line, period, came[period])) {
                differences.push_back(std::move(*difference));
            }
        }
    }
    std::ranges::move(not_asked, std::back_inserter(differences));
    return differences;
}

}  // namespace draagkracht::payments
