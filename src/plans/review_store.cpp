#include "plans/review_store.hpp"

#include <fmt/format.h>

#include "draagkracht/storage/bulk_insert.hpp"
#include "draagkracht/storage/rows.hpp"

namespace draagkracht::plans {

using soci::into;
using soci::use;
using storage::Column;
using storage::Transaction;

namespace {

// Told, and not looked at since.
constexpr const char* told_that_income_fell =
    "SELECT plan.id, plan.person_id, plan.plan_number, 'income_fell', told.noted_on"
    " FROM plan_review told JOIN plan ON plan.id = told.plan_id"
    " LEFT JOIN plan_end ON plan_end.plan_id = plan.id"
    " WHERE {} = :whose AND plan_end.plan_id IS NULL"
    " AND told.kind = 'income_fell' AND NOT EXISTS (SELECT 1 FROM plan_review later"
    "  WHERE later.plan_id = told.plan_id AND later.id > told.id)"
    " ORDER BY told.noted_on, plan.id";

// A talk about another plan of this person found less to repay from than there was for this one.
constexpr const char* seen_that_income_fell =
    "SELECT plan.id, plan.person_id, plan.plan_number, 'income_fell', MAX(newer.agreed_on)"
    " FROM plan JOIN plan_terms terms ON terms.plan_id = plan.id"
    " JOIN plan newer ON newer.person_id = plan.person_id AND newer.id > plan.id"
    " JOIN plan_terms newer_terms ON newer_terms.plan_id = newer.id"
    " LEFT JOIN plan_end ON plan_end.plan_id = plan.id"
    " WHERE {} = :whose AND plan_end.plan_id IS NULL"
    " AND newer.income_cents + newer_terms.paid_elsewhere_cents - newer.protected_income_cents"
    "  < plan.income_cents + terms.paid_elsewhere_cents - plan.protected_income_cents"
    " AND NOT EXISTS (SELECT 1 FROM plan_review later WHERE later.plan_id = plan.id"
    "  AND later.noted_on >= newer.agreed_on)"
    " GROUP BY plan.id, plan.person_id, plan.plan_number"
    " ORDER BY 5, 1";

// Of a claim without a plan the last plan alone is looked at again. On the day itself a note does
// not tell whether it came before the plan was broken or after it, so it takes a conversation.
constexpr const char* open_after_it_ended =
    "SELECT plan.id, plan.person_id, plan.plan_number,"
    " CASE WHEN plan_end.outcome = 'paid' THEN 'reopened' ELSE 'broken' END, plan_end.ended_on"
    " FROM plan JOIN plan_end ON plan_end.plan_id = plan.id"
    " WHERE {} = :whose AND (plan_end.outcome = 'broken'"
    "  OR (plan_end.outcome = 'paid'"
    "   AND plan.total_cents > (SELECT COALESCE(SUM(allocation.amount_cents), 0)"
    "    FROM allocation WHERE allocation.plan_id = plan.id)))"
    " AND EXISTS (SELECT 1 FROM plan_claim WHERE plan_claim.plan_id = plan.id"
    "  AND (SELECT SUM(posting.amount_cents) FROM posting"
    "   WHERE posting.claim_id = plan_claim.claim_id) > 0"
    "  AND NOT EXISTS (SELECT 1 FROM plan_claim other JOIN plan running"
    "   ON running.id = other.plan_id AND running.person_id = plan.person_id"
    "   LEFT JOIN plan_end running_end ON running_end.plan_id = running.id"
    "   WHERE other.claim_id = plan_claim.claim_id"
    "   AND (running_end.plan_id IS NULL OR running.id > plan.id)))"
    " AND NOT EXISTS (SELECT 1 FROM plan_review later WHERE later.plan_id = plan.id"
    "  AND later.kind = 'reviewed' AND (later.noted_on > plan_end.ended_on"
    "   OR (later.noted_on = plan_end.ended_on"
    "    AND (plan_end.outcome = 'paid' OR later.contact_id IS NOT NULL))))"
    " ORDER BY plan_end.ended_on, plan.id";

ReviewCause cause_of(const std::string& text) {
    return text == "reopened" ? ReviewCause::reopened
           : text == "broken" ? ReviewCause::broken
                              : ReviewCause::income_fell;
}

}  // namespace

std::vector<DueReview> reviews_by_event(Transaction& transaction, const ReviewScope& scope) {
    std::vector<DueReview> reviews;
    long long plan = 0;
    long long person = 0;
    std::string plan_number;
    std::string cause;
    std::string since;
    for (const char* const query :
         {told_that_income_fell, seen_that_income_fell, open_after_it_ended}) {
        storage::for_each_row(
            (ask(transaction, fmt::format(fmt::runtime(query), scope.column)),
             use(scope.id, "whose"),
             into(plan),
             into(person),
             into(plan_number),
             into(cause),
             into(since)),
            [&] {
                reviews.push_back(
                    {base::PlanId{plan},
                     base::PersonId{person},
                     plan_number,
                     cause_of(cause),
                     base::Date::parse(since).value()}
                );
            }
        );
    }
    return reviews;
}

std::vector<DueReview> last_looked_at_by(
    Transaction& transaction, const ReviewScope& scope, base::Date day
) {
    const std::string date = day.to_string();
    std::vector<DueReview> plans;
    long long plan = 0;
    long long person = 0;
    std::string plan_number;
    std::string looked_on;
    storage::for_each_row(
        (ask(transaction,
             fmt::format(
                 "SELECT id, person_id, plan_number, looked_on FROM (SELECT plan.id, "
                 "plan.person_id,"
                 " plan.plan_number, COALESCE((SELECT MAX(noted_on) FROM plan_review"
                 "  WHERE plan_review.plan_id = plan.id AND kind = 'reviewed'), plan.agreed_on)"
                 " AS looked_on FROM plan LEFT JOIN plan_end ON plan_end.plan_id = plan.id"
                 " WHERE {} = :whose AND plan_end.plan_id IS NULL) running"
                 " WHERE looked_on <= :day ORDER BY looked_on, id",
                 scope.column
             )),
         use(scope.id, "whose"),
         use(date, "day"),
         into(plan),
         into(person),
         into(plan_number),
         into(looked_on)),
        [&] {
            plans.push_back(
                {base::PlanId{plan},
                 base::PersonId{person},
                 plan_number,
                 ReviewCause::date_came,
                 base::Date::parse(looked_on).value()}
            );
        }
    );
    return plans;
}

bool has_review(
    Transaction& transaction,
    const ReviewNote& note,
    const std::string& kind,
    base::Date noted_on,
    const std::string& noted_by
) {
    const long long plan = note.plan.value();
    const long long contact = note.contact ? note.contact->value() : 0;
    const std::string day = noted_on.to_string();
    long long count = 0;
    transaction.sql() << "SELECT COUNT(*) FROM plan_review WHERE plan_id = :plan AND kind = :kind"
                         " AND noted_on = :day AND noted_by = :author AND reason = :reason"
                         " AND COALESCE(contact_id, 0) = :contact",
        use(plan, "plan"), use(kind, "kind"), use(day, "day"), use(noted_by, "author"),
        use(note.reason, "reason"), use(contact, "contact"), into(count);
    return count > 0;
}

void add_review(
    Transaction& transaction,
    const ReviewNote& note,
    const std::string& kind,
    base::Date noted_on,
    const std::string& noted_by
) {
    storage::BulkInsert rows{
        transaction,
        "plan_review",
        {{"id", Column::number},
         {"plan_id", Column::number},
         {"kind", Column::text},
         {"noted_on", Column::text},
         {"reason", Column::text},
         {"contact_id", Column::number},
         {"noted_by", Column::text}}};
    rows.add(
        {transaction.reserve_ids(1).take(),
         note.plan.value(),
         kind,
         noted_on.to_string(),
         note.reason,
         storage::id_cell(note.contact),
         noted_by}
    );
    rows.write();
}

}  // namespace draagkracht::plans
