#include <charconv>

#include "api/routes.hpp"

namespace draagkracht::api {

using Json = nlohmann::ordered_json;

namespace {

const std::string runs_pattern = "/v1/gemeenten/{gemeentecode}/afschriftverwerkingen";
const std::string findings_pattern = "/v1/gemeenten/{gemeentecode}/afschriftbevindingen";

// A number in the path; what is none names nothing that is here.
std::int64_t number_in(const Request& request, const std::string& name) {
    const std::string text = request.path_value(name);
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc{} && end == text.data() + text.size() ? number : 0;
}

std::string_view dutch(payments::StatementOutcome outcome) {
    switch (outcome) {
        case payments::StatementOutcome::closed:
            return "gesloten";
        case payments::StatementOutcome::left_open:
            return "open_gebleven";
        case payments::StatementOutcome::known:
            return "al_bekend";
    }
    return "";
}

std::string_view dutch(payments::FindingCode code) {
    switch (code) {
        case payments::FindingCode::balance_break:
            return "saldo_klopt_niet";
        case payments::FindingCode::gap:
            return "gat";
        case payments::FindingCode::repeat:
            return "nummer_herhaald";
        case payments::FindingCode::other_totals:
            return "andere_totalen";
    }
    return "";
}

Json json_of(const payments::CountAndAmount& sum) {
    return {{"aantal", sum.count}, {"bedrag", sum.amount.to_string()}};
}

Json json_of(const payments::StatementReport& report) {
    return {
        {"kenmerk", report.identifier},
        {"datum", report.date.to_string()},
        {"uitkomst", dutch(report.outcome)},
        {"betalingen", json_of(report.payments)},
        {"eerderGekomen", json_of(report.known_before)},
        {"toegerekend", json_of(report.allocated)},
        {"tussenrekening", json_of(report.suspense)},
        {"terugbetaald", report.refunded.to_string()},
        {"verschil", report.difference.to_string()}};
}

Json json_of(const payments::NotificationReport& report) {
    return {
        {"kenmerk", report.identifier},
        {"datum", report.created_on.empty() ? Json() : Json(report.created_on)},
        {"bewaard", json_of(report.kept)},
        {"alBekend", report.known},
        {"alsnogVerdeeld", json_of(report.spread)},
        {"nietBewaard", report.not_kept}};
}

Json json_of(const payments::RunFile& file) {
    Json problem;
    if (file.problem) {
        problem = {
            {"code", file.problem->code},
            {"message", file.problem->message},
            {"where", file.problem->where},
            {"remedy", file.problem->remedy}};
    }
    Json statements = Json::array();
    for (const payments::StatementReport& report : file.statements) {
        statements.push_back(json_of(report));
    }
    Json notifications = Json::array();
    for (const payments::NotificationReport& report : file.notifications) {
        notifications.push_back(json_of(report));
    }
    return {
        {"naam", file.name},
        {"sha256", file.sha256},
        {"geweigerd", std::move(problem)},
        {"afschriften", std::move(statements)},
        {"notificaties", std::move(notifications)}};
}

Json json_of(const payments::ReconciliationRun& run) {
    return {
        {"verwerkingsnummer", std::to_string(run.id)},
        {"begonnenOp", run.begun_on.to_string()},
        {"begonnenOm", run.begun_at.to_string()},
        {"begonnenDoor", run.begun_by},
        {"afgerond", run.is_ended}};
}

base::Outcome<Response> runs(Services& services, const Request& request, const Visit& visit) {
    return municipality_of(services, request)
        .and_then([&](base::MunicipalityId municipality) {
            return services.runs.list(visit.occasion, municipality);
        })
        .map([](const std::vector<payments::ReconciliationRun>& all) {
            Json list = Json::array();
            for (const payments::ReconciliationRun& run : all) {
                list.push_back(json_of(run));
            }
            return Response::json(200, Json{{"afschriftverwerkingen", std::move(list)}}.dump());
        });
}

base::Outcome<Response> run(Services& services, const Request& request, const Visit& visit) {
    return municipality_of(services, request)
        .and_then([&](base::MunicipalityId municipality) {
            return services.runs.look(
                visit.occasion, municipality, number_in(request, "verwerkingsnummer")
            );
        })
        .map([](const payments::ReconciliationRun& found) {
            Json files = Json::array();
            for (const payments::RunFile& file : found.files) {
                files.push_back(json_of(file));
            }
            Json body = json_of(found);
            body["bestanden"] = std::move(files);
            return Response::json(200, body.dump());
        });
}

base::Outcome<Response> findings(Services& services, const Request& request, const Visit& visit) {
    return municipality_of(services, request)
        .and_then([&](base::MunicipalityId municipality) {
            return services.findings.list(visit.occasion, municipality);
        })
        .map([](const std::vector<payments::WaitingFinding>& all) {
            Json list = Json::array();
            for (const payments::WaitingFinding& one : all) {
                list.push_back(
                    {{"bevindingsnummer", std::to_string(one.refusal.value())},
                     {"verwerkingsnummer", std::to_string(one.run)},
                     {"bestand", one.file_name},
                     {"sha256", one.file_sha256},
                     {"afschrift", one.statement},
                     {"soort", dutch(one.finding.code)},
                     {"bevinding", one.finding.told}}
                );
            }
            return Response::json(200, Json{{"afschriftbevindingen", std::move(list)}}.dump());
        });
}

base::Outcome<Response> confirm(Services& services, const Request& request, const Visit& visit) {
    const base::Outcome<base::MunicipalityId> municipality = municipality_of(services, request);
    base::Outcome<Fields> fields = text_fields_of(request, {"reden"});
    if (const base::Problem* wrong = base::first_problem(municipality, fields)) {
        return tl::unexpected(*wrong);
    }
    return services.findings
        .confirm(
            visit.occasion,
            *municipality,
            payments::RefusalId{number_in(request, "bevindingsnummer")},
            (*fields)["reden"]
        )
        .map([](const payments::ConfirmedFinding& confirmed) {
            const std::string number = std::to_string(confirmed.id.value());
            return Response::json(200, Json{{"bevestigingsnummer", number}}.dump());
        });
}

using Handler =
    base::Outcome<Response> (*)(Services& services, const Request& request, const Visit& visit);

Route route(Services& services, Method method, const std::string& pattern, Handler handler) {
    return {
        .method = method,
        .pattern = pattern,
        .handler = [&services, handler](const Request& request, const Visit& visit) {
            return handler(services, request, visit);
        }};
}

}  // namespace

Route statement_runs_route(Services& services) {
    return route(services, Method::get, runs_pattern, runs);
}

Route statement_run_route(Services& services) {
    return route(services, Method::get, runs_pattern + "/{verwerkingsnummer}", run);
}

Route statement_findings_route(Services& services) {
    return route(services, Method::get, findings_pattern, findings);
}

Route finding_confirmation_route(Services& services) {
    return route(
        services, Method::post, findings_pattern + "/{bevindingsnummer}/bevestiging", confirm
    );
}

}  // namespace draagkracht::api
