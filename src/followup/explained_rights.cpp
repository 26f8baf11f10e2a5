// The rights that are worked out for today alone: to send a formal notice, and what remission and
// buy-off ask.
#include <fmt/format.h>

#include <algorithm>

#include "draagkracht/claims/terms.hpp"
#include "followup/explained_parts.hpp"

namespace draagkracht::followup {

namespace {

ExplainedSection of_today_alone(Topic topic) {
    return {
        topic,
        {.what = "not_told",
         .why = "this right is told as it is today, as known today, and not of the past"},
        {}};
}

std::vector<ExplainedLine> gate_lines(const NoticeFacts& notice) {
    const GateView& gate = notice.gate;
    std::vector<ExplainedLine> lines{
        {.what = "contact_before_force",
         .rules =
             {notice.rules.contact_attempts.row,
              notice.rules.contact_channels.row,
              notice.rules.contact_days.row},
         .why = fmt::format(
             "needed: a talk about why it was not paid, or {} attempts over {} channels on {} "
             "days, "
             "one where two can talk; there are {} talks, and {} attempts over {} channels on {} "
             "days",
             gate.needed.attempts,
             gate.needed.channels,
             gate.needed.days,
             gate.conversation_count,
             gate.attempt_count,
             gate.channel_count,
             gate.day_count
         )}};
    for (const LoggedContact& logged : notice.contacts) {
        const Contact& contact = logged.contact;
        lines.push_back(
            {.what = fmt::format(
                 "{} {}", to_text(weight_of(contact.kind)), to_text(contact.kind.channel)
             ),
             .date = contact.contacted_on,
             .made_by = {{"contact:" + contact.number, logged.recorded_by, contact.contacted_on}},
             .why = std::string{to_text(contact.kind.outcome)}}
        );
    }
    return lines;
}

// What a notice that is sent today would bring.
std::vector<ExplainedLine> consequence_lines(
    const ExplainedFacts& facts, const NoticeFacts& notice
) {
    std::vector<ExplainedLine> lines;
    if (const auto fee = facts.law.formal_notice_fee_on(facts.today)) {
        lines.push_back(
            {.what = "formal_notice_fee",
             .value = fee->value.fee_for(notice.demanded).to_string(),
             .article = fee->row.article,
             .rules = {fee->row},
             .why = "on " + notice.demanded.to_string() + " that is demanded"}
        );
    }
    if (const auto weeks = facts.law.formal_notice_term_weeks_on(facts.today)) {
        lines.push_back(
            {.what = "order_from",
             .date = claims::first_day_of_order(facts.today, *weeks),
             .article = weeks->row.article,
             .rules = {weeks->row},
             .why = "if it is given today"}
        );
    }
    return lines;
}

// Whether it may be given, or by which step it was.
ExplainedLine notice_answer(
    const ExplainedFacts& facts, const Records& records, const NoticeFacts& notice
) {
    const Arrear arrear{notice.plan, notice.instalment.number};
    for (const RecordedStep& step : facts.steps) {
        if (step.step == norms::EscalationStep::formal_notice && step.arrear == arrear) {
            return {
                .what = "was_given",
                .date = step.taken_on,
                .made_by = {records.of(fmt::format("step:{}", step.id.value()))},
                .article = "Awb 4:112",
                .why = "opened by " + step.basis};
        }
    }
    ExplainedLine answer{
        .what = "may_not_be_given",
        .date = facts.today,
        .made_by = {records.of(notice.plan)},
        .article = "Awb 4:112"};
    if (!notice.possible) {
        answer.why = notice.possible.error().message;
    } else if (!notice.gate.is_open()) {
        answer.why = "the debtor was neither spoken to about it nor sought in earnest";
    } else {
        answer.what = "may_be_given";
        answer.why = "the gate in front of force is open";
    }
    return answer;
}

ExplainedSection section_about(
    const ExplainedFacts& facts, const Records& records, const NoticeFacts& notice
) {
    ExplainedSection section{
        Topic::formal_notice,
        notice_answer(facts, records, notice),
        {{.what = fmt::format("instalment {}", notice.instalment.number),
          .date = notice.instalment.due_date,
          .value = notice.instalment.amount.to_string(),
          .made_by = {records.of(notice.plan)},
          .why = notice.standing.left.to_string() + " of it is open"},
         {.what = "missed_on",
          .date = notice.standing.missed_on,
          .rules = {notice.rules.missed_margin_days.row, notice.rules.missed_margin.row},
          .why = "after the margins of policy"}}};
    std::ranges::move(gate_lines(notice), std::back_inserter(section.lines));
    if (section.answer.what != "was_given") {
        std::ranges::move(consequence_lines(facts, notice), std::back_inserter(section.lines));
    }
    return section;
}

std::string joined_needs(const claims::GroundOutlook& ground) {
    std::string text;
    for (const claims::RemissionNeed need : ground.needs) {
        text += text.empty() ? "" : ", ";
        text += to_text(need);
    }
    return text;
}

ExplainedLine instalment_line(const Records& records, const claims::CountedInstalment& counted) {
    const claims::DueInstalment& instalment = counted.instalment;
    ExplainedLine line{
        .what = fmt::format("instalment {}", to_text(counted.count)),
        .date = instalment.due_date,
        .value = instalment.amount.to_string(),
        .made_by = {records.of(instalment.source)},
        .why = instalment.settled_on ? "settled on " + instalment.settled_on->to_string()
                                     : instalment.open.to_string() + " of it is open"};
    for (const claims::SettlingPayment& payment : instalment.payments) {
        line.made_by.push_back(records.of(payment.source));
        line.why +=
            fmt::format("; {} came in on {}", payment.amount.to_string(), payment.on.to_string());
    }
    return line;
}

ExplainedSection record_section(const claims::RemissionOutlook& outlook, const Records& records) {
    const claims::PaymentRecord& record = outlook.record;
    ExplainedSection section{
        Topic::remission,
        {.what = "payment_record",
         .date = record.counted_from,
         .value = record.arrears.to_string(),
         .why = fmt::format(
             "{} in time, {} late, {} missed; arrears as the amount",
             record.in_time,
             record.late,
             record.missed
         )},
        {}};
    for (const claims::CountedInstalment& counted : record.instalments) {
        if (counted.count != claims::InstalmentCount::not_yet) {
            section.lines.push_back(instalment_line(records, counted));
        }
    }
    for (const claims::RemissionNote note : outlook.notes) {
        section.lines.push_back({.what = fmt::format("note {}", to_text(note))});
    }
    return section;
}

ExplainedSection ground_section(const claims::GroundOutlook& ground) {
    ExplainedSection section{
        Topic::remission,
        {.what = std::string{to_text(ground.ground)},
         .date = ground.from,
         .value = ground.remits.to_string(),
         .article = ground.article,
         .why = ground.is_reached() ? "reached; people decide" : "needs " + joined_needs(ground)},
        {}};
    if (ground.rule) {
        section.answer.rules = {*ground.rule};
    }
    if (!ground.from) {
        section.answer.why += "; the first day is not known";
    }
    if (ground.to_pay.is_positive()) {
        section.lines.push_back(
            {.what = "to_pay", .value = ground.to_pay.to_string(), .why = "before it"}
        );
    }
    return section;
}

}  // namespace

ExplainedSection notice_section(const ExplainedFacts& facts, const Records& records) {
    if (!facts.is_of_today()) {
        return of_today_alone(Topic::formal_notice);
    }
    if (facts.notice) {
        return section_about(facts, records, *facts.notice);
    }
    return {
        Topic::formal_notice,
        {.what = "may_not_be_given",
         .date = facts.today,
         .article = "Awb 4:112",
         .why = "no instalment is missed of a running plan of this debtor for this claim"},
        {}};
}

std::vector<ExplainedSection> remission_sections(
    const ExplainedFacts& facts, const Records& records
) {
    if (!facts.is_of_today()) {
        return {of_today_alone(Topic::remission)};
    }
    if (!facts.remission) {
        return {
            {Topic::remission,
             {.what = "not_known", .why = "no law or policy of remission is known for the day"},
             {}}};
    }
    std::vector<ExplainedSection> sections{record_section(*facts.remission, records)};
    for (const claims::GroundOutlook& ground : facts.remission->grounds) {
        sections.push_back(ground_section(ground));
    }
    return sections;
}

}  // namespace draagkracht::followup
