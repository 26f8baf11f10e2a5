#include "draagkracht/plans/plan.hpp"

#include <set>

#include "draagkracht/base/enum_text.hpp"
#include "draagkracht/plans/burden.hpp"

namespace draagkracht::plans {

using base::Money;

namespace {

using base::EnumText;

constexpr base::EnumTexts outcome_texts{
    "plans.unknown-outcome",
    std::array{
        EnumText{PlanOutcome::paid, "paid"},
        EnumText{PlanOutcome::replaced, "replaced"},
        EnumText{PlanOutcome::broken, "broken"},
        EnumText{PlanOutcome::remitted, "remitted"},
    }};

base::Done check_claims(const PlanFacts& facts) {
    std::set<base::ClaimId> seen;
    for (const PlannedClaim& planned : facts.claims) {
        if (!seen.insert(planned.claim).second || !planned.amount.is_positive()) {
            return base::problem(
                "plans.no-claims",
                "each claim stands in a plan once, with an amount above zero",
                "leave out the claims that are paid or named twice"
            );
        }
    }
    if (facts.claims.empty()) {
        return base::problem("plans.no-claims", "a plan pays at least one claim", "name the claim");
    }
    return {};
}

base::Done check_dates(const PlanFacts& facts) {
    base::Date previous = facts.agreed_on.plus_days(-1);
    for (const Instalment& instalment : facts.schedule) {
        if (instalment.due_date <= previous) {
            return base::problem(
                "plans.bad-due-dates",
                "due dates must rise and not lie before the day of the agreement",
                "choose a first due date on or after the agreement"
            );
        }
        previous = instalment.due_date;
    }
    return {};
}

base::Done check_terms(const PlanFacts& facts) {
    const base::Outcome<std::vector<Instalment>> schedule = schedule_of(facts.total(), facts.terms);
    if (!schedule) {
        return tl::unexpected(schedule.error());
    }
    if (*schedule != facts.schedule || burden_of(facts.terms) != facts.agreed_amount) {
        return base::problem(
            "plans.terms-differ",
            "the schedule or the agreed amount does not follow from the terms of the plan",
            "make the schedule again from the terms"
        );
    }
    return {};
}

}  // namespace

std::string_view to_text(PlanOutcome outcome) {
    return outcome_texts.text_of(outcome);
}

base::Outcome<PlanOutcome> outcome_of(std::string_view text) {
    return outcome_texts.parse(text);
}

Money PlanFacts::total() const {
    Money total;
    for (const PlannedClaim& planned : claims) {
        total += planned.amount;
    }
    return total;
}

std::optional<Money> PlanFacts::left_to_live_on() const {
    return assessed ? std::optional{assessed->income - agreed_amount} : std::nullopt;
}

base::Done check(const PlanFacts& facts) {
    if (const base::Done claims = check_claims(facts); !claims) {
        return claims;
    }
    Money cumulative;
    bool runs_on = true;
    for (const Instalment& instalment : facts.schedule) {
        cumulative += instalment.amount;
        runs_on = runs_on && instalment.amount.is_positive() && instalment.cumulative == cumulative;
    }
    if (!runs_on || cumulative != facts.total()) {
        return base::problem(
            "plans.schedule-differs",
            "the instalments do not add up to what the plan pays of its claims",
            "make the schedule again from the open balances"
        );
    }
    return check_dates(facts).and_then([&] { return check_terms(facts); });
}

std::vector<Instalment> Plan::schedule() const {
    return schedule_after(last_move());
}

std::vector<Instalment> Plan::schedule_after(const std::optional<base::InstalmentMoveId>& last
) const {
    std::vector<Instalment> schedule = facts.schedule;
    for (const InstalmentMove& move : moves) {
        if (last && move.id <= *last) {
            const auto place = static_cast<std::size_t>(move.moved.number - 1);
            schedule.at(place).due_date = move.moved.due_date;
        }
    }
    return schedule;
}

std::optional<base::InstalmentMoveId> Plan::last_move() const {
    return moves.empty() ? std::nullopt : std::optional{moves.back().id};
}

}  // namespace draagkracht::plans
