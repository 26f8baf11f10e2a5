// Reviews of plans: the list of who is to be talked with again, and the page on which somebody
// notes what came of it.
#pragma once

#include <optional>
#include <vector>

#include "draagkracht/plans/review_service.hpp"
#include "pages/asked_plan.hpp"

namespace draagkracht::pages {

[[nodiscard]] std::string_view review_cause_text(plans::ReviewCause cause);

struct ReviewsShown {
    const plans::DueReviews& due;
    plans::ReviewPage page;
    const std::vector<people::Identity>& people;  // of these reviews
    base::BusinessDate today;
    const Workplace& place;
};
[[nodiscard]] Values reviews_view(const ReviewsShown& shown);

// As typed.
struct PlanReviewForm {
    std::string result;  // "unchanged" or "income_fell"
    std::string reason;
    std::string conversation;  // the id of a contact; empty: none
};

enum class PlanReviewField { result, reason };

struct PlanReviewFault {
    PlanReviewField field;
    std::string text;  // Dutch: what to do about it
};

// Whether this officer may note anything about the plan.
[[nodiscard]] bool may_review(const AskedPlan& asked);

// What a refusal says about a field; nothing when it is about something else.
[[nodiscard]] std::optional<PlanReviewFault> review_fault_of(const base::Problem& refusal);

struct PlanReviewPage {
    const AskedPlan& asked;
    const std::vector<followup::LoggedContact>& contacts;
    const PlanReviewForm& form;
    const std::vector<PlanReviewFault>& faults;
};
[[nodiscard]] Values plan_review_view(const PlanReviewPage& page);

}  // namespace draagkracht::pages
