// What the tests of the views share: facts of an invented case, and the project's own templates, so
// that a value which a template asks for and a view forgets is found here.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "pages/frame_view.hpp"
#include "pages/template_book.hpp"

namespace draagkracht::pages {

inline base::Date day(const std::string& text) {
    return base::Date::parse(text).value();
}

inline base::Money euros(const std::string& text) {
    return base::Money::parse(text).value();
}

inline const Workplace zandwijk{base::MunicipalityId{1}, "zandwijk", "Zandwijk"};
inline const base::BusinessDate today{day("2026-08-20")};

inline api::Visit visit_of_officer() {
    return {
        {access::Actor::officer(
             base::OfficerId{12},
             "J. Bakker",
             {{zandwijk.municipality, {access::Role::debt_officer}}}
         ),
         today,
         base::Timestamp::parse("2026-08-20T10:00:00Z").value()},
        "het-token"};
}

// The whole page as HTML; throws when a value is missing.
inline std::string html_of(const std::string& template_name, Values values) {
    static const TemplateBook book =
        TemplateBook::read(DRAAGKRACHT_SOURCE_DIR "/templates/pages").value();
    values.update(frame_view(
        {"Titel", zandwijk, Section::worklist},
        {"stijl.css", "icoon.svg", "gesprek.js"},
        visit_of_officer()
    ));
    return book.page(template_name, values);
}

// The values that a view gave, once they are known to fill the page.
inline Values complete(const std::string& template_name, Values values) {
    (void)html_of(template_name, values);
    return values;
}

// The third instalment of EUR 75.00 of a plan of twelve, missed; two were paid, nobody called yet.
inline followup::WorklistItem missed_instalment() {
    return {
        .task = base::TaskId{5},
        .person = base::PersonId{7},
        .client_number = "100234",
        .name = "J. de Vries",
        .phone = "06-1234 5678",
        .arrear = {base::PlanId{40}, 3},
        .plan_number = "R-2026-0012",
        .instalment = {3, day("2026-08-01"), euros("75.00"), euros("225.00")},
        .standing = {followup::Punctuality::missed, euros("75.00"), day("2026-08-07")},
        .opened_on = day("2026-08-07"),
        .due_on = day("2026-08-07"),
        .attempt_count = 0,
        .last_contact = {}};
}

inline followup::LoggedContact call_without_answer() {
    return {
        base::ContactId{60},
        {.number = "1",
         .person = base::PersonId{7},
         .contacted_on = day("2026-08-10"),
         .kind =
             {followup::Channel::phone,
              followup::Direction::outgoing,
              followup::ContactOutcome::no_answer},
         .arrears = {{base::PlanId{40}, 3}}},
        "officer:12"};
}

inline followup::LoggedContact talk() {
    followup::LoggedContact logged = call_without_answer();
    logged.contact.contacted_on = day("2026-08-12");
    logged.contact.kind.outcome = followup::ContactOutcome::spoken;
    logged.contact.nonpayment_reason = followup::NonpaymentReason::income_fell;
    logged.contact.notes = "Werkt minder uren <sinds juli>.";
    logged.contact.next_step = followup::NextStep::review_plan;
    logged.contact.come_back_on = day("2026-08-24");
    return logged;
}

inline const OfficerNames officer_names{{"officer:12", "J. Bakker"}};

// Twelve instalments of EUR 75.00 from 1 June 2026, EUR 150.00 paid. The norm said EUR 60.00 of an
// income of EUR 1,200.00; the client wished for more.
inline plans::PlanStanding plan_of_twelve() {
    plans::PlanFacts facts{
        .municipality = zandwijk.municipality,
        .person = base::PersonId{7},
        .plan_number = "R-2026-0012",
        .payment_reference = base::PaymentReference::for_id(40),
        .agreed_on = day("2026-05-12"),
        .agreed_by = "officer:12",
        .assessed = plans::AssessedAmounts{euros("60.00"), euros("1100.00"), euros("1200.00")},
        .agreed_amount = euros("75.00"),
        .debtors_own_wish = true,
        .difference_reason = "Wil sneller klaar zijn.",
        .claims = {{base::ClaimId{20}, 1, euros("900.00")}},
        .terms = plans::monthly(euros("75.00"), day("2026-06-01"))};
    facts.schedule = plans::schedule_of(euros("900.00"), facts.terms).value();
    plans::Plan plan{base::PlanId{40}, facts, euros("150.00"), {}, {}};
    return {plan, plans::standing_of(facts.schedule, plan.paid, today)};
}

}  // namespace draagkracht::pages
