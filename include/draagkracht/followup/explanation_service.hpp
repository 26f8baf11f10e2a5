// Explains a claim of a debtor: its balance, dates, stage, the rights on it and the agreements,
// each with the postings, rows of law and policy, days and people that made it.
//
//     ExplanationService explanations{database, rules};
//     explanations.explain(occasion, named, {day, day}).value().sections;   // as it was known then
//     explanations.explain(occasion, named, {today, today});                // and the rights of
//     now
//
// The rights that follow from how was paid are told of today alone.
#pragma once

#include "draagkracht/access/occasion.hpp"
#include "draagkracht/claims/interest_service.hpp"
#include "draagkracht/followup/explanation.hpp"
#include "draagkracht/norms/rule_book.hpp"
#include "draagkracht/storage/database.hpp"

namespace draagkracht::followup {

class ExplanationService {
  public:
    ExplanationService(storage::Database& database, const norms::RuleBook& rules)
        : database_{database}, rules_{rules} {}

    // The look is in the trail, for each debtor of the claim, and for each assessment that is
    // shown. Problems claims.unknown-claim, claims.in-future, access.not-allowed (see_person),
    // people.unknown-person.
    [[nodiscard]] base::Outcome<Explanation> explain(
        const access::Occasion& occasion, const claims::NamedClaim& named, const Vantage& vantage
    );

  private:
    storage::Database& database_;
    const norms::RuleBook& rules_;
};

}  // namespace draagkracht::followup
