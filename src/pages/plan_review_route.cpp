#include "pages/form_fields.hpp"
#include "pages/page_offset.hpp"
#include "pages/plan_review_view.hpp"
#include "pages/recorded_notice.hpp"
#include "pages/routes.hpp"
#include "pages/whole_number.hpp"

namespace draagkracht::pages {

namespace {

base::Outcome<api::Response> reviews_page(
    const Site& site, const api::Request& request, const api::Visit& visit
) {
    const base::Outcome<Workplaces> places = site.workplaces_at(request, visit);
    if (!places) {
        return tl::unexpected(places.error());
    }
    const Workplace& place = places->here;
    api::Services& services = site.rooms().services;
    const plans::ReviewPage page{.offset = page_offset(request)};
    const auto due = services.reviews.due(visit.occasion, place.municipality, page);
    if (!due) {
        return tl::unexpected(due.error());
    }
    const auto identities = services.people.identities_of(visit.occasion, due->people());
    if (!identities) {
        return tl::unexpected(identities.error());
    }
    return site.page(
        200,
        "reviews",
        {"Herbeoordelingen", place, Section::reviews},
        visit,
        reviews_view({*due, page, *identities, visit.occasion.today, place})
    );
}

base::Outcome<AskedPlan> asked_by(
    const Site& site, const api::Request& request, const api::Visit& visit
) {
    return asked_plan(site, request, visit).and_then([](const AskedPlan& asked) {
        const base::Done allowed = may_review(asked) ? base::Done{}
                                                     : access::require(
                                                           asked.visit.occasion.actor,
                                                           access::Right::record_contact,
                                                           asked.place.municipality
                                                       );
        return allowed.map([&] { return asked; });
    });
}

base::Outcome<api::Response> review_page(
    const AskedPlan& asked,
    int status,
    const PlanReviewForm& form,
    const std::vector<PlanReviewFault>& faults
) {
    const std::string title = "Herbeoordeling";
    return asked.site.rooms()
        .services.followup
        .contacts_of(asked.visit.occasion, asked.place.municipality, asked.plan.facts.person)
        .map([&](const std::vector<followup::LoggedContact>& contacts) {
            return asked.site.page(
                status,
                "plan_review",
                {faults.empty() ? title : "Fout: " + title, asked.place, Section::reviews},
                asked.visit,
                plan_review_view({asked, contacts, form, faults})
            );
        });
}

// A talk that is open again goes on at once with who may agree on a plan.
std::string next_address(const AskedPlan& asked, bool is_unchanged) {
    if (is_unchanged) {
        return asked.client_page() + recorded_kept_plan;
    }
    return asked.may(access::Right::agree_plan)
               ? money_talk_address(asked.place, asked.client.client_number)
               : asked.client_page() + recorded_open_talk;
}

base::Outcome<api::Response> note(const AskedPlan& asked, const PlanReviewForm& form) {
    const bool is_unchanged = form.result == "unchanged";
    if (!is_unchanged && form.result != "income_fell") {
        return review_page(
            asked, 422, form, {{PlanReviewField::result, "Kies wat de uitkomst is."}}
        );
    }
    const std::optional<std::int64_t> conversation = whole_number_of(form.conversation);
    if (!form.conversation.empty() && !conversation) {
        return base::problem(
            "pages.unreadable-form", "this form does not say what it is about", "open it again"
        );
    }
    plans::ReviewNote written{asked.plan.id, form.reason, std::nullopt};
    if (conversation) {
        written.contact = base::ContactId{*conversation};
    }
    plans::ReviewService& reviews = asked.site.rooms().services.reviews;
    const base::Done done = is_unchanged
                                ? reviews.keep_plan(asked.visit.occasion, written)
                                : reviews.report_fall_in_income(asked.visit.occasion, written);
    if (done) {
        return api::Response::see_other(next_address(asked, is_unchanged));
    }
    const std::optional<PlanReviewFault> fault = review_fault_of(done.error());
    return fault ? review_page(asked, 422, form, {*fault})
                 : base::Outcome<api::Response>{tl::unexpected(done.error())};
}

}  // namespace

void add_plan_review_routes(api::Router& router, const SitePointer& site) {
    router.add(page_route(
        "/gemeenten/{gemeentecode}/herbeoordelingen",
        [site](const api::Request& request, const api::Visit& visit) {
            return reviews_page(*site, request, visit);
        }
    ));
    const std::string pattern =
        "/gemeenten/{gemeentecode}/clienten/{clientnummer}/regelingen/{regeling}/herbeoordeling";
    router.add(page_route(pattern, [site](const api::Request& request, const api::Visit& visit) {
        return asked_by(*site, request, visit).and_then([](const AskedPlan& asked) {
            return review_page(asked, 200, {}, {});
        });
    }));
    router.add(form_route(pattern, [site](const api::Request& request, const api::Visit& visit) {
        return asked_by(*site, request, visit).and_then([&](const AskedPlan& asked) {
            return api::fields_from_query(request.body).and_then([&](const api::Fields& fields) {
                const TypedForm typed{fields, {}};
                return note(
                    asked, {typed.text("result"), typed.text("reason"), typed.text("conversation")}
                );
            });
        });
    }));
}

}  // namespace draagkracht::pages
