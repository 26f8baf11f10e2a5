#include "cli/explanation_text.hpp"

#include <fmt/format.h>

#include "cli/officer_name.hpp"

namespace draagkracht::cli {

namespace {

using followup::ExplainedLine;
using followup::ExplainedSection;
using followup::Explanation;
using followup::MadeBy;

Json text_or_null(const std::string& text) {
    return text.empty() ? Json() : Json(text);
}

Json date_or_null(const std::optional<base::Date>& date) {
    return date ? Json(date->to_string()) : Json();
}

Json json_of(const ExplainedLine& line) {
    Json made_by = Json::array();
    for (const MadeBy& made : line.made_by) {
        made_by.push_back(
            {{"record", made.record},
             {"who", text_or_null(made.who)},
             {"on", date_or_null(made.on)}}
        );
    }
    Json rules = Json::array();
    for (const norms::ParameterRow& row : line.rules) {
        rules.push_back(
            {{"row", row.name},
             {"value", row.value_text},
             {"validFrom", row.valid_from.to_string()},
             {"article", text_or_null(row.article)},
             {"source", row.source},
             {"basis", norms::name_of(row.basis)}}
        );
    }
    return {
        {"what", line.what},
        {"date", date_or_null(line.date)},
        {"value", text_or_null(line.value)},
        {"madeBy", std::move(made_by)},
        {"article", text_or_null(line.article)},
        {"rules", std::move(rules)},
        {"why", text_or_null(line.why)}};
}

std::string text_of(const MadeBy& made, const access::OfficerNames& names) {
    return fmt::format(
        "{} ({}, {})",
        made.record,
        made.who.empty() ? "not known by whom" : name_of(names, made.who),
        made.on ? made.on->to_string() : "not known when"
    );
}

// The line itself, and under it by whom, why and by which rules, further to the right.
std::string text_of(
    const ExplainedLine& line, const std::string& indent, const access::OfficerNames& names
) {
    std::string text = line.what;
    text += line.date ? fmt::format(", {}", line.date->to_string()) : "";
    text += line.value.empty() ? "" : fmt::format(": {}", line.value);
    text += line.article.empty() ? "" : fmt::format(" [{}]", line.article);
    const std::string under = "\n" + indent + "    ";
    if (!line.why.empty()) {
        text += under + line.why;
    }
    for (const MadeBy& made : line.made_by) {
        text += under + "by " + text_of(made, names);
    }
    for (const norms::ParameterRow& row : line.rules) {
        text += fmt::format(
            "{}rule {} = {} from {}{}, {} ({})",
            under,
            row.name,
            row.value_text,
            row.valid_from.to_string(),
            row.article.empty() ? "" : ", " + row.article,
            norms::name_of(row.basis),
            row.source
        );
    }
    return text;
}

}  // namespace

Json json_of(const Explanation& explanation) {
    Json sections = Json::array();
    for (const ExplainedSection& section : explanation.sections) {
        Json lines = Json::array();
        for (const ExplainedLine& line : section.lines) {
            lines.push_back(json_of(line));
        }
        sections.push_back(
            {{"topic", to_text(section.topic)},
             {"answer", json_of(section.answer)},
             {"lines", std::move(lines)}}
        );
    }
    return {
        {"claim", explanation.claim_number},
        {"on", explanation.vantage.day.to_string()},
        {"knownOn", explanation.vantage.known_on.to_string()},
        {"sections", std::move(sections)}};
}

std::string text_of(const Explanation& explanation, const access::OfficerNames& names) {
    std::string text = fmt::format(
        "Claim {} on {}, as known on {}",
        explanation.claim_number,
        explanation.vantage.day.to_string(),
        explanation.vantage.known_on.to_string()
    );
    for (const ExplainedSection& section : explanation.sections) {
        text +=
            fmt::format("\n\n{}: {}", to_text(section.topic), text_of(section.answer, "", names));
        for (const ExplainedLine& line : section.lines) {
            text += "\n  " + text_of(line, "  ", names);
        }
    }
    return text;
}

}  // namespace draagkracht::cli
