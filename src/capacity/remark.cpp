#include "draagkracht/capacity/remark.hpp"

#include <array>
#include <cstddef>

namespace draagkracht::capacity {

namespace {

// In the order of RemarkKind.
constexpr std::array<LineText, 15> remark_texts{{
    {"holds_until",
     "De berekening geldt tot deze dag; meldt de debiteur een wijziging, dan rekenen we opnieuw",
     "The assessment holds until this day; after a change that is reported it is done anew",
     "date + validity_months, or facts_change_on or raised_for_home_until when that is earlier",
     "Rv 475d lid 2 and 3"},
    {"raised_for_home_until",
     "De beslagvrije voet is op verzoek hoger door hoge woonkosten, tot deze dag",
     "The protected income is raised on request for high housing costs, until this day",
     "increase_from + housing_term_months, and + housing_extension_months when extended",
     "Rv 475da lid 5 and 6"},
    {"raised_for_home_ended",
     "De termijn van de verhoging voor hoge woonkosten is voorbij sinds deze dag",
     "The term of the raise for high housing costs is over since this day",
     "increase_from + housing_term_months, and + housing_extension_months when extended",
     "Rv 475da lid 5 and 6"},
    {"reported_share",
     "Bij beslag op de bijstand geeft de deurwaarder dit bedrag op, verminderd met het inkomen van "
     "artikel 32 Participatiewet",
     "On attachment of the benefit the bailiff reports this amount, less the income of art. 32 of "
     "the Participatiewet",
     "share_of_income_limit x benefit_norm",
     "Rv 475dc lid 2"},
    {"information_refused",
     "De debiteur geeft geen informatie. Zolang dat zo is, mag verrekening onder de beslagvrije "
     "voet en geldt die niet voor het dwangbevel. Een medewerker beslist; dit voorstel blijft "
     "erboven",
     "The debtor gives no information. While that lasts, set-off below the protected income is "
     "allowed and it does not hold for the enforcement order. A person decides; this proposal "
     "stays above it",
     "gives_information is false",
     "PW 60 lid 6"},
    {"debt_help_runs",
     "Er loopt schuldhulp. Overleg eerst met de schuldhulpverlener; er is nu geen voorstel",
     "Debt help runs. Talk with the debt counsellor first; there is no proposal now",
     "debt_help is applied, stabilisation, arrangement or statutory",
     "PW 60c"},
    {"other_obligations",
     "De debiteur betaalt elke maand ook dit bedrag aan andere verplichtingen. Dat zit niet in de "
     "beslagvrije voet. Bespreek of het bedrag past",
     "The debtor also pays this much a month on other obligations. They are not in the protected "
     "income. Talk about whether the amount fits",
     "sum of obligations",
     "Rv 475fa"},
    {"healthcare_allowance",
     "Ontvangt de debiteur zorgtoeslag? Misschien is er recht op",
     "Does the debtor receive healthcare allowance? There may be a right to it",
     "18 or over, no healthcare allowance, and (C - threshold_income) / 12 x healthcare_taper "
     "below "
     "standard_premium / 12 (for a couple twice) - institution_supplement",
     "Wet op de zorgtoeslag 2"},
    {"rent_allowance",
     "Huurt de debiteur, en is er huurtoeslag? Misschien is er recht op",
     "Does the debtor rent, and is there rent allowance? There may be a right to it",
     "not an owner, no rent allowance, and (C - minimum_income) x rent_taper / 12 below "
     "maximum_rent - basic_rent",
     "Wet op de huurtoeslag 7"},
    {"child_budget",
     "Er zijn kinderen. Ontvangt de debiteur kindgebonden budget?",
     "There are children. Does the debtor receive child budget?",
     "children and no child budget, at any income: its amounts a child are not in the norm files",
     "Wet op het kindgebonden budget 2"},
    {"income_supplement",
     "Het inkomen is niet hoger dan de bijstandsnorm. Is dat al lang zo, en is de individuele "
     "inkomenstoeslag aangevraagd?",
     "The income is not above the benefit norm. Has it been so for long, and was the individual "
     "income supplement asked for?",
     "21 to pension age, household_income at most benefit_norm, assets not known to be above the "
     "limit of means",
     "PW 36"},
    {"tax_credits",
     "Er zijn kinderen en er is loon. Is de inkomensafhankelijke combinatiekorting aangevraagd bij "
     "de Belastingdienst?",
     "There are children and there is a wage. Was the income-dependent combination tax credit "
     "asked "
     "for at the tax office?",
     "children, a wage or civil servant pay, and no provisional tax refund, at any income",
     "Wet IB 2001 8.14a"},
    {"maintenance",
     "De debiteur zorgt alleen voor de kinderen. Betaalt de andere ouder kinderalimentatie?",
     "The debtor looks after the children alone. Does the other parent pay maintenance?",
     "single parent and no maintenance among the incomes",
     "BW 1:404"},
    {"raised_housing_costs",
     "De woonkosten zijn hoog. Wil de debiteur een tijdelijk hogere beslagvrije voet vragen?",
     "The housing costs are high. Does the debtor want to ask for a higher protected income for a "
     "time?",
     "housing costs of at least maximum_rent + housing_threshold_raise, and not asked for yet",
     "Rv 475da lid 5"},
    {"missed_rent_allowance",
     "De debiteur krijgt geen huurtoeslag voor deze woning. Wil de debiteur daarom een hogere "
     "beslagvrije voet vragen?",
     "The debtor gets no rent allowance for this home. Does the debtor want to ask for a higher "
     "protected income because of that?",
     "owner, or tenant without rent allowance, C below housing_limit, and not asked for yet",
     "Rv 475da lid 7"},
}};
static_assert(
    remark_texts.size() == static_cast<std::size_t>(RemarkKind::missed_rent_allowance) + 1
);

}  // namespace

const LineText& text_of(RemarkKind kind) {
    return remark_texts.at(static_cast<std::size_t>(kind));
}

}  // namespace draagkracht::capacity
