#include <sstream>

#include "api/dutch_reason.hpp"
#include "api/list_route.hpp"

namespace draagkracht::api {

using Json = nlohmann::ordered_json;

namespace {

const std::string pattern = "/v1/gemeenten/{gemeentecode}/maandafsluitingen";

std::string_view dutch(payments::MonthEquation equation) {
    switch (equation) {
        case payments::MonthEquation::bank:
            return "bank";
        case payments::MonthEquation::own:
            return "deze_maand";
        case payments::MonthEquation::earlier:
            return "eerdere_maanden";
        case payments::MonthEquation::ledger:
            return "grootboek";
        case payments::MonthEquation::suspense:
            return "tussenrekening";
    }
    return "";
}

Json json_of(const payments::Whereabouts& whereabouts) {
    return {
        {"toegerekend", whereabouts.allocated.to_string()},
        {"tussenrekening", whereabouts.suspended.to_string()},
        {"terugbetaald", whereabouts.refunded.to_string()}};
}

Json closing_from_json(const payments::AccountProof& account) {
    if (!account.closing_from) {
        return nullptr;
    }
    return account.closing_from == payments::ClosingFrom::statement ? "afschrift" : "medewerker";
}

Json json_of(const payments::AccountProof& account) {
    const payments::AccountMonth& month = account.figures;
    Json lines = Json::array();
    for (const payments::MonthLine& line : account.lines()) {
        lines.push_back(
            {{"regel", dutch(line.equation)},
             {"opgeteld", line.sum.to_string()},
             {"moetZijn", line.must_be.to_string()},
             {"verschil", line.difference().to_string()}}
        );
    }
    return {
        {"rekening", month.iban},
        {"beginsaldo", month.opening.to_string()},
        {"bijgeschreven", month.received.to_string()},
        {"afgeschreven", month.paid_out.to_string()},
        {"eindsaldo", account.bank_closing.to_string()},
        {"eindsaldoVan", closing_from_json(account)},
        {"vanDezeMaand", json_of(month.own)},
        {"uitEerdereMaanden", json_of(month.earlier)},
        {"grootboek", month.ledger.to_string()},
        {"tussenrekeningBegin", month.suspense_opening.to_string()},
        {"tussenrekeningEind", month.suspense_closing.to_string()},
        {"bewijsregels", std::move(lines)}};
}

Json json_of(const std::vector<payments::AccountProof>& accounts) {
    Json list = Json::array();
    for (const payments::AccountProof& account : accounts) {
        list.push_back(json_of(account));
    }
    return list;
}

base::Outcome<Response> list(
    Services& services, const Visit& visit, base::MunicipalityId municipality
) {
    return services.months.closed_months(visit.occasion, municipality)
        .map([](const std::vector<payments::ProvedMonth>& months) {
            Json list = Json::array();
            for (const payments::ProvedMonth& month : months) {
                list.push_back(
                    {{"maand", claims::to_text(month.closed.month)},
                     {"geslotenOp", month.closed.closed_on.to_string()},
                     {"geslotenDoor", month.closed.closed_by},
                     {"bewijsSha256", month.closed.proof_sha256},
                     {"rekeningen", json_of(month.accounts)}}
                );
            }
            return Response::json(200, Json{{"maandafsluitingen", std::move(list)}}.dump());
        });
}

Response answer(const payments::MonthProof& proof) {
    Json obstacles = Json::array();
    for (const base::Problem& obstacle : proof.obstacles) {
        const auto [detail, remedy] = dutch_reason_of(obstacle.code);
        obstacles.push_back(
            {{"code", obstacle.code},
             {"message", detail},
             {"where", obstacle.where},
             {"remedy", remedy}}
        );
    }
    return Response::json(
        200,
        Json{
            {"maand", claims::to_text(proof.month)},
            {"rekeningen", json_of(proof.accounts)},
            {"belemmeringen", std::move(obstacles)}}
            .dump()
    );
}

base::Outcome<claims::Month> month_in(const std::string& text) {
    return claims::month_of(text).map_error([](const base::Problem& problem) {
        return base::Problem{"api.wrong-field", problem.message, "maand", problem.remedy};
    });
}

base::Outcome<Response> preview(Services& services, const Request& request, const Visit& visit) {
    payments::MonthToClose asked;
    if (const auto given = request.query.find("maand"); given != request.query.end()) {
        const base::Outcome<claims::Month> month = month_in(given->second);
        if (!month) {
            return tl::unexpected(month.error());
        }
        asked.month = *month;
    }
    return municipality_of(services, request)
        .and_then([&](base::MunicipalityId municipality) {
            return services.months.preview(visit.occasion, municipality, asked);
        })
        .map(answer);
}

base::Outcome<Response> close(Services& services, const Request& request, const Visit& visit) {
    const base::Outcome<base::MunicipalityId> municipality = municipality_of(services, request);
    base::Outcome<Fields> fields = text_fields_of(request, {"maand", "gezienBijBank"});
    if (const base::Problem* wrong = base::first_problem(municipality, fields)) {
        return tl::unexpected(*wrong);
    }
    std::istringstream accounts{(*fields)["gezienBijBank"]};
    payments::MonthToClose asked;
    for (std::string iban; accounts >> iban;) {
        asked.seen_at_bank.push_back(iban);
    }
    return month_in((*fields)["maand"])
        .and_then([&](claims::Month month) {
            asked.month = month;
            return services.months.close(visit.occasion, *municipality, asked);
        })
        .and_then([&](const claims::ClosedMonth&) { return list(services, visit, *municipality); });
}

}  // namespace

Route closed_months_route(Services& services) {
    return list_route(services, pattern, list);
}

Route month_proof_route(Services& services) {
    return {
        .method = Method::get,
        .pattern = "/v1/gemeenten/{gemeentecode}/maandbewijs",
        .handler = [&services](const Request& request, const Visit& visit) {
            return preview(services, request, visit);
        }};
}

Route month_close_route(Services& services) {
    return {
        .method = Method::post,
        .pattern = pattern,
        .handler = [&services](const Request& request, const Visit& visit) {
            return close(services, request, visit);
        }};
}

}  // namespace draagkracht::api
