#include "api/overview_json.hpp"
#include "api/routes.hpp"

namespace draagkracht::api {

Route worklist_route(Services& services) {
    return {
        .method = Method::get,
        .pattern = "/v1/gemeenten/{gemeentecode}/taken",
        .handler =
            [&services](const Request& request, const Visit& visit) -> base::Outcome<Response> {
            const auto municipality = municipality_of(services, request);
            const base::Outcome<ListPart> part = list_part_of(request);
            if (const base::Problem* wrong = base::first_problem(municipality, part)) {
                return tl::unexpected(*wrong);
            }
            const base::Outcome<followup::Worklist> worklist = services.followup.worklist(
                visit.occasion, *municipality, {part->limit, part->offset}
            );
            if (!worklist) {
                return tl::unexpected(worklist.error());
            }
            Json tasks = Json::array();
            for (const followup::WorklistItem& item : worklist->items) {
                tasks.push_back(json_of(item));
            }
            const Json body{
                {"peildatum", visit.occasion.today.date().to_string()},
                {"totaalAantal", worklist->total_count},
                {"taken", std::move(tasks)}};
            return Response::json(200, body.dump());
        }};
}

}  // namespace draagkracht::api
