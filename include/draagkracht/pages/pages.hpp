// The web application: Dutch pages for officers, on the router of the service.
//
//     Done ready = pages::add_routes(router, {gate, services, letters}, files);
//
// Pages decide nothing: a route reads the request, asks the rooms, and fills a template. They work
// without script in the browser, and hold to the security policy that the server sends with each.
#pragma once

#include <filesystem>

#include "draagkracht/api/router.hpp"
#include "draagkracht/api/services.hpp"
#include "draagkracht/letters/letters_service.hpp"

namespace draagkracht::pages {

// All of these must outlive the router.
struct Rooms {
    api::Gate& gate;
    api::Services& services;
    letters::LettersService& letters;
};

struct Files {
    std::filesystem::path templates;  // templates/pages
    std::filesystem::path assets;     // what `npm run assets` made
};

// Reads and checks every template and asset first, so that a service with a broken page does not
// start. Problems pages.no-assets, pages.no-template, text.template-syntax, with the file.
[[nodiscard]] base::Done add_routes(api::Router& router, const Rooms& rooms, const Files& files);

}  // namespace draagkracht::pages
