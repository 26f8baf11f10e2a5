// Reads parameters out of TOML tables: a value with the place it stands in.
//
//     Amount single = read_optional<base::Money>(section, "single", period);
//     std::vector<Parameter<int>> weeks = read_dated<int>(root, "payment_term_weeks",
//     RowKind::law);
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "draagkracht/base/money.hpp"
#include "draagkracht/base/percentage.hpp"
#include "draagkracht/norms/law.hpp"
#include "draagkracht/norms/match_ladder.hpp"
#include "draagkracht/norms/parameter.hpp"
#include "draagkracht/norms/policy.hpp"
#include "norms/toml_file.hpp"

namespace draagkracht::norms {

// The value of a row; one function for each type that a parameter can have. An amount is text with
// at most two decimals, a percentage text from 0 to 100.
template <typename Value>
[[nodiscard]] Value read_value(TomlTable& row);
template <>
base::Money read_value(TomlTable& row);
template <>
base::Percentage read_value(TomlTable& row);
template <>
int read_value(TomlTable& row);
template <>
Fraction read_value(TomlTable& row);
template <>
Factor read_value(TomlTable& row);
template <>
bool read_value(TomlTable& row);
template <>
FormalNoticeFee read_value(TomlTable& row);
template <>
PensionAge read_value(TomlTable& row);
template <>
ClaimOrder read_value(TomlTable& row);
template <>
InstalmentRounding read_value(TomlTable& row);
template <>
std::vector<EscalationStep> read_value(TomlTable& row);
template <>
std::vector<FourEyesAction> read_value(TomlTable& row);
template <>
std::vector<MatchRule> read_value(TomlTable& row);

[[nodiscard]] std::string value_text_of(base::Money value);
[[nodiscard]] std::string value_text_of(base::Percentage value);
[[nodiscard]] std::string value_text_of(int value);
[[nodiscard]] std::string value_text_of(Fraction value);
[[nodiscard]] std::string value_text_of(Factor value);
[[nodiscard]] std::string value_text_of(bool value);
[[nodiscard]] std::string value_text_of(const FormalNoticeFee& value);
[[nodiscard]] std::string value_text_of(PensionAge value);
[[nodiscard]] std::string value_text_of(ClaimOrder value);
[[nodiscard]] std::string value_text_of(InstalmentRounding value);
[[nodiscard]] std::string value_text_of(const std::vector<EscalationStep>& value);
[[nodiscard]] std::string value_text_of(const std::vector<FourEyesAction>& value);
[[nodiscard]] std::string value_text_of(const std::vector<MatchRule>& value);

[[nodiscard]] Basis read_basis(TomlTable& row);

// A row as the hash of rules in force takes it, with a line end.
[[nodiscard]] std::string canonical_line(const ParameterRow& row);

// What the rows of a norm file share: since when they hold, and the sources by their short name.
struct NormPeriod {
    base::Date valid_from;
    std::map<std::string, std::string, std::less<>> sources;
};

[[nodiscard]] std::string read_source(TomlTable& row, const NormPeriod& period);

// A parameter of a norm file; empty when the key is not there: then it is not known.
template <typename Value>
[[nodiscard]] std::optional<Parameter<Value>> read_optional(
    TomlTable& section, std::string_view key, const NormPeriod& period
) {
    if (!section.has(key)) {
        return std::nullopt;
    }
    TomlTable row = section.table(key);
    Value value = read_value<Value>(row);
    std::string text = value_text_of(value);
    ParameterRow place{
        .name = section.path_of(key),
        .value_text = std::move(text),
        .valid_from = period.valid_from,
        .article = row.text("article"),
        .source = read_source(row, period),
        .basis = read_basis(row)};
    row.close();
    return Parameter<Value>{std::move(value), std::move(place)};
}

// Rows of law name an article and how sure they are; rows of policy have a source alone.
enum class RowKind { law, policy };

// The dated rows of one rule, which must stand in order of date.
template <typename Value>
[[nodiscard]] std::vector<Parameter<Value>> read_dated(
    TomlTable& section, std::string_view key, RowKind kind
) {
    std::vector<Parameter<Value>> parameters;
    for (TomlTable& row : section.rows(key)) {
        Value value = read_value<Value>(row);
        std::string text = value_text_of(value);
        ParameterRow place{
            .name = section.path_of(key),
            .value_text = std::move(text),
            .valid_from = row.date("valid_from"),
            .article = kind == RowKind::law ? row.text("article") : "",
            .source = row.text("source"),
            .basis = kind == RowKind::law ? read_basis(row) : Basis::policy};
        if (!parameters.empty() && place.valid_from <= parameters.back().row.valid_from) {
            row.complain(
                "valid_from",
                "norms.overlap",
                "the rows of '" + place.name + "' are not in order of date, or two begin on one day"
            );
        }
        row.close();
        parameters.push_back({std::move(value), std::move(place)});
    }
    return parameters;
}

// The row that holds on the date: the last that began by then; null when none did.
template <typename Value>
[[nodiscard]] const Parameter<Value>* in_force(
    const std::vector<Parameter<Value>>& rows, base::Date date
) {
    const Parameter<Value>* found = nullptr;
    for (const Parameter<Value>& parameter : rows) {
        if (parameter.row.valid_from <= date) {
            found = &parameter;
        }
    }
    return found;
}

}  // namespace draagkracht::norms
