#include <charconv>

#include "api/body_fields.hpp"
#include "api/routes.hpp"
#include "draagkracht/base/json_depth.hpp"

namespace draagkracht::api {

using Json = nlohmann::ordered_json;
using nlohmann::json;

namespace {

const std::string pattern = "/v1/gemeenten/{gemeentecode}/tussenrekening/";

base::Outcome<json> document_of(const Request& request) {
    json document =
        base::nests_deeper(request.body) ? json{} : json::parse(request.body, nullptr, false);
    if (!document.is_object()) {
        return base::problem("api.not-json", "the body is no JSON object");
    }
    return document;
}

std::string needed_text(BodyFields& fields, const std::string& name) {
    return fields.needed(fields.text(name), name, std::string{});
}

base::Money needed_amount(BodyFields& fields) {
    return fields.needed(fields.amount("bedrag"), "bedrag", base::Money{});
}

base::EntryId entry_in(BodyFields& fields) {
    const std::string text = needed_text(fields, "postnummer");
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) {
        fields.complain("postnummer", "this is no number of a payment");
    }
    return base::EntryId{number};
}

payments::SeenEntry seen_in(BodyFields& fields) {
    const base::EntryId entry = entry_in(fields);
    return {entry, fields.needed(fields.number("versie"), "versie", 1)};
}

base::Outcome<payments::PlacementAsked> placement_in(const json& document) {
    std::optional<base::Problem> problem;
    BodyFields root{document, "", problem};
    payments::PlacementAsked asked{
        .number = needed_text(root, "handelingsnummer"), .reason = needed_text(root, "reden")};
    for (BodyFields& seen : root.objects("posten")) {
        asked.seen.push_back(seen_in(seen));
        seen.close();
    }
    for (BodyFields& line : root.objects("terugnemen")) {
        const base::EntryId entry = entry_in(line);
        asked.take.push_back({entry, needed_text(line, "vorderingnummer"), needed_amount(line)});
        line.close();
    }
    for (BodyFields& line : root.objects("plaatsen")) {
        const base::EntryId entry = entry_in(line);
        asked.put.push_back(
            {entry,
             line.text("vorderingnummer").value_or(""),
             line.text("regelingnummer").value_or(""),
             needed_amount(line)}
        );
        line.close();
    }
    root.close();
    if (problem) {
        return tl::unexpected(*problem);
    }
    return asked;
}

base::Outcome<payments::UndoAsked> undo_in(const json& document) {
    std::optional<base::Problem> problem;
    BodyFields root{document, "", problem};
    payments::UndoAsked asked{
        needed_text(root, "handelingsnummer"),
        needed_text(root, "maaktOngedaan"),
        needed_text(root, "reden")};
    root.close();
    if (problem) {
        return tl::unexpected(*problem);
    }
    return asked;
}

base::Outcome<payments::RefundAsked> refund_in(const json& document) {
    std::optional<base::Problem> problem;
    BodyFields root{document, "", problem};
    const payments::SeenEntry seen = seen_in(root);
    payments::RefundAsked asked{
        needed_text(root, "handelingsnummer"),
        needed_text(root, "reden"),
        seen,
        needed_amount(root),
        root.parsed<base::Iban>("andereRekening")};
    root.close();
    if (problem) {
        return tl::unexpected(*problem);
    }
    return asked;
}

// Reads the body, and hands what is asked to the service, which answers with a number.
template <typename Read, typename Act>
auto asked_of(const Services& services, const Request& request, const Read& read, const Act& act)
    -> decltype(act(base::MunicipalityId{0}, *read(json{}))) {
    const base::Outcome<base::MunicipalityId> municipality = municipality_of(services, request);
    const auto asked = document_of(request).and_then(read);
    if (const base::Problem* wrong = base::first_problem(municipality, asked)) {
        return tl::unexpected(*wrong);
    }
    return act(*municipality, *asked);
}

// A route whose body asks for an act by hand. The answer is the number of the act.
template <typename Asked>
Route act_route(
    Services& services,
    const std::string& resource,
    base::Outcome<Asked> (*read)(const json&),
    base::Outcome<payments::HandActId> (payments::HandActService::*act
    )(const access::Occasion&, base::MunicipalityId, const Asked&)
) {
    return {
        .method = Method::post,
        .pattern = pattern + resource,
        .handler = [&services, read, act](const Request& request, const Visit& visit) {
            return asked_of(
                services,
                request,
                read,
                [&](base::MunicipalityId municipality, const Asked& asked) {
                    return (services.hand_acts.*act)(visit.occasion, municipality, asked)
                        .map([&](payments::HandActId) {
                            return Response::json(
                                200, Json{{"handelingsnummer", asked.number}}.dump()
                            );
                        });
                }
            );
        }};
}

}  // namespace

Route placement_route(Services& services) {
    return act_route(services, "handelingen", placement_in, &payments::HandActService::place);
}

Route undo_route(Services& services) {
    return act_route(services, "herstelhandelingen", undo_in, &payments::HandActService::undo);
}

Route refund_decision_route(Services& services) {
    return act_route(services, "terugbetalingen", refund_in, &payments::HandActService::refund);
}

Route refund_proposal_route(Services& services) {
    return {
        .method = Method::post,
        .pattern = pattern + "terugbetalingsvoorstellen",
        .handler = [&services](const Request& request, const Visit& visit) {
            return asked_of(
                services,
                request,
                refund_in,
                [&](base::MunicipalityId municipality, const payments::RefundAsked& asked) {
                    return services.hand_acts.ask_refund(visit.occasion, municipality, asked)
                        .map([](base::ApprovalId approval) {
                            const std::string number = std::to_string(approval.value());
                            return Response::json(200, Json{{"goedkeuringsnummer", number}}.dump());
                        });
                }
            );
        }};
}

}  // namespace draagkracht::api
