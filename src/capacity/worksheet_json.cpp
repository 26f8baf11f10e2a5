#include "capacity/worksheet_json.hpp"

#include "capacity/household_json.hpp"

namespace draagkracht::capacity {

namespace {

std::string row_json(const norms::ParameterRow& row) {
    std::string text;
    JsonWriter json{text};
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
    return text;
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

void write_policy(
    JsonWriter& json, const norms::PolicyRules& policy, std::string_view computation
) {
    const bool is_whole = computation == computation_by_whole_policy;
    const norms::RulesName& name = is_whole ? policy.all : policy.of_capacity;
    json.key("policy").begin_object();
    json.field("key", policy.key);
    if (!is_whole) {
        json.field("section", "capacity");
    }
    json.field("valid_from", name.valid_from.to_string());
    json.field("sha256", name.hash);
    json.end_object();
}

void write_receipt(
    JsonWriter& json, const Household& household, const Worksheet& sheet, const Maker& maker
) {
    json.key("receipt").begin_object();
    json.field("program", maker.program);
    json.field("computation", maker.computation);
    if (sheet.norms) {
        json.key("norms").begin_object();
        json.field("file", sheet.norms->file);
        json.field("valid_from", sheet.norms->valid_from.to_string());
        json.field("sha256", sheet.norms->hash);
        json.end_object();
    }
    if (sheet.policy) {
        write_policy(json, *sheet.policy, maker.computation);
    }
    json.key("law").begin_object();
    json.field("row", "pension_age");
    json.field("sha256", sheet.law_hash);
    json.end_object();
    json.key("household");
    write_household(json, household);
    json.end_object();
}

void write_obstacle(JsonWriter& json, const Obstacle& obstacle) {
    json.begin_object();
    json.field("code", obstacle.code);
    json.field("subject", obstacle.subject);
    json.field("nl", obstacle.dutch);
    json.field("en", obstacle.english);
    json.end_object();
}

}  // namespace

const std::string& WorksheetWriter::written(const norms::ParameterRow& row) {
    const auto known = rows_.find(&row);
    if (known != rows_.end() && known->second.row == row) {
        return known->second.json;
    }
    return rows_.insert_or_assign(&row, WrittenRow{row, row_json(row)}).first->second.json;
}

const WorksheetWriter::WrittenLine& WorksheetWriter::written(
    std::string_view name_field, const LineText& text
) {
    const auto [line, is_new] = lines_.try_emplace(&text);
    if (is_new) {
        JsonWriter{line->second.name}.field(name_field, text.name);
        JsonWriter words{line->second.words};
        words.field("nl", text.dutch).field("en", text.english).field("rule", text.rule);
        if (!text.article.empty()) {
            words.field("article", text.article);
        }
    }
    return line->second;
}

void WorksheetWriter::write_line(
    JsonWriter& json,
    const WrittenLine& line,
    std::string_view value,
    const std::vector<const norms::ParameterRow*>& parameters
) {
    json.begin_object();
    json.written(line.name);
    if (!value.empty()) {
        json.field("value", value);
    }
    json.written(line.words);
    json.key("parameters").begin_array();
    for (const norms::ParameterRow* row : parameters) {
        json.written(written(*row));
    }
    json.end_array();
    json.end_object();
}

void WorksheetWriter::write_remarks(
    JsonWriter& json,
    std::string_view list_field,
    std::string_view name_field,
    const std::vector<Remark>& remarks
) {
    json.key(list_field).begin_array();
    for (const Remark& remark : remarks) {
        const WrittenLine& line = written(name_field, text_of(remark.kind));
        write_line(json, line, remark.value, remark.parameters);
    }
    json.end_array();
}

void WorksheetWriter::write(
    const Household& household,
    const CapacityAssessment& assessment,
    const Maker& maker,
    std::string& text
) {
    const Worksheet& sheet = assessment.worksheet;
    JsonWriter json{text};
    json.begin_object();
    json.field("reference", household.reference);
    json.field("date", household.date.to_string());
    write_figures(json, assessment);
    json.key("steps").begin_array();
    for (const Step& step : sheet.steps) {
        write_line(json, written("step", text_of(step.kind)), step.value, step.parameters);
    }
    json.end_array();
    json.key("obstacles").begin_array();
    for (const Obstacle& obstacle : sheet.obstacles) {
        write_obstacle(json, obstacle);
    }
    json.end_array();
    write_remarks(json, "notices", "notice", sheet.notices);
    write_remarks(json, "provisions", "provision", sheet.provisions);
    write_receipt(json, household, sheet, maker);
    json.end_object();
}

}  // namespace draagkracht::capacity
