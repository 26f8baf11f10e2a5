#include "draagkracht/claims/gross_up.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "draagkracht/base/enum_text.hpp"
#include "draagkracht/base/exact_money.hpp"

namespace draagkracht::claims {

namespace {

using base::Date;
using base::EnumText;
using base::Money;

constexpr base::EnumTexts question_texts{
    "claims.not-a-question",
    std::array{
        EnumText{GrossUpQuestion::municipality_was_late, "municipality_was_late"},
        EnumText{GrossUpQuestion::could_not_be_paid_in_year, "could_not_be_paid_in_year"},
        EnumText{GrossUpQuestion::cause_unknown, "cause_unknown"},
        EnumText{GrossUpQuestion::culpability_unknown, "culpability_unknown"},
        EnumText{GrossUpQuestion::period_unknown, "period_unknown"},
        EnumText{GrossUpQuestion::partly_of_earlier_year, "partly_of_earlier_year"},
        EnumText{GrossUpQuestion::held, "held"}}};

bool was_taxed(ClaimKind kind) {
    return kind == ClaimKind::information_duty || kind == ClaimKind::overpayment ||
           kind == ClaimKind::advance;
}

bool is_first_of_year(Date day) {
    return day == Date{day.calendar().year() / std::chrono::January / 1};
}

bool is_partly_of_earlier_year(const ClaimDecision& decision, int year) {
    return decision.period && decision.period->from < first_day_after(year - 1);
}

tl::unexpected<base::Problem> not_grossed_up(const char* why, const char* remedy) {
    return base::problem("claims.not-grossed-up", why, remedy);
}

tl::unexpected<base::Problem> refusal(
    const char* code, std::string message, const char* field, const char* remedy
) {
    return tl::unexpected(base::Problem{code, std::move(message), field, remedy});
}

base::Outcome<Money> by_factor(
    const ClaimDecision& decision, int year, const PayrollGrossUp& told
) {
    if (is_partly_of_earlier_year(decision, year)) {
        return refusal(
            "claims.factor-over-gross",
            "the period begins in an earlier year, and that part was claimed gross at once",
            "factor",
            "let payroll give the amount, over the part of this year alone"
        );
    }
    const base::Outcome<Money> tax = gross_up_by(told.open_net, *told.factor);
    if (tax && told.amount && *told.amount != *tax) {
        return refusal(
            "claims.other-amount",
            fmt::format(
                "{}% of {} is {}, and the list says {}",
                told.factor->to_string(),
                told.open_net.to_string(),
                tax->to_string(),
                told.amount->to_string()
            ),
            "gross_up",
            "ask payroll which of both is right, and leave the other out"
        );
    }
    return tax;
}

base::Outcome<Money> as_told(const ClaimDecision& decision, int year, const PayrollGrossUp& told) {
    if (told.factor) {
        return by_factor(decision, year, told);
    }
    if (!told.amount) {
        return refusal(
            "claims.act-needs",
            "neither a factor nor an amount is told",
            "factor",
            "payroll fills in one of both"
        );
    }
    return *told.amount;
}

}  // namespace

Date first_day_after(int year) {
    return Date{std::chrono::year{year + 1} / std::chrono::January / 1};
}

base::Outcome<Money> net_to_gross_up(
    const ClaimDecision& decision, const std::vector<Movement>& movements, Date turn
) {
    if (!was_taxed(decision.kind)) {
        return not_grossed_up(
            "wage tax was paid over benefit alone, and this claim is of another kind",
            "look at the kind of the claim"
        );
    }
    if (!is_first_of_year(turn)) {
        return not_grossed_up(
            "a claim is grossed up at the turn of the year", "let it count from 1 January"
        );
    }
    // In the register, or by the former system.
    if (std::ranges::count(movements, PostingKind::gross_up, &Movement::kind) > 0) {
        return not_grossed_up("the claim was grossed up before", "correct it when that was wrong");
    }
    Money net;
    for (const Movement& movement : movements) {
        if (movement.component == Component::principal && movement.value_date < turn) {
            net += movement.amount;
        }
    }
    if (!net.is_positive()) {
        return not_grossed_up(
            "nothing was open at the end of the year", "there is nothing to add to"
        );
    }
    return net;
}

base::Outcome<Money> gross_up_by(Money net, base::Percentage factor) {
    const base::ExactMoney tax = base::ExactMoney{net} * factor;
    if (base::ExactMoney{amount_max} < tax) {
        return refusal(
            "claims.amount-too-large",
            "the factor makes more than EUR 10,000,000.00 of it",
            "factor",
            "it is a percentage of the net amount, such as 37.125"
        );
    }
    return tax.rounded(base::Rounding::half_up);
}

base::Done check_net_of_year(const ClaimDecision& decision, int year) {
    const Date first_day = first_day_after(year - 1);
    const Date turn = first_day_after(year);
    const auto refused = [](const char* why) {
        return base::problem(
            "claims.not-net",
            why,
            "leave it out of the list; what is wrong in the register is mended on the claim"
        );
    };
    if (decision.decision_date >= turn) {
        return refused("the claim was decided after the year, so gross at once");
    }
    if (decision.period ? decision.period->until < first_day : decision.decision_date < first_day) {
        return refused("the claim is of an earlier year");
    }
    return {};
}

base::Outcome<Money> gross_up_of(
    const ClaimDecision& decision,
    const std::vector<Movement>& movements,
    int year,
    const PayrollGrossUp& told
) {
    const base::Done of_year = check_net_of_year(decision, year);
    const base::Outcome<Money> net = net_to_gross_up(decision, movements, first_day_after(year));
    if (const base::Problem* first = base::first_problem(of_year, net)) {
        return tl::unexpected(first->at("claim_number"));
    }
    if (*net != told.open_net) {
        return refusal(
            "claims.other-amount",
            fmt::format(
                "{} was open net on 31 December by the books, and the list says {}",
                net->to_string(),
                told.open_net.to_string()
            ),
            "open_net",
            "a payment or decision became known since: let payroll work out this claim anew"
        );
    }
    return as_told(decision, year, told).and_then([](Money tax) -> base::Outcome<Money> {
        if (!tax.is_positive()) {
            return refusal(
                "claims.act-needs",
                "the gross-up comes to nothing",
                "factor",
                "leave the line out when there is nothing to add"
            );
        }
        return tax;
    });
}

std::vector<GrossUpQuestion> gross_up_questions(
    const ClaimDecision& decision, int year, bool is_held
) {
    using enum GrossUpQuestion;
    const bool was_late =
        decision.cause == Cause::late_processing || decision.cause == Cause::municipality_error;
    std::vector<GrossUpQuestion> questions;
    for (const auto& [question, is_asked] :
         {std::pair{municipality_was_late, was_late},
          std::pair{could_not_be_paid_in_year, decision.due_date >= first_day_after(year)},
          std::pair{cause_unknown, decision.cause == Cause::unknown},
          std::pair{culpability_unknown, decision.culpability == Culpability::not_assessed},
          std::pair{period_unknown, !decision.period},
          std::pair{partly_of_earlier_year, is_partly_of_earlier_year(decision, year)},
          std::pair{held, is_held}}) {
        if (is_asked) {
            questions.push_back(question);
        }
    }
    return questions;
}

std::string_view to_text(GrossUpQuestion question) {
    return question_texts.text_of(question);
}

}  // namespace draagkracht::claims
