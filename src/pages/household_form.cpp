#include "pages/household_form.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "draagkracht/capacity/capacity_json.hpp"
#include "pages/typed_amount.hpp"

namespace draagkracht::pages {

namespace {

constexpr std::string_view root = "household";

constexpr std::array<FieldChoice, 4> living_situations{
    {{"single", "Alleen"},
     {"single_parent", "Alleen, met kinderen"},
     {"couple", "Samen met een partner"},
     {"couple_with_children", "Samen, met kinderen"}}};
constexpr std::array<FieldChoice, 3> residences{
    {{"netherlands", "In Nederland"},
     {"abroad", "In het buitenland"},
     {"none", "Nergens op een vaste plek"}}};
constexpr std::array<FieldChoice, 10> income_kinds{
    {{"participation_benefit", "Bijstand"},
     {"social_security", "Andere uitkering (WW, WIA, Ziektewet)"},
     {"wage", "Loon"},
     {"pension", "AOW of pensioen"},
     {"maintenance", "Alimentatie"},
     {"allowance", "Toeslag"},
     {"provisional_tax_refund", "Voorlopige teruggaaf van belasting"},
     {"civil_servant_pay", "Wachtgeld of andere ambtelijke betaling"},
     {"insurance_payment", "Uitkering van een verzekering"},
     {"war_pension", "Oorlogspensioen of -uitkering"}}};
constexpr std::array<FieldChoice, 3> allowance_kinds{
    {{"healthcare", "Zorgtoeslag"},
     {"rent", "Huurtoeslag"},
     {"child_budget", "Kindgebonden budget"}}};
constexpr std::array<FieldChoice, 2> taking_ways{
    {{"attachment", "Beslag"}, {"set_off", "Verrekening"}}};
constexpr std::array<FieldChoice, 2> tenures{{{"rented", "Huur"}, {"owned", "Koop"}}};
constexpr std::array<FieldChoice, 5> debt_help_stages{
    {{"none", "Geen schuldhulp"},
     {"applied", "Aangevraagd"},
     {"stabilisation", "Eerst weer rond komen (stabilisatie)"},
     {"arrangement", "Regeling met alle schuldeisers"},
     {"statutory", "Wettelijk traject (Wsnp)"}}};

constexpr FieldCondition when_no_address{"registered_address", "nee", "app-when-no-address"};
constexpr FieldCondition when_in_care{"in_institution", "ja", "app-when-in-care"};
constexpr FieldCondition when_allowance{"kind", "allowance", "app-when-allowance"};
constexpr FieldCondition when_wage{"kind", "wage", "app-when-wage"};
constexpr FieldCondition when_couple{"living_situation", "couple", "app-when-couple"};

constexpr std::array<FormField, 3> taken_fields{
    {{"way", "Hoe?", FieldKind::choice, taking_ways},
     {"monthly", "Bedrag per maand", FieldKind::amount},
     {"creditor", "Voor wie?", FieldKind::text}}};
constexpr FormList taken{
    "taken_elsewhere",
    "Beslag of verrekening",
    "Niemand neemt hier iets van",
    "Beslag of verrekening toevoegen",
    taken_fields};
constexpr std::array<FormField, 6> income_fields{
    {{"kind", "Soort", FieldKind::choice, income_kinds},
     {"monthly", "Bedrag per maand", FieldKind::amount},
     {"for_repayment", "Hieruit aflossen?", FieldKind::flag},
     {"allowance", "Welke toeslag?", FieldKind::choice, allowance_kinds, when_allowance},
     {"company_car.monthly_wage_tax",
      "Auto van de zaak: loonheffing per maand",
      FieldKind::amount,
      {},
      when_wage,
      {},
      true},
     {"company_car.income_claimed_since",
      "Auto van de zaak: sinds wanneer wordt uit dit loon afgelost?",
      FieldKind::date,
      {},
      when_wage,
      {},
      true}}};
constexpr std::array<FormList, 1> incomes{
    {{"incomes", "Inkomen", "Geen inkomen", "Inkomen toevoegen", income_fields, &taken}}};
constexpr std::array<FormField, 3> person_fields{
    {{"birth_date", "Geboortedatum", FieldKind::date},
     {"in_institution", "Verblijft in een zorginstelling?", FieldKind::flag},
     {"care_price", "Kosten van de zorg daar, per maand", FieldKind::amount, {}, when_in_care}}};

constexpr std::array<FormField, 9> home_fields{
    {{"living_situation", "Hoe woont de cliënt?", FieldKind::choice, living_situations},
     {"registered_address", "Ingeschreven op een adres (BRP)?", FieldKind::flag},
     {"fixed_residence",
      "Waar woont de cliënt dan?",
      FieldKind::choice,
      residences,
      when_no_address},
     {"housing.monthly_cost", "Woonkosten per maand", FieldKind::amount},
     {"housing.tenure", "Huur of koop?", FieldKind::choice, tenures},
     {"housing.rent_allowance", "Krijgt de cliënt huurtoeslag?", FieldKind::flag},
     {"housing.increase_from",
      "Vroeg om een hogere beslagvrije voet door woonkosten, vanaf",
      FieldKind::date,
      {},
      {},
      {},
      true},
     {"housing.increase_extended", "Is die verhoging verlengd?", FieldKind::flag, {}, {}, {}, true},
     {"housing.missed_allowance_asked",
      "Vroeg om meting van gemiste huurtoeslag?",
      FieldKind::flag,
      {},
      {},
      {},
      true}}};
constexpr std::array<FormField, 3> housemate_fields{
    {{"birth_date", "Geboortedatum", FieldKind::date},
     {"commercial", "Huurt met contract, voor een gewone prijs?", FieldKind::flag},
     {"student", "Volgt een opleiding met studiefinanciering?", FieldKind::flag}}};
constexpr std::array<FormList, 1> housemates{
    {{"housemates",
      "Huisgenoot",
      "Er wonen geen anderen",
      "Huisgenoot toevoegen",
      housemate_fields}}};

constexpr std::array<FormField, 6> other_fields{
    {{"taxable_income_per_year",
      "Belastbaar inkomen per jaar, met de partner samen",
      FieldKind::amount},
     {"care_premium", "Premie zorgverzekering per maand", FieldKind::amount},
     {"gives_information", "Vertelt de cliënt hoe het zit?", FieldKind::flag},
     {"debt_help", "Schuldhulp", FieldKind::choice, debt_help_stages},
     {"assets", "Spaargeld en bezit", FieldKind::amount, {}, {}, {}, true},
     {"facts_change_on",
      "Iets verandert op deze dag, zoals een contract dat eindigt",
      FieldKind::date,
      {},
      {},
      {},
      true}}};
constexpr std::array<FormField, 2> obligation_fields{
    {{"what", "Wat?", FieldKind::text}, {"monthly", "Bedrag per maand", FieldKind::amount}}};
constexpr std::array<FormList, 1> obligations{
    {{"obligations",
      "Andere verplichting",
      "Geen andere verplichtingen",
      "Verplichting toevoegen",
      obligation_fields}}};

constexpr std::array<FormGroup, 4> groups{
    {{"wonen", "Wonen", "household", home_fields, housemates},
     {"client", "De cliënt", "household.debtor", person_fields, incomes},
     {"partner", "De partner", "household.partner", person_fields, incomes, when_couple},
     {"verder", "Verder", "household", other_fields, obligations}}};

std::string sent(const api::Fields& fields, const std::string& name) {
    return TypedForm{fields, {}}.text(name);
}

// A field that the page hides does not count, also when something was typed before it was hidden.
bool is_asked(
    const std::optional<FieldCondition>& when, const std::string& prefix, const api::Fields& fields
) {
    return !when || sent(fields, fmt::format("{}.{}", prefix, when->name)) == when->value;
}

class Reader {
  public:
    explicit Reader(const api::Fields& fields) : fields_{fields} {}

