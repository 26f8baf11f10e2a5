#include "draagkracht/capacity/capacity_json.hpp"

#include "capacity/household_json.hpp"
#include "capacity/json_writer.hpp"

namespace draagkracht::capacity {

namespace {

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

// A line of the sheet with its words and what it goes by: a step, a notice or a provision.
void write_line(
    JsonWriter& json,
    std::string_view name_field,
    const LineText& text,
    const std::string& value,
    const std::vector<const norms::ParameterRow*>& parameters
) {
    json.begin_object();
    json.field(name_field, text.name);
    if (!value.empty()) {
        json.field("value", value);
    }
    json.field("nl", text.dutch);
    json.field("en", text.english);
    json.field("rule", text.rule);
    if (!text.article.empty()) {
        json.field("article", text.article);
    }
    json.key("parameters").begin_array();
    for (const norms::ParameterRow* row : parameters) {
        write_parameter(json, *row);
    }
    json.end_array();
    json.end_object();
}

void write_remarks(
    JsonWriter& json,
    std::string_view list_field,
    std::string_view name_field,
    const std::vector<Remark>& remarks
) {
    json.key(list_field).begin_array();
    for (const Remark& remark : remarks) {
        write_line(json, name_field, text_of(remark.kind), remark.value, remark.parameters);
    }
    json.end_array();
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
    json.field("protected_income_applies", assessment.protected_income_applies);
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

std::string to_json(const Household& household, const CapacityAssessment& assessment) {
    const Worksheet& sheet = assessment.worksheet;
    JsonWriter json;
    json.begin_object();
    json.field("reference", household.reference);
    json.field("date", household.date.to_string());
    write_figures(json, assessment);
    json.key("steps").begin_array();
    for (const Step& step : sheet.steps) {
        write_line(json, "step", text_of(step.kind), step.value, step.parameters);
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
    write_remarks(json, "notices", "notice", sheet.notices);
    write_remarks(json, "provisions", "provision", sheet.provisions);
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
