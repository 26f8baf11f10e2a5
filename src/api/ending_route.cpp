#include "api/dutch_words.hpp"
#include "api/plan_asked.hpp"

namespace draagkracht::api {

Route ending_route(Services& services) {
    return {
        .method = Method::post,
        .pattern =
            "/v1/gemeenten/{gemeentecode}/debiteuren/{debiteurnummer}/regelingen/{regelingnummer}"
            "/einde",
        .handler =
            [&services](const Request& request, const Visit& visit) -> base::Outcome<Response> {
            const base::Outcome<PlanAsked> asked = plan_asked(services, request, visit);
            base::Outcome<Fields> fields = text_fields_of(request, {"uitkomst", "reden"});
            if (const base::Problem* wrong = base::first_problem(asked, fields)) {
                return tl::unexpected(*wrong);
            }
            return plan_outcome_of((*fields)["uitkomst"])
                .map_error([](const base::Problem& problem) { return problem.at("uitkomst"); })
                .and_then([&](plans::PlanOutcome outcome) {
                    return services.endings.end(
                        visit.occasion, asked->plan.id, outcome, (*fields)["reden"]
                    );
                })
                .and_then([&] {
                    return plan_answer(services, visit, asked->client, asked->plan.id, 200);
                });
        }};
}

}  // namespace draagkracht::api
