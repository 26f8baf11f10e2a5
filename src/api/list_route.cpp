#include "api/list_route.hpp"

namespace draagkracht::api {

Route list_route(
    Services& services,
    std::string pattern,
    base::Outcome<Response> (*list)(Services&, const Visit&, base::MunicipalityId)
) {
    return {
        .method = Method::get,
        .pattern = std::move(pattern),
        .handler = [&services, list](const Request& request, const Visit& visit) {
            return municipality_of(services, request)
                .and_then([&](base::MunicipalityId municipality) {
                    return list(services, visit, municipality);
                });
        }};
}

}  // namespace draagkracht::api
