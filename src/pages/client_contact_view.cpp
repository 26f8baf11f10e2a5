#include "pages/client_contact_view.hpp"

#include <fmt/format.h>

#include "draagkracht/text/dutch.hpp"
#include "pages/contact_form_view.hpp"

namespace draagkracht::pages {

namespace {

// Each instalment that is too late, all of them together, and something else.
std::vector<AboutChoice> abouts_of(const std::vector<plans::PlanStanding>& plans) {
    std::vector<AboutChoice> abouts;
    AboutChoice all;
    base::Money left;
    for (const plans::PlanStanding& standing : plans) {
        if (standing.plan.ended_on) {
            continue;
        }
        for (const plans::InstalmentStanding& instalment : standing.instalments) {
            if (instalment.state != plans::InstalmentState::overdue) {
                continue;
            }
            const followup::Arrear arrear{standing.plan.id, instalment.instalment.number};
            abouts.push_back(
                {{arrear},
                 fmt::format(
                     "Termijn {} van {}, nog {} te laat ({})",
                     instalment.instalment.number,
                     text::date_text(instalment.instalment.due_date),
                     text::amount_text(instalment.open),
                     standing.plan.facts.plan_number
                 )}
            );
            all.arrears.push_back(arrear);
            left += instalment.open;
        }
    }
    if (abouts.size() > 1) {
        all.label = fmt::format(
            "Alle {} termijnen die te laat zijn, samen {}", abouts.size(), text::amount_text(left)
        );
        abouts.push_back(std::move(all));
    }
    abouts.push_back({{}, "Iets anders"});
    return abouts;
}

}  // namespace

Values client_contact_view(const ClientContactShown& shown) {
    const people::Identity& identity = shown.identity;
    const std::string overview = client_address(shown.place, identity.client_number);
    Values values{
        {"breadcrumbs",
         {crumb("Cliënten", search_address(shown.place)),
          crumb("Overzicht", overview),
          last_crumb("Contact vastleggen")}},
        {"client_name", identity.name.full()},
        {"client_number", identity.client_number},
        {"client_address", overview},
        {"phone", phone_view(identity.phone)}};
    set_contacts(values, shown.contacts, shown.names);
    set_contact_form(
        values,
        {.form = shown.form,
         .faults = shown.faults,
         .address = client_contact_address(shown.place, identity.client_number),
         .person = identity.person,
         .abouts = abouts_of(shown.plans),
         .may_record = shown.may_record,
         .back_address = overview,
         .back_label = "Terug naar overzicht"}
    );
    return values;
}

}  // namespace draagkracht::pages
