#include "api/routes.hpp"

namespace draagkracht::api {

Route session_route(Gate& gate) {
    return {
        .method = Method::post,
        .pattern = "/v1/sessies",
        .handler = [&gate](const Request& request) -> base::Outcome<Response> {
            base::Outcome<Fields> given = text_fields_of(request, {"gebruikersnaam", "wachtwoord"});
            if (!given) {
                return tl::unexpected(given.error());
            }
            const base::Outcome<LoggedIn> session =
                gate.log_in(request, {(*given)["gebruikersnaam"], (*given)["wachtwoord"]});
            if (!session) {
                return tl::unexpected(session.error());
            }
            Response response =
                Response::json(201, nlohmann::json{{"csrfToken", session->csrf_token}}.dump());
            response.headers["Set-Cookie"] = session->set_cookie;
            return response;
        }};
}

}  // namespace draagkracht::api
