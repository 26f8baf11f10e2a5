#include "audit/rows_written.hpp"

#include <nlohmann/json.hpp>

namespace draagkracht::audit {

namespace {

constexpr const char* schema_field = "schema";

}  // namespace

std::string text_of(const std::vector<storage::RowPrint>& rows) {
    nlohmann::ordered_json told{{schema_field, storage::schema_version()}};
    for (const storage::RowPrint& row : rows) {
        told[row.table].push_back({row.key, row.print});
    }
    return told.dump();
}

void for_each_told_row(
    const std::string& text,
    const std::function<void(int schema, const storage::RowPrint& row)>& on_row
) {
    try {
        const nlohmann::json told = nlohmann::json::parse(text);
        const int schema = told.at(schema_field).get<int>();
        for (const auto& [table, rows] : told.items()) {
            for (const nlohmann::json& row : rows.is_array() ? rows : nlohmann::json::array()) {
                on_row(
                    schema, {table, row.at(0).get<std::int64_t>(), row.at(1).get<std::string>()}
                );
            }
        }
    } catch (const nlohmann::json::exception&) {
        return;
    }
}

}  // namespace draagkracht::audit
