// The parts of an explanation, one function for each section, and what they share.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "draagkracht/followup/explained_facts.hpp"

namespace draagkracht::followup {

// Finds who made a record, and when, by what shows it: "posting:4711", "act:12", "plan:9".
class Records {
  public:
    explicit Records(const ExplainedFacts& facts);

    // Of a record that is not among the facts no more is known than that it is there.
    [[nodiscard]] MadeBy of(const std::string& source) const;
    [[nodiscard]] MadeBy of(base::PlanId plan) const;
    // The act, and the second person who decided on it.
    [[nodiscard]] std::vector<MadeBy> of(const claims::Act& act) const;
    // The decision, by who registered it here.
    [[nodiscard]] const MadeBy& decision() const { return decision_; }

  private:
    std::map<std::string, MadeBy> by_source_;
    std::map<base::ApprovalId, MadeBy> approvals_;
    MadeBy decision_;
};

// What came in with the load of a former system, which nobody here decided.
[[nodiscard]] bool is_of_former_system(const MadeBy& made_by);

// Whether the plan was running at the end of the day.
[[nodiscard]] bool runs_on(const plans::Plan& plan, base::Date day);

[[nodiscard]] std::string client_of(const ClaimLife& life, base::PersonId person);

[[nodiscard]] ExplainedLine hold_line(
    const ExplainedFacts& facts, const Records& records, const claims::RunningHold& hold
);
// A pause or deferral of a plan; one that was withdrawn says so.
[[nodiscard]] ExplainedLine pause_line(const plans::Pause& pause);
// One term of the clock of a debtor.
[[nodiscard]] ExplainedLine term_line(
    const ExplainedFacts& facts,
    const Records& records,
    const ClaimClock& clock,
    const claims::LimitationTerm& term
);
[[nodiscard]] ExplainedLine unknown_limitation(
    const ExplainedFacts& facts, const ClaimClock& clock
);

[[nodiscard]] ExplainedSection balance_section(const ExplainedFacts& facts, const Records& records);
[[nodiscard]] ExplainedSection dates_section(const ExplainedFacts& facts, const Records& records);
[[nodiscard]] ExplainedSection state_section(const ExplainedFacts& facts, const Records& records);
[[nodiscard]] ExplainedSection collection_section(
    const ExplainedFacts& facts, const Records& records
);
[[nodiscard]] ExplainedSection notice_section(const ExplainedFacts& facts, const Records& records);
[[nodiscard]] std::vector<ExplainedSection> remission_sections(
    const ExplainedFacts& facts, const Records& records
);
[[nodiscard]] std::vector<ExplainedSection> agreement_sections(
    const ExplainedFacts& facts, const Records& records
);

}  // namespace draagkracht::followup
