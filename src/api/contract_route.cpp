#include "api/contract.hpp"
#include "api/routes.hpp"

namespace draagkracht::api {

Route contract_route() {
    return {
        .method = Method::get,
        .pattern = "/openapi.json",
        .handler = [](const Request&) -> base::Outcome<Response> {
            Response response = Response::json(200, std::string{contract_text()});
            response.headers["Access-Control-Allow-Origin"] = "*";
            return response;
        }};
}

}  // namespace draagkracht::api
