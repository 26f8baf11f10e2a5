// All that an explanation of a claim is put together from, as the register has it.
//
//     ExplainedFacts facts{.life = life, .debtor = person, .vantage = {day, day}, .law = law, ...};
//     explain(facts).sections
//
// What came to be recorded after the day from which is looked is left out by who brings it here.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "draagkracht/capacity/stored_worksheet.hpp"
#include "draagkracht/claims/remission.hpp"
#include "draagkracht/followup/claim_life.hpp"
#include "draagkracht/followup/explanation.hpp"
#include "draagkracht/followup/worklist.hpp"
#include "draagkracht/norms/law.hpp"
#include "draagkracht/norms/policy_book.hpp"
#include "draagkracht/plans/pause.hpp"
#include "draagkracht/plans/plan.hpp"

namespace draagkracht::followup {

// The bank entry of an allocation, and how it was placed on the claim.
struct EntrySource {
    base::EntryId entry;
    std::string statement;  // "statement S-1", or "set_off list U-1" of payroll
    base::Date statement_date;
    std::string rung;  // that placed it: of the match ladder, or "replayed", "by_hand"
    std::string allocated_by;
    base::Date allocated_on;
    std::string matched_by = {};   // the rule that found its debt; empty where none did
    std::string ladder_rule = {};  // "rule 2 of the ladder from 2026-01-01"; empty: no rule decided
};

struct DecidedApproval {
    std::string decided_by;
    base::Date decided_on;
};

struct RecordedStep {
    StepId id;
    Arrear arrear;
    norms::EscalationStep step;
    base::Date taken_on;
    std::string taken_by;
    std::string basis;  // to_text(GateBasis)
    std::string note;   // why a lighter step did not fit
};

struct AssessedOn {
    base::Date day;
    std::optional<capacity::StoredWorksheet>
        sheet;  // absent when it is of a form not read any more
};

// A plan that pays the claim. Of a joint debtor no more is told than that there is one.
struct ExplainedPlan {
    plans::Plan plan;
    bool is_of_debtor;
    std::vector<plans::Pause> pauses;
    std::string ended_by;                // empty while it runs
    std::optional<MadeBy> conversation;  // in which it was agreed
    std::optional<AssessedOn> assessment;
};

// A missed instalment, and how far a formal notice about it is.
struct NoticeFacts {
    base::PlanId plan;
    plans::Instalment instalment;
    ArrearStanding standing;
    base::Money demanded;  // all of the plan that is due up to it
    base::Done possible;   // apart from the gate
    GateView gate;
    std::vector<LoggedContact> contacts;  // that count
    norms::PolicyRules rules;
};

struct ExplainedFacts {
    ClaimLife life;
    base::PersonId debtor;
    Vantage vantage;
    base::Date today;
    const norms::Law& law;
    const norms::Policy* policy;  // of the municipality; null when none is known
    std::unordered_map<base::AllocationId, EntrySource> entries;
    std::unordered_map<base::ApprovalId, DecidedApproval> approvals;
    std::vector<ExplainedPlan> plans;  // oldest first
    std::vector<RecordedStep> steps;   // on these plans, oldest first
    // Rights as they are today, and absent from a look at the past.
    std::optional<NoticeFacts> notice;  // of the oldest missed instalment of the running plan
    std::optional<claims::RemissionOutlook> remission;  // absent too when no rules are known

    [[nodiscard]] bool is_of_today() const {
        return vantage.day == today && vantage.known_on == today;
    }
};

[[nodiscard]] Explanation explain(const ExplainedFacts& facts);

}  // namespace draagkracht::followup
