#include "api/routes.hpp"

namespace draagkracht::api {

namespace {

using Found = base::Outcome<std::optional<base::PersonId>>;

Found find(
    Services& services, const Visit& visit, base::MunicipalityId municipality, const Fields& wanted
) {
    if (wanted.size() != 1) {
        return base::problem("api.wrong-field", "give one of: bsn, debiteurnummer");
    }
    const auto& [name, value] = *wanted.begin();
    if (name == "debiteurnummer") {
        return services.people.find_by_client_number(visit.occasion, municipality, value);
    }
    const base::Outcome<base::Bsn> bsn = base::Bsn::parse(value);
    if (!bsn) {
        return tl::unexpected(bsn.error().at("bsn"));
    }
    return services.people.find_by_bsn(visit.occasion, municipality, *bsn);
}

}  // namespace

Route search_route(Services& services) {
    return {
        .method = Method::post,
        .pattern = "/v1/gemeenten/{gemeentecode}/zoekopdrachten",
        .handler =
            [&services](const Request& request, const Visit& visit) -> base::Outcome<Response> {
            const base::Outcome<base::MunicipalityId> municipality =
                municipality_of(services, request);
            const base::Outcome<Fields> wanted = text_fields_of(request, {"bsn", "debiteurnummer"});
            if (!municipality || !wanted) {
                return tl::unexpected(municipality ? wanted.error() : municipality.error());
            }
            const Found found = find(services, visit, *municipality, *wanted);
            if (!found) {
                return tl::unexpected(found.error());
            }
            nlohmann::ordered_json clients = nlohmann::ordered_json::array();
            if (*found) {
                const base::Outcome<people::Identity> who =
                    services.people.identity_of(visit.occasion, **found);
                if (!who) {
                    return tl::unexpected(who.error());
                }
                clients.push_back(
                    {{"debiteurnummer", who->client_number}, {"naam", who->name.full()}}
                );
            }
            return Response::json(
                200, nlohmann::ordered_json{{"debiteuren", std::move(clients)}}.dump()
            );
        }};
}

}  // namespace draagkracht::api
