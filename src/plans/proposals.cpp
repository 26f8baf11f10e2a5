#include "draagkracht/plans/proposals.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "draagkracht/plans/burden.hpp"

namespace draagkracht::plans {

using base::Date;
using base::Money;

namespace {

tl::unexpected<base::Problem> no_capacity(std::string message) {
    return base::problem(
        "plans.no-capacity", std::move(message), "talk about a deferral, debt help or remission"
    );
}

base::Outcome<Proposal> proposal_of(const Talk& talk, ScheduleTerms terms) {
    const base::Outcome<ThreeAmounts> amounts = amounts_of(terms, talk.figures);
    if (!amounts) {
        return tl::unexpected(amounts.error());
    }
    base::Outcome<std::vector<Instalment>> schedule = schedule_of(talk.debt.total(), terms);
    if (!schedule) {
        return tl::unexpected(schedule.error());
    }
    if (const base::Done fits = check_extras(terms, *schedule); !fits) {
        return tl::unexpected(fits.error());
    }
    return Proposal{
        std::move(terms), *amounts, talk.figures.protected_income, std::move(*schedule), talk.debt};
}

base::Outcome<Proposal> of_one_amount(const Talk& talk, const Rhythm& rhythm, Money a_month) {
    const Money amount = instalment_within(a_month, rhythm.frequency, talk.unit);
    return proposal_of(talk, {.rhythm = rhythm, .amounts = {{1, amount}}});
}

base::Outcome<Proposal> by_norm(const Talk& talk, const Rhythm& rhythm) {
    const Money norm = talk.figures.norm_capacity;
    base::ensure(
        norm <= talk.figures.room(),
        "the norm never asks more than what lies above the protected income"
    );
    if (!instalment_within(norm, rhythm.frequency, talk.unit).is_positive()) {
        return no_capacity("the norm leaves nothing to repay from");
    }
    return of_one_amount(talk, rhythm, norm);
}

base::Outcome<Proposal> fastest(const Talk& talk, const Rhythm& rhythm) {
    const Money room = talk.figures.room();
    if (!instalment_within(room, rhythm.frequency, talk.unit).is_positive()) {
        return no_capacity("no income is left above the protected income to repay from");
    }
    base::Outcome<Proposal> proposal = of_one_amount(talk, rhythm, room);
    if (!proposal && proposal.error().code == "plans.too-long") {
        proposal.error().remedy = "talk about remission, buy-off or debt help";
    }
    return proposal;
}

// How many dates of the rhythm lie in so many months from the first on.
int instalments_in(const Rhythm& rhythm, int months) {
    if (rhythm.frequency == Frequency::monthly) {
        return months;
    }
    const int days = rhythm.frequency == Frequency::weekly ? 7 : 28;
    const Date end = rhythm.first_due_date.plus_months(months, base::MonthEnd::last_day);
    return (rhythm.first_due_date.days_until(end) + days - 1) / days;
}

// What the extras pay in the first so many instalments.
Money paid_by_extras(const ScheduleTerms& terms, int instalments) {
    Money paid;
    const Date last = date_without_pauses(terms.rhythm, instalments);
    for (const ExtraPayment& extra : terms.extras) {
        if (extra.due_date <= last) {
            paid += extra.amount;
        }
    }
    for (int number = 1; terms.holiday_pay && number <= instalments; ++number) {
        if (takes_holiday_pay(terms.rhythm, number)) {
            paid += *terms.holiday_pay;
        }
    }
    return paid;
}

base::Outcome<Proposal> of_term(const Talk& talk, const Asked& asked) {
    const int months = *asked.months;
    if (months < 1 || months > years_max * 12) {
        return base::problem(
            "plans.no-months",
            fmt::format("a plan of {} months is not possible", months),
            fmt::format("choose a term from 1 to {} months", years_max * 12)
        );
    }
    ScheduleTerms terms{
        .rhythm = asked.rhythm,
        .amounts = {{1, talk.unit}},
        .extras = asked.extras,
        .holiday_pay = asked.holiday_pay};
    if (const base::Done sound = check(terms); !sound) {
        return tl::unexpected(sound.error());
    }
    const int count =
        std::min(instalments_in(asked.rhythm, months), instalments_max(asked.rhythm.frequency));
    const Money rest = talk.debt.total() - paid_by_extras(terms, count);
    if (rest.is_positive()) {
        const base::Outcome<Money> amount =
            amount_for(rest, count, asked.rhythm.frequency, talk.unit);
        if (!amount) {
            return tl::unexpected(amount.error());
        }
        terms.amounts = {{1, *amount}};
    }
    return proposal_of(talk, std::move(terms));
}

// The advice to who asked a term that leaves too little: what is paid beside the instalments takes
// as much of its month in any term.
std::string longer_term(const Talk& talk, Asked asked, int months) {
    asked.months = months;
    return of_term(talk, asked)
               ? fmt::format(
                     "choose a longer term: from {} months on there is enough to live on", months
                 )
               : "ask for less beside the instalments, or for a longer term";
}

// A term that is too short says which one is possible.
base::Outcome<Proposal> asked_term(
    const Talk& talk, const Asked& asked, const base::Outcome<Proposal>& fastest
) {
    base::Outcome<Proposal> proposal = of_term(talk, asked);
    if (!proposal && proposal.error().code == "plans.below-protected-income") {
        proposal.error().remedy =
            fastest ? longer_term(talk, asked, fastest->months()) : fastest.error().remedy;
    }
    return proposal;
}

base::Outcome<Proposal> named_amount(const Talk& talk, const Asked& asked) {
    return proposal_of(
        talk,
        {.rhythm = asked.rhythm,
         .amounts = asked.amounts,
         .extras = asked.extras,
         .holiday_pay = asked.holiday_pay}
    );
}

}  // namespace

Proposals proposals_for(const Talk& talk, const Asked& asked) {
    Proposals proposals{
        by_norm(talk, asked.rhythm), fastest(talk, asked.rhythm), std::nullopt, std::nullopt};
    if (asked.months) {
        proposals.asked_term = asked_term(talk, asked, proposals.fastest);
    }
    if (!asked.amounts.empty()) {
        proposals.named_amount = named_amount(talk, asked);
    }
    return proposals;
}

}  // namespace draagkracht::plans
