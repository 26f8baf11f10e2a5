// The stage of a claim explained, and whether it may be collected by force from this debtor: by
// which act, plan, step or hold, whose and when.
#include <fmt/format.h>

#include <algorithm>

#include "draagkracht/claims/terms.hpp"
#include "followup/explained_parts.hpp"

namespace draagkracht::followup {

namespace {

using base::Date;
using claims::ActKind;
using claims::Stage;

// The article on which an act of a kind rests, where that is always the same; of others the reason
// tells it.
std::string_view article_of(ActKind kind) {
    switch (kind) {
        case ActKind::interest_set:
            return "Awb 4:99";
        case ActKind::grossed_up:
            return "PW 58 lid 5";
        case ActKind::credit_moved:
            return "Awb 4:93";
        default:
            return "";
    }
}

std::string value_of(const claims::NewAct& act) {
    if (act.amount) {
        return act.amount->to_string();
    }
    return act.factor ? act.factor->to_string() + "%" : "";
}

ExplainedLine act_line(
    const ExplainedFacts& facts, const Records& records, const claims::Act& act
) {
    const claims::NewAct& said = act.facts;
    ExplainedLine line{
        .what = std::string{to_text(said.kind)},
        .date = said.on,
        .value = value_of(said),
        .made_by = records.of(act),
        .article = std::string{article_of(said.kind)},
        .why = said.reason};
    if (said.hold || said.interruption) {
        line.what += fmt::format(
            " {}", said.hold ? to_text(*said.hold) : claims::to_text(*said.interruption)
        );
    }
    if (!said.decision_number.empty()) {
        line.made_by.push_back({"decision:" + said.decision_number, "", std::nullopt});
    }
    if (said.debtor) {
        line.why += "; for client " + client_of(facts.life, *said.debtor) + " alone";
    }
    if (act.from_claim || said.other_claim) {
        line.why +=
            act.from_claim ? "; from claim " + *act.from_claim : "; to claim " + *said.other_claim;
    }
    return line;
}

// The last act by which the claim came into this stage; the kinds of these acts are called as the
// stages that they lead to.
const claims::Act* closing_act(const ExplainedFacts& facts) {
    const claims::Act* last = nullptr;
    for (const claims::Act& act : facts.life.acts) {
        if (act.facts.on <= facts.vantage.day &&
            to_text(act.facts.kind) == to_text(facts.life.life.stage)) {
            last = &act;
        }
    }
    return last;
}

void add_plans(const ExplainedFacts& facts, const Records& records, ExplainedLine& answer) {
    for (const ExplainedPlan& known : facts.plans) {
        if (runs_on(known.plan, facts.vantage.day)) {
            answer.made_by.push_back(records.of(known.plan.id));
        }
    }
}

void add_last_payment(const ExplainedFacts& facts, const Records& records, ExplainedLine& answer) {
    const claims::Posting* last = nullptr;
    for (const claims::Posting& posting : facts.life.postings) {
        if (!claims::is_charge(posting.facts.movement.kind)) {
            last = &posting;
        }
    }
    if (last != nullptr) {
        answer.made_by.push_back(records.of(fmt::format("posting:{}", last->id.value())));
    }
}

void add_terms(const ExplainedFacts& facts, const Records& records, ExplainedLine& answer) {
    for (const ClaimClock& clock : facts.life.clocks) {
        if (clock.clock) {
            const ExplainedLine term =
                term_line(facts, records, clock, clock.clock->terms().back());
            answer.rules = term.rules;
            std::ranges::copy(term.made_by, std::back_inserter(answer.made_by));
        }
    }
}

// Why the claim stands in the stage that it stands in.
ExplainedLine stage_line(const ExplainedFacts& facts, const Records& records) {
    const claims::ClaimDecision& decision = facts.life.claim.decision;
    ExplainedLine answer{
        .what = std::string{to_text(facts.life.life.stage)}, .date = facts.vantage.day};
    switch (facts.life.life.stage) {
        case Stage::decided:
            answer.made_by = {records.decision()};
            answer.why = "the debtor is notified on " + decision.notified_date.to_string();
            break;
        case Stage::to_be_paid:
            answer.made_by = {records.decision()};
            answer.why = "the term to pay ends on " + decision.due_date.to_string();
            break;
        case Stage::in_default:
            answer.made_by = {records.decision()};
            answer.article = "Awb 4:97";
            answer.why = fmt::format(
                "the term to pay ended on {}, and something is open", decision.due_date.to_string()
            );
            break;
        case Stage::in_plan:
            add_plans(facts, records, answer);
            answer.why = "a debtor has a running plan for it";
            break;
        case Stage::at_bailiff:
            for (const RecordedStep& step : facts.steps) {
                if (step.step == norms::EscalationStep::bailiff) {
                    answer.made_by.push_back(records.of(fmt::format("step:{}", step.id.value())));
                }
            }
            answer.why = "it was handed to the bailiff";
            break;
        case Stage::paid:
            add_last_payment(facts, records, answer);
            answer.why =
                facts.life.life.has_credit ? "more was paid than is owed" : "nothing is open";
            break;
        case Stage::lapsed:
            add_terms(facts, records, answer);
            answer.article = "Awb 4:104";
            answer.why = "it is past its limitation for every debtor who owes it";
            break;
        case Stage::remitted:
        case Stage::bought_off:
        case Stage::written_off:
        case Stage::transferred:
        case Stage::annulled:
            if (const claims::Act* act = closing_act(facts)) {
                answer.made_by = records.of(*act);
                answer.why = act->facts.reason;
            }
            break;
    }
    return answer;
}

// What stands in the way of collecting from this debtor by force; empty when nothing does.
class Hindrances {
  public:
    Hindrances(const ExplainedFacts& facts, const Records& records)
        : facts_{facts}, records_{records} {
        add_release();
        add_stage();
        add_limitation();
        add_holds();
        add_pauses();
    }

