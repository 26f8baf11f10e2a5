// An assessment (draagkrachtberekening) says what a household can repay a month: what the norm
// says, what must be left to it, and how that was worked out. It is where the conversation starts,
// not the amount that is imposed (Alkmaar 4.2.2).
//
//     CapacityAssessment assessment = assess(household, rules).value();
//     if (assessment.figures) {
//         assessment.figures->norm_capacity;      // EUR 70.97
//         assessment.figures->protected_income;   // EUR 1348.49
//         assessment.figures->income;             // EUR 1419.46
//     } else {
//         // assessment.worksheet.obstacles: the questions to ask
//     }
#pragma once

#include <memory>
#include <optional>

#include "draagkracht/base/money.hpp"
#include "draagkracht/base/problem.hpp"
#include "draagkracht/capacity/household.hpp"
#include "draagkracht/capacity/worksheet.hpp"
#include "draagkracht/norms/rule_book.hpp"

namespace draagkracht::capacity {

// EUR a month. norm_capacity is never negative and never above income less protected income.
struct CapacityFigures {
    base::Money norm_capacity;     // What policy says; aflossingscapaciteit.
    base::Money protected_income;  // Beslagvrije voet, Rv art. 475a and on.
    base::Money income;            // That the repayment is to come from, less what others take.

    // The most that can be taken without touching the protected income; never negative.
    [[nodiscard]] base::Money room() const;

    friend bool operator==(const CapacityFigures&, const CapacityFigures&) = default;
};

// How the repayment comes in when nothing else is agreed.
enum class WayToPay { transfer, set_off };

struct CapacityAssessment {
    std::optional<CapacityFigures> figures;  // Empty: not computable, see worksheet.obstacles.
    WayToPay way_to_pay = WayToPay::transfer;
    // False while the debtor refuses information: set-off may then go below it (Participatiewet
    // art. 60 lid 6). A person decides that; norm_capacity never does.
    bool protected_income_applies = true;
    Worksheet worksheet;
};

// The rules under which one household is assessed; a receipt names them by their hashes.
struct RulesInForce {
    std::shared_ptr<const norms::NormTable> norms;     // Empty when none is known for the date.
    std::shared_ptr<const norms::PolicyRules> policy;  // Likewise.
    const norms::Law& law;
};

// A pure function of the facts and the rules, which must be those of the household's date.
[[nodiscard]] CapacityAssessment assess(const Household& household, const RulesInForce& rules);

// A pure function of the facts and the rules of the household's date. Not computable is an answer
// and no Problem; the one Problem is norms.unknown-municipality.
[[nodiscard]] base::Outcome<CapacityAssessment> assess(
    const Household& household, const norms::RuleBook& rules
);

}  // namespace draagkracht::capacity
