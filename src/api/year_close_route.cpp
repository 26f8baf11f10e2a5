#include <charconv>

#include "api/list_route.hpp"

namespace draagkracht::api {

using Json = nlohmann::ordered_json;

namespace {

const std::string pattern = "/v1/gemeenten/{gemeentecode}/jaarafsluitingen";

base::Outcome<int> year_in(const std::string& text) {
    if (text.size() != 4 || text.find_first_not_of("0123456789") != std::string::npos) {
        return tl::unexpected(base::Problem{
            "api.wrong-field", "this is no year", "jaar", "write it as \"2026\""});
    }
    int year = 0;
    std::from_chars(text.data(), text.data() + text.size(), year);
    return year;
}

base::Outcome<Response> list(
    Services& services, const Visit& visit, base::MunicipalityId municipality
) {
    return services.lives.closed_years(visit.occasion, municipality)
        .map([](const std::vector<claims::ClosedYear>& years) {
            Json list = Json::array();
            for (const claims::ClosedYear& closed : years) {
                list.push_back(
                    {{"jaar", std::to_string(closed.year)},
                     {"geslotenOp", closed.closed_on.to_string()},
                     {"geslotenDoor", closed.closed_by}}
                );
            }
            return Response::json(200, Json{{"jaarafsluitingen", std::move(list)}}.dump());
        });
}

base::Outcome<Response> close(Services& services, const Request& request, const Visit& visit) {
    const base::Outcome<base::MunicipalityId> municipality = municipality_of(services, request);
    base::Outcome<Fields> fields = text_fields_of(request, {"jaar"});
    if (const base::Problem* wrong = base::first_problem(municipality, fields)) {
        return tl::unexpected(*wrong);
    }
    return year_in((*fields)["jaar"])
        .and_then([&](int year) {
            return services.lives.close_year(visit.occasion, *municipality, year);
        })
        .and_then([&] { return list(services, visit, *municipality); });
}

}  // namespace

Route closed_years_route(Services& services) {
    return list_route(services, pattern, list);
}

Route year_close_route(Services& services) {
    return {
        .method = Method::post,
        .pattern = pattern,
        .handler = [&services](const Request& request, const Visit& visit) {
            return close(services, request, visit);
        }};
}

}  // namespace draagkracht::api
