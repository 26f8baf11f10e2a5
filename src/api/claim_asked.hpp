// The claim that a request is about.
#pragma once

#include "api/routes.hpp"

namespace draagkracht::api {

inline const std::string claim_pattern =
    "/v1/gemeenten/{gemeentecode}/debiteuren/{debiteurnummer}/vorderingen/{vorderingnummer}";

// By the numbers in the path. Problems of client_of.
[[nodiscard]] inline base::Outcome<claims::NamedClaim> claim_asked(
    Services& services, const Request& request, const Visit& visit
) {
    return client_of(services, request, visit).map([&request](const ClientAsked& client) {
        return claims::NamedClaim{
            client.municipality, client.person, request.path_value("vorderingnummer")};
    });
}

}  // namespace draagkracht::api
