#include "pages/plan_review_view.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "draagkracht/text/dutch.hpp"
#include "pages/field_faults.hpp"

namespace draagkracht::pages {

using plans::ReviewCause;

namespace {

Values due_view(const plans::DueReview& due, const ReviewsShown& shown) {
    const auto person = std::ranges::find(shown.people, due.person, &people::Identity::person);
    base::ensure(person != shown.people.end(), "who is on the list was looked up");
    const std::string& client_number = person->client_number;
    const int days = due.since.days_until(shown.today.date());
    Values values{
        {"client_name", person->name.full()},
        {"client_number", client_number},
        {"client_address", client_address(shown.place, client_number)},
        {"phone", phone_view(person->phone)},
        {"cause_text", review_cause_text(due.cause)},
        {"plan_number", due.plan_number},
        {"waiting_text", days == 0 ? "vandaag" : text::count_text(days, "dag", "dagen")},
        {"plan_review_address", plan_review_address(shown.place, client_number, due.plan)}};
    set_date(values, "since", due.since);
    return values;
}

Values results_view(const PlanReviewPage& page) {
    const AskedPlan& asked = page.asked;
    Values list = Values::array();
    if (asked.may(access::Right::agree_plan)) {
        list.push_back(choice(
            "unchanged",
            asked.plan.ended_on ? "Er hoeft nu niets te gebeuren"
                                : "De regeling past nog en blijft zoals zij is",
            page.form.result
        ));
    }
    if (!asked.plan.ended_on && asked.may(access::Right::record_contact)) {
        list.push_back(choice(
            "income_fell",
            "Het inkomen is lager: we praten opnieuw over het bedrag",
            page.form.result
        ));
    }
    return list;
}

constexpr std::array field_names{
    FieldName{PlanReviewField::result, "result_error", "uitkomst"},
    FieldName{PlanReviewField::reason, "reason_error", "reden"},
};

}  // namespace

std::string_view review_cause_text(ReviewCause cause) {
    switch (cause) {
        case ReviewCause::date_came:
            return "Het is tijd om weer naar de regeling te kijken";
        case ReviewCause::income_fell:
            return "Het inkomen is lager";
        case ReviewCause::reopened:
            return "De regeling was betaald, maar er staat weer iets open";
        case ReviewCause::broken:
            return "De regeling is niet nagekomen: praat over wat wel lukt";
    }
    return "";
}

Values reviews_view(const ReviewsShown& shown) {
    Values list = Values::array();
    for (const plans::DueReview& due : shown.due.items) {
        list.push_back(due_view(due, shown));
    }
    return {
        {"has_reviews", shown.due.total_count > 0},
        {"review_count", std::to_string(shown.due.total_count)},
        {"reviews", std::move(list)},
        {"pager",
         pager_view(
             {shown.page.limit, shown.page.offset},
             static_cast<int>(shown.due.items.size()),
             shown.due.total_count,
             reviews_address(shown.place)
         )}};
}

bool may_review(const AskedPlan& asked) {
    return asked.may(access::Right::agree_plan) || asked.may(access::Right::record_contact);
}

std::optional<PlanReviewFault> review_fault_of(const base::Problem& refusal) {
    if (refusal.code == "base.not-a-line") {
        return PlanReviewFault{
            PlanReviewField::reason,
            "Schrijf op wat u zag of hoorde, op een regel, in ten hoogste 200 tekens."};
    }
    return std::nullopt;
}

Values plan_review_view(const PlanReviewPage& page) {
    const AskedPlan& asked = page.asked;
    Values conversations = conversation_choices(page.contacts, page.form.conversation);
    Values values{
        {"breadcrumbs",
         {crumb("Herbeoordelingen", reviews_address(asked.place)),
          crumb("Overzicht", asked.client_page()),
          last_crumb("Herbeoordeling")}},
        {"client_name", asked.client.name.full()},
        {"client_number", asked.client.client_number},
        {"client_address", asked.client_page()},
        {"phone", phone_view(asked.client.phone)},
        {"plan_number", asked.plan.facts.plan_number},
        {"plan_summary_text", plan_summary(asked.plan.facts)},
        {"amounts", amounts_view(asked.plan)},
        {"has_ended", asked.plan.ended_on.has_value()},
        {"money_talk_address",
         asked.may(access::Right::agree_plan)
             ? Values(money_talk_address(asked.place, asked.client.client_number))
             : Values(false)},
        {"form_address",
         plan_review_address(asked.place, asked.client.client_number, asked.plan.id)},
        {"results", results_view(page)},
        {"reason", page.form.reason},
        {"has_conversations", !conversations.empty()},
        {"conversations", std::move(conversations)}};
    set_faults(values, field_names, page.faults);
    return values;
}

}  // namespace draagkracht::pages
