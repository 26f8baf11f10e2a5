#include "draagkracht/pages/pages.hpp"

#include "pages/routes.hpp"

namespace draagkracht::pages {

base::Done add_routes(api::Router& router, const Rooms& rooms, const Files& files) {
    base::Outcome<TemplateBook> templates = TemplateBook::read(files.templates);
    if (!templates) {
        return tl::unexpected(templates.error());
    }
    base::Outcome<AssetShelf> assets = AssetShelf::read(files.assets);
    if (!assets) {
        return tl::unexpected(assets.error());
    }
    const auto site =
        std::make_shared<const Site>(rooms, std::move(*templates), std::move(*assets));
    router.add(start_route(site));
    add_session_routes(router, site);
    router.add(worklist_route(site));
    router.add(hold_watch_route(site));
    router.add(limitation_route(site));
    router.add(collections_route(site));
    add_payout_routes(router, site);
    add_suspense_routes(router, site);
    add_task_routes(router, site);
    add_approval_routes(router, site);
    add_search_routes(router, site);
    router.add(client_route(site));
    router.add(claim_route(site));
    add_claim_act_routes(router, site);
    add_claim_remission_routes(router, site);
    add_year_close_routes(router, site);
    add_month_close_routes(router, site);
    add_client_contact_routes(router, site);
    add_pause_routes(router, site);
    add_plan_ending_routes(router, site);
    add_plan_review_routes(router, site);
    add_money_talk_routes(router, site);
    router.add(letter_route(site));
    router.add(asset_route(site));
    router.dress_refusals("/", refusal_page(site));
    return {};
}

api::Route page_route(std::string pattern, api::OfficerHandler handler) {
    return {
        .method = api::Method::get,
        .pattern = std::move(pattern),
        .handler = std::move(handler),
        .produces = "text/html"};
}

api::Route form_route(std::string pattern, api::OfficerHandler handler) {
    return {
        .method = api::Method::post,
        .pattern = std::move(pattern),
        .handler = std::move(handler),
        .produces = "text/html",
        .consumes = "application/x-www-form-urlencoded"};
}

}  // namespace draagkracht::pages
