#include "audit/rows_written.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

namespace draagkracht::audit {

namespace {

constexpr const char* schema_field = "schema";

storage::Print print_of(const std::string& digits) {
    storage::Print print{};
    std::copy_n(digits.begin(), std::min(digits.size(), print.size()), print.begin());
    return print;
}

}  // namespace

// Written by hand, as a load tells of millions of rows: names of tables, numbers and hexadecimal
// digits, of which none is ever escaped.
std::string text_of(const storage::WrittenRows& rows) {
    std::string text = fmt::format(R"({{"{}":{})", schema_field, storage::schema_version());
    const auto end = std::back_inserter(text);
    for (const auto& [table, of_table] : rows) {
        fmt::format_to(end, R"(,"{}":[)", table);
        for (const storage::RowPrint& row : of_table) {
            const std::string_view print{row.print.data(), row.print.size()};
            fmt::format_to(
                end, R"({}[{},"{}"])", &row == &of_table.front() ? "" : ",", row.key, print
            );
        }
        text += ']';
    }
    return text + '}';
}

void for_each_told_row(
    const std::string& text, const std::function<void(const ToldRow& told)>& on_row
) {
    try {
        const nlohmann::json told = nlohmann::json::parse(text);
        const int schema = told.at(schema_field).get<int>();
        for (const auto& [table, rows] : told.items()) {
            for (const nlohmann::json& row : rows.is_array() ? rows : nlohmann::json::array()) {
                const auto& digits = row.at(1).get_ref<const std::string&>();
                on_row({table, schema, {row.at(0).get<std::int64_t>(), print_of(digits)}});
            }
        }
    } catch (const nlohmann::json::exception&) {
        return;
    }
}

}  // namespace draagkracht::audit
