#include "pages/routes.hpp"

namespace draagkracht::pages {

namespace {

// What is said above the form of the log-in, by the word in the address that led there.
Values notice_of(const api::Request& request) {
    const auto word = request.query.find("melding");
    if (word == request.query.end()) {
        return false;
    }
    if (word->second == "uitgelogd") {
        return "U bent uitgelogd.";
    }
    return word->second == "verlopen" ? Values("Log in om verder te gaan.") : Values(false);
}

api::Response log_in_page(
    const Site& site,
    int status,
    const Values& notice,
    const Values& error,
    const std::string& user_name
) {
    return site.page(
        status,
        "login",
        {.title = error == false ? "Inloggen" : "Fout: Inloggen", .place = {}},
        std::nullopt,
        {{"login_notice", notice}, {"login_error", error}, {"user_name", user_name}}
    );
}

std::string error_text(const base::Problem& problem) {
    return problem.code == "api.too-many-log-ins"
               ? "Er is te vaak een verkeerd wachtwoord ingevuld. Probeer het over een kwartier "
                 "opnieuw."
               : "De gebruikersnaam of het wachtwoord klopt niet. Probeer het opnieuw.";
}

base::Outcome<api::Response> log_in(const Site& site, const api::Request& request) {
    const base::Outcome<api::Fields> fields = api::fields_from_query(request.body);
    if (!fields) {
        return tl::unexpected(fields.error());
    }
    api::Fields typed = *fields;
    const base::Outcome<api::LoggedIn> session =
        site.rooms().gate.log_in(request, {typed["user_name"], typed["password"]});
    if (!session) {
        return log_in_page(
            site,
            api::status_of(session.error()),
            false,
            error_text(session.error()),
            typed["user_name"]
        );
    }
    api::Response response = api::Response::see_other("/");
    response.headers["Set-Cookie"] = session->set_cookie;
    return response;
}

}  // namespace

void add_session_routes(api::Router& router, const SitePointer& site) {
    router.add(
        {.method = api::Method::get,
         .pattern = "/inloggen",
         .handler = [site](const api::Request& request
                    ) { return log_in_page(*site, 200, notice_of(request), false, ""); },
         .produces = "text/html"}
    );
    router.add(
        {.method = api::Method::post,
         .pattern = "/inloggen",
         .handler = [site](const api::Request& request) { return log_in(*site, request); },
         .produces = "text/html",
         .consumes = "application/x-www-form-urlencoded"}
    );
    router.add(form_route("/uitloggen", [site](const api::Request& request, const api::Visit&) {
        api::Response response = api::Response::see_other("/inloggen?melding=uitgelogd");
        response.headers["Set-Cookie"] = site->rooms().gate.log_out(request);
        return response;
    }));
}

}  // namespace draagkracht::pages
