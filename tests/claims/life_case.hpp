// A claim in any stage and any act on it, for the tests of the life of a claim.
#pragma once

#include <gtest/gtest.h>

#include <functional>

#include "draagkracht/claims/act_effect.hpp"
#include "draagkracht/norms/rules_file.hpp"

namespace draagkracht::claims {

using base::Date;
using base::Money;

inline const norms::Law& law() {
    static const norms::Law read =
        norms::read_law(DRAAGKRACHT_SOURCE_DIR "/config/law.toml").value();
    return read;
}

inline Date day(const std::string& text) {
    return Date::parse(text).value();
}
inline Money money(const std::string& text) {
    return Money::parse(text).value();
}

inline const base::BusinessDate today{day("2026-07-01")};
inline constexpr base::PersonId anna{1};
inline constexpr base::PersonId bert{2};

// A claim of EUR 20,000.00 of two debtors, under objection from the beginning.
struct Case {
    Claim claim{
        base::ClaimId{7},
        base::MunicipalityId{1},
        {"V-7",
         ClaimKind::overpayment,
         people::BenefitLaw::pw,
         "PW 58 lid 2",
         Cause::later_means,
         Culpability::none,
         "B-7",
         day("2025-12-15"),
         day("2026-03-02"),
         day("2026-04-13"),
         std::nullopt,
         money("20000.00")},
        base::PaymentReference::for_id(7),
        {{anna, day("2025-12-15")}, {bert, day("2025-12-15")}}};
    std::vector<Act> acts;
    std::vector<Movement> movements{
        {Component::principal, PostingKind::claim, money("20000.00"), day("2025-12-15"), "B-7"}};
    Course course{};

    Case() {
        NewAct hold{"H-1", ActKind::held, day("2026-01-10"), "bezwaarschrift ontvangen"};
        hold.hold = HoldKind::objection;
        hold.review_on = day("2026-09-01");
        add(hold);
    }
    void add(const NewAct& act) {
        acts.push_back({base::ActId{12}, act, std::nullopt, today.date(), "officer:3"});
    }
    void move(PostingKind kind, const std::string& amount, const std::string& on) {
        movements.push_back({Component::principal, kind, money(amount), day(on), "test"});
    }
    // Closed by an act of this kind, which took all of it off.
    void close(ActKind kind, PostingKind posted) {
        add({"C-1", kind, day("2026-06-20"), "test"});
        move(posted, "-20000.00", "2026-06-20");
    }
    [[nodiscard]] ActCase on_claim() const {
        return {claim, acts, movements, course, law(), today, std::nullopt};
    }
    // With another claim beside it, of the same debtors, on which 20,000.00 is open.
    [[nodiscard]] base::Outcome<std::vector<Movement>> effect(const NewAct& act) const {
        Case other;
        other.acts.clear();
        return effect(act, other);
    }
    [[nodiscard]] base::Outcome<std::vector<Movement>> effect(const NewAct& act, const Case& other)
        const {
        const ActCase beside = other.on_claim();
        ActCase own = on_claim();
        own.other = &beside;
        return effect_of(own, act);
    }
    [[nodiscard]] Life life(Date on) const {
        return life_of({claim, acts, balance_of(movements), course}, on);
    }
    [[nodiscard]] Life life() const { return life(today.date()); }
};

inline Case in_stage(Stage stage) {
    Case made;
    switch (stage) {
        case Stage::decided:
            made.claim.decision.notified_date = day("2026-07-10");
            made.claim.decision.due_date = day("2026-08-21");
            break;
        case Stage::to_be_paid:
            made.claim.decision.notified_date = day("2026-06-01");
            made.claim.decision.due_date = day("2026-07-13");
            break;
        case Stage::in_default:
            break;
        case Stage::in_plan:
            made.course.in_plan = true;
            break;
        case Stage::at_bailiff:
            made.course = {true, true, false};
            break;
        case Stage::lapsed:
            made.course.has_lapsed = true;
            break;
        case Stage::paid:
            made.move(PostingKind::payment, "-20000.00", "2026-07-01");
            break;
        case Stage::remitted:
            made.close(ActKind::remitted, PostingKind::remission);
            break;
        case Stage::bought_off:
            made.close(ActKind::bought_off, PostingKind::buy_off);
            break;
        case Stage::written_off:
            made.close(ActKind::written_off, PostingKind::write_off);
            break;
        case Stage::transferred:
            made.close(ActKind::transferred, PostingKind::transfer);
            break;
        case Stage::annulled:
            made.close(ActKind::annulled, PostingKind::correction);
            break;
    }
    return made;
}

// An act that nothing but the stage can stand in the way of.
inline NewAct act_of(ActKind kind) {
    NewAct act{"A-1", kind, today.date(), "reden"};
    switch (kind) {
        case ActKind::changed:
            act.amount = money("-100.00");
            break;
        case ActKind::corrected:
            act.component = Component::principal;
            act.amount = money("100.00");
            return act;
        case ActKind::interest_set:
            // 20,000.00 x 4% x 78 days (14 April up to and including 30 June) / 365 = 170.9589
            act.amount = money("170.96");
            act.last_day = day("2026-06-30");
            break;
        case ActKind::grossed_up:
            act.on = day("2026-01-01");
            act.factor = base::Percentage::whole(50);
            act.amount = money("10000.00");
            break;
        case ActKind::held:
            act.hold = HoldKind::dispute;
            act.last_day = day("2026-07-31");
            return act;
        case ActKind::hold_ended:
            act.ends = "H-1";
            act.last_day = day("2026-06-30");
            return act;
        case ActKind::debtor_released:
            act.debtor = bert;
            break;
        case ActKind::interrupted:
            act.on = day("2026-05-01");
            act.debtor = anna;
            act.interruption = InterruptionKind::acknowledgement;
            return act;
        case ActKind::remitted:
        case ActKind::bought_off:
        case ActKind::written_off:
        case ActKind::revived:
        case ActKind::transferred:
            act.amount = money("20000.00");
            break;
        case ActKind::credit_refunded:
            act.amount = money("100.00");
            return act;
        case ActKind::credit_moved:
            act.amount = money("100.00");
            act.other_claim = "V-8";
            return act;
        case ActKind::annulled:
            break;
    }
    act.decision_number = "B-99";
    return act;
}

inline NewAct with(ActKind kind, const std::function<void(NewAct&)>& change) {
    NewAct act = act_of(kind);
    change(act);
    return act;
}

}  // namespace draagkracht::claims
