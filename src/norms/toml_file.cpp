#include "norms/toml_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <limits>
#include <sstream>

#include "draagkracht/base/sha256.hpp"

namespace draagkracht::norms {

namespace {

std::string line_of(const std::string& file_name, const toml::source_region& region) {
    return region.begin.line > 0 ? fmt::format("{}:{}", file_name, region.begin.line) : file_name;
}

base::Date stand_in_date() {
    return base::Date{std::chrono::sys_days{}};
}

}  // namespace

std::string TomlTable::path_of(std::string_view key) const {
    if (name_.empty() || key.empty()) {
        return name_ + std::string{key};
    }
    return fmt::format("{}.{}", name_, key);
}

bool TomlTable::has(std::string_view key) const {
    return table_ != nullptr && table_->contains(key);
}

std::vector<std::string> TomlTable::keys() const {
    std::vector<std::pair<toml::source_position, std::string>> placed;
    if (table_ != nullptr) {
        for (const auto& [key, node] : *table_) {
            placed.emplace_back(node.source().begin, key.str());
        }
    }
    std::ranges::sort(placed, [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<std::string> names;
    for (auto& [position, name] : placed) {
        names.push_back(std::move(name));
    }
    return names;
}

const toml::node* TomlTable::take(std::string_view key) {
    taken_.emplace(key);
    if (table_ == nullptr) {
        return nullptr;
    }
    const toml::node* node = table_->get(key);
    if (node == nullptr) {
        complain(
            {},
            "norms.missing",
            fmt::format("'{}' is missing", path_of(key)),
            "every key must be there"
        );
    }
    return node;
}

void TomlTable::complain(
    std::string_view key, std::string code, std::string message, std::string remedy
) const {
    if (context_->problem) {
        return;
    }
    const toml::node* node = table_ == nullptr || key.empty() ? table_ : table_->get(key);
    std::string where =
        node == nullptr ? context_->file_name : line_of(context_->file_name, node->source());
    context_->problem =
        base::Problem{std::move(code), std::move(message), std::move(where), std::move(remedy)};
}

void TomlTable::complain_of_type(std::string_view key, std::string_view wanted) const {
    complain(
        key,
        "norms.wrong-type",
        fmt::format("'{}' is not {}", path_of(key), wanted),
        fmt::format("write it as {}", wanted)
    );
}

std::string TomlTable::text(std::string_view key) {
    const toml::node* node = take(key);
    if (node == nullptr) {
        return {};
    }
    const std::optional<std::string> value = node->value_exact<std::string>();
    if (!value) {
        complain_of_type(key, "text in quotation marks");
        return {};
    }
    if (value->empty()) {
        complain(key, "norms.missing", fmt::format("'{}' is empty", path_of(key)));
    }
    return *value;
}

int TomlTable::whole(std::string_view key) {
    const toml::node* node = take(key);
    if (node == nullptr) {
        return 0;
    }
    const std::optional<std::int64_t> value = node->value_exact<std::int64_t>();
    if (!value || *value < 0 || *value > std::numeric_limits<int>::max()) {
        complain_of_type(key, "a whole number that is not negative");
        return 0;
    }
    return static_cast<int>(*value);
}

bool TomlTable::flag(std::string_view key) {
    const toml::node* node = take(key);
    if (node == nullptr) {
        return false;
    }
    const std::optional<bool> value = node->value_exact<bool>();
    if (!value) {
        complain_of_type(key, "true or false");
        return false;
    }
    return *value;
}

base::Date TomlTable::date(std::string_view key) {
    const toml::node* node = take(key);
    if (node == nullptr) {
        return stand_in_date();
    }
    const std::optional<toml::date> value = node->value_exact<toml::date>();
    if (!value) {
        complain_of_type(key, "a date without quotation marks, such as 2026-07-01");
        return stand_in_date();
    }
    // The parser of TOML has refused days that do not exist.
    return base::Date{std::chrono::year{value->year} / value->month / value->day};
}

std::vector<std::string> TomlTable::texts(std::string_view key) {
    const toml::node* node = take(key);
    if (node == nullptr) {
        return {};
    }
    if (const std::optional<std::string> one = node->value_exact<std::string>()) {
        return {*one};
    }
    std::vector<std::string> texts;
    if (const toml::array* list = node->as_array()) {
        for (const toml::node& item : *list) {
            texts.push_back(item.value_exact<std::string>().value_or(""));
        }
    }
    if (texts.empty() || std::ranges::find(texts, "") != texts.end()) {
        complain_of_type(key, "text in quotation marks, or a list of texts");
        return {};
    }
    return texts;
}

TomlTable TomlTable::table(std::string_view key) {
    const toml::node* node = take(key);
    if (node != nullptr && node->as_table() == nullptr) {
        complain_of_type(key, "a table");
        node = nullptr;
    }
    return {node == nullptr ? nullptr : node->as_table(), path_of(key), context_};
}

std::vector<TomlTable> TomlTable::rows(std::string_view key) {
    const toml::node* node = take(key);
    if (node == nullptr) {
        return {};
    }
    std::vector<TomlTable> rows;
    if (const toml::array* list = node->as_array()) {
        for (const toml::node& item : *list) {
            if (item.as_table() == nullptr) {
                rows.clear();
                break;
            }
            rows.emplace_back(item.as_table(), path_of(key), context_);
        }
    }
    if (rows.empty()) {
        complain_of_type(key, "a list of rows in braces, with at least one row");
    }
    return rows;
}

void TomlTable::close() const {
    for (const std::string& key : keys()) {
        if (taken_.contains(key)) {
            continue;
        }
        const auto law = context_->decided_elsewhere.find(key);
        if (law == context_->decided_elsewhere.end()) {
            complain(
                key,
                "norms.unknown-key",
                fmt::format("unknown key '{}'", path_of(key)),
                "check the spelling, or delete it"
            );
        } else {
            complain(
                key,
                "norms.set-by-law",
                fmt::format(
                    "'{}' is law, {}; it cannot be set by policy", path_of(key), law->second
                ),
                "delete it; the files of law hold its value"
            );
        }
        return;
    }
}

base::Outcome<TomlFile> TomlFile::read(const std::filesystem::path& path) {
    std::ifstream stream{path, std::ios::binary};
    std::ostringstream bytes;
    if (!stream || !(bytes << stream.rdbuf())) {
        return tl::unexpected(base::Problem{
            "norms.unreadable",
            "the file cannot be read or is empty",
            path.string(),
            "check the path and who may read it"});
    }
    TomlFile file;
    file.context_ = std::make_shared<TomlContext>();
    file.context_->file_name = path.string();
    file.hash_ = base::sha256_of(bytes.str());
    try {
        file.root_ = std::make_shared<toml::table>(toml::parse(bytes.str(), path.string()));
    } catch (const toml::parse_error& error) {
        return tl::unexpected(base::Problem{
            "norms.not-toml",
            std::string{error.description()},
            line_of(path.string(), error.source()),
            "see https://toml.io for how TOML is written"});
    }
    return file;
}

base::Outcome<std::vector<std::filesystem::path>> toml_files_of(const std::filesystem::path& folder
) {
    std::vector<std::filesystem::path> files;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator{folder, error}) {
        if (entry.path().extension() == ".toml") {
            files.push_back(entry.path());
        }
    }
    if (files.empty()) {
        return tl::unexpected(base::Problem{
            "norms.unreadable",
            "the folder cannot be read or holds no .toml file",
            folder.string(),
            "check the path in draagkracht.toml"});
    }
    std::ranges::sort(files);
    return files;
}

}  // namespace draagkracht::norms
