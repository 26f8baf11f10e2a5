#include <algorithm>
#include <sstream>

#include "api/dutch_reason.hpp"
#include "api/dutch_words.hpp"
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
    return api::dutch(*account.closing_from);
}

// With what differences with the bank the month begins and ends.
Json difference_json(const payments::AccountMonth& month) {
    Json accepted;
    if (month.accepted) {
        accepted = {
            {"bedrag", month.accepted->amount.to_string()},
            {"reden", month.accepted->reason},
            {"door", month.accepted->accepted_by},
            {"akkoordVan", month.accepted->approved_by}};
    }
    return {
        {"begin", month.difference_opening.to_string()},
        {"geaccepteerd", std::move(accepted)},
        {"eind", month.difference_closing().to_string()}};
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
        {"verschilMetBank", difference_json(month)},
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
                    {{"maand", base::to_text(month.closed.month)},
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
            {"maand", base::to_text(proof.month)},
            {"rekeningen", json_of(proof.accounts)},
            {"belemmeringen", std::move(obstacles)}}
            .dump()
    );
}

base::Outcome<base::Month> month_in(const std::string& text) {
    return base::month_of(text).map_error([](const base::Problem& problem) {
        return base::Problem{"api.wrong-field", problem.message, "maand", problem.remedy};
    });
}

base::Outcome<Response> preview(Services& services, const Request& request, const Visit& visit) {
    payments::MonthToClose asked;
    if (const auto given = request.query.find("maand"); given != request.query.end()) {
        const base::Outcome<base::Month> month = month_in(given->second);
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

base::Outcome<base::Money> amount_in(const std::string& text, const char* field) {
    return base::Money::parse(text).map_error([field](const base::Problem& problem) {
        return base::Problem{"api.wrong-field", problem.message, field, problem.remedy};
    });
}

// "maand" and "gezienBijBank": "NL26VAYB8060476890=1480.00 NL91ABNA0417164300=0.00".
base::Outcome<payments::MonthToClose> month_asked(Fields& fields) {
    payments::MonthToClose asked;
    std::istringstream accounts{fields["gezienBijBank"]};
    for (std::string seen; accounts >> seen;) {
        const std::size_t sign = std::min(seen.find('='), seen.size() - 1);
        const auto balance = amount_in(seen.substr(sign + 1), "gezienBijBank");
        if (!balance) {
            return tl::unexpected(balance.error());
        }
        asked.seen_at_bank.insert_or_assign(seen.substr(0, sign), *balance);
    }
    return month_in(fields["maand"]).map([&asked](base::Month month) {
        asked.month = month;
        return asked;
    });
}

base::Outcome<Response> close(Services& services, const Request& request, const Visit& visit) {
    const base::Outcome<base::MunicipalityId> municipality = municipality_of(services, request);
    base::Outcome<Fields> fields = text_fields_of(request, {"maand", "gezienBijBank"});
    if (const base::Problem* wrong = base::first_problem(municipality, fields)) {
        return tl::unexpected(*wrong);
    }
    return month_asked(*fields)
        .and_then([&](const payments::MonthToClose& asked) {
            return services.months.close(visit.occasion, *municipality, asked);
        })
        .and_then([&](const claims::ClosedMonth&) { return list(services, visit, *municipality); });
}

base::Outcome<Response> ask_difference(
    Services& services, const Request& request, const Visit& visit
) {
    const base::Outcome<base::MunicipalityId> municipality = municipality_of(services, request);
    base::Outcome<Fields> fields =
        text_fields_of(request, {"maand", "rekening", "bedrag", "reden", "gezienBijBank"});
    if (const base::Problem* wrong = base::first_problem(municipality, fields)) {
        return tl::unexpected(*wrong);
    }
    const base::Outcome<payments::MonthToClose> month = month_asked(*fields);
    const base::Outcome<base::Money> amount = amount_in((*fields)["bedrag"], "bedrag");
    if (const base::Problem* wrong = base::first_problem(month, amount)) {
        return tl::unexpected(*wrong);
    }
    return services.months
        .ask_difference(
            visit.occasion,
            *municipality,
            *month,
            {(*fields)["rekening"], *amount, (*fields)["reden"]}
        )
        .map([](base::ApprovalId approval) {
            const std::string number = std::to_string(approval.value());
            return Response::json(200, Json{{"goedkeuringsnummer", number}}.dump());
        });
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

Route month_difference_route(Services& services) {
    return {
        .method = Method::post,
        .pattern = "/v1/gemeenten/{gemeentecode}/maandverschillen",
        .handler = [&services](const Request& request, const Visit& visit) {
            return ask_difference(services, request, visit);
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
