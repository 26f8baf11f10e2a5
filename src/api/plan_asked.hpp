// The plan that a request is about, and the answer with a plan as it is now.
#pragma once

#include "api/routes.hpp"

namespace draagkracht::api {

struct PlanAsked {
    ClientAsked client;
    plans::Plan plan;
};

// By the number in the path: its last version, running or ended. Problems of client_of,
// followup.no-such-plan.
[[nodiscard]] base::Outcome<PlanAsked> plan_asked(
    Services& services, const Request& request, const Visit& visit
);

// The id of the contact with that number in the body, of this person; empty when none is named.
// Problem followup.contact-of-other-person.
[[nodiscard]] base::Outcome<std::optional<base::ContactId>> contact_in(
    Services& services, const Visit& visit, const ClientAsked& client, const Fields& fields
);

// Problem with the name of the field when it does not read as a date.
[[nodiscard]] base::Outcome<base::Date> date_in(const Fields& fields, const std::string& name);

[[nodiscard]] base::Outcome<Response> plan_answer(
    Services& services, const Visit& visit, const ClientAsked& client, base::PlanId plan, int status
);

}  // namespace draagkracht::api