    [[nodiscard]] Values read() {
        Values household = Values::object();
        for (const FormGroup& group : groups) {
            const std::string prefix{group.prefix};
            if (group.when && !has_partner()) {
                continue;
            }
            Values& place =
                group.prefix == root ? household : household[prefix.substr(root.size() + 1)];
            if (place.is_null()) {
                place = Values::object();
            }
            read_fields(group.fields, prefix, place);
            for (const FormList& list : group.lists) {
                read_list(list, prefix, place);
            }
        }
        return household;
    }

    [[nodiscard]] std::vector<FormFault>& faults() { return faults_; }

  private:
    [[nodiscard]] bool has_partner() const {
        return sent(fields_, "household.living_situation").starts_with("couple");
    }

    void read_fields(std::span<const FormField> fields, const std::string& prefix, Values& place) {
        for (const FormField& field : fields) {
            const std::string name = fmt::format("{}.{}", prefix, field.name);
            const std::string text = sent(fields_, name);
            if (text.empty() || !is_asked(field.when, prefix, fields_)) {
                continue;
            }
            std::string pointer = "/" + std::string{field.name};
            std::ranges::replace(pointer, '.', '/');
            place[Values::json_pointer{pointer}] = value_of(field, name, text);
        }
    }

    [[nodiscard]] Values value_of(
        const FormField& field, const std::string& name, const std::string& text
    ) {
        switch (field.kind) {
            case FieldKind::flag:
                return text == "ja";
            case FieldKind::amount:
                if (const std::optional<base::Money> amount = typed_amount(text)) {
                    return amount->to_string();
                }
                faults_.push_back({name, "Vul een bedrag in, zoals 1.234,56."});
                return {};
            case FieldKind::date:
                if (base::Date::parse(text)) {
                    return text;
                }
                faults_.push_back({name, "Vul een dag in die bestaat."});
                return {};
            case FieldKind::choice:
            case FieldKind::number:
            case FieldKind::text:
                return text;
        }
        return {};
    }

