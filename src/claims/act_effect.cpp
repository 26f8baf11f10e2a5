#include "draagkracht/claims/act_effect.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "draagkracht/claims/allocation.hpp"
#include "draagkracht/claims/gross_up.hpp"
#include "draagkracht/claims/statutory_interest.hpp"

namespace draagkracht::claims {

namespace {

using base::Date;
using base::Money;
using Movements = std::vector<Movement>;
using Effect = base::Outcome<Movements>;

constexpr std::array components{Component::costs, Component::interest, Component::principal};

Money charged(const Movements& movements, Component component) {
    Money sum;
    for (const Movement& movement : movements) {
        if (movement.component == component && is_charge(movement.kind)) {
            sum += movement.amount;
        }
    }
    return sum;
}

// What is asked less what was given up of it: all but payments.
Money asked(const Movements& movements, Component component) {
    Money sum;
    for (const Movement& movement : movements) {
        if (movement.component == component && movement.kind != PostingKind::payment) {
            sum += movement.amount;
        }
    }
    return sum;
}

// Takes off all that is open. A credit on one component counts for the others.
Effect give_up(const ActCase& on_claim, const NewAct& act, PostingKind kind) {
    const Balance open = balance_of(on_claim.movements);
    Money left = open.total();
    Movements effect;
    for (const Component component : components) {
        const Money part = std::min(open.of(component), left);
        if (part.is_positive()) {
            effect.push_back({component, kind, -part, act.on, act.reason});
            left -= part;
        }
    }
    return effect;
}

Effect change(const ActCase& on_claim, const NewAct& act) {
    const Money after = asked(on_claim.movements, Component::principal) + *act.amount;
    if (!after.is_positive()) {
        return base::problem(
            "claims.correction-too-large",
            "the claim would be nothing or less",
            "a decision that is gone altogether is annulled"
        );
    }
    return Movements{
        {Component::principal, PostingKind::correction, *act.amount, act.on, act.reason}};
}

Effect correct(const ActCase& on_claim, const NewAct& act) {
    const Money open = balance_of(on_claim.movements).of(*act.component);
    if (act.amount->is_negative() && -*act.amount > open) {
        return base::problem(
            "claims.above-balance",
            "more would come off than is open",
            "a decision that lowers the claim below what was paid is recorded as a change, and "
            "leaves a credit"
        );
    }
    return Movements{{*act.component, PostingKind::correction, *act.amount, act.on, act.reason}};
}

Effect set_interest(const ActCase& on_claim, const NewAct& act) {
    const Date until = act.last_day->plus_days(1);
    const Date from = on_claim.claim.decision.due_date.plus_days(1);
    if (until > act.on.plus_days(1)) {
        return base::problem(
            "claims.in-future", "interest is set over days that have passed", "take an earlier day"
        );
    }
    const base::Outcome<InterestSheet> sheet = interest_over(
        on_claim.movements, from, until, on_claim.law, days_without_interest(on_claim.acts, until)
    );
    if (!sheet) {
        return tl::unexpected(sheet.error());
    }
    const Money set_before = charged(on_claim.movements, Component::interest);
    const Money more = sheet->amount - set_before;
    if (!more.is_positive() || (!sheet->is_due && !set_before.is_positive())) {
        return base::problem(
            "claims.no-interest",
            "no interest is due over these days beyond what was set before",
            "interest below the amount of Awb art. 4:98 lid 2 is not due"
        );
    }
    return Movements{{Component::interest, PostingKind::interest, more, act.on, act.reason}};
}

Effect gross_up(const ActCase& on_claim, const NewAct& act) {
    return net_to_gross_up(on_claim.claim.decision, on_claim.movements, act.on)
        .and_then([&act](Money net) {
            return act.factor ? gross_up_by(net, *act.factor) : base::Outcome<Money>{*act.amount};
        })
        .and_then([&act](Money tax) -> Effect {
            if (!tax.is_positive()) {
                return base::problem(
                    "claims.not-grossed-up",
                    "what payroll gave makes nothing of it",
                    "look at the factor or the amount that payroll gave"
                );
            }
            return Movements{
                {Component::principal, PostingKind::gross_up, tax, act.on, act.reason}};
        });
}

Effect revive(const ActCase& on_claim, const NewAct& act) {
    Balance written_off;
    for (const Movement& movement : on_claim.movements) {
        if (movement.kind == PostingKind::write_off) {
            written_off.add(movement.component, movement.amount);
        }
    }
    Movements effect;
    for (const Component component : components) {
        if (!written_off.of(component).is_zero()) {
            effect.push_back(
                {component, PostingKind::write_off, -written_off.of(component), act.on, act.reason}
            );
        }
    }
    return effect;
}

// All that is asked comes off; what was paid becomes a credit, and what was given up does not.
Effect annul(const ActCase& on_claim, const NewAct& act) {
    Movements effect;
    for (const Component component : components) {
        const Money of_component = asked(on_claim.movements, component);
        if (!of_component.is_zero()) {
            effect.push_back({component, PostingKind::correction, -of_component, act.on, act.reason}
            );
        }
    }
    return effect;
}

Money open_on(const ActCase& claim) {
    return balance_of(claim.movements).total();
}

Effect take_credit(const ActCase& on_claim, const NewAct& act, PostingKind kind, Money amount) {
    const Balance taken = taken_from_credit(balance_of(on_claim.movements), amount);
    Movements effect;
    for (const Component component : components) {
        if (!taken.of(component).is_zero()) {
            effect.push_back({component, kind, taken.of(component), act.on, act.reason});
        }
    }
    return effect;
}

// No more goes to the other claim than is open on it: the rest stays a credit.
Effect move_credit(const ActCase& on_claim, const NewAct& act) {
    const Money amount = std::min(-open_on(on_claim), open_on(*on_claim.other));
    return take_credit(on_claim, act, PostingKind::set_off, amount);
}

Life life_today(const ActCase& claim) {
    return life_of(
        {claim.claim, claim.acts, balance_of(claim.movements), claim.course}, claim.today.date()
    );
}

base::Done check_other_claim(const ActCase& on_claim, const NewAct& act) {
    if (act.kind != ActKind::credit_moved) {
        return {};
    }
    if (on_claim.other == nullptr) {
        return tl::unexpected(base::Problem{
            "claims.unknown-claim",
            "none of the debtors owes a claim of that number",
            "other_claim",
            "name another claim of the same debtor"});
    }
    const Life other = life_today(*on_claim.other);
    const auto owes_the_other = [&other](const Debtor& debtor) {
        return std::ranges::count(other.debtors, debtor.person) > 0;
    };
    if (std::ranges::none_of(on_claim.claim.debtors, owes_the_other)) {
        return tl::unexpected(base::Problem{
            "claims.other-debtors",
            "no debtor of this claim owes that one any longer",
            "other_claim",
            "name another claim of the same debtor, or refund the credit"});
    }
    if (const base::Done receives = can_receive_credit(other); !receives) {
        return tl::unexpected(receives.error().at("other_claim"));
    }
    return {};
}

base::Done check_debtor(const Life& life, const ActCase& on_claim, base::PersonId debtor) {
    if (std::ranges::count(life.debtors, debtor) > 0) {
        return {};
    }
    const bool was_one = std::ranges::count(on_claim.claim.debtors, debtor, &Debtor::person) > 0;
    return was_one ? base::problem(
                         "claims.released-already",
                         "this debtor was released, and owes the claim no longer",
                         "nothing more concerns this debtor"
                     )
                   : base::problem(
                         "claims.unknown-debtor",
                         "this person is no debtor of the claim",
                         "name one of its debtors"
                     );
}

base::Done check_hold(const Life& life, const NewAct& act) {
    const auto is_same = [&act](const RunningHold& hold) {
        return hold.kind == *act.hold && hold.debtor == act.debtor;
    };
    if (std::ranges::any_of(life.holds, is_same)) {
        return base::problem(
            "claims.held-already",
            "a hold of this kind runs on that day",
            "end that one first, or let the new one begin after it"
        );
    }
    return {};
}

base::Done check_hold_end(const std::vector<Act>& acts, const NewAct& act) {
    const std::vector<RunningHold> holds = holds_of(acts);
    const auto hold = std::ranges::find(holds, *act.ends, &RunningHold::number);
    const auto ends_the_same = [&act](const Act& before) { return before.facts.ends == act.ends; };
    if (std::ranges::any_of(acts, ends_the_same)) {
        return base::problem("claims.hold-has-ended", "this hold was ended before", {});
    }
    if (hold == holds.end()) {
        return base::problem(
            "claims.no-such-hold", "the claim has no such hold", "name one of its holds"
        );
    }
    const bool is_longer = hold->last_day && *act.last_day > *hold->last_day;
    if (is_longer || act.last_day->plus_days(1) < hold->first_day) {
        return tl::unexpected(base::Problem{
            "claims.wrong-period",
            "the last day lies outside the hold",
            "last_day",
            "a hold that goes on longer is a new one; the day before its first takes it back"});
    }
    return {};
}

base::Done check_people_and_holds(const ActCase& on_claim, const NewAct& act) {
    // Who was released before stays so, also where this release counts from an earlier day.
    const bool is_release = act.kind == ActKind::debtor_released;
    const Life life = life_of(
        {on_claim.claim, on_claim.acts, balance_of(on_claim.movements), on_claim.course},
        is_release ? on_claim.today.date() : act.on
    );
    if (act.debtor) {
        if (const base::Done known = check_debtor(life, on_claim, *act.debtor); !known) {
            return known;
        }
    }
    switch (act.kind) {
        case ActKind::held:
            return check_hold(life, act);
        case ActKind::hold_ended:
            return check_hold_end(on_claim.acts, act);
        case ActKind::debtor_released:
            return life.debtors.size() > 1 ? base::Done{}
                                           : base::problem(
                                                 "claims.last-debtor",
                                                 "nobody would owe the claim any more",
                                                 "remit it, write it off or annul it"
                                             );
        default:
            return {};
    }
}

// What closes or gives up a claim, or uses its credit, counts from the day on which it is decided:
// an earlier day would undo what people relied on since.
bool counts_from_today(ActKind kind) {
    switch (kind) {
        case ActKind::remitted:
        case ActKind::bought_off:
        case ActKind::written_off:
        case ActKind::revived:
        case ActKind::transferred:
        case ActKind::credit_refunded:
        case ActKind::credit_moved:
            return true;
        default:
            return false;
    }
}

base::Done check_days(const ActCase& on_claim, const NewAct& act) {
    const Date today = on_claim.today.date();
    const bool may_begin_later = act.kind == ActKind::held;
    if (act.on > today && !may_begin_later) {
        return tl::unexpected(base::Problem{
            "claims.in-future", "the act counts from a day to come", "on", "record it on that day"}
        );
    }
    if (act.on < on_claim.claim.decision.decision_date) {
        return tl::unexpected(base::Problem{
            "claims.before-decision", "the claim did not exist on that day", "on", {}});
    }
    if (counts_from_today(act.kind) && act.on != today) {
        return tl::unexpected(base::Problem{
            "claims.not-backdated",
            "an act of this kind counts from the day on which it is decided",
            "on",
            "take " + today.to_string()});
    }
    return {};
}

base::Done check_books(const ActCase& on_claim, const Movements& effect) {
    for (const Movement& movement : effect) {
        if (on_claim.books_closed_until && movement.value_date <= *on_claim.books_closed_until) {
            return tl::unexpected(base::Problem{
                "claims.year-closed",
                "the books are closed until " + on_claim.books_closed_until->to_string(),
                "on",
                "let it count from the day after that, and say so in the reason"});
        }
    }
    return {};
}

base::Done check_size(const ActCase& on_claim, const Movements& effect) {
    Money after;
    for (const Component component : components) {
        after += asked(on_claim.movements, component) + asked(effect, component);
    }
    if (after <= amount_max) {
        return {};
    }
    return base::problem(
        "claims.amount-too-large",
        "the claim would be above EUR 10,000,000.00",
        "check the decimal point"
    );
}

Effect movements_of(const ActCase& on_claim, const NewAct& act) {
    switch (act.kind) {
        case ActKind::changed:
            return change(on_claim, act);
        case ActKind::corrected:
            return correct(on_claim, act);
        case ActKind::interest_set:
            return set_interest(on_claim, act);
        case ActKind::grossed_up:
            return gross_up(on_claim, act);
        case ActKind::remitted:
            return give_up(on_claim, act, PostingKind::remission);
        case ActKind::bought_off:
            return give_up(on_claim, act, PostingKind::buy_off);
        case ActKind::written_off:
            return give_up(on_claim, act, PostingKind::write_off);
        case ActKind::transferred:
            return give_up(on_claim, act, PostingKind::transfer);
        case ActKind::revived:
            return revive(on_claim, act);
        case ActKind::annulled:
            return annul(on_claim, act);
        case ActKind::credit_refunded:
            return take_credit(on_claim, act, PostingKind::refund, -open_on(on_claim));
        case ActKind::credit_moved:
            return move_credit(on_claim, act);
        case ActKind::held:
        case ActKind::hold_ended:
        case ActKind::debtor_released:
        case ActKind::interrupted:
            return Movements{};
    }
    throw base::ProgrammerFault{"unknown kind of act"};
}

// The officer saw what an act of this kind comes to; the others tell it.
bool amount_was_seen(ActKind kind) {
    switch (kind) {
        case ActKind::interest_set:
        case ActKind::grossed_up:
        case ActKind::remitted:
        case ActKind::bought_off:
        case ActKind::written_off:
        case ActKind::revived:
        case ActKind::transferred:
        case ActKind::credit_refunded:
        case ActKind::credit_moved:
            return true;
        default:
            return false;
    }
}

base::Done same_as_seen(const NewAct& act, base::Money now) {
    if (!amount_was_seen(act.kind) || *act.amount == now) {
        return {};
    }
    return tl::unexpected(base::Problem{
        "claims.other-amount",
        fmt::format("it comes to {} now, and another amount was seen", now.to_string()),
        "amount",
        "look at the claim again, and decide on that amount"});
}

base::Money size_of(const Movements& effect) {
    const base::Money sum = balance_of(effect).total();
    return sum.is_negative() ? -sum : sum;
}

Effect worked_out(const ActCase& on_claim, const NewAct& act) {
    const base::Done well_formed = check(act);
    if (!well_formed) {
        return tl::unexpected(well_formed.error());
    }
    const base::Done allowed = permitted(life_today(on_claim), act.kind);
    const base::Done on_a_day = check_days(on_claim, act);
    const base::Done fits = check_people_and_holds(on_claim, act);
    const base::Done other = check_other_claim(on_claim, act);
    if (const base::Problem* first = base::first_problem(allowed, on_a_day, fits, other)) {
        return tl::unexpected(*first);
    }
    return movements_of(on_claim, act).and_then([&](Movements effect) -> Effect {
        const base::Done open = check_books(on_claim, effect);
        const base::Done within_bounds = check_size(on_claim, effect);
        if (const base::Problem* first = base::first_problem(open, within_bounds)) {
            return tl::unexpected(*first);
        }
        return effect;
    });
}

}  // namespace

std::vector<Period> days_without_interest(const std::vector<Act>& acts, Date until) {
    std::vector<Period> without;
    for (const RunningHold& hold : holds_of(acts)) {
        if (!hold.interest_runs) {
            without.push_back({hold.first_day, hold.last_day.value_or(until)});
        }
    }
    return without;
}

Effect effect_of(const ActCase& on_claim, const NewAct& act) {
    return worked_out(on_claim, act).and_then([&act](Movements effect) -> Effect {
        if (const base::Done seen = same_as_seen(act, size_of(effect)); !seen) {
            return tl::unexpected(seen.error());
        }
        return effect;
    });
}

Movements effect_on_other(const ActCase& other, const NewAct& act, const Movements& effect) {
    const Allocation made = allocate(
        size_of(effect),
        {{other.claim.id, other.claim.decision.due_date, balance_of(other.movements)}}
    );
    Movements on_other;
    for (const AllocatedPart& part : made.parts) {
        on_other.push_back({part.component, PostingKind::set_off, -part.amount, act.on, act.reason}
        );
    }
    return on_other;
}

base::Outcome<base::Money> amount_of(const ActCase& on_claim, NewAct act) {
    if (act.kind == ActKind::grossed_up && !act.factor) {
        return tl::unexpected(base::Problem{
            "claims.act-needs",
            "without the factor of payroll this cannot be worked out",
            "factor",
            "take the factor, or the amount that payroll gave"});
    }
    if (amount_was_seen(act.kind)) {
        act.amount = amount_max;  // any will do: it is not looked at
    }
    return worked_out(on_claim, act).map(size_of);
}

}  // namespace draagkracht::claims
