#include "api/routes.hpp"

namespace draagkracht::api {

using Json = nlohmann::ordered_json;

namespace {

base::Outcome<base::Date> day_asked(const Request& request, const Visit& visit) {
    const auto given = request.query.find("tot");
    if (given == request.query.end()) {
        return visit.occasion.today.date();
    }
    const base::Outcome<base::Date> day = base::Date::parse(given->second);
    if (!day) {
        return tl::unexpected(base::Problem{
            "api.wrong-field", "this is no date", "tot", "write it as 2026-11-06"});
    }
    return day;
}

Json part_of(const claims::InterestPart& part) {
    return {
        {"van", part.from.to_string()},
        {"tot", part.until.to_string()},
        {"dagen", part.days},
        {"over", part.principal.to_string()},
        {"bijgeschrevenRente", part.added_interest.to_string()},
        {"percentage", part.rate.value.to_string()},
        {"percentageSinds", part.rate.row.valid_from.to_string()},
        {"bron", part.rate.row.source},
        {"rente", part.interest.to_string()}};
}

Json json_of(const claims::ClaimInterest& interest) {
    Json parts = Json::array();
    for (const claims::InterestPart& part : interest.sheet.parts) {
        parts.push_back(part_of(part));
    }
    return {
        {"van", interest.from.to_string()},
        {"tot", interest.until.to_string()},
        {"delen", std::move(parts)},
        {"onafgerond", interest.sheet.unrounded.to_string()},
        {"bedrag", interest.sheet.amount.to_string()},
        {"ondergrens", interest.sheet.due_from.value.to_string()},
        {"verschuldigd", interest.sheet.is_due},
        {"eerderVastgesteld", interest.set_before.to_string()}};
}

}  // namespace

Route interest_route(Services& services) {
    return {
        .method = Method::get,
        .pattern =
            "/v1/gemeenten/{gemeentecode}/debiteuren/{debiteurnummer}/vorderingen/"
            "{vorderingnummer}/rente",
        .handler =
            [&services](const Request& request, const Visit& visit) -> base::Outcome<Response> {
            const base::Outcome<base::Date> day = day_asked(request, visit);
            if (!day) {
                return tl::unexpected(day.error());
            }
            return client_of(services, request, visit)
                .and_then([&](const ClientAsked& client) {
                    return services.interest.work_out(
                        visit.occasion,
                        {client.municipality, client.person, request.path_value("vorderingnummer")},
                        *day
                    );
                })
                .map([](const claims::ClaimInterest& interest) {
                    return Response::json(200, json_of(interest).dump());
                });
        }};
}

}  // namespace draagkracht::api
