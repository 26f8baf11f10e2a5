#include "draagkracht/capacity/capacity_json.hpp"

#include <algorithm>
#include <array>

#include "capacity/json_reader.hpp"
#include "capacity/json_writer.hpp"

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

std::optional<std::vector<Income>> read_incomes(JsonFields& person) {
    std::optional<std::vector<JsonFields>> rows = person.objects("incomes");
    if (!rows) {
        return std::nullopt;
    }
    std::vector<Income> incomes;
    for (JsonFields& row : *rows) {
        const std::string name = row.needed_text("kind");
        const auto* const kind =
            std::ranges::find(income_kinds, name, [](IncomeKind known) { return name_of(known); });
        if (kind == income_kinds.end()) {
            row.complain("kind", "is not a kind of income", "see docs/formats.md");
        }
        const std::optional<base::Money> monthly = row.amount("monthly");
        if (!monthly) {
            row.complain("monthly", "is missing", "leave out all incomes when one is not known");
        }
        incomes.push_back(
            {.kind = kind == income_kinds.end() ? IncomeKind::wage : *kind,
             .monthly = monthly.value_or(base::Money{}),
             .for_repayment = row.flag("for_repayment")}
        );
        row.close();
    }
    return incomes;
}

Person read_person(JsonFields& fields) {
    Person person{
        .birth_date = fields.date("birth_date"),
        .in_institution = fields.flag("in_institution"),
        .incomes = read_incomes(fields)};
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

std::optional<norms::LivingSituation> read_living_situation(JsonFields& root) {
    const std::optional<std::string> name = root.text("living_situation");
    if (!name) {
        return std::nullopt;
    }
    const std::optional<norms::LivingSituation> situation = norms::living_situation_of(*name);
    if (!situation) {
        root.complain(
            "living_situation",
            "is not a living situation",
            "choose from single, single_parent, couple, couple_with_children"
        );
    }
    return situation;
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

void write_person(JsonWriter& json, const Person& person) {
    json.begin_object();
    write_date(json, "birth_date", person.birth_date);
    write_flag(json, "in_institution", person.in_institution);
    if (person.incomes) {
        json.key("incomes").begin_array();
        for (const Income& income : *person.incomes) {
            json.begin_object();
            json.field("kind", name_of(income.kind));
            json.field("monthly", income.monthly.to_string());
            write_flag(json, "for_repayment", income.for_repayment);
            json.end_object();
        }
        json.end_array();
    }
    json.end_object();
}

// What is not known is left out, so that a fact that a later version asks for changes no receipt.
void write_household(JsonWriter& json, const Household& household) {
    json.begin_object();
    json.field("reference", household.reference);
    json.field("date", household.date.to_string());
    json.field("municipality", household.municipality);
    if (household.living_situation) {
        json.field("living_situation", name_of(*household.living_situation));
    }
    write_flag(json, "registered_address", household.registered_address);
    if (household.taxable_income_per_year) {
        json.field("taxable_income_per_year", household.taxable_income_per_year->to_string());
    }
    if (household.housemates) {
        json.key("housemates").begin_array();
        for (const Housemate& housemate : *household.housemates) {
            json.begin_object();
            write_date(json, "birth_date", housemate.birth_date);
            write_flag(json, "commercial", housemate.commercial);
            write_flag(json, "student", housemate.student);
            json.end_object();
        }
        json.end_array();
    }
    json.key("debtor");
    write_person(json, household.debtor);
    if (household.partner) {
        json.key("partner");
        write_person(json, *household.partner);
    }
    json.end_object();
}

void write_parameter(JsonWriter& json, const norms::ParameterRow& row) {
    json.begin_object();
    json.field("row", row.name);
    json.field("value", row.value_text);
    json.field("valid_from", row.valid_from.to_string());
    if (!row.article.empty()) {
        json.field("article", row.article);
    }
    json.field("source", row.source);
    json.field("basis", name_of(row.basis));
    json.end_object();
}

void write_step(JsonWriter& json, const Step& step) {
    const StepText& text = text_of(step.kind);
    json.begin_object();
    json.field("step", text.name);
    json.field("value", step.value);
    json.field("nl", text.dutch);
    json.field("en", text.english);
    json.field("rule", text.rule);
    if (!text.article.empty()) {
        json.field("article", text.article);
    }
    json.key("parameters").begin_array();
    for (const norms::ParameterRow* row : step.parameters) {
        write_parameter(json, *row);
    }
    json.end_array();
    json.end_object();
}

void write_figures(JsonWriter& json, const CapacityAssessment& assessment) {
    json.field("computable", assessment.figures.has_value());
    if (!assessment.figures) {
        return;
    }
    const CapacityFigures& figures = *assessment.figures;
    json.key("figures").begin_object();
    json.field("norm_capacity", figures.norm_capacity.to_string());
    json.field("protected_income", figures.protected_income.to_string());
    json.field("income", figures.income.to_string());
    json.field("room", figures.room().to_string());
    json.end_object();
    json.field("way_to_pay", assessment.way_to_pay == WayToPay::set_off ? "set_off" : "transfer");
}

void write_receipt(JsonWriter& json, const Household& household, const Worksheet& sheet) {
    json.key("receipt").begin_object();
    json.field("program", "draagkracht " DRAAGKRACHT_VERSION);
    if (sheet.norms) {
        json.key("norms").begin_object();
        json.field("file", sheet.norms->file);
        json.field("valid_from", sheet.norms->valid_from.to_string());
        json.field("sha256", sheet.norms->hash);
        json.end_object();
    }
    if (sheet.policy) {
        json.key("policy").begin_object();
        json.field("key", sheet.policy->key);
        json.field("valid_from", sheet.policy->valid_from.to_string());
        json.field("sha256", sheet.policy->hash);
        json.end_object();
    }
    json.key("household");
    write_household(json, household);
    json.end_object();
}

}  // namespace

base::Outcome<Household> household_from_json(std::string_view text) {
    const base::Outcome<std::unique_ptr<JsonDocument>> document = JsonDocument::read(text);
    if (!document) {
        return tl::unexpected(document.error());
    }
    JsonFields root = (*document)->root();
    Household household{
        .reference = root.needed_text("reference"),
        .date = root.needed_date("date"),
        .municipality = root.needed_text("municipality"),
        .living_situation = read_living_situation(root),
        .registered_address = root.flag("registered_address"),
        .taxable_income_per_year = root.amount("taxable_income_per_year"),
        .housemates = read_housemates(root),
        .debtor = {},
        .partner = {}};
    if (std::optional<JsonFields> debtor = root.object("debtor")) {
        household.debtor = read_person(*debtor);
    }
    if (std::optional<JsonFields> partner = root.object("partner")) {
        household.partner = read_person(*partner);
    }
    root.close();
    if ((*document)->problem()) {
        return tl::unexpected(*(*document)->problem());
    }
    return household;
}

std::string to_json(const Household& household) {
    JsonWriter json;
    write_household(json, household);
    return json.text();
}

std::string to_json(const Household& household, const CapacityAssessment& assessment) {
    const Worksheet& sheet = assessment.worksheet;
    JsonWriter json;
    json.begin_object();
    json.field("reference", household.reference);
    json.field("date", household.date.to_string());
    write_figures(json, assessment);
    json.key("steps").begin_array();
    for (const Step& step : sheet.steps) {
        write_step(json, step);
    }
    json.end_array();
    json.key("obstacles").begin_array();
    for (const Obstacle& obstacle : sheet.obstacles) {
        json.begin_object();
        json.field("code", obstacle.code);
        json.field("subject", obstacle.subject);
        json.field("nl", obstacle.dutch);
        json.field("en", obstacle.english);
        json.end_object();
    }
    json.end_array();
    write_receipt(json, household, sheet);
    json.end_object();
    return json.text();
}

base::Outcome<std::string> assess_line(std::string_view line, const norms::RuleBook& rules) {
    const base::Outcome<Household> household = household_from_json(line);
    if (!household) {
        return tl::unexpected(household.error());
    }
    return assess(*household, rules).map([&](const CapacityAssessment& assessment) {
        return to_json(*household, assessment);
    });
}

}  // namespace draagkracht::capacity
