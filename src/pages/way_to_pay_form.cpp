#include "pages/way_to_pay_form.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "draagkracht/text/dutch.hpp"

namespace draagkracht::pages {

using plans::Way;

namespace {

constexpr std::string_view new_one = "nieuw";

constexpr std::array<FieldChoice, 4> ways{
    {{"transfer", "De cliënt maakt het over"},
     {"direct_debit", "Wij schrijven het af (automatische incasso)"},
     {"set_off", "Wij houden het in op de uitkering"},
     {"withholding", "De werkgever houdt het in"}}};
constexpr FieldCondition when_debit{"way_to_pay", "direct_debit", "app-when-debit"};
constexpr FieldCondition when_new{"mandate", "nieuw", "app-when-debit app-when-new-mandate"};

constexpr FormField way_field{
    "way_to_pay", "Hoe wordt er betaald?", FieldKind::choice, ways, {}, {}, false, ""};
constexpr std::array<FormField, 3> mandate_fields{
    {{"number", "Nummer op het formulier", FieldKind::text, {}, when_new},
     {"signed_on", "Getekend op", FieldKind::date, {}, when_new},
     {"iban", "Rekening van de cliënt (IBAN)", FieldKind::text, {}, when_new}}};

std::string mandate_text(const plans::Mandate& mandate) {
    return fmt::format(
        "{}, getekend op {}, rekening eindigt op {}",
        mandate.number,
        text::date_text(mandate.signed_on),
        mandate.account_end
    );
}

Values mandate_choice(const TypedForm& form, const std::vector<plans::Mandate>& known) {
    std::vector<std::pair<std::string, std::string>> texts;
    for (const plans::Mandate& mandate : known) {
        texts.emplace_back(std::to_string(mandate.id.value()), mandate_text(mandate));
    }
    texts.emplace_back(new_one, "Een nieuwe machtiging");
    std::vector<FieldChoice> choices;
    for (const auto& [value, label] : texts) {
        choices.push_back({value, label});
    }
    const FormField field{
        "mandate", "Met welke machtiging?", FieldKind::choice, choices, when_debit, {}, false, ""};
    return field_view(field, "terms", form);
}

void read_new_mandate(const TypedForm& form, WayReading& reading) {
    const auto signed_on = base::Date::parse(form.text("mandate.signed_on"));
    if (!signed_on) {
        reading.faults.push_back(
            {"mandate.signed_on", "Vul de dag in waarop de cliënt het formulier tekende."}
        );
    }
    const auto account = base::Iban::parse(form.text("mandate.iban"));
    if (!account) {
        reading.faults.push_back({"mandate.iban", "Dit rekeningnummer klopt niet. Kijk het na."});
    }
    if (signed_on && account) {
        reading.new_mandate = plans::NewMandate{form.text("mandate.number"), *signed_on, *account};
    }
}

}  // namespace

WayReading read_way_to_pay(const api::Fields& fields, const std::vector<plans::Mandate>& known) {
    const TypedForm form{fields, {}};
    const std::string word = form.text("terms.way_to_pay");
    const base::Outcome<Way> way = plans::way_of(word);
    if (!way && !word.empty()) {
        return {{}, {}, {{"terms.way_to_pay", "Kies hoe er wordt betaald."}}};
    }
    WayReading reading{{way.value_or(Way::transfer)}, {}, {}};
    if (reading.way_to_pay.way != Way::direct_debit) {
        return reading;
    }
    const std::string chosen = form.text("terms.mandate");
    const auto mandate = std::ranges::find_if(known, [&chosen](const plans::Mandate& entry) {
        return std::to_string(entry.id.value()) == chosen;
    });
    if (mandate != known.end()) {
        reading.way_to_pay.mandate = mandate->id;
    } else if (chosen == new_one) {
        read_new_mandate(form, reading);
    } else {
        reading.faults.push_back({"terms.mandate", "Kies de machtiging van de cliënt."});
    }
    return reading;
}

api::Fields fields_of(const plans::WayToPay& way_to_pay) {
    api::Fields fields{{"terms.way_to_pay", std::string{plans::to_text(way_to_pay.way)}}};
    if (way_to_pay.mandate) {
        fields["terms.mandate"] = std::to_string(way_to_pay.mandate->value());
    }
    return fields;
}

void set_recorded(api::Fields& fields, plans::MandateId mandate) {
    fields["terms.mandate"] = std::to_string(mandate.value());
    for (const FormField& field : mandate_fields) {
        fields.erase(fmt::format("mandate.{}", field.name));
    }
}

Values way_to_pay_view(const TypedForm& form, const std::vector<plans::Mandate>& known) {
    Values list = Values::array();
    list.push_back(field_view(way_field, "terms", form));
    list.push_back(mandate_choice(form, known));
    for (const FormField& field : mandate_fields) {
        list.push_back(field_view(field, "mandate", form));
    }
    return list;
}

std::string way_to_pay_text(
    const plans::WayToPay& way_to_pay, const std::vector<plans::Mandate>& known
) {
    const auto* const way =
        std::ranges::find(ways, plans::to_text(way_to_pay.way), &FieldChoice::value);
    base::ensure(way != ways.end(), "each way to pay has its words");
    std::string text{way->label};
    const auto mandate = std::ranges::find_if(known, [&](const plans::Mandate& entry) {
        return entry.id == way_to_pay.mandate;
    });
    return mandate == known.end()
               ? text
               : fmt::format("{}, met machtiging {}", text, mandate_text(*mandate));
}

std::optional<FormFault> fault_of_mandate(const base::Problem& refusal) {
    static constexpr std::array rows{
        FaultOfCode{
            "plans.no-mandate-number",
            "mandate.number",
            "Neem het nummer over van het formulier dat de cliënt tekende."},
        FaultOfCode{
            "plans.mandate-number-is-account",
            "mandate.number",
            "Dit is een rekeningnummer. Neem hier het nummer van de machtiging over."},
        FaultOfCode{
            "base.not-a-line",
            "mandate.number",
            "Schrijf het nummer op een regel, zoals het op het formulier staat."},
        FaultOfCode{
            "plans.mandate-taken",
            "mandate.number",
            "Er is al een andere machtiging met dit nummer. Kijk het formulier na."},
        FaultOfCode{
            "plans.mandate-on-own-account",
            "mandate.iban",
            "Dit is een rekening van de gemeente. Neem het rekeningnummer van de cliënt over."},
        FaultOfCode{
            "plans.mandate-in-future", "mandate.signed_on", "Kies vandaag of een dag daarvoor."},
    };
    return fault_by_code(refusal, rows);
}

}  // namespace draagkracht::pages
