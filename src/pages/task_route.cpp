#include <algorithm>
#include "pages/recorded_notice.hpp"

#include "pages/routes.hpp"
#include "pages/task_view.hpp"
#include "pages/whole_number.hpp"

namespace draagkracht::pages {

namespace {

// What one request about a task works with.
struct Asked {
    const Site& site;
    const api::Visit& visit;
    Workplace place;
    base::TaskId task;

    [[nodiscard]] bool may_record() const {
        return visit.occasion.actor.may(access::Right::record_contact, place.municipality);
    }
    [[nodiscard]] bool may_agree() const {
        return visit.occasion.actor.may(access::Right::agree_plan, place.municipality);
    }
};

base::Outcome<Asked> asked_by(
    const Site& site, const api::Request& request, const api::Visit& visit
) {
    const base::Outcome<Workplaces> places = site.workplaces_at(request, visit);
    if (!places) {
        return tl::unexpected(places.error());
    }
    const std::optional<std::int64_t> number = whole_number_of(request.path_value("taak"));
    if (!number) {
        return base::problem("followup.no-such-task", "a task has a number");
    }
    return Asked{site, visit, places->here, base::TaskId{*number}};
}

base::Outcome<api::Response> task_page(
    const Asked& asked, int status, const ContactForm& form, const std::vector<FieldFault>& faults
) {
    api::Services& services = asked.site.rooms().services;
    const access::Occasion& occasion = asked.visit.occasion;
    const base::Outcome<followup::TalkFacts> talk =
        services.followup.talk_facts(occasion, asked.place.municipality, asked.task);
    if (!talk) {
        return tl::unexpected(talk.error());
    }
    const base::Outcome<std::vector<plans::PlanStanding>> plans =
        services.plans.plans_of(occasion, talk->item.person);
    if (!plans) {
        return tl::unexpected(plans.error());
    }
    const OfficerNames names = services.access.officer_names();
    return asked.site.page(
        status,
        "task",
        {faults.empty() ? "Gesprek" : "Fout: Gesprek", asked.place, Section::worklist},
        asked.visit,
        task_view(
            {*talk,
             *plans,
             names,
             occasion.today,
             asked.place,
             form,
             faults,
             asked.may_record(),
             asked.may_agree()}
        )
    );
}

base::Outcome<api::Response> record(const Asked& asked, const ContactForm& form) {
    const base::Outcome<ContactReading> reading = read_contact(form, asked.visit.occasion.today);
    if (!reading) {
        return tl::unexpected(reading.error());
    }
    if (!reading->contact) {
        return task_page(asked, 422, form, reading->faults);
    }
    const base::Outcome<followup::TaskSubject> subject =
        asked.site.rooms().services.followup.subject_of(
            asked.visit.occasion, asked.place.municipality, asked.task
        );
    if (!subject) {
        return tl::unexpected(subject.error());
    }
    const bool is_about_this_task =
        reading->contact->person == subject->person &&
        std::ranges::count(reading->contact->arrears, subject->arrear) > 0;
    if (!is_about_this_task) {
        return base::problem(
            "pages.unreadable-form", "this form is about another task", "open it again"
        );
    }
    const base::Outcome<base::ContactId> recorded =
        asked.site.rooms().services.followup.record_contact(
            asked.visit.occasion, asked.place.municipality, *reading->contact
        );
    if (recorded) {
        return api::Response::see_other(
            worklist_address(asked.place) +
            recorded_query(*reading->contact, asked.visit.occasion.today)
        );
    }
    const std::optional<FieldFault> fault = fault_of(recorded.error());
    return fault ? task_page(asked, 422, form, {*fault})
                 : base::Outcome<api::Response>{tl::unexpected(recorded.error())};
}

}  // namespace

void add_task_routes(api::Router& router, const SitePointer& site) {
    const std::string pattern = "/gemeenten/{gemeentecode}/werkvoorraad/{taak}";
    router.add(page_route(pattern, [site](const api::Request& request, const api::Visit& visit) {
        return asked_by(*site, request, visit).and_then([](const Asked& asked) {
            return task_page(asked, 200, ContactForm::empty(), {});
        });
    }));
    router.add(form_route(pattern, [site](const api::Request& request, const api::Visit& visit) {
        return asked_by(*site, request, visit).and_then([&](const Asked& asked) {
            return api::fields_from_query(request.body).and_then([&](const api::Fields& fields) {
                return record(asked, ContactForm::of(fields));
            });
        });
    }));
}

}  // namespace draagkracht::pages
