#include "norms/norm_file.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "norms/norm_parameters.hpp"
#include "norms/parameter_file.hpp"

namespace draagkracht::norms {

namespace {

NormPeriod read_period(TomlTable& root) {
    NormPeriod period{.valid_from = root.date("valid_from"), .sources = {}};
    TomlTable sources = root.table("sources");
    for (const std::string& key : sources.keys()) {
        period.sources.emplace(key, fmt::format("{}", fmt::join(sources.texts(key), "; ")));
    }
    return period;
}

using Sections = std::map<std::string, TomlTable, std::less<>>;

Sections read_sections(TomlTable& root) {
    Sections sections;
    for (const char* const name : {"benefit_norm", "holiday_pay", "cost_sharers"}) {
        sections.emplace(name, root.table(name));
    }
    // Before the half-year in which its parameters are known, a whole section is absent.
    for (const char* const name : {"protected_income", "earnings_disregards", "means"}) {
        if (root.has(name)) {
            sections.emplace(name, root.table(name));
        }
    }
    return sections;
}

template <typename Value>
void read_into(
    std::optional<Parameter<Value>>& parameter,
    TomlTable& section,
    std::string_view key,
    const NormPeriod& period
) {
    parameter = read_optional<Value>(section, key, period);
}

ProtectedIncomeForm read_form(TomlTable& section) {
    const std::string text = section.text("form");
    const std::optional<ProtectedIncomeForm> form = protected_income_form_of(text);
    if (!form) {
        section.complain(
            "form",
            "norms.not-a-value",
            fmt::format("the form '{}' is not known", text),
            "choose from linear_rent_term, quadratic_rent_term"
        );
    }
    return form.value_or(ProtectedIncomeForm::quadratic_rent_term);
}

void check_dates(const TomlTable& root, const NormTable& table) {
    if (table.valid_until < table.valid_from) {
        root.complain("valid_until", "norms.wrong-date", "'valid_until' is before 'valid_from'");
    }
    if (table.file != table.valid_from.to_string() + ".toml") {
        root.complain(
            "valid_from",
            "norms.wrong-date",
            "'valid_from' is not the date in the name of the file",
            "rename the file, or mend the date"
        );
    }
}

}  // namespace

base::Outcome<NormTable> read_norm_file(const std::filesystem::path& path) {
    const base::Outcome<TomlFile> file = TomlFile::read(path);
    if (!file) {
        return tl::unexpected(file.error());
    }
    TomlTable root = file->root();
    const NormPeriod period = read_period(root);
    NormTable table{
        .valid_from = period.valid_from,
        .valid_until = root.date("valid_until"),
        .file = path.filename().string(),
        .hash = file->hash(),
        .benefit_norm = {},
        .holiday_share = {},
        .cost_sharers = {},
        .protected_income = {},
        .earnings_disregards = {},
        .means = {}};
    Sections sections = read_sections(root);
    if (const auto found = sections.find("protected_income"); found != sections.end()) {
        table.protected_income.form = read_form(found->second);
    }
    for_each_parameter(table, [&](std::string_view section, std::string_view key, auto& parameter) {
        if (const auto found = sections.find(section); found != sections.end()) {
            read_into(parameter, found->second, key, period);
        }
    });
    for (const auto& [name, section] : sections) {
        section.close();
    }
    root.close();
    check_dates(root, table);
    if (file->problem()) {
        return tl::unexpected(*file->problem());
    }
    return table;
}

}  // namespace draagkracht::norms
