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

// From the first day of the year until today when nothing is told.
base::Outcome<claims::Period> period_in(const Request& request, base::Date today) {
    const auto until = day_in(request, "totEnMet", today);
    const auto from =
        day_in(request, "van", base::Date{today.calendar().year() / std::chrono::January / 1});
    if (const base::Problem* wrong = base::first_problem(until, from)) {
        return tl::unexpected(*wrong);
    }
    if (*until < *from) {
        return tl::unexpected(base::Problem{
            "api.wrong-field", "the period ends before it begins", "totEnMet", {}});
    }
    return claims::Period{*from, *until};
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
    const auto period = period_in(request, today);
    if (const base::Problem* wrong = base::first_problem(named, period)) {
        return tl::unexpected(*wrong);
    }
    return services.lives.life_on(visit.occasion, *named, {period->until, today})
        .map([&](followup::ClaimLife found) {
            return Response::json(
                200, json_of(claims::statement_over(std::move(found.postings), *period)).dump()
            );
        });
}

base::Outcome<Response> refunds(Services& services, const Request& request, const Visit& visit) {
    const auto municipality = municipality_of(services, request);
    const auto period = period_in(request, visit.occasion.today.date());
    if (const base::Problem* wrong = base::first_problem(municipality, period)) {
        return tl::unexpected(*wrong);
    }
    return services.lives.refunds_decided(visit.occasion, *municipality, *period)
        .map([&period](const std::vector<claims::DecidedRefund>& decided) {
            Json list = Json::array();
            for (const claims::DecidedRefund& refund : decided) {
                list.push_back(
                    {{"vorderingnummer", refund.claim_number},
                     {"handelingsnummer", refund.act_number},
                     {"bedrag", refund.amount.to_string()},
                     {"beslotenOp", refund.decided_on.to_string()}}
                );
            }
            return Response::json(
                200,
                Json{
                    {"van", period->from.to_string()},
                    {"totEnMet", period->until.to_string()},
                    {"terugbetalingen", std::move(list)}}
                    .dump()
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

Route refunds_route(Services& services) {
    return {
        .method = Method::get,
        .pattern = "/v1/gemeenten/{gemeentecode}/terugbetalingen",
        .handler = [&services](const Request& request, const Visit& visit) {
            return refunds(services, request, visit);
        }};
}

}  // namespace draagkracht::api
