// A route that lists what there is of the municipality in its path.
//
//     Route closed_years_route(Services& services) { return list_route(services, pattern, list); }
#pragma once

#include <string>

#include "api/routes.hpp"

namespace draagkracht::api {

[[nodiscard]] Route list_route(
    Services& services,
    std::string pattern,
    base::Outcome<Response> (*list)(Services&, const Visit&, base::MunicipalityId)
);

}  // namespace draagkracht::api
