#include <algorithm>

#include "pages/asked_client.hpp"
#include "pages/client_contact_view.hpp"
#include "pages/recorded_notice.hpp"
#include "pages/routes.hpp"

namespace draagkracht::pages {

namespace {

base::Outcome<api::Response> contact_page(
    const AskedClient& asked,
    int status,
    const ContactForm& form,
    const std::vector<FieldFault>& faults
) {
    const access::Occasion& occasion = asked.visit.occasion;
    const base::MunicipalityId municipality = asked.place.municipality;
    api::Services& services = asked.site.rooms().services;
    const auto identity = services.people.identity_of(occasion, asked.person);
    const auto plans = services.plans.plans_of(occasion, asked.person);
    const auto contacts = services.followup.contacts_of(occasion, municipality, asked.person);
    if (const base::Problem* wrong = base::first_problem(identity, plans, contacts)) {
        return tl::unexpected(*wrong);
    }
    const OfficerNames names = services.access.officer_names();
    return asked.site.page(
        status,
        "client_contact",
        {faults.empty() ? "Contact vastleggen" : "Fout: Contact vastleggen",
         asked.place,
         Section::clients},
        asked.visit,
        client_contact_view(
            {*identity,
             *plans,
             *contacts,
             names,
             asked.place,
             form,
             faults,
             occasion.actor.may(access::Right::record_contact, municipality)}
        )
    );
}

bool has_task_about(
    const std::vector<followup::WorklistItem>& tasks, const followup::Contact& contact
) {
    return std::ranges::any_of(tasks, [&](const followup::WorklistItem& task) {
        return std::ranges::find(contact.arrears, task.arrear) != contact.arrears.end();
    });
}

base::Outcome<api::Response> record(
    const AskedClient& asked, const std::string& client_number, const ContactForm& form
) {
    const access::Occasion& occasion = asked.visit.occasion;
    const base::Outcome<ContactReading> reading = read_contact(form, occasion.today);
    if (!reading) {
        return tl::unexpected(reading.error());
    }
    if (!reading->contact) {
        return contact_page(asked, 422, form, reading->faults);
    }
    followup::FollowupService& followup = asked.site.rooms().services.followup;
    const auto tasks = followup.tasks_of(occasion, asked.place.municipality, asked.person);
    if (!tasks) {
        return tl::unexpected(tasks.error());
    }
    const base::Outcome<base::ContactId> recorded =
        followup.record_contact(occasion, asked.place.municipality, *reading->contact);
    if (!recorded) {
        const std::optional<FieldFault> fault = fault_of(recorded.error());
        return fault ? contact_page(asked, 422, form, {*fault})
                     : base::Outcome<api::Response>{tl::unexpected(recorded.error())};
    }
    return api::Response::see_other(
        client_address(asked.place, client_number) +
        (has_task_about(*tasks, *reading->contact)
             ? recorded_query(*reading->contact, occasion.today)
             : recorded_without_task)
    );
}

}  // namespace

void add_client_contact_routes(api::Router& router, const SitePointer& site) {
    const std::string pattern = "/gemeenten/{gemeentecode}/clienten/{clientnummer}/contact";
    router.add(page_route(pattern, [site](const api::Request& request, const api::Visit& visit) {
        return asked_client(*site, request, visit).and_then([](const AskedClient& asked) {
            return contact_page(asked, 200, ContactForm::empty(), {});
        });
    }));
    router.add(form_route(pattern, [site](const api::Request& request, const api::Visit& visit) {
        return asked_client(*site, request, visit).and_then([&](const AskedClient& asked) {
            return api::fields_from_query(request.body).and_then([&](const api::Fields& fields) {
                return record(asked, request.path_value("clientnummer"), ContactForm::of(fields));
            });
        });
    }));
}

}  // namespace draagkracht::pages
