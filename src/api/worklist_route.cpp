#include <charconv>

#include "api/overview_json.hpp"
#include "api/routes.hpp"

namespace draagkracht::api {

namespace {

// A number from `least` to `most` in the query, or `usual` when it is not there.
base::Outcome<int> number_of(
    const Request& request, const std::string& name, int usual, int least, int most
) {
    const auto given = request.query.find(name);
    if (given == request.query.end()) {
        return usual;
    }
    const std::string& text = given->second;
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size() || number < least ||
        number > most) {
        return tl::unexpected(base::Problem{
            "api.wrong-field",
            "this is no number that can be asked for",
            name,
            "give a number from " + std::to_string(least) + " to " + std::to_string(most)});
    }
    return number;
}

}  // namespace

Route worklist_route(Services& services) {
    return {
        .method = Method::get,
        .pattern = "/v1/gemeenten/{gemeentecode}/taken",
        .handler =
            [&services](const Request& request, const Visit& visit) -> base::Outcome<Response> {
            const auto municipality = municipality_of(services, request);
            const base::Outcome<int> limit = number_of(request, "limiet", 50, 1, 200);
            const base::Outcome<int> offset = number_of(request, "vanaf", 0, 0, 1'000'000);
            if (!municipality || !limit || !offset) {
                return tl::unexpected(
                    !municipality ? municipality.error()
                    : !limit      ? limit.error()
                                  : offset.error()
                );
            }
            const base::Outcome<followup::Worklist> worklist =
                services.followup.worklist(visit.occasion, *municipality, {*limit, *offset});
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
