// The dates of a claim explained: who gave each, or which row of law made it.
#include <fmt/format.h>

#include <algorithm>

#include "draagkracht/claims/terms.hpp"
#include "followup/explained_parts.hpp"

namespace draagkracht::followup {

namespace {

using base::Date;

std::string given_text(const MadeBy& decision) {
    if (decision.who.empty()) {
        return "as the decision gives it; who registered it was not known yet";
    }
    return is_of_former_system(decision) ? "as the former system gave it"
                                         : "as the decision gives it";
}

// The term to pay follows from the law, unless the decision gives another day.
ExplainedLine due_line(const ExplainedFacts& facts, const Records& records) {
    const claims::ClaimDecision& decision = facts.life.claim.decision;
    ExplainedLine line{
        .what = "due_date", .date = decision.due_date, .made_by = {records.decision()}};
    const auto weeks = facts.law.payment_term_weeks_on(decision.notified_date);
    if (!weeks) {
        line.why = given_text(records.decision()) +
                   ": no law of the term to pay is known for the day of notification";
        return line;
    }
    const Date by_law = claims::last_day_to_pay(decision.notified_date, *weeks);
    line.article = weeks->row.article;
    line.rules = {weeks->row};
    if (decision.due_date == by_law) {
        const bool is_moved = by_law != decision.notified_date.plus_days(7 * weeks->value);
        line.why = fmt::format(
            "{}{} weeks after {}, the day of notification{}",
            is_of_former_system(records.decision()) ? given_text(records.decision()) + ": " : "",
            weeks->value,
            decision.notified_date.to_string(),
            is_moved ? ", and then the next working day (Algemene termijnenwet art. 1)" : ""
        );
    } else {
        line.why = fmt::format(
            "{}: {} than {}, the day that the law gives",
            given_text(records.decision()),
            decision.due_date > by_law ? "later" : "earlier",
            by_law.to_string()
        );
    }
    return line;
}

void add_decision(const ExplainedFacts& facts, const Records& records, ExplainedSection& section) {
    const claims::ClaimDecision& decision = facts.life.claim.decision;
    const MadeBy& made_by = records.decision();
    const auto given = [&](std::string what, Date date, std::string more = {}) {
        section.lines.push_back(
            {.what = std::move(what),
             .date = date,
             .made_by = {made_by},
             .why = given_text(made_by) + more}
        );
    };
    given("decision_date", decision.decision_date);
    given("notified_date", decision.notified_date);
    if (decision.period) {
        given("period", decision.period->from, ", until " + decision.period->until.to_string());
    }
    for (const claims::Debtor& debtor : facts.life.claim.debtors) {
        given("liable_from client " + client_of(facts.life, debtor.person), debtor.liable_from);
    }
    section.lines.push_back(
        {.what = "default_begins",
         .date = claims::default_begins(decision.due_date),
         .article = "Awb 4:97",
         .why = "the day after the last day to pay; from it interest may be set (Awb 4:98)"}
    );
}

// A formal notice, and from when an order may follow it.
void add_notice(
    const ExplainedFacts& facts,
    const Records& records,
    const RecordedStep& step,
    ExplainedSection& section
) {
    const MadeBy made_by = records.of(fmt::format("step:{}", step.id.value()));
    section.lines.push_back(
        {.what = std::string{norms::name_of(step.step)},
         .date = step.taken_on,
         .made_by = {made_by},
         .why =
             fmt::format("opened by {}{}", step.basis, step.note.empty() ? "" : ": " + step.note)}
    );
    if (step.step != norms::EscalationStep::formal_notice) {
        return;
    }
    ExplainedLine line{.what = "order_from", .made_by = {made_by}, .article = "Awb 4:117"};
    if (const auto weeks = facts.law.formal_notice_term_weeks_on(step.taken_on)) {
        line.date = claims::first_day_of_order(step.taken_on, *weeks);
        line.rules = {weeks->row};
        line.why = "the day after the term of the formal notice";
    } else {
        line.why = "not known: no law of the term of a formal notice is known for that day";
    }
    section.lines.push_back(std::move(line));
}

void add_limitation(
    const ExplainedFacts& facts, const Records& records, ExplainedSection& section
) {
    for (const ClaimClock& clock : facts.life.clocks) {
        // What began or lengthened the term of a joint debtor is not this debtor's business.
        if (clock.debtor != facts.debtor) {
            continue;
        }
        if (!clock.clock) {
            section.lines.push_back(unknown_limitation(facts, clock));
            continue;
        }
        for (const claims::LimitationTerm& term : clock.clock->terms()) {
            section.lines.push_back(term_line(facts, records, clock, term));
        }
    }
}

}  // namespace

ExplainedLine hold_line(
    const ExplainedFacts& facts, const Records& records, const claims::RunningHold& hold
) {
    ExplainedLine line{
        .what = fmt::format("hold {}", to_text(hold.kind)),
        .date = hold.first_day,
        .article = hold.kind == claims::HoldKind::deferral ? "Awb 4:94" : "",
        .why = fmt::format(
            "{}{}; interest {} (Awb 4:101){}",
            hold.last_day ? "until " + hold.last_day->to_string() : "no last day is known",
            hold.review_on ? ", looked at again on " + hold.review_on->to_string() : "",
            hold.interest_runs ? "runs on" : "does not run",
            hold.debtor ? ", for client " + client_of(facts.life, *hold.debtor) + " alone" : ""
        )};
    for (const claims::Act& act : facts.life.acts) {
        if (act.facts.number == hold.number || act.facts.ends == hold.number) {
            std::ranges::copy(records.of(act), std::back_inserter(line.made_by));
        }
    }
    return line;
}

ExplainedLine pause_line(const plans::Pause& pause) {
    const std::optional<plans::Period> in_force = pause.in_force();
    ExplainedLine line{
        .what = std::string{to_text(pause.facts.kind)},
        .date = pause.facts.period.from,
        .made_by = {{"pause:" + pause.facts.number, pause.entered_by, pause.entered_on}},
        .article = pause.facts.kind == plans::PauseKind::deferral ? "Awb 4:94" : "",
        .why = fmt::format(
            "{}: {}",
            in_force ? "until " + in_force->until.to_string() : "withdrawn",
            pause.facts.reason
        )};
    for (const plans::EnteredChange& change : pause.changes) {
        line.made_by.push_back({"pause:" + pause.facts.number, change.changed_by, change.changed_on}
        );
    }
    return line;
}

ExplainedLine term_line(
    const ExplainedFacts& facts,
    const Records& records,
    const ClaimClock& clock,
    const claims::LimitationTerm& term
) {
    ExplainedLine line{
        .what = "limitation client " + client_of(facts.life, clock.debtor),
        .date = term.last_day,
        .article = "Awb 4:104",
        .why = fmt::format("from {}", term.begins.to_string())};
    const Date due = facts.life.claim.decision.due_date;
    if (const auto years = facts.law.limitation_years_on(due)) {
        line.rules = {years->row};
    }
    if (term.begun_by) {
        line.made_by.push_back(records.of(term.begun_by->source));
        line.article = "Awb 4:110";
        line.why += fmt::format(
            ", the day after the {} of {}",
            to_text(term.begun_by->kind),
            term.begun_by->on.to_string()
        );
    } else {
        line.made_by.push_back(records.decision());
        line.why += ", the day after the last day to pay";
    }
    for (const claims::Extension& extension : term.extended_by) {
        line.made_by.push_back(records.of(extension.source));
    }
    if (term.extended_days > 0) {
        line.why += fmt::format("; {} days longer (Awb 4:111)", term.extended_days);
    }
    if (!term.last_day) {
        line.why += "; no last day is known while what lengthens it goes on (Awb 4:111)";
    }
    return line;
}

ExplainedLine unknown_limitation(const ExplainedFacts& facts, const ClaimClock& clock) {
    return {
        .what = "limitation client " + client_of(facts.life, clock.debtor),
        .article = "Awb 4:104",
        .why =
            "not known: no law of limitation is known for the day on which the term to pay ended"};
}

// Of a joint debtor's plan nothing is told of how it was collected.
bool is_towards_debtor(const ExplainedFacts& facts, const RecordedStep& step) {
    return std::ranges::any_of(facts.plans, [&step](const ExplainedPlan& known) {
        return known.is_of_debtor && known.plan.id == step.arrear.plan;
    });
}

ExplainedSection dates_section(const ExplainedFacts& facts, const Records& records) {
    ExplainedSection section{Topic::dates, due_line(facts, records), {}};
    add_decision(facts, records, section);
    for (const claims::RunningHold& hold : claims::holds_of(facts.life.acts)) {
        if (hold.debtor && *hold.debtor != facts.debtor) {
            continue;
        }
        section.lines.push_back(hold_line(facts, records, hold));
    }
    for (const ExplainedPlan& known : facts.plans) {
        for (const plans::Pause& pause : known.pauses) {
            if (known.is_of_debtor) {
                section.lines.push_back(pause_line(pause));
            }
        }
    }
    for (const RecordedStep& step : facts.steps) {
        if (is_towards_debtor(facts, step)) {
            add_notice(facts, records, step, section);
        }
    }
    add_limitation(facts, records, section);
    return section;
}

}  // namespace draagkracht::followup
