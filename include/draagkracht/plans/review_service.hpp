// The review (herbeoordeling): a plan is looked at again, with the debtor, when its day comes, when
// income falls, when the plan was broken, and when a payment is reversed after the plan was paid.
// Each is a duty of a person and changes nothing by itself.
//
//     for (const DueReview& due : reviews.due(occasion, zandwijk).value().items) { ... call ... }
//     reviews.keep_plan(occasion, {plan, "inkomen gelijk gebleven", contact});   // it stays
//
// A new agreement is a review too: the plan that it replaces has ended.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "draagkracht/access/occasion.hpp"
#include "draagkracht/base/id.hpp"
#include "draagkracht/norms/policy_book.hpp"
#include "draagkracht/storage/database.hpp"

namespace draagkracht::plans {

enum class ReviewCause {
    date_came,    // so many months, by policy, after the agreement or the last review
    income_fell,  // told, or seen in a later assessment that leaves less to repay from
    reopened,     // it had ended as paid; its claims are open again and in no running plan
    broken,       // it was ended as not kept, and there is no other plan for its claims yet
};

struct DueReview {
    base::PlanId plan;
    base::PersonId person;
    std::string plan_number;
    ReviewCause cause;
    base::Date since;
};

// Which of them are asked for.
struct ReviewPage {
    int limit = 50;
    int offset = 0;
};
struct DueReviews {
    std::vector<DueReview> items;
    int total_count;

    [[nodiscard]] std::vector<base::PersonId> people() const;  // each once
};

struct ReviewNote {
    base::PlanId plan;
    std::string reason;                                     // in a few words, kept with the plan
    std::optional<base::ContactId> contact = std::nullopt;  // the conversation
};

class ReviewService {
  public:
    ReviewService(storage::Database& database, const norms::PolicyBook& policies)
        : database_{database}, policies_{policies} {}

    // The duties of a municipality as they stand on the business date, the longest waiting first.
    // Each person on the page is looked at, in the trail. Problems access.not-allowed (see_person)
    // and those of the policy book.
    [[nodiscard]] base::Outcome<DueReviews> due(
        const access::Occasion& occasion,
        base::MunicipalityId municipality,
        const ReviewPage& page = {}
    );

    // Those of one person, by the policy of that municipality. The look is in the trail. Problems
    // people.unknown-person, access.not-allowed (see_person) and those of the policy book.
    [[nodiscard]] base::Outcome<std::vector<DueReview>> due_of(
        const access::Occasion& occasion, base::MunicipalityId municipality, base::PersonId person
    );

    // A note of the same day, officer, plan, reason and conversation is the same note: it is
    // written once.

    // Somebody tells that income fell: the talk is open again. Problems plans.unknown-plan,
    // access.not-allowed (record_contact), plans.has-ended, base.not-a-line,
    // plans.contact-of-other.
    [[nodiscard]] base::Done report_fall_in_income(
        const access::Occasion& occasion, const ReviewNote& note
    );

    // It was looked at, and the plan stays as it is, or nothing is to be done about a plan that has
    // ended; on the day on which it was broken that takes the conversation. Problems as above but
    // plans.has-ended; access.not-allowed (agree_plan).
    [[nodiscard]] base::Done keep_plan(const access::Occasion& occasion, const ReviewNote& note);

  private:
    storage::Database& database_;
    const norms::PolicyBook& policies_;
};

}  // namespace draagkracht::plans
