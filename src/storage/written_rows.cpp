#include "draagkracht/storage/written_rows.hpp"

#include <algorithm>
#include <array>

#include "draagkracht/base/sha256.hpp"
#include "draagkracht/storage/sealer.hpp"
#include "storage/migration_files.hpp"

namespace draagkracht::storage {

namespace {

constexpr std::array<const char*, 2> trail_tables{"audit_event", "audit_event_person"};

// The length in front keeps "ab" + "c" apart from "a" + "bc".
void append(std::string& text, std::string_view field) {
    text += std::to_string(field.size());
    text += ':';
    text += field;
}

}  // namespace

RowText::RowText(std::string_view table) {
    append(text_, table);
    table_size_ = text_.size();
}

void RowText::add(std::string_view column, std::string_view value) {
    append(text_, column);
    append(text_, value);
}

Print RowText::print() const {
    Print print{};
    std::ranges::copy_n(base::sha256_digits_of(text_).begin(), print.size(), print.begin());
    return print;
}

const std::set<std::string>& tables_told_in_trail() {
    static const std::set<std::string> tables = [] {
        const std::vector<std::string> marked = append_only_marks();
        std::set<std::string> told{marked.begin(), marked.end()};
        for (const char* const table : trail_tables) {
            told.erase(table);
        }
        return told;
    }();
    return tables;
}

int schema_version() {
    return migration_files().back().version;
}

}  // namespace draagkracht::storage
