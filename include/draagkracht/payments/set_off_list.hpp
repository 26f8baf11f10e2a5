// What the benefit payroll is asked to set off for a month: what falls due in it of the plans that
// are paid by set-off, and never more than the plan agreed.
//
//     MonthOfPlan month = set_off_of(facts, Month{2026y / July});
//     // SetOffLine{"R-2026-0012", 60.00}, or NotSetOff{..., NotSetOffReason::held}, or nothing
//
// Arrears are not asked with it: two instalments in one month could reach below the protected
// income that the agreement held. And of what comes back, what differs from what was asked.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "draagkracht/payments/payroll_list.hpp"
#include "draagkracht/plans/plan.hpp"

namespace draagkracht::payments {

// What the newest assessment of a debtor said of all income, for every plan together.
struct AssessedIncome {
    base::Money income;
    base::Money protected_income;
};

// A running plan that is paid by set-off.
struct SetOffFacts {
    plans::Plan plan;
    std::string client_number;
    std::vector<plans::Period> held;         // days on which a hold keeps the plan quiet
    std::optional<AssessedIncome> assessed;  // of a plan from a former system it is not known
    base::Money asked_in_all;  // a month, on all running plans of the debtor on which is open
};

struct SetOffLine {
    base::PlanId plan;
    base::PersonId person;
    std::string client_number;
    std::string plan_number;
    base::Money amount;
};

enum class NotSetOffReason {
    held,                    // a hold covers the day on which an instalment falls due
    below_protected_income,  // by the newest assessment, with all that is asked of the debtor
    not_plain,               // a number that cannot stand in the file
};
[[nodiscard]] std::string_view to_text(NotSetOffReason reason);  // as the enumerator

struct NotSetOff {
    base::PlanId plan;
    base::PersonId person;
    std::string plan_number;
    NotSetOffReason reason;
};

using MonthOfPlan =
    std::variant<std::monostate, SetOffLine, NotSetOff>;  // monostate: nothing is due

// `spoken_for`: what is asked for the same month on the same claims, of joint debtors.
[[nodiscard]] MonthOfPlan set_off_of(
    const SetOffFacts& facts, base::Month month, base::Money spoken_for = {}
);

// A line of the list that was written last for a month.
struct AskedLine {
    int line;
    base::PlanId plan;
    std::string plan_number;
    base::Money amount;
};

enum class DifferenceKind {
    not_set_off,  // asked, and nothing came
    less,
    more,
    not_asked,  // it came, and was not asked
};
[[nodiscard]] std::string_view to_text(DifferenceKind kind);  // as the enumerator

struct SetOffDifference {
    DifferenceKind kind;
    base::Month period;
    std::optional<int> asked_line;  // of the list that was written
    std::optional<int> line;        // of the list that came, the first of that plan
    std::string plan_number;        // empty: not known
    base::Money asked;
    base::Money set_off;
};

// Of the lines that paid; what takes a line back is none. `plans` are the plans under which the
// lines count, and `asked` the lists of the months that the lines are for. A month of which no list
// was written is not looked at.
[[nodiscard]] std::vector<SetOffDifference> differences_of(
    const PayrollList& list,
    const std::map<int, base::PlanId>& plans,
    const std::map<base::Month, std::vector<AskedLine>>& asked
);

}  // namespace draagkracht::payments
