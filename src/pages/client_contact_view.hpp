// The page on which a contact with a client is recorded when no task asks for it: somebody phones
// in, comes to the desk or writes. It may be about what is too late, or about something else.
#pragma once

#include "draagkracht/followup/contact.hpp"
#include "draagkracht/people/people_service.hpp"
#include "draagkracht/plans/plans_service.hpp"
#include "pages/contact_form.hpp"
#include "pages/view_parts.hpp"
#include "pages/workplace.hpp"

namespace draagkracht::pages {

struct ClientContactShown {
    const people::Identity& identity;
    const std::vector<plans::PlanStanding>& plans;
    const std::vector<followup::LoggedContact>& contacts;
    const OfficerNames& names;
    const Workplace& place;
    const ContactForm& form;
    const std::vector<FieldFault>& faults;
    bool may_record;
};

[[nodiscard]] Values client_contact_view(const ClientContactShown& shown);

}  // namespace draagkracht::pages
