#include "api/claim_asked.hpp"
#include "draagkracht/api/claim_life_json.hpp"

namespace draagkracht::api {

namespace {

// The day in the query, or the usual one when it is not there.
base::Outcome<base::Date> day_in(
    const Request& request, const std::string& name, base::Date usual
) {
    const auto given = request.query.find(name);
    if (given == request.query.end()) {
        return usual;
    }
    return base::Date::parse(given->second).map_error([&name](const base::Problem&) {
        return base::Problem{"api.wrong-field", "this is no date", name, "write it as 2026-11-06"};
    });
}

base::Outcome<Response> life(Services& services, const Request& request, const Visit& visit) {
    const base::Date today = visit.occasion.today.date();
    const auto named = claim_asked(services, request, visit);
    const auto day = day_in(request, "op", today);
    const auto known_on = day_in(request, "bekendOp", today);
    if (const base::Problem* wrong = base::first_problem(named, day, known_on)) {
        return tl::unexpected(*wrong);
    }
    const followup::Vantage vantage{*day, *known_on};
    return services.lives.life_on(visit.occasion, *named, vantage)
        .map([&vantage](const followup::ClaimLife& found) {
            return Response::json(200, json_of(found, vantage).dump());
        });
}

base::Outcome<Response> statement(Services& services, const Request& request, const Visit& visit) {
    const base::Date today = visit.occasion.today.date();
    const auto named = claim_asked(services, request, visit);
    const auto until = day_in(request, "totEnMet", today);
    const auto from =
        day_in(request, "van", base::Date{today.calendar().year() / std::chrono::January / 1});
    if (const base::Problem* wrong = base::first_problem(named, until, from)) {
        return tl::unexpected(*wrong);
    }
    if (*until < *from) {
        return tl::unexpected(base::Problem{
            "api.wrong-field", "the period ends before it begins", "totEnMet", {}});
    }
    return services.lives.life_on(visit.occasion, *named, {*until, today})
        .map([&](followup::ClaimLife found) {
            return Response::json(
                200,
                json_of(claims::statement_over(std::move(found.postings), {*from, *until})).dump()
            );
        });
}

}  // namespace

Route claim_life_route(Services& services) {
    return {
        .method = Method::get,
        .pattern = claim_pattern + "/verloop",
        .handler = [&services](const Request& request, const Visit& visit) {
            return life(services, request, visit);
        }};
}

Route account_statement_route(Services& services) {
    return {
        .method = Method::get,
        .pattern = claim_pattern + "/rekeningoverzicht",
        .handler = [&services](const Request& request, const Visit& visit) {
            return statement(services, request, visit);
        }};
}

}  // namespace draagkracht::api
