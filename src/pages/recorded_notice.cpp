#include "pages/recorded_notice.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "draagkracht/text/dutch.hpp"

namespace draagkracht::pages {

std::string recorded_query(const followup::Contact& contact, base::BusinessDate today) {
    const std::optional<base::Date> due = followup::task_due_after(contact, today);
    return due ? "?melding=terug&op=" + due->to_string() : "?melding=klaar";
}

std::string recorded_notice(const api::Request& request) {
    const auto word_of = [&](const std::string& name) {
        const auto word = request.query.find(name);
        return word == request.query.end() ? std::string{} : word->second;
    };
    const std::string word = word_of("melding");
    const base::Outcome<base::Date> day = base::Date::parse(word_of("op"));
    if (word == "terug" && day) {
        return "Het contact is vastgelegd. De taak komt terug op " + text::date_text(*day) + ".";
    }
    struct Row {
        std::string_view word;
        std::string_view text;
    };
    static constexpr std::array rows{
        Row{"klaar", "Het contact is vastgelegd. De taak is klaar."},
        Row{"afgesproken", "De afspraak staat vast. De brief met de bevestiging is aangevraagd."},
        Row{"vastgelegd", "Het contact is vastgelegd."},
        Row{"niet-nagekomen",
            "De regeling is beëindigd. Praat nu eerst met de cliënt over wat wel lukt."},
        Row{"blijft", "De herbeoordeling is vastgelegd. Er verandert niets."},
        Row{"heropend",
            "Het is vastgelegd. Een medewerker debiteuren praat opnieuw met de cliënt over het "
            "bedrag."},
        Row{"handeling", "Het is vastgelegd."},
        Row{"akkoord", "U bent akkoord. Wie het vroeg, kan het nu vastleggen."},
        Row{"niet-akkoord", "U bent niet akkoord. Wie het vroeg, ziet waarom."},
        Row{"voorgelegd",
            "Het ligt bij een tweede persoon. Er is nog niets veranderd. Is de ander akkoord, leg "
            "het dan hier vast."},
        Row{"jaar-gesloten", "Het jaar is afgesloten."},
        Row{"jaar-was-gesloten", "Dit jaar was al afgesloten."},
        Row{"maand-gesloten", "De maand is afgesloten."},
        Row{"maand-was-gesloten", "Deze maand was al afgesloten."},
        Row{"verschil-voorgelegd",
            "Het verschil is voorgelegd. Sluit de maand af als een tweede persoon akkoord is."},
        Row{"bestand-klaargezet",
            "Het bestand staat klaar. Is een tweede persoon akkoord, dan kunt u het ophalen."},
        Row{"bestand-ingetrokken",
            "Het is ingetrokken. Waarover de bank niets meldde, gaat niet naar de bank."},
        Row{"intrekking-voorgelegd",
            "Het ligt bij een tweede persoon. Er is nog niets veranderd. Is de ander akkoord, trek "
            "het dan hier nog een keer in."},
        Row{"kwijtgescholden", "De regeling is beëindigd. De cliënt hoeft niets te doen."},
    };
    const auto* const row = std::ranges::find(rows, word, &Row::word);
    return row == rows.end() ? std::string{} : std::string{row->text};
}

}  // namespace draagkracht::pages
