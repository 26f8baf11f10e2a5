#include <charconv>

#include "api/routes.hpp"
#include "api/suspense_json.hpp"

namespace draagkracht::api {

using Json = nlohmann::ordered_json;

namespace {

const std::string pattern = "/v1/gemeenten/{gemeentecode}/tussenrekening";
const std::string entry_pattern = pattern + "/{postnummer}";

std::optional<std::int64_t> number_in(const std::string& text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool is_read = error == std::errc{} && end == text.data() + text.size();
    return is_read ? std::optional{number} : std::nullopt;
}

// An officer by number; nobody where the text is empty.
base::Outcome<std::optional<base::OfficerId>> officer_in(
    const std::string& text, const std::string& field
) {
    if (text.empty()) {
        return std::nullopt;
    }
    const std::optional<std::int64_t> number = number_in(text);
    if (!number) {
        return tl::unexpected(base::Problem{
            "api.wrong-field", "this is no number of an officer", field, "see the list"});
    }
    return base::OfficerId{*number};
}

base::Outcome<Response> list(Services& services, const Request& request, const Visit& visit) {
    const auto municipality = municipality_of(services, request);
    const base::Outcome<ListPart> part = list_part_of(request);
    const auto asked = request.query.find("behandelaar");
    const auto owner = officer_in(asked == request.query.end() ? "" : asked->second, "behandelaar");
    if (const base::Problem* wrong = base::first_problem(municipality, part, owner)) {
        return tl::unexpected(*wrong);
    }
    return services.suspense
        .list(visit.occasion, *municipality, {part->limit, part->offset, *owner})
        .map([&visit](const payments::SuspenseList& waiting) {
            Json items = Json::array();
            for (const payments::WaitingItem& item : waiting.items) {
                items.push_back(json_of(item));
            }
            const Json body{
                {"peildatum", visit.occasion.today.date().to_string()},
                {"totaalAantal", waiting.count},
                {"totaalBedrag", waiting.amount.to_string()},
                {"posten", std::move(items)}};
            return Response::json(200, body.dump());
        });
}

base::Outcome<Response> answer(Services& services, const Visit& visit, const EntryAsked& asked) {
    return services.suspense.look(visit.occasion, asked.municipality, asked.entry)
        .map([](const payments::SuspenseLook& look) {
            return Response::json(200, json_of(look).dump());
        });
}

base::Outcome<Response> set_owner(Services& services, const Request& request, const Visit& visit) {
    const auto asked = entry_asked(services, request);
    base::Outcome<Fields> fields = text_fields_of(request, {"behandelaar", "gezienBehandelaar"});
    if (const base::Problem* wrong = base::first_problem(asked, fields)) {
        return tl::unexpected(*wrong);
    }
    const auto owner = officer_in((*fields)["behandelaar"], "behandelaar");
    const auto seen = officer_in((*fields)["gezienBehandelaar"], "gezienBehandelaar");
    if (const base::Problem* wrong = base::first_problem(owner, seen)) {
        return tl::unexpected(*wrong);
    }
    return services.suspense
        .set_owner(visit.occasion, asked->municipality, asked->entry, {*seen, *owner})
        .and_then([&] { return answer(services, visit, *asked); });
}

base::Outcome<Response> take_back(Services& services, const Request& request, const Visit& visit) {
    const auto asked = entry_asked(services, request);
    base::Outcome<Fields> fields = text_fields_of(request, {"betaling", "reden"});
    if (const base::Problem* wrong = base::first_problem(asked, fields)) {
        return tl::unexpected(*wrong);
    }
    const std::optional<std::int64_t> payment = number_in((*fields)["betaling"]);
    if (!payment) {
        return tl::unexpected(base::Problem{
            "api.wrong-field", "this is no number of a payment", "betaling", "see the list"});
    }
    return services.returns
        .take_back(visit.occasion, {base::EntryId{*payment}, asked->entry, (*fields)["reden"]})
        .and_then([&] { return answer(services, visit, *asked); });
}

}  // namespace

base::Outcome<EntryAsked> entry_asked(const Services& services, const Request& request) {
    const std::optional<std::int64_t> number = number_in(request.path_value("postnummer"));
    if (!number) {
        return base::problem("payments.unknown-entry", "there is no such bank entry here");
    }
    return municipality_of(services, request).map([number](base::MunicipalityId municipality) {
        return EntryAsked{municipality, base::EntryId{*number}};
    });
}

Route suspense_route(Services& services) {
    return {
        .method = Method::get,
        .pattern = pattern,
        .handler = [&services](const Request& request, const Visit& visit) {
            return list(services, request, visit);
        }};
}

Route suspense_entry_route(Services& services) {
    return {
        .method = Method::get,
        .pattern = entry_pattern,
        .handler = [&services](const Request& request, const Visit& visit) {
            return entry_asked(services, request).and_then([&](const EntryAsked& asked) {
                return answer(services, visit, asked);
            });
        }};
}

Route suspense_owner_route(Services& services) {
    return {
        .method = Method::post,
        .pattern = entry_pattern + "/behandelaar",
        .handler = [&services](const Request& request, const Visit& visit) {
            return set_owner(services, request, visit);
        }};
}

Route return_route(Services& services) {
    return {
        .method = Method::post,
        .pattern = entry_pattern + "/terugboeking",
        .handler = [&services](const Request& request, const Visit& visit) {
            return take_back(services, request, visit);
        }};
}

}  // namespace draagkracht::api
