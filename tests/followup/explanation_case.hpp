// A claim as it could stand in a register, without one, and the line that an explanation gives of
// it: for tests of which each row is a fact and what is said of it. The rows of law are those of
// config/law.toml, the policy that of Zandwijk.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <iterator>
#include <string>
#include <vector>

#include "draagkracht/followup/explained_facts.hpp"
#include "draagkracht/norms/rules_file.hpp"

namespace draagkracht::followup::explanation_case {

using base::Date;
using base::Money;
using claims::ActKind;
using claims::Component;
using claims::PostingKind;

inline Date day(const std::string& text) {
    return Date::parse(text).value();
}
inline Money euros(const std::string& text) {
    return Money::parse(text).value();
}

inline const norms::Law& law() {
    static const norms::Law of_the_land =
        norms::read_law(DRAAGKRACHT_SOURCE_DIR "/config/law.toml").value();
    return of_the_land;
}
inline const norms::Policy& zandwijk() {
    static const norms::PolicyBook book =
        norms::read_policies(DRAAGKRACHT_SOURCE_DIR "/config/policies").value();
    static const auto policy = book.policy_of("zandwijk").value();
    return *policy;
}

inline constexpr base::PersonId debtor{1};
inline constexpr base::PersonId joint_debtor{2};
inline constexpr base::ClaimId claim{10};
inline constexpr const char* officer = "officer:12";
inline constexpr const char* former_system = "machine:conversion";

inline claims::ClaimDecision decision() {
    return {
        .claim_number = "V-1",
        .kind = claims::ClaimKind::overpayment,
        .law = people::BenefitLaw::pw,
        .legal_ground = "PW 58 lid 2 onder a",
        .cause = claims::Cause::late_processing,
        .culpability = claims::Culpability::none,
        .decision_number = "B-1",
        .decision_date = day("2026-03-02"),
        .notified_date = day("2026-03-02"),
        .due_date = day("2026-04-13"),
        .period = std::nullopt,
        .amount = euros("2000.00")};
}

inline claims::Posting posting(
    std::int64_t id,
    Component component,
    PostingKind kind,
    const std::string& amount,
    const std::string& on,
    const std::string& by = officer
) {
    return {
        base::PostingId{id},
        {claim, {component, kind, euros(amount), day(on), "reden"}, std::nullopt, std::nullopt},
        day(on),
        by};
}

inline claims::Act act(ActKind kind, const std::string& on) {
    claims::NewAct facts{.number = "A-1", .kind = kind, .on = day(on), .reason = "reden"};
    return {base::ActId{77}, facts, std::nullopt, day(on), officer};
}

inline claims::Act hold(claims::HoldKind kind, const std::string& from, const std::string& until) {
    claims::Act held = act(ActKind::held, from);
    held.facts.hold = kind;
    held.facts.last_day = day(until);
    return held;
}

// A claim of EUR 2,000.00 that two people owe, registered by an officer on the day of its decision,
// as it stands on 1 July 2026. A row changes what it is about, and the life is worked out after it.
inline ExplainedFacts facts_with(const std::function<void(ExplainedFacts&)>& change) {
    ExplainedFacts facts{
        .life =
            {.claim =
                 {claim,
                  base::MunicipalityId{5},
                  decision(),
                  base::PaymentReference::for_number(1),
                  {{debtor, day("2026-03-02")}, {joint_debtor, day("2026-03-02")}}},
             .life = {},
             .balance = {},
             .acts = {},
             .postings = {posting(
                 20, Component::principal, PostingKind::claim, "2000.00", "2026-03-02"
             )},
             .clocks = {},
             .client_numbers = {{debtor, "100001"}, {joint_debtor, "100002"}}},
        .debtor = debtor,
        .vantage = {day("2026-07-01"), day("2026-07-01")},
        .today = day("2026-07-01"),
        .law = law(),
        .policy = &zandwijk(),
        .entries = {},
        .approvals = {},
        .plans = {},
        .steps = {},
        .notice = std::nullopt,
        .remission = std::nullopt};
    change(facts);
    ClaimLife& life = facts.life;
    const Date due = life.claim.decision.due_date;
    if (life.clocks.empty()) {
        const claims::LimitationClock clock =
            claims::limitation_of(due, {}, {}, *law().limitation_years_on(day("2026-04-13")));
        life.clocks = {{debtor, claim, clock}, {joint_debtor, claim, clock}};
    }
    std::vector<claims::Movement> movements;
    for (const claims::Posting& moved : life.postings) {
        movements.push_back(moved.facts.movement);
    }
    life.balance = claims::balance_of(movements);
    claims::Course course;
    for (const ExplainedPlan& known : facts.plans) {
        course.in_plan |= !known.plan.ended_on;
    }
    life.life = claims::life_of({life.claim, life.acts, life.balance, course}, facts.vantage.day);
    return facts;
}

// "due_date 2026-04-13 [Awb 4:87 lid 1] payment_term_weeks=6 <decision:B-1 officer:12>: why"
inline std::string text_of(const ExplainedLine& line) {
    std::string text = line.what;
    text += line.date ? " " + line.date->to_string() : "";
    text += line.value.empty() ? "" : " " + line.value;
    text += line.article.empty() ? "" : " [" + line.article + "]";
    for (const norms::ParameterRow& row : line.rules) {
        text += " " + row.name + "=" + row.value_text + "@" + row.valid_from.to_string();
    }
    for (const MadeBy& made : line.made_by) {
        text += " <" + made.record + (made.who.empty() ? "" : " " + made.who) + ">";
    }
    return text + (line.why.empty() ? "" : ": " + line.why);
}

inline std::vector<ExplainedLine> lines_of(const ExplainedFacts& facts, Topic topic) {
    std::vector<ExplainedLine> lines;
    for (const ExplainedSection& section : explain(facts).sections) {
        if (section.topic == topic) {
            lines.push_back(section.answer);
            std::ranges::copy(section.lines, std::back_inserter(lines));
        }
    }
    return lines;
}

// The line that begins so, or what there is.
inline std::string line_in(const ExplainedFacts& facts, Topic topic, const std::string& what) {
    std::string all;
    for (const ExplainedLine& line : lines_of(facts, topic)) {
        if (line.what.starts_with(what)) {
            return text_of(line);
        }
        all += "\n" + text_of(line);
    }
    return "none of:" + all;
}

struct Row {
    std::string what_is_so;
    std::function<void(ExplainedFacts&)> change;
    std::string line;
};

inline void expect(Topic topic, const std::string& what, const std::vector<Row>& rows) {
    for (const Row& row : rows) {
        EXPECT_EQ(line_in(facts_with(row.change), topic, what), row.line) << row.what_is_so;
    }
}

inline plans::Plan plan_of(base::PersonId person) {
    const plans::ScheduleTerms terms = plans::monthly(euros("50.00"), day("2026-06-01"));
    return {
        base::PlanId{9},
        {.municipality = base::MunicipalityId{5},
         .person = person,
         .plan_number = "R-1",
         .version = 2,
         .payment_reference = base::PaymentReference::for_number(2),
         .agreed_on = day("2026-05-11"),
         .agreed_by = officer,
         .assessed = std::nullopt,
         .agreed_amount = euros("50.00"),
         .debtors_own_wish = false,
         .difference_reason = "minder uren",
         .contact = std::nullopt,
         .assessment = std::nullopt,
         .claims = {{claim, 1, euros("2000.00")}},
         .terms = terms,
         .schedule = plans::schedule_of(euros("2000.00"), terms).value()},
        Money{},
        std::nullopt,
        std::nullopt};
}

inline void add_plan(ExplainedFacts& facts, base::PersonId person) {
    facts.plans = {
        {.plan = plan_of(person),
         .is_of_debtor = person == facts.debtor,
         .pauses = {},
         .ended_by = {},
         .conversation = std::nullopt,
         .assessment = std::nullopt}};
}

}  // namespace draagkracht::followup::explanation_case
