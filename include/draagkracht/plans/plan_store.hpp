// The SQL of plans, for use inside the transaction of whoever needs it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "draagkracht/plans/plan.hpp"
#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::plans {

// Writes plans with their claims and schedules as sets; the ids are in the order of the facts. The
// caller has checked each with check(). A plan number and version that exist already fail.
[[nodiscard]] std::vector<base::PlanId> add_plans(
    storage::Transaction& transaction, const std::vector<PlanFacts>& plans
);

// All versions, newest first within a plan number, each with what was paid on it.
[[nodiscard]] std::vector<Plan> plans_of_person(
    storage::Transaction& transaction, base::PersonId person
);
[[nodiscard]] std::vector<Plan> plans_by_id(
    storage::Transaction& transaction, const std::vector<base::PlanId>& plans
);

// All there are, in the order in which they were made.
[[nodiscard]] std::vector<base::PlanId> all_plans(storage::Transaction& transaction);

// Whom a conversation was with, as the contact log has it; nobody when it
// is none, or one in which nobody spoke.
[[nodiscard]] std::optional<base::PersonId> person_of_conversation(
    storage::Transaction& transaction, base::ContactId contact
);

// Plans that have not ended and pay one of these claims, of whichever debtor.
[[nodiscard]] std::vector<Plan> running_plans_of_claims(
    storage::Transaction& transaction, const std::vector<base::ClaimId>& claims
);

// SQL: what is open on the claims that a plan pays, whoever pays it; a credit on one of them takes
// nothing off another, as a person decides on it. `plan` is the SQL of its id;
// `which_postings` narrows them, " AND posting.value_date <= :today", and is empty for all.
[[nodiscard]] std::string open_on_claims_sql(
    std::string_view plan, std::string_view which_postings
);

// SQL: that a hold on a claim of the plan covers `day`, or covered `due_date` and ended after
// `last_due_date`: then the instalment is not missed, or not yet. All four are SQL.
[[nodiscard]] std::string held_sql(
    std::string_view plan,
    std::string_view due_date,
    std::string_view day,
    std::string_view last_due_date
);

// Those of these plans that a hold keeps quiet on the day.
[[nodiscard]] std::vector<base::PlanId> held_plans(
    storage::Transaction& transaction, const std::vector<base::PlanId>& plans, base::Date day
);

// The receipt of an assessment, as it was made; never changed afterwards.
struct AssessmentReceipt {
    base::MunicipalityId municipality;
    base::PersonId person;
    base::Date assessed_on;
    std::string household_json;
    std::string worksheet_json;
};
[[nodiscard]] base::AssessmentId add_assessment(
    storage::Transaction& transaction, const AssessmentReceipt& receipt
);

struct PlanEnd {
    base::Date ended_on;
    PlanOutcome outcome;
    std::string reason;
    std::string ended_by;  // Actor::text
};
void end_plans(
    storage::Transaction& transaction, const std::vector<base::PlanId>& plans, const PlanEnd& end
);

}  // namespace draagkracht::plans
