#include <array>
#include <string_view>

#include "pages/routes.hpp"

namespace draagkracht::pages {

namespace {

struct RefusalText {
    std::string_view title;
    std::string_view text;
    std::string_view remedy;
};

RefusalText text_of(int status, const base::Problem& problem) {
    struct OfCode {
        std::string_view code;
        RefusalText text;
    };
    static constexpr std::array of_code{
        OfCode{
            "followup.no-such-task",
            {"Deze taak is er niet meer",
             "De taak is al klaar, of de termijn is intussen betaald.",
             "Kijk in de werkvoorraad wat er nog te doen is."}},
        OfCode{
            "followup.contact-number-taken",
            {"Dit formulier is al verstuurd",
             "Er is met dit formulier al een contact vastgelegd, met een andere inhoud.",
             "Open de taak opnieuw als u nog een contact wilt vastleggen."}},
        OfCode{
            "followup.no-such-plan",
            {"Deze regeling loopt niet meer",
             "De regeling is intussen betaald, vervangen of beëindigd.",
             "Kijk bij de cliënt welke regeling er nu loopt."}},
        OfCode{
            "plans.has-ended",
            {"Deze regeling is al beëindigd",
             "Iemand anders beëindigde of verving de regeling, of alles is betaald.",
             "Kijk bij de cliënt hoe het nu staat."}},
        OfCode{
            "access.decided-already",
            {"Hierover is al beslist",
             "Iemand anders besliste hierover, of u besliste eerder anders.",
             "Kijk bij de goedkeuringen wat er nog wacht."}},
        OfCode{
            "access.asked-by-another",
            {"Een collega vroeg dit al",
             "Er wacht al een vraag hierover, van iemand anders.",
             "Beslis daar als tweede persoon over, of laat het aan die collega."}},
        OfCode{
            "claims.unknown-claim",
            {"Deze vordering is niet gevonden",
             "Deze cliënt heeft geen vordering met dit nummer.",
             "Kijk bij de cliënt welke vorderingen er zijn."}},
        OfCode{
            "pages.no-such-client",
            {"Deze cliënt is niet gevonden",
             "Er is geen cliënt met dit nummer.",
             "Zoek de cliënt op cliëntnummer of BSN."}},
        OfCode{
            "api.forged-form",
            {"Het formulier is niet verwerkt",
             "Het formulier kwam niet van deze pagina, of de pagina stond te lang open.",
             "Open de pagina opnieuw en verstuur het formulier nog een keer."}},
    };
    for (const auto& [code, text] : of_code) {
        if (code == problem.code) {
            return text;
        }
    }
    switch (status) {
        case 403:
            return {
                "U mag dit niet bekijken",
                "Uw rol geeft geen toegang tot deze pagina.",
                "Hebt u dit nodig voor uw werk? Vraag het aan uw beheerder."};
        case 404:
            return {
                "Deze pagina is er niet",
                "Het adres klopt niet, of wat hier stond is er niet meer.",
                "Zoek via het menu op wat u nodig hebt."};
        case 503:
            return {
                "De dienst stopt",
                "Draagkracht wordt op dit moment opnieuw gestart.",
                "Probeer het over een paar minuten opnieuw."};
        case 500:
            return {
                "Er ging bij ons iets mis",
                "Wat u deed is niet verwerkt.",
                "Probeer het opnieuw. Blijft het misgaan? Meld het aan uw beheerder."};
        default:
            return {
                "Dit verzoek kan niet worden verwerkt",
                "Er klopt iets niet aan wat er verstuurd is.",
                "Ga terug en probeer het opnieuw."};
    }
}

// A session lives also when its form was refused, so the page that says so still has its menu.
std::optional<api::Visit> visitor_of(const Site& site, api::Request request) {
    request.method = "GET";
    const base::Outcome<api::Visit> visit = site.rooms().gate.visit(request);
    return visit ? std::optional{*visit} : std::nullopt;
}

}  // namespace

api::RefusalDress refusal_page(const SitePointer& site) {
    return [site](const api::Request& request, int status, const base::Problem& problem) {
        if (problem.code == "api.not-signed-in") {
            const bool asks_for_start = request.path == "/";
            return api::Response::see_other(
                asks_for_start ? "/inloggen" : "/inloggen?melding=verlopen"
            );
        }
        // What went wrong on our side may be the database, which this page then does without.
        const std::optional<api::Visit> visit =
            status < 500 ? visitor_of(*site, request) : std::nullopt;
        const std::vector<Workplace> places =
            visit ? site->workplaces_of(*visit) : std::vector<Workplace>{};
        const Frame frame{"Fout", places.empty() ? std::nullopt : std::optional{places.front()}};
        const RefusalText text = text_of(status, problem);
        return site->page(
            status,
            "error",
            frame,
            visit,
            {{"error_title", text.title},
             {"error_text", text.text},
             {"error_remedy", text.remedy},
             {"error_way_back_address", "/"},
             {"error_way_back_label", visit ? "Naar de werkvoorraad" : "Naar het begin"}}
        );
    };
}

}  // namespace draagkracht::pages
