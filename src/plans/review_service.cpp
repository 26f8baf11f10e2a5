#include "draagkracht/plans/review_service.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "draagkracht/audit/trail.hpp"
#include "draagkracht/base/plain_line.hpp"
#include "draagkracht/people/people_store.hpp"
#include "draagkracht/plans/plan_store.hpp"
#include "draagkracht/plans/policy_service.hpp"
#include "plans/person_service.hpp"
#include "plans/review_store.hpp"

namespace draagkracht::plans {

using storage::Transaction;

namespace {

struct NoteKind {
    const char* kind;
    access::Right right;
    bool of_running_plan;
};

base::Done write_note(
    storage::Database& database,
    const access::Occasion& occasion,
    const ReviewNote& note,
    const NoteKind& kind
) {
    Transaction transaction{database, "note review", storage::Access::write};
    const std::vector<Plan> found = plans_by_id(transaction, {note.plan});
    if (found.empty()) {
        return base::problem("plans.unknown-plan", "there is no such plan");
    }
    const base::PersonId person = found.front().facts.person;
    const base::Outcome<base::MunicipalityId> municipality =
        municipality_for(transaction, occasion, kind.right, person);
    if (!municipality) {
        return tl::unexpected(municipality.error());
    }
    if (const base::Done words = base::check_told_line(note.reason, "reason"); !words) {
        return words;
    }
    if (const base::Done contact = check_contact(transaction, note.contact, person); !contact) {
        return contact;
    }
    people::hold_person(transaction, person);
    if (kind.of_running_plan && plans_by_id(transaction, {note.plan}).front().ended_on) {
        return base::problem(
            "plans.has-ended", "the plan has ended already", "look at its latest version"
        );
    }
    const base::Date today = occasion.today.date();
    if (has_review(transaction, note, kind.kind, today, occasion.actor.text())) {
        return {};
    }
    add_review(transaction, note, kind.kind, today, occasion.actor.text());
    audit::Trail trail{transaction, occasion.author()};
    trail.record(
        {"plans.note_review",
         *municipality,
         person,
         fmt::format("plan:{}", note.plan.value()),
         fmt::format(R"({{"kind":"{}"}})", kind.kind)}
    );
    trail.write();
    transaction.commit();
    return {};
}

// The day on which a plan is to be looked at again.
std::vector<DueReview> dates_that_came(
    Transaction& transaction, const ReviewScope& scope, base::BusinessDate today, int months
) {
    // A day more than is needed: a month may be too short for the day of the agreement.
    const base::Date latest =
        today.date().plus_months(-months, base::MonthEnd::last_day).plus_days(3);
    std::vector<DueReview> reviews = last_looked_at_by(transaction, scope, latest);
    for (DueReview& review : reviews) {
        review.since = review.since.plus_months(months, base::MonthEnd::last_day);
    }
    std::erase_if(reviews, [today](const DueReview& review) {
        return review.since > today.date();
    });
    return reviews;
}

// The longest waiting first.
std::vector<DueReview> duties(
    Transaction& transaction, const ReviewScope& scope, base::BusinessDate today, int months
) {
    std::vector<DueReview> reviews = reviews_by_event(transaction, scope);
    std::ranges::copy(
        dates_that_came(transaction, scope, today, months), std::back_inserter(reviews)
    );
    std::ranges::stable_sort(reviews, {}, &DueReview::since);
    return reviews;
}

}  // namespace

std::vector<base::PersonId> DueReviews::people() const {
    std::set<base::PersonId> people;
    for (const DueReview& review : items) {
        people.insert(review.person);
    }
    return {people.begin(), people.end()};
}

base::Outcome<DueReviews> ReviewService::due(
    const access::Occasion& occasion, base::MunicipalityId municipality, const ReviewPage& page
) {
    if (const base::Done allowed =
            access::require(occasion.actor, access::Right::see_person, municipality);
        !allowed) {
        return tl::unexpected(allowed.error());
    }
    const auto rules = rules_of(database_, policies_, municipality, occasion.today.date());
    if (!rules) {
        return tl::unexpected(rules.error());
    }
    Transaction transaction{database_, "due reviews", storage::Access::write};
    const std::vector<DueReview> reviews = duties(
        transaction,
        ReviewScope::of(municipality),
        occasion.today,
        (*rules)->review_interval_months.value
    );
    const int total_count = static_cast<int>(reviews.size());
    const int first = std::clamp(page.offset, 0, total_count);
    const int last = first + std::clamp(page.limit, 0, total_count - first);
    DueReviews shown{{reviews.begin() + first, reviews.begin() + last}, total_count};
    audit::Trail trail{transaction, occasion.author()};
    std::set<base::PersonId> seen;
    for (const DueReview& review : shown.items) {
        if (seen.insert(review.person).second) {
            trail.record(
                {"plans.look_reviews",
                 municipality,
                 review.person,
                 fmt::format("plan:{}", review.plan.value())}
            );
        }
    }
    trail.write();
    transaction.commit();
    return shown;
}

base::Outcome<std::vector<DueReview>> ReviewService::due_of(
    const access::Occasion& occasion, base::MunicipalityId municipality, base::PersonId person
) {
    const auto rules = rules_of(database_, policies_, municipality, occasion.today.date());
    if (!rules) {
        return tl::unexpected(rules.error());
    }
    Transaction transaction{database_, "due reviews of person", storage::Access::write};
    const base::Outcome<base::MunicipalityId> home =
        municipality_for(transaction, occasion, access::Right::see_person, person);
    if (!home) {
        return tl::unexpected(home.error());
    }
    std::vector<DueReview> reviews = duties(
        transaction, ReviewScope::of(person), occasion.today, (*rules)->review_interval_months.value
    );
    audit::Trail trail{transaction, occasion.author()};
    trail.record({"plans.look_reviews", *home, person, fmt::format("person:{}", person.value())});
    trail.write();
    transaction.commit();
    return reviews;
}

base::Done ReviewService::report_fall_in_income(
    const access::Occasion& occasion, const ReviewNote& note
) {
    return write_note(
        database_, occasion, note, {"income_fell", access::Right::record_contact, true}
    );
}

base::Done ReviewService::keep_plan(const access::Occasion& occasion, const ReviewNote& note) {
    return write_note(database_, occasion, note, {"reviewed", access::Right::agree_plan, false});
}

}  // namespace draagkracht::plans
