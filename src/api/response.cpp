#include "draagkracht/api/response.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

namespace draagkracht::api {

namespace {

struct StatusOfCode {
    std::string_view code;
    int status;
};

constexpr std::array statuses{
    StatusOfCode{"access.not-allowed", 403},
    StatusOfCode{"access.same-person", 403},
    StatusOfCode{"access.log-in-failed", 401},
    StatusOfCode{"api.not-signed-in", 401},
    StatusOfCode{"api.forged-form", 403},
    StatusOfCode{"api.no-such-page", 404},
    StatusOfCode{"api.wrong-method", 405},
    StatusOfCode{"api.not-acceptable", 406},
    StatusOfCode{"storage.collision", 409},
    StatusOfCode{"access.decided-already", 409},
    StatusOfCode{"access.asked-by-another", 409},
    StatusOfCode{"claims.needs-second-person", 409},
    StatusOfCode{"claims.proposed-otherwise", 409},
    // The ground is a word of the body, and no part of the address.
    StatusOfCode{"claims.no-such-ground", 400},
    StatusOfCode{"claims.act-number-taken", 409},
    StatusOfCode{"payments.needs-second-person", 409},
    StatusOfCode{"payments.refund-asked-otherwise", 409},
    StatusOfCode{"payments.act-number-taken", 409},
    StatusOfCode{"payments.changed-meanwhile", 409},
    StatusOfCode{"payments.owner-changed", 409},
    StatusOfCode{"payments.nothing-to-collect", 409},
    StatusOfCode{"payments.collecting-account-unknown", 409},
    StatusOfCode{"payments.collection-changed", 409},
    StatusOfCode{"payments.collection-answered", 409},
    // They are named in the body, and no part of the address.
    StatusOfCode{"payments.unknown-claim", 400},
    StatusOfCode{"payments.unknown-plan", 400},
    StatusOfCode{"payments.no-such-owner", 400},
    StatusOfCode{"api.too-large", 413},
    StatusOfCode{"api.wrong-media-type", 415},
    StatusOfCode{"api.too-many-log-ins", 429},
    StatusOfCode{"api.fault", 500},
    StatusOfCode{"api.stopping", 503},
};

std::string_view title_of(int status) {
    switch (status) {
        case 400:
            return "Bad Request";
        case 401:
            return "Unauthorized";
        case 403:
            return "Forbidden";
        case 404:
            return "Not Found";
        case 405:
            return "Method Not Allowed";
        case 406:
            return "Not Acceptable";
        case 409:
            return "Conflict";
        case 413:
            return "Content Too Large";
        case 415:
            return "Unsupported Media Type";
        case 429:
            return "Too Many Requests";
        case 503:
            return "Service Unavailable";
        default:
            return "Internal Server Error";
    }
}

}  // namespace

Response Response::json(int status, std::string body) {
    return {status, "application/json; charset=utf-8", std::move(body), {}};
}

Response Response::html(int status, std::string body) {
    return {status, "text/html; charset=utf-8", std::move(body), {}};
}

Response Response::see_other(const std::string& path) {
    return {303, "text/plain; charset=utf-8", {}, {{"Location", path}}};
}

Response problem_json(int status, const base::Problem& problem) {
    nlohmann::ordered_json body{
        {"status", status},
        {"title", title_of(status)},
        {"detail", problem.message},
        {"code", problem.code}};
    if (!problem.where.empty()) {
        body["where"] = problem.where;
    }
    if (!problem.remedy.empty()) {
        body["remedy"] = problem.remedy;
    }
    Response response{status, "application/problem+json", body.dump(), {}};
    if (status == 401) {
        response.headers["WWW-Authenticate"] = "Session realm=\"draagkracht\"";
    }
    return response;
}

int status_of(const base::Problem& problem) {
    const auto known = std::ranges::find(statuses, problem.code, &StatusOfCode::code);
    if (known != statuses.end()) {
        return known->status;
    }
    // "followup.no-such-task", "people.unknown-person": what is asked for is not there.
    return problem.code.find(".no-such-") == std::string::npos &&
                   problem.code.find(".unknown-") == std::string::npos
               ? 400
               : 404;
}

}  // namespace draagkracht::api
