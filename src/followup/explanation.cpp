#include "draagkracht/followup/explanation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "draagkracht/access/occasion.hpp"
#include "draagkracht/base/enum_text.hpp"
#include "followup/explained_parts.hpp"

namespace draagkracht::followup {

namespace {

using base::EnumText;

constexpr base::EnumTexts topic_texts{
    "followup.not-a-topic",
    std::array{
        EnumText{Topic::balance, "balance"},
        EnumText{Topic::dates, "dates"},
        EnumText{Topic::state, "state"},
        EnumText{Topic::collection, "collection"},
        EnumText{Topic::formal_notice, "formal_notice"},
        EnumText{Topic::remission, "remission"},
        EnumText{Topic::agreement, "agreement"}}};

template <typename Id>
std::string named(std::string_view kind, Id id) {
    return fmt::format("{}:{}", kind, id.value());
}

}  // namespace

Records::Records(const ExplainedFacts& facts) {
    const claims::ClaimDecision& decided = facts.life.claim.decision;
    decision_ = {"decision:" + decided.decision_number, "", std::nullopt};
    for (const claims::Posting& posting : facts.life.postings) {
        const MadeBy made{named("posting", posting.id), posting.posted_by, posting.booked_on};
        by_source_[made.record] = made;
        if (posting.facts.movement.kind == claims::PostingKind::claim) {
            decision_ = {decision_.record, made.who, made.on};
        }
    }
    for (const claims::Act& act : facts.life.acts) {
        by_source_[named("act", act.id)] = {
            "act:" + act.facts.number, act.recorded_by, act.recorded_on};
    }
    for (const auto& [allocation, source] : facts.entries) {
        by_source_[named("entry", source.entry)] = {
            named("entry", source.entry), source.allocated_by, source.allocated_on};
    }
    for (const ExplainedPlan& known : facts.plans) {
        const plans::PlanFacts& plan = known.plan.facts;
        MadeBy agreed{
            fmt::format("plan:{}/{}", plan.plan_number, plan.version),
            plan.agreed_by,
            plan.agreed_on};
        if (is_of_former_system(agreed)) {
            agreed.on.reset();  // when it came in; on which day it was agreed the plan tells
        }
        by_source_[named("plan", known.plan.id)] = agreed;
        for (const plans::Pause& pause : known.pauses) {
            by_source_[named("pause", pause.id)] = {
                "pause:" + pause.facts.number, pause.entered_by, pause.entered_on};
        }
    }
    for (const RecordedStep& step : facts.steps) {
        by_source_[named("step", step.id)] = {named("step", step.id), step.taken_by, step.taken_on};
    }
    for (const auto& [approval, decided_by] : facts.approvals) {
        approvals_[approval] = {
            named("approval", approval), decided_by.decided_by, decided_by.decided_on};
    }
}

MadeBy Records::of(const std::string& source) const {
    const auto known = by_source_.find(source);
    return known == by_source_.end() ? MadeBy{source, "", std::nullopt} : known->second;
}

MadeBy Records::of(base::PlanId plan) const {
    return of(named("plan", plan));
}

std::vector<MadeBy> Records::of(const claims::Act& act) const {
    std::vector<MadeBy> made_by{of(named("act", act.id))};
    if (act.approval) {
        const auto known = approvals_.find(*act.approval);
        made_by.push_back(
            known == approvals_.end() ? MadeBy{named("approval", *act.approval), "", std::nullopt}
                                      : known->second
        );
    }
    return made_by;
}

bool is_of_former_system(const MadeBy& made_by) {
    return made_by.who == access::Actor::machine(access::Machine::conversion).text();
}

bool runs_on(const plans::Plan& plan, base::Date day) {
    return !plan.ended_on || *plan.ended_on > day;
}

std::string client_of(const ClaimLife& life, base::PersonId person) {
    const auto known = life.client_numbers.find(person);
    return known == life.client_numbers.end() ? "" : known->second;
}

Explanation explain(const ExplainedFacts& facts) {
    const Records records{facts};
    Explanation told{facts.life.claim.decision.claim_number, facts.vantage, {}};
    told.sections = {
        balance_section(facts, records),
        dates_section(facts, records),
        state_section(facts, records),
        collection_section(facts, records),
        notice_section(facts, records)};
    for (std::vector<ExplainedSection> more :
         {remission_sections(facts, records), agreement_sections(facts, records)}) {
        std::ranges::move(more, std::back_inserter(told.sections));
    }
    return told;
}

std::string_view to_text(Topic topic) {
    return topic_texts.text_of(topic);
}

base::Outcome<Topic> topic_of(std::string_view text) {
    return topic_texts.parse(text);
}

}  // namespace draagkracht::followup