    [[nodiscard]] const std::vector<ExplainedLine>& lines() const { return lines_; }

  private:
    [[nodiscard]] Date day() const { return facts_.vantage.day; }

    void add_release() {
        for (const claims::Act& act : facts_.life.acts) {
            if (act.facts.kind == ActKind::debtor_released && act.facts.debtor == facts_.debtor &&
                act.facts.on <= day()) {
                lines_.push_back(act_line(facts_, records_, act));
            }
        }
    }

    void add_stage() {
        // As what can be given up: it is notified, and neither closed nor lapsed for all.
        const base::Done collected = claims::permitted(facts_.life.life, ActKind::remitted);
        if (!collected) {
            ExplainedLine line = stage_line(facts_, records_);
            line.why = collected.error().message + (line.why.empty() ? "" : ": " + line.why);
            lines_.push_back(std::move(line));
        } else if (day() <= facts_.life.claim.decision.due_date) {
            lines_.push_back(
                {.what = "term_to_pay",
                 .date = facts_.life.claim.decision.due_date,
                 .made_by = {records_.decision()},
                 .article = "Awb 4:97",
                 .why = "until this day it can be paid in time, and nothing is forced"}
            );
        }
    }

    void add_limitation() {
        for (const ClaimClock& clock : facts_.life.clocks) {
            if (clock.debtor != facts_.debtor) {
                continue;
            }
            if (!clock.clock) {
                lines_.push_back(unknown_limitation(facts_, clock));
            } else if (clock.clock->has_lapsed(day())) {
                lines_.push_back(term_line(facts_, records_, clock, clock.clock->terms().back()));
            }
        }
    }

    void add_holds() {
        for (const claims::RunningHold& hold : facts_.life.life.holds) {
            if (!hold.debtor || *hold.debtor == facts_.debtor) {
                lines_.push_back(hold_line(facts_, records_, hold));
            }
        }
    }

    void add_pauses() {
        for (const ExplainedPlan& known : facts_.plans) {
            for (const plans::Pause& pause : known.pauses) {
                if (known.is_of_debtor && runs_on(known.plan, day()) &&
                    plans::is_paused_on({pause}, day())) {
                    lines_.push_back(pause_line(pause));
                }
            }
        }
    }

    const ExplainedFacts& facts_;
    const Records& records_;
    std::vector<ExplainedLine> lines_;
};

}  // namespace

ExplainedSection state_section(const ExplainedFacts& facts, const Records& records) {
    ExplainedSection section{Topic::state, stage_line(facts, records), {}};
    for (const claims::Act& act : facts.life.acts) {
        // What holds up or interrupts for a joint debtor alone is not this debtor's business.
        const bool is_of_other = act.facts.debtor && *act.facts.debtor != facts.debtor;
        if (!is_of_other || !(act.facts.hold || act.facts.interruption)) {
            section.lines.push_back(act_line(facts, records, act));
        }
    }
    return section;
}

ExplainedSection collection_section(const ExplainedFacts& facts, const Records& records) {
    const Hindrances hindrances{facts, records};
    ExplainedSection section{
        Topic::collection,
        {.what = "may_not_be_collected",
         .date = facts.vantage.day,
         .why = "by force, from client " + client_of(facts.life, facts.debtor)},
        hindrances.lines()};
    if (!section.lines.empty()) {
        return section;
    }
    section.answer.what = "may_be_collected";
    section.answer.why += ": nothing bars it, and each step goes through the gate";
    for (const ExplainedPlan& known : facts.plans) {
        if (known.is_of_debtor && runs_on(known.plan, facts.vantage.day)) {
            section.answer.what = "only_by_its_plan";
            section.answer.made_by.push_back(records.of(known.plan.id));
            section.answer.why =
                "client " + client_of(facts.life, facts.debtor) +
                " has a plan: what is missed of it can be forced, and nothing else";
        }
    }
    for (const ClaimClock& clock : facts.life.clocks) {
        if (clock.debtor == facts.debtor && clock.clock) {
            section.lines.push_back(term_line(facts, records, clock, clock.clock->terms().back()));
        }
    }
    return section;
}

}  // namespace draagkracht::followup
