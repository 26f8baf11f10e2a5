#include "pages/routes.hpp"

namespace draagkracht::pages {

api::Route asset_route(const SitePointer& site) {
    return {
        .method = api::Method::get,
        .pattern = "/assets/{bestand}",
        .handler = [site](const api::Request& request) -> base::Outcome<api::Response> {
            return site->assets().find(request.path_value("bestand")).map([](const Asset& asset) {
                return api::Response{
                    200,
                    asset.content_type,
                    asset.content,
                    {{"Cache-Control", "public, max-age=31536000, immutable"}}};
            });
        },
        .produces = "*/*"};
}

}  // namespace draagkracht::pages
