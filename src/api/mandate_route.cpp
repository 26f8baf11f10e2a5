#include <algorithm>

#include "api/overview_json.hpp"
#include "api/plan_asked.hpp"

namespace draagkracht::api {

namespace {

const std::string mandates_pattern =
    "/v1/gemeenten/{gemeentecode}/debiteuren/{debiteurnummer}/machtigingen";

Json json_of(const plans::Mandate& mandate) {
    return {
        {"machtigingsnummer", mandate.number},
        {"getekendOp", mandate.signed_on.to_string()},
        {"rekeningEindigtOp", mandate.account_end}};
}

const std::string withdrawal_pattern = mandates_pattern + "/{machtigingsnummer}/intrekking";

base::Outcome<base::Date> withdrawn_on(const Request& request) {
    return text_fields_of(request, {"ingetrokkenOp"}).and_then([](const Fields& fields) {
        return date_in(fields, "ingetrokkenOp");
    });
}

base::Outcome<plans::NewMandate> mandate_in(const Request& request) {
    base::Outcome<Fields> fields =
        text_fields_of(request, {"machtigingsnummer", "getekendOp", "iban"});
    if (!fields) {
        return tl::unexpected(fields.error());
    }
    const auto signed_on = date_in(*fields, "getekendOp");
    const auto account =
        base::Iban::parse((*fields)["iban"]).map_error([](const base::Problem& problem) {
            return problem.at("iban");
        });
    if (const base::Problem* wrong = base::first_problem(signed_on, account)) {
        return tl::unexpected(*wrong);
    }
    return plans::NewMandate{(*fields)["machtigingsnummer"], *signed_on, *account};
}

}  // namespace

Route mandates_route(Services& services) {
    return {
        .method = Method::get,
        .pattern = mandates_pattern,
        .handler =
            [&services](const Request& request, const Visit& visit) -> base::Outcome<Response> {
            return client_of(services, request, visit)
                .and_then([&](const ClientAsked& client) {
                    return services.mandates.mandates_of(visit.occasion, client.person);
                })
                .map([](const std::vector<plans::Mandate>& mandates) {
                    Json list = Json::array();
                    for (const plans::Mandate& mandate : mandates) {
                        list.push_back(json_of(mandate));
                    }
                    return Response::json(200, Json{{"machtigingen", std::move(list)}}.dump());
                });
        }};
}

Route new_mandate_route(Services& services) {
    return {
        .method = Method::post,
        .pattern = mandates_pattern,
        .handler =
            [&services](const Request& request, const Visit& visit) -> base::Outcome<Response> {
            const base::Outcome<ClientAsked> client = client_of(services, request, visit);
            const base::Outcome<plans::NewMandate> mandate = mandate_in(request);
            if (const base::Problem* wrong = base::first_problem(client, mandate)) {
                return tl::unexpected(*wrong);
            }
            const auto recorded =
                services.mandates.record(visit.occasion, client->person, *mandate);
            if (!recorded) {
                return tl::unexpected(recorded.error());
            }
            return services.mandates.mandates_of(visit.occasion, client->person)
                .map([&recorded](const std::vector<plans::Mandate>& mandates) {
                    const auto found = std::ranges::find(mandates, *recorded, &plans::Mandate::id);
                    base::ensure(found != mandates.end(), "a mandate that was recorded is there");
                    return Response::json(200, json_of(*found).dump());
                });
        }};
}

Route mandate_withdrawal_route(Services& services) {
    return {
        .method = Method::post,
        .pattern = withdrawal_pattern,
        .handler =
            [&services](const Request& request, const Visit& visit) -> base::Outcome<Response> {
            const base::Outcome<ClientAsked> client = client_of(services, request, visit);
            const base::Outcome<base::Date> day = withdrawn_on(request);
            if (const base::Problem* wrong = base::first_problem(client, day)) {
                return tl::unexpected(*wrong);
            }
            const std::string number = request.path_value("machtigingsnummer");
            return services.mandates.withdraw(visit.occasion, client->person, number, *day)
                .map([&] {
                    return Response::json(
                        200, Json{{"machtigingsnummer", number}, {"ingetrokken", true}}.dump()
                    );
                });
        }};
}

}  // namespace draagkracht::api