    void read_list(const FormList& list, const std::string& prefix, Values& place) {
        const std::string name = fmt::format("{}.{}", prefix, list.name);
        const std::vector<int> numbers = rows_of(fields_, name);
        const bool is_none = sent(fields_, name) == "geen";
        if (numbers.empty() && !is_none) {
            return;
        }
        if (is_none && !numbers.empty()) {
            faults_.push_back(
                {name, "U koos dat dit er niet is, maar vulde wel iets in. Haal een van beide weg."}
            );
        }
        Values rows = Values::array();
        for (const int number : numbers) {
            const std::string row = fmt::format("{}.{}", name, number);
            Values fields = Values::object();
            read_fields(list.fields, row, fields);
            need(list, row);
            if (list.inner != nullptr) {
                read_list(*list.inner, row, fields);
            }
            rows.push_back(std::move(fields));
        }
        place[std::string{list.name}] = std::move(rows);
    }

    // What a row cannot do without: its kind and its amount.
    void need(const FormList& list, const std::string& row) {
        for (const FormField& field : list.fields) {
            const bool is_needed = field.name == "kind" || field.name == "way" ||
                                   field.name == "monthly" || field.name == "what";
            const std::string name = fmt::format("{}.{}", row, field.name);
            if (is_needed && sent(fields_, name).empty()) {
                faults_.push_back(
                    {name,
                     field.kind == FieldKind::amount   ? "Vul het bedrag in."
                     : field.kind == FieldKind::choice ? "Kies er een."
                                                       : "Vul in wat het is."}
                );
            }
        }
    }

    const api::Fields& fields_;
    std::vector<FormFault> faults_;
};

std::string text_of(const FormField& field, const Values& value) {
    if (value.is_boolean()) {
        return value.get<bool>() ? "ja" : "nee";
    }
    const auto text = value.get<std::string>();
    return field.kind == FieldKind::amount ? field_amount(base::Money::parse(text).value()) : text;
}

void fill_fields(
    std::span<const FormField> fields,
    const std::string& prefix,
    const Values& place,
    api::Fields& filled
) {
    for (const FormField& field : fields) {
        std::string pointer = "/" + std::string{field.name};
        std::ranges::replace(pointer, '.', '/');
        if (place.contains(Values::json_pointer{pointer})) {
            filled[fmt::format("{}.{}", prefix, field.name)] =
                text_of(field, place.at(Values::json_pointer{pointer}));
        }
    }
}

void fill_list(
    const FormList& list, const std::string& prefix, const Values& place, api::Fields& filled
) {
    const std::string key{list.name};
    if (!place.contains(key)) {
        return;
    }
    const std::string name = fmt::format("{}.{}", prefix, list.name);
    if (place.at(key).empty()) {
        filled[name] = "geen";
    }
    int number = 0;
    for (const Values& row : place.at(key)) {
        const std::string row_name = fmt::format("{}.{}", name, number++);
        fill_fields(list.fields, row_name, row, filled);
        if (list.inner != nullptr) {
            fill_list(*list.inner, row_name, row, filled);
        }
    }
}

// "debtor.incomes[0].monthly", as the reader of a household calls a place, as a name of a field.
std::string name_of_place(const std::string& where) {
    std::string name = fmt::format("{}.{}", root, where);
    std::ranges::replace(name, '[', '.');
    std::erase(name, ']');
    return name;
}

}  // namespace

HouseholdReading read_household(const api::Fields& fields, const HouseholdPlace& place) {
    Reader reader{fields};
    Values json = reader.read();
    HouseholdReading reading{std::nullopt, std::move(reader.faults())};
    if (!reading.faults.empty()) {
        return reading;
    }
    json["reference"] = place.reference;
    json["date"] = place.date.to_string();
    json["municipality"] = place.municipality;
    base::Outcome<capacity::Household> household = capacity::household_from_json(json.dump());
    if (household) {
        reading.household = std::move(*household);
    } else {
        reading.faults.push_back(
            {name_of_place(household.error().where), "Dit klopt niet. Kijk het nog eens na."}
        );
    }
    return reading;
}

api::Fields fields_of(const capacity::Household& household) {
    const Values json = Values::parse(capacity::to_json(household));
    api::Fields filled;
    for (const FormGroup& group : groups) {
        const std::string prefix{group.prefix};
        const std::string key = group.prefix == root ? "" : prefix.substr(root.size() + 1);
        if (!key.empty() && !json.contains(key)) {
            continue;
        }
        const Values& place = key.empty() ? json : json.at(key);
        fill_fields(group.fields, prefix, place, filled);
        for (const FormList& list : group.lists) {
            fill_list(list, prefix, place, filled);
        }
    }
    return filled;
}

Values household_view(const TypedForm& form, const std::string& grown) {
    Values list = Values::array();
    for (const FormGroup& group : groups) {
        list.push_back(group_view(group, form, grown));
    }
    return list;
}

std::string anchor_of(const std::string& subject) {
    if (subject == "partner") {
        return "partner";
    }
    // A fact of one of several rows stands in their list.
    for (const std::string_view list : {"housemates", "debtor.incomes", "partner.incomes"}) {
        if (subject.starts_with(list)) {
            return id_of(fmt::format("{}.{}", root, list));
        }
    }
    return id_of(fmt::format("{}.{}", root, subject));
}

}  // namespace draagkracht::pages
