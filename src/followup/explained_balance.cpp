// The balance of a claim explained: each posting with the act, the bank entry or the rule that made
// it.
#include <fmt/format.h>

#include <algorithm>

#include "draagkracht/claims/account_statement.hpp"
#include "followup/explained_parts.hpp"

namespace draagkracht::followup {

namespace {

using base::Date;
using claims::Posting;
using claims::PostingKind;

// The rates that held on some day of these.
std::vector<norms::ParameterRow> rates_over(const norms::Law& law, Date from, Date last_day) {
    std::vector<norms::ParameterRow> rates;
    const auto& rows = law.rows().statutory_interest;
    for (auto rate = rows.begin(); rate != rows.end(); ++rate) {
        const auto next = std::next(rate);
        const bool is_over = next != rows.end() && next->row.valid_from <= from;
        if (rate->row.valid_from <= last_day && !is_over) {
            rates.push_back(rate->row);
        }
    }
    return rates;
}

const claims::Act* act_of(const ExplainedFacts& facts, const Posting& posting) {
    const auto act = std::ranges::find_if(facts.life.acts, [&posting](const claims::Act& one) {
        return posting.facts.act == one.id;
    });
    return act == facts.life.acts.end() ? nullptr : &*act;
}

void add_interest(const ExplainedFacts& facts, const claims::NewAct& act, ExplainedLine& line) {
    line.article = "Awb 4:99";
    if (!act.last_day) {
        return;
    }
    const Date from = facts.life.claim.decision.due_date.plus_days(1);
    line.rules = rates_over(facts.law, from, *act.last_day);
    if (const auto due_from = facts.law.interest_due_from_on(act.last_day->plus_days(1))) {
        line.rules.push_back(due_from->row);
    }
    line.why += fmt::format(
        "; over {} to {}, less what was set before", from.to_string(), act.last_day->to_string()
    );
}

// The fee of a formal notice is charged on the day on which that is given (Awb art. 4:113).
void add_fee(
    const ExplainedFacts& facts, const Records& records, Date charged_on, ExplainedLine& line
) {
    line.article = "Awb 4:113";
    const auto fee = facts.law.formal_notice_fee_on(charged_on);
    if (fee) {
        line.rules = {fee->row};
    } else {
        line.why += "; the fee of that day is not known here";
    }
    for (const RecordedStep& step : facts.steps) {
        if (step.step == norms::EscalationStep::formal_notice && step.taken_on == charged_on) {
            line.made_by.push_back(records.of(fmt::format("step:{}", step.id.value())));
        }
    }
}

void add_entry(const ExplainedFacts& facts, const Posting& posting, ExplainedLine& line) {
    const auto known = facts.entries.find(*posting.facts.allocation);
    if (known == facts.entries.end()) {
        return;
    }
    const EntrySource& source = known->second;
    line.made_by.push_back(
        {fmt::format("entry:{}", source.entry.value()), source.allocated_by, source.allocated_on}
    );
    line.why += fmt::format(
        "; {} of {}, placed by {}", source.statement, source.statement_date.to_string(), source.rung
    );
    if (source.ladder_rule.empty()) {
        return;
    }
    // What was placed anew still is of the debt that was found first.
    line.why += source.rung == source.matched_by
                    ? ", " + source.ladder_rule
                    : fmt::format(", matched by {}, {}", source.matched_by, source.ladder_rule);
}

ExplainedLine posting_line(
    const ExplainedFacts& facts, const Records& records, const claims::StatementLine& moved
) {
    const Posting& posting = moved.posting;
    const claims::Movement& movement = posting.facts.movement;
    const MadeBy made_by = records.of(fmt::format("posting:{}", posting.id.value()));
    ExplainedLine line{
        .what = fmt::format("{} {}", to_text(movement.kind), to_text(movement.component)),
        .date = movement.value_date,
        .value = movement.amount.to_string(),
        .made_by = {made_by},
        .why = fmt::format("{}; leaves {}", movement.reason, moved.after.total().to_string())};
    if (posting.facts.reverses) {
        line.made_by.push_back(records.of(fmt::format("posting:{}", posting.facts.reverses->value())
        ));
    }
    const claims::Act* act = act_of(facts, posting);
    if (act != nullptr) {
        std::ranges::copy(records.of(*act), std::back_inserter(line.made_by));
    }
    if (posting.facts.allocation) {
        add_entry(facts, posting, line);
    } else if (movement.kind == PostingKind::claim) {
        line.made_by.push_back(records.decision());
        line.article = facts.life.claim.decision.legal_ground;
    } else if (act != nullptr && movement.kind == PostingKind::interest) {
        add_interest(facts, act->facts, line);
    } else if (act != nullptr && movement.kind == PostingKind::gross_up) {
        line.article = "PW 58 lid 5";
        line.why += act->facts.factor ? "; by the factor " + act->facts.factor->to_string() +
                                            "% that payroll gave"
                                      : "; the amount that payroll gave";
    } else if (act == nullptr && is_of_former_system(made_by)) {
        line.why += "; it came from a former system, and what made it there is not known here";
    } else if (movement.kind == PostingKind::fee) {
        add_fee(facts, records, movement.value_date, line);
    }
    return line;
}

}  // namespace

ExplainedSection balance_section(const ExplainedFacts& facts, const Records& records) {
    const claims::Balance& open = facts.life.balance;
    ExplainedSection section{
        Topic::balance,
        {.what = "open",
         .date = facts.vantage.day,
         .value = open.total().to_string(),
         .why = fmt::format(
             "principal {}, interest {}, costs {}",
             open.principal.to_string(),
             open.interest.to_string(),
             open.costs.to_string()
         )},
        {}};
    const claims::Period since_ever{Date{std::chrono::sys_days{}}, facts.vantage.day};
    for (const claims::StatementLine& moved :
         claims::statement_over(facts.life.postings, since_ever).lines) {
        section.lines.push_back(posting_line(facts, records, moved));
    }
    return section;
}

}  // namespace draagkracht::followup
