#include "api/dutch_reason.hpp"

#include <algorithm>
#include <array>

namespace draagkracht::api {

namespace {

struct ReasonOfCode {
    std::string_view code;
    DutchReason reason;
};

constexpr std::array reasons{
    ReasonOfCode{
        "plans.no-capacity",
        {"Er is nu niets om van af te lossen.",
         "Praat over uitstel, schuldhulp of kwijtschelding."}},
    ReasonOfCode{
        "plans.below-protected-income",
        {"Zo blijft er te weinig over om van te leven.",
         "Spreek een lager bedrag of een langere tijd af. Meer betalen mag altijd."}},
    ReasonOfCode{
        "plans.too-long",
        {"Zo duurt het meer dan veertig jaar.",
         "Praat over kwijtschelding, afkoop of schuldhulp."}},
    ReasonOfCode{
        "plans.no-months",
        {"Een regeling van zo veel maanden kan niet.",
         "Kies een aantal maanden van 1 tot en met 480."}},
    ReasonOfCode{
        "plans.no-instalments",
        {"Een regeling van zo veel termijnen kan niet.", "Kies een ander aantal termijnen."}},
    ReasonOfCode{
        "plans.amount-not-positive",
        {"Een bedrag van de regeling is niet hoger dan nul.",
         "Spreek een bedrag af, of uitstel als er niets is om van te betalen."}},
    ReasonOfCode{
        "plans.amount-too-large",
        {"Een bedrag van de regeling is hoger dan een vordering kan zijn.", "Kijk het bedrag na."}},
    ReasonOfCode{
        "plans.bad-steps",
        {"De bedragen beginnen niet bij de eerste termijn, of staan niet op volgorde.",
         "Geef het bedrag vanaf termijn 1, en vanaf welke termijn het anders wordt."}},
    ReasonOfCode{
        "plans.bad-extras",
        {"De dagen van de extra betalingen kunnen niet.",
         "Kies per dag één bedrag, op volgorde, van de eerste termijn tot de laatste."}},
    ReasonOfCode{
        "plans.bad-rhythm", {"De dag van de maand kan niet.", "Kies een dag van 1 tot en met 31."}},
    ReasonOfCode{
        "plans.bad-due-dates",
        {"De eerste termijn is eerder dan de afspraak.",
         "Kies voor de eerste termijn de dag van de afspraak of later."}},
    ReasonOfCode{
        "plans.too-far-away",
        {"Een termijn ligt te ver weg.", "Kies een eerdere dag, of spreek uitstel af."}},
    ReasonOfCode{
        "payments.unfinished-statement",
        {"Dit afschrift is niet helemaal verwerkt.", "Lever hetzelfde bestand nog een keer aan."}},
    ReasonOfCode{
        "payments.statement-left-open",
        {"Dit afschrift klopt niet met het grootboek.",
         "Lever hetzelfde bestand nog een keer aan. Blijft het zo, vraag dan de beheerder om de "
         "controle te draaien."}},
    ReasonOfCode{
        "payments.month-not-over", {"De maand is nog niet voorbij.", "Sluit hem daarna af."}},
    ReasonOfCode{"payments.month-closed", {"De maand is al afgesloten.", ""}},
    ReasonOfCode{
        "payments.other-month-first",
        {"Maanden worden op volgorde afgesloten.", "Sluit eerst de maand af die hierbij staat."}},
    ReasonOfCode{
        "payments.month-not-covered",
        {"Van deze rekening komt het laatste afschrift niet tot het eind van de maand.",
         "Lever het volgende aan, of kijk bij de bank of er daarna nog iets gebeurde."}},
    ReasonOfCode{
        "payments.month-differs",
        {"Op deze rekening is een verschil. Het staat bij de bewijsregels.",
         "Zoek uit waar het verschil vandaan komt. Vraag zo nodig de beheerder om de controle te "
         "draaien."}},
};

}  // namespace

DutchReason dutch_reason_of(std::string_view code) {
    const auto* const row = std::ranges::find(reasons, code, &ReasonOfCode::code);
    return row == reasons.end() ? DutchReason{"Dit kan niet.", "Kijk de gegevens na."}
                                : row->reason;
}

}  // namespace draagkracht::api
