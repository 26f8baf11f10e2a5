#include "capacity/question.hpp"

#include <algorithm>
#include <array>

#include "draagkracht/base/problem.hpp"

namespace draagkracht::capacity {

namespace {

struct Question {
    std::string_view field;
    std::string_view dutch;
    std::string_view english;
};

constexpr std::array questions{
    Question{
        "living_situation",
        "Woont de debiteur alleen, alleen met kinderen, samen, of samen met kinderen?",
        "Does the debtor live alone, alone with children, as a couple, or as a couple with "
        "children?"},
    Question{
        "registered_address",
        "Heeft de debiteur een woonadres in de basisregistratie personen (BRP)?",
        "Does the debtor have an address in the population register (BRP)?"},
    Question{
        "fixed_residence",
        "Waar woont de debiteur, als dat niet in de BRP staat: in Nederland, in het buitenland, of "
        "nergens vast?",
        "Where does the debtor live, when not registered: in the Netherlands, abroad, or nowhere "
        "fixed?"},
    Question{
        "gives_information",
        "Geeft de debiteur inzicht in de leefsituatie en het inkomen?",
        "Does the debtor give insight into how they live and what comes in?"},
    Question{
        "debt_help",
        "Loopt er schuldhulp, en hoe ver is die?",
        "Does debt help run, and how far is it?"},
    Question{
        "housing.monthly_cost",
        "Wat zijn de woonkosten per maand?",
        "What are the housing costs a month?"},
    Question{
        "taxable_income_per_year",
        "Wat is het belastbaar inkomen per jaar van de debiteur en de partner samen?",
        "What is the taxable income a year of the debtor and the partner together?"},
    Question{"housemates", "Wie wonen er nog meer in de woning?", "Who else lives in the home?"},
    Question{
        "housemates.birth_date",
        "Wat is de geboortedatum van elke medebewoner?",
        "What is the date of birth of each housemate?"},
    Question{
        "housemates.commercial",
        "Huurt de medebewoner tegen een commerciële prijs, met een schriftelijk contract?",
        "Does the housemate rent at a market price, by written contract?"},
    Question{
        "housemates.student",
        "Volgt de medebewoner een opleiding waarvoor studiefinanciering mogelijk is?",
        "Is the housemate in education for which a student grant is possible?"},
    Question{
        "debtor.birth_date",
        "Wat is de geboortedatum van de debiteur?",
        "What is the date of birth of the debtor?"},
    Question{
        "debtor.in_institution",
        "Verblijft de debiteur in een inrichting voor verzorging of verpleging?",
        "Does the debtor live in an institution for care or nursing?"},
    Question{
        "debtor.care_price",
        "Welk bedrag betaalt de debiteur per maand voor de zorg in de inrichting?",
        "What does the debtor pay a month for the care in the institution?"},
    Question{
        "debtor.incomes",
        "Welke inkomens heeft de debiteur per maand?",
        "What incomes does the debtor have a month?"},
    Question{
        "debtor.incomes.for_repayment",
        "Uit welk inkomen van de debiteur wordt terugbetaald?",
        "From which income of the debtor does the repayment come?"},
    Question{
        "debtor.incomes.taken_elsewhere",
        "Ligt er al beslag op het inkomen, of verrekent een ander ermee? Voor welk bedrag per "
        "maand?",
        "Is the income attached already, or does somebody else set off against it? How much a "
        "month?"},
    Question{
        "partner",
        "Wat zijn de gegevens van de partner: geboortedatum, inkomen, verblijf?",
        "What are the facts of the partner: date of birth, income, where they live?"},
    Question{
        "partner.birth_date",
        "Wat is de geboortedatum van de partner?",
        "What is the date of birth of the partner?"},
    Question{
        "partner.in_institution",
        "Verblijft de partner in een inrichting voor verzorging of verpleging?",
        "Does the partner live in an institution for care or nursing?"},
    Question{
        "partner.incomes",
        "Welke inkomens heeft de partner per maand?",
        "What incomes does the partner have a month?"},
    Question{
        "partner.incomes.taken_elsewhere",
        "Ligt er beslag op het inkomen van de partner, of verrekent een ander ermee? Voor welk "
        "bedrag per maand?",
        "Is the partner's income attached, or does somebody else set off against it? How much a "
        "month?"},
};

}  // namespace

Obstacle question(std::string_view field) {
    const auto* const found = std::ranges::find(questions, field, &Question::field);
    base::ensure(found != questions.end(), "there is a question for every fact");
    return {
        .code = "capacity.fact-unknown",
        .subject = std::string{field},
        .dutch = std::string{found->dutch},
        .english = std::string{found->english}};
}

Obstacle contradiction(std::string_view field, std::string_view dutch, std::string_view english) {
    return {
        .code = "capacity.facts-contradict",
        .subject = std::string{field},
        .dutch = std::string{dutch},
        .english = std::string{english}};
}

Obstacle not_covered(std::string_view subject, std::string_view dutch, std::string_view english) {
    return {
        .code = "capacity.not-covered",
        .subject = std::string{subject},
        .dutch = std::string{dutch},
        .english = std::string{english}};
}

}  // namespace draagkracht::capacity
