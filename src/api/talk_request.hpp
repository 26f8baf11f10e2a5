// From what a program sent about a talk to what the plans room is asked: the claims and the
// conversation are found by their numbers, among those of the client.
#pragma once

#include "api/routes.hpp"
#include "api/talk_body.hpp"

namespace draagkracht::api {

struct TalkAsked {
    ClientAsked client;
    TalkBody body;
    plans::PlanRequest request;
};

// Problems of talk_body_of and client_of; api.wrong-field for a number that is none of this
// client.
[[nodiscard]] base::Outcome<TalkAsked> talk_asked_by(
    Services& services, const Request& request, const Visit& visit, TalkKind kind
);

// A refusal of the plans room, at the field of the body that it is about.
[[nodiscard]] base::Problem at_field(const base::Problem& refusal);

}  // namespace draagkracht::api
