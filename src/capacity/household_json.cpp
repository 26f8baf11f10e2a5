#include "capacity/household_json.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "draagkracht/capacity/capacity_json.hpp"

namespace draagkracht::capacity {

namespace {

constexpr std::array income_kinds{
    IncomeKind::participation_benefit,
    IncomeKind::social_security,
    IncomeKind::war_pension,
    IncomeKind::civil_servant_pay,
    IncomeKind::wage,
    IncomeKind::insurance_payment,
    IncomeKind::pension,
    IncomeKind::provisional_tax_refund,
    IncomeKind::maintenance,
    IncomeKind::allowance,
};
constexpr std::array allowance_kinds{
    AllowanceKind::healthcare, AllowanceKind::rent, AllowanceKind::child_budget};
constexpr std::array taking_ways{TakingWay::attachment, TakingWay::set_off};
constexpr std::array tenures{Tenure::rented, Tenure::owned};
constexpr std::array residences{
    FixedResidence::netherlands, FixedResidence::abroad, FixedResidence::none};
constexpr std::array debt_help_stages{
    DebtHelp::none,
    DebtHelp::applied,
    DebtHelp::stabilisation,
    DebtHelp::arrangement,
    DebtHelp::statutory,
};
constexpr std::array living_situations{
    norms::LivingSituation::single,
    norms::LivingSituation::single_parent,
    norms::LivingSituation::couple,
    norms::LivingSituation::couple_with_children,
};

// The one of these that the field names; complains about another name.
template <typename Name, std::size_t Size>
std::optional<Name> read_name(
    JsonFields& fields, std::string_view field, const std::array<Name, Size>& names
) {
    const std::optional<std::string_view> text = fields.text(field);
    if (!text) {
        return std::nullopt;
    }
    const auto* const found =
        std::ranges::find(names, *text, [](Name name) { return name_of(name); });
    if (found != names.end()) {
        return *found;
    }
    std::array<std::string_view, Size> known;
    std::ranges::transform(names, known.begin(), [](Name name) { return name_of(name); });
    fields.complain(
        field,
        "is not a name that is known here",
        fmt::format("choose from {}", fmt::join(known, ", "))
    );
    return std::nullopt;
}

std::optional<std::vector<Taken>> read_taken(JsonFields& income) {
    std::optional<std::vector<JsonFields>> rows = income.objects("taken_elsewhere");
    if (!rows) {
        return std::nullopt;
    }
    std::vector<Taken> taken;
    for (JsonFields& row : *rows) {
        const std::optional<TakingWay> way = read_name(row, "way", taking_ways);
        if (!way) {
            row.complain("way", "is missing");
        }
        const base::Money monthly = row.needed_amount("monthly");
        taken.push_back(
            {.way = way.value_or(TakingWay::attachment),
             .monthly = monthly,
             .creditor = std::string{row.text("creditor").value_or("")}}
        );
        row.close();
    }
    return taken;
}

std::optional<CompanyCar> read_company_car(JsonFields& income) {
    std::optional<JsonFields> fields = income.object("company_car");
    if (!fields) {
        return std::nullopt;
    }
    const CompanyCar car{
        .monthly_wage_tax = fields->needed_amount("monthly_wage_tax"),
        .income_claimed_since = fields->needed_date("income_claimed_since")};
    fields->close();
    return car;
}

void check_income(const JsonFields& row, const Income& income) {
    if (income.allowance && income.kind != IncomeKind::allowance) {
        row.complain("allowance", "is told of an income that is no allowance");
    }
    base::Money taken;
    for (const Taken& part : income.taken_elsewhere.value_or(std::vector<Taken>{})) {
        taken += part.monthly;
    }
    if (taken > income.monthly) {
        row.complain("taken_elsewhere", "is more than the income", "check the amounts");
    }
}

std::optional<std::vector<Income>> read_incomes(JsonFields& person) {
    std::optional<std::vector<JsonFields>> rows = person.objects("incomes");
    if (!rows) {
        return std::nullopt;
    }
    std::vector<Income> incomes;
    for (JsonFields& row : *rows) {
        const std::optional<IncomeKind> kind = read_name(row, "kind", income_kinds);
        if (!kind) {
            row.complain("kind", "is missing");
        }
        const base::Money monthly = row.needed_amount("monthly");
        incomes.push_back(
            {.kind = kind.value_or(IncomeKind::wage),
             .monthly = monthly,
             .for_repayment = row.flag("for_repayment"),
             .taken_elsewhere = read_taken(row),
             .allowance = read_name(row, "allowance", allowance_kinds),
             .company_car = read_company_car(row)}
        );
        check_income(row, incomes.back());
        row.close();
    }
    return incomes;
}

Person read_person(JsonFields& fields) {
    Person person{
        .birth_date = fields.date("birth_date"),
        .in_institution = fields.flag("in_institution"),
        .incomes = read_incomes(fields),
        .care_price = fields.amount("care_price")};
    fields.close();
    return person;
}

std::optional<std::vector<Housemate>> read_housemates(JsonFields& root) {
    std::optional<std::vector<JsonFields>> rows = root.objects("housemates");
    if (!rows) {
        return std::nullopt;
    }
    std::vector<Housemate> housemates;
    for (JsonFields& row : *rows) {
        housemates.push_back(
            {.birth_date = row.date("birth_date"),
             .commercial = row.flag("commercial"),
             .student = row.flag("student")}
        );
        row.close();
    }
    return housemates;
}

Housing read_housing(JsonFields& root) {
    std::optional<JsonFields> fields = root.object("housing");
    if (!fields) {
        return {};
    }
    Housing housing{
        .monthly_cost = fields->amount("monthly_cost"),
        .tenure = read_name(*fields, "tenure", tenures),
        .rent_allowance = fields->flag("rent_allowance"),
        .increase_from = fields->date("increase_from"),
        .increase_extended = fields->flag("increase_extended").value_or(false),
        .missed_allowance_asked = fields->flag("missed_allowance_asked").value_or(false)};
    fields->close();
    return housing;
}

std::optional<std::vector<Obligation>> read_obligations(JsonFields& root) {
    std::optional<std::vector<JsonFields>> rows = root.objects("obligations");
    if (!rows) {
        return std::nullopt;
    }
    std::vector<Obligation> obligations;
    for (JsonFields& row : *rows) {
        std::string what = row.needed_text("what");
        obligations.push_back({std::move(what), row.needed_amount("monthly")});
        row.close();
    }
    return obligations;
}

void write_flag(JsonWriter& json, std::string_view name, std::optional<bool> flag) {
    if (flag) {
        json.field(name, *flag);
    }
}

void write_date(JsonWriter& json, std::string_view name, std::optional<base::Date> date) {
    if (date) {
        json.field(name, date->to_string());
    }
}

void write_amount(JsonWriter& json, std::string_view name, std::optional<base::Money> amount) {
    if (amount) {
        json.field(name, amount->to_string());
    }
}

template <typename Name>
void write_name(JsonWriter& json, std::string_view field, std::optional<Name> name) {
    if (name) {
        json.field(field, name_of(*name));
    }
}

void write_taken(JsonWriter& json, const std::vector<Taken>& taken) {
    json.key("taken_elsewhere").begin_array();
    for (const Taken& part : taken) {
        json.begin_object();
        json.field("way", name_of(part.way));
        json.field("monthly", part.monthly.to_string());
        if (!part.creditor.empty()) {
            json.field("creditor", part.creditor);
        }
        json.end_object();
    }
    json.end_array();
}

void write_income(JsonWriter& json, const Income& income) {
    json.begin_object();
    json.field("kind", name_of(income.kind));
    json.field("monthly", income.monthly.to_string());
    write_flag(json, "for_repayment", income.for_repayment);
    if (income.taken_elsewhere) {
        write_taken(json, *income.taken_elsewhere);
    }
    write_name(json, "allowance", income.allowance);
    if (income.company_car) {
        json.key("company_car").begin_object();
        write_amount(json, "monthly_wage_tax", income.company_car->monthly_wage_tax);
        write_date(json, "income_claimed_since", income.company_car->income_claimed_since);
        json.end_object();
    }
    json.end_object();
}

void write_person(JsonWriter& json, const Person& person) {
    json.begin_object();
    write_date(json, "birth_date", person.birth_date);
    write_flag(json, "in_institution", person.in_institution);
    if (person.incomes) {
        json.key("incomes").begin_array();
        for (const Income& income : *person.incomes) {
            write_income(json, income);
        }
        json.end_array();
    }
    write_amount(json, "care_price", person.care_price);
    json.end_object();
}

void write_housing(JsonWriter& json, const Housing& housing) {
    if (housing == Housing{}) {
        return;
    }
    json.key("housing").begin_object();
    write_amount(json, "monthly_cost", housing.monthly_cost);
    write_name(json, "tenure", housing.tenure);
    write_flag(json, "rent_allowance", housing.rent_allowance);
    write_date(json, "increase_from", housing.increase_from);
    if (housing.increase_extended) {
        json.field("increase_extended", true);
    }
    if (housing.missed_allowance_asked) {
        json.field("missed_allowance_asked", true);
    }
    json.end_object();
}

void write_housemates(JsonWriter& json, const std::vector<Housemate>& housemates) {
    json.key("housemates").begin_array();
    for (const Housemate& housemate : housemates) {
        json.begin_object();
        write_date(json, "birth_date", housemate.birth_date);
        write_flag(json, "commercial", housemate.commercial);
        write_flag(json, "student", housemate.student);
        json.end_object();
    }
    json.end_array();
}

void write_obligations(JsonWriter& json, const std::vector<Obligation>& obligations) {
    json.key("obligations").begin_array();
    for (const Obligation& obligation : obligations) {
        json.begin_object();
        json.field("what", obligation.what);
        json.field("monthly", obligation.monthly.to_string());
        json.end_object();
    }
    json.end_array();
}

}  // namespace

void write_household(JsonWriter& json, const Household& household) {
    json.begin_object();
    json.field("reference", household.reference);
    json.field("date", household.date.to_string());
    json.field("municipality", household.municipality);
    write_name(json, "living_situation", household.living_situation);
    write_flag(json, "registered_address", household.registered_address);
    write_name(json, "fixed_residence", household.fixed_residence);
    write_amount(json, "taxable_income_per_year", household.taxable_income_per_year);
    if (household.housemates) {
        write_housemates(json, *household.housemates);
    }
    json.key("debtor");
    write_person(json, household.debtor);
    if (household.partner) {
        json.key("partner");
        write_person(json, *household.partner);
    }
    write_housing(json, household.housing);
    write_amount(json, "care_premium", household.care_premium);
    if (household.obligations) {
        write_obligations(json, *household.obligations);
    }
    write_amount(json, "assets", household.assets);
    write_flag(json, "gives_information", household.gives_information);
    write_name(json, "debt_help", household.debt_help);
    write_date(json, "facts_change_on", household.facts_change_on);
    json.end_object();
}

Household read_household(JsonFields& root) {
    Household household{
        .reference = root.needed_text("reference"),
        .date = root.needed_date("date"),
        .municipality = root.needed_text("municipality")};
    household.living_situation = read_name(root, "living_situation", living_situations);
    household.registered_address = root.flag("registered_address");
    household.fixed_residence = read_name(root, "fixed_residence", residences);
    household.taxable_income_per_year = root.amount("taxable_income_per_year");
    household.housemates = read_housemates(root);
    household.housing = read_housing(root);
    household.care_premium = root.amount("care_premium");
    household.obligations = read_obligations(root);
    household.assets = root.amount("assets");
    household.gives_information = root.flag("gives_information");
    household.debt_help = read_name(root, "debt_help", debt_help_stages);
    household.facts_change_on = root.date("facts_change_on");
    if (std::optional<JsonFields> debtor = root.object("debtor")) {
        household.debtor = read_person(*debtor);
    }
    if (std::optional<JsonFields> partner = root.object("partner")) {
        household.partner = read_person(*partner);
    }
    root.close();
    return household;
}

base::Outcome<Household> read_household(JsonDocument& document, std::string_view text) {
    if (const base::Done read = document.read(text); !read) {
        return tl::unexpected(read.error());
    }
    JsonFields root = document.root();
    Household household = read_household(root);
    if (document.problem()) {
        return tl::unexpected(*document.problem());
    }
    return household;
}

base::Outcome<Household> household_from_json(std::string_view text) {
    JsonDocument document;
    return read_household(document, text);
}

std::string to_json(const Household& household) {
    std::string text;
    JsonWriter json{text};
    write_household(json, household);
    return text;
}

}  // namespace draagkracht::capacity
