// The use cases of a talk before there is an agreement: what was known the last time, and what
// could be agreed on.
//
//     TalkService talks{database, rules};
//     Outcome<std::optional<FormerAssessment>> last = talks.last_assessment_of(occasion, person);
//     Outcome<Offer> offer = talks.reckon(occasion, zandwijk, {household, ground, asked});
#pragma once

#include <optional>

#include "draagkracht/access/occasion.hpp"
#include "draagkracht/norms/rule_book.hpp"
#include "draagkracht/plans/offer.hpp"
#include "draagkracht/plans/talk_ground.hpp"
#include "draagkracht/storage/database.hpp"

namespace draagkracht::plans {

struct FormerAssessment {
    base::Date assessed_on;
    capacity::Household household;
};

struct TalkRequest {
    capacity::Household household;
    TalkGround ground;  // of the claims that go along
    Asked asked;
};

// What is laid on the table; a pure function of the request and the rules. Problem
// plans.nothing-to-pay, and those of check_begin and capacity::assess.
[[nodiscard]] base::Outcome<Offer> offer_on(
    const TalkRequest& request, const norms::RuleBook& rules
);

class TalkService {
  public:
    TalkService(storage::Database& database, const norms::RuleBook& rules)
        : database_{database}, rules_{rules} {}

    // The household of the newest assessment; empty when there is none, or when it is of a form
    // that is not read any more. The look is in the audit trail. Problems people.unknown-person,
    // access.not-allowed (agree_plan).
    [[nodiscard]] base::Outcome<std::optional<FormerAssessment>> last_assessment_of(
        const access::Occasion& occasion, base::PersonId person
    );

    // Takes all facts from the request and reads nothing of the register, so it is no look at a
    // person (docs/decisions/0019). Problems of offer_on, access.not-allowed (agree_plan).
    [[nodiscard]] base::Outcome<Offer> reckon(
        const access::Occasion& occasion,
        base::MunicipalityId municipality,
        const TalkRequest& request
    ) const;

  private:
    storage::Database& database_;
    const norms::RuleBook& rules_;
};

}  // namespace draagkracht::plans
