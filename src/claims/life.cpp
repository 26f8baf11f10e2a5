#include "draagkracht/claims/life.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "draagkracht/base/enum_text.hpp"

namespace draagkracht::claims {

namespace {

using base::Date;
using base::EnumText;

constexpr base::EnumTexts stage_texts{
    "claims.not-a-stage",
    std::array{
        EnumText{Stage::decided, "decided"},
        EnumText{Stage::to_be_paid, "to_be_paid"},
        EnumText{Stage::in_default, "in_default"},
        EnumText{Stage::in_plan, "in_plan"},
        EnumText{Stage::at_bailiff, "at_bailiff"},
        EnumText{Stage::paid, "paid"},
        EnumText{Stage::remitted, "remitted"},
        EnumText{Stage::bought_off, "bought_off"},
        EnumText{Stage::written_off, "written_off"},
        EnumText{Stage::lapsed, "lapsed"},
        EnumText{Stage::transferred, "transferred"},
        EnumText{Stage::annulled, "annulled"}}};

std::optional<Stage> stage_after(ActKind kind) {
    switch (kind) {
        case ActKind::remitted:
            return Stage::remitted;
        case ActKind::bought_off:
            return Stage::bought_off;
        case ActKind::written_off:
            return Stage::written_off;
        case ActKind::transferred:
            return Stage::transferred;
        case ActKind::annulled:
            return Stage::annulled;
        default:
            return std::nullopt;
    }
}

// What the last act that closed the claim made of it, unless it was revived since.
std::optional<Stage> closed_as(const std::vector<Act>& acts, Date day) {
    std::optional<Stage> closed;
    for (const Act& act : acts) {
        if (act.facts.on > day) {
            continue;
        }
        if (act.facts.kind == ActKind::revived) {
            closed.reset();
        } else if (const std::optional<Stage> after = stage_after(act.facts.kind)) {
            closed = after;
        }
    }
    return closed;
}

Stage stage_on(const LifeFacts& facts, Date day) {
    const base::Money open = facts.balance.total();
    if (!open.is_positive()) {
        // When a payment is taken back after the claim was closed, that part of it is open again.
        return closed_as(facts.acts, day).value_or(Stage::paid);
    }
    if (facts.course.has_lapsed) {
        return Stage::lapsed;
    }
    if (day < facts.claim.decision.notified_date) {
        return Stage::decided;
    }
    if (facts.course.at_bailiff) {
        return Stage::at_bailiff;
    }
    if (facts.course.in_plan) {
        return Stage::in_plan;
    }
    return day > facts.claim.decision.due_date ? Stage::in_default : Stage::to_be_paid;
}

std::vector<base::PersonId> debtors_on(const LifeFacts& facts, Date day) {
    std::set<base::PersonId> released;
    for (const Act& act : facts.acts) {
        if (act.facts.kind == ActKind::debtor_released && act.facts.on <= day) {
            released.insert(*act.facts.debtor);
        }
    }
    std::vector<base::PersonId> debtors;
    for (const Debtor& debtor : facts.claim.debtors) {
        if (!released.contains(debtor.person)) {
            debtors.push_back(debtor.person);
        }
    }
    return debtors;
}

// The stages in which an act of a kind can be made.
const std::set<Stage>& stages_for(ActKind kind) {
    using enum Stage;
    static const std::set<Stage> open{decided, to_be_paid, in_default, in_plan, at_bailiff};
    static const std::set<Stage> open_or_paid{
        decided, to_be_paid, in_default, in_plan, at_bailiff, paid};
    static const std::set<Stage> annullable{
        decided, to_be_paid, in_default, in_plan, at_bailiff, paid, lapsed};
    static const std::set<Stage> collected{to_be_paid, in_default, in_plan, at_bailiff};
    static const std::set<Stage> collected_or_lapsed{
        to_be_paid, in_default, in_plan, at_bailiff, lapsed};
    static const std::set<Stage> past_the_term{in_default, in_plan, at_bailiff, paid};
    static const std::set<Stage> only_written_off{written_off};
    static const std::set<Stage> nothing_open{
        paid, remitted, bought_off, written_off, transferred, annulled};
    static const std::set<Stage> any{stages().begin(), stages().end()};
    switch (kind) {
        case ActKind::changed:
        case ActKind::corrected:
        case ActKind::held:
        // What was open on 31 December is grossed up, also when it was paid in January.
        case ActKind::grossed_up:
            return open_or_paid;
        case ActKind::debtor_released:
        case ActKind::transferred:
            return open;
        case ActKind::interest_set:
            return past_the_term;
        case ActKind::hold_ended:
            return any;
        case ActKind::interrupted:
        case ActKind::written_off:
            return collected_or_lapsed;
        case ActKind::remitted:
        case ActKind::bought_off:
            return collected;
        case ActKind::revived:
            return only_written_off;
        case ActKind::annulled:
            return annullable;
        case ActKind::credit_refunded:
        case ActKind::credit_moved:
            return nothing_open;
    }
    throw base::ProgrammerFault{"unknown kind of act"};
}

// Why a stage refuses what another stage would allow.
base::Problem refusal_in(Stage stage) {
    switch (stage) {
        case Stage::decided:
            return {
                "claims.not-notified",
                "the debtor is not notified of the claim yet",
                {},
                "wait until the day of notification"};
        case Stage::to_be_paid:
            return {
                "claims.not-in-default",
                "the term to pay has not passed",
                {},
                "interest runs from the day after it (Awb art. 4:97, 4:98)"};
        case Stage::paid:
            return {"claims.nothing-open", "nothing of this claim is open", {}, {}};
        case Stage::written_off:
            return {
                "claims.written-off",
                "the claim is written off",
                {},
                "revive it first when it is to be collected again"};
        case Stage::lapsed:
            return {
                "claims.lapsed",
                "the claim is past its limitation for every debtor",
                {},
                "record an interruption when there was one, or write it off"};
        case Stage::remitted:
        case Stage::bought_off:
        case Stage::transferred:
        case Stage::annulled:
            return {
                "claims.closed",
                "the claim is closed: " + std::string{to_text(stage)},
                {},
                "nothing is booked on a closed claim"};
        case Stage::in_default:
        case Stage::in_plan:
        case Stage::at_bailiff:
            break;
    }
    throw base::ProgrammerFault{"no act is refused because a claim is being collected"};
}

}  // namespace

std::vector<RunningHold> holds_of(const std::vector<Act>& acts) {
    std::vector<RunningHold> holds;
    for (const Act& act : acts) {
        const NewAct& facts = act.facts;
        if (facts.kind == ActKind::held) {
            holds.push_back(
                {facts.number,
                 *facts.hold,
                 facts.on,
                 facts.last_day,
                 facts.review_on,
                 facts.debtor,
                 facts.interest_runs}
            );
        } else if (facts.kind == ActKind::hold_ended) {
            const auto ended = std::ranges::find(holds, *facts.ends, &RunningHold::number);
            if (ended != holds.end()) {
                ended->last_day = facts.last_day;
            }
        }
    }
    std::erase_if(holds, [](const RunningHold& hold) {
        return hold.last_day && *hold.last_day < hold.first_day;
    });
    return holds;
}

Life life_of(const LifeFacts& facts, Date day) {
    Life life{
        stage_on(facts, day),
        facts.balance.total().is_negative(),
        holds_of(facts.acts),
        debtors_on(facts, day)};
    std::erase_if(life.holds, [day](const RunningHold& hold) {
        return day < hold.first_day || (hold.last_day && *hold.last_day < day);
    });
    return life;
}

base::Done permitted(const Life& life, ActKind kind) {
    if (stages_for(kind).contains(life.stage) && (life.has_credit || !uses_credit(kind))) {
        return {};
    }
    if (kind == ActKind::revived) {
        return base::problem(
            "claims.not-written-off",
            "the claim is not written off",
            "only what was written off can revive"
        );
    }
    if (uses_credit(kind)) {
        return base::problem(
            "claims.no-credit",
            "no more was paid on this claim than is owed",
            "only a credit is refunded or set against another claim"
        );
    }
    return tl::unexpected(refusal_in(life.stage));
}

base::Done can_receive_credit(const Life& life) {
    // As what closes a claim: it is notified, and neither past its limitation nor closed.
    if (const base::Done collected = permitted(life, ActKind::remitted); !collected) {
        return collected;
    }
    if (!life.holds.empty()) {
        return base::problem(
            "claims.held",
            "collection of that claim is held up",
            "wait until the hold has ended, or refund the credit"
        );
    }
    return {};
}

std::string_view to_text(Stage stage) {
    return stage_texts.text_of(stage);
}

base::Outcome<Stage> stage_of(std::string_view text) {
    return stage_texts.parse(text);
}

const std::vector<Stage>& stages() {
    using enum Stage;
    static const std::vector<Stage> all{
        decided,
        to_be_paid,
        in_default,
        in_plan,
        at_bailiff,
        paid,
        remitted,
        bought_off,
        written_off,
        lapsed,
        transferred,
        annulled};
    return all;
}

}  // namespace draagkracht::claims
