// A TOML file read strictly: every key must be asked for, be there, and have the right type.
//
//     Outcome<TomlFile> file = TomlFile::read("config/law.toml");
//     TomlTable root = file->root();
//     int weeks = root.whole("weeks");      // 0, and a problem noted, when it is missing
//     root.close();                         // notes a key that nobody asked for
//     if (file->problem()) return tl::unexpected(*file->problem());
//
// Reading goes on after a problem with a stand-in value, so that readers stay plain; the first
// problem counts, and nothing that was read may be used once there is one.
#pragma once

#include <toml++/toml.h>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "draagkracht/base/date.hpp"
#include "draagkracht/base/problem.hpp"

namespace draagkracht::norms {

// What all tables of one file share.
struct TomlContext {
    std::string file_name;
    std::optional<base::Problem> problem;
    // Keys that are not this file's to set, each with what decides it: the article of an act.
    std::map<std::string, std::string, std::less<>> decided_elsewhere = {};
};

class TomlTable {
  public:
    TomlTable(const toml::table* table, std::string name, std::shared_ptr<TomlContext> context)
        : table_{table}, name_{std::move(name)}, context_{std::move(context)} {}

    // "protected_income"; with a key, "protected_income.base_share".
    [[nodiscard]] std::string path_of(std::string_view key) const;
    [[nodiscard]] bool has(std::string_view key) const;
    // Every key of the table, in the order of the file.
    [[nodiscard]] std::vector<std::string> keys() const;

    [[nodiscard]] std::string text(std::string_view key);
    [[nodiscard]] int whole(std::string_view key);
    [[nodiscard]] bool flag(std::string_view key);
    [[nodiscard]] base::Date date(std::string_view key);
    // A text, or a list of texts.
    [[nodiscard]] std::vector<std::string> texts(std::string_view key);
    [[nodiscard]] TomlTable table(std::string_view key);
    // A list of tables with at least one row.
    [[nodiscard]] std::vector<TomlTable> rows(std::string_view key);

    // Notes the first key that was not asked for: norms.unknown-key, or norms.set-by-law when an
    // act decides it.
    void close() const;
    // Notes a problem at the line of the key, or of the table when the key is empty.
    void complain(
        std::string_view key, std::string code, std::string message, std::string remedy = {}
    ) const;
    [[nodiscard]] const std::string& file_name() const { return context_->file_name; }

  private:
    // The node, or null with a problem noted when it is missing.
    const toml::node* take(std::string_view key);
    void complain_of_type(std::string_view key, std::string_view wanted) const;

    const toml::table* table_;  // Null after a problem: reads then give stand-ins.
    std::string name_;
    std::shared_ptr<TomlContext> context_;
    std::set<std::string, std::less<>> taken_;
};

class TomlFile {
  public:
    // Problems norms.unreadable, norms.not-toml.
    [[nodiscard]] static base::Outcome<TomlFile> read(const std::filesystem::path& path);

    // The keys that close() says to be law, with the article of each.
    void set_by_law(std::map<std::string, std::string, std::less<>> articles) {
        context_->decided_elsewhere = std::move(articles);
    }
    [[nodiscard]] TomlTable root() const { return {root_.get(), "", context_}; }
    [[nodiscard]] const std::string& name() const { return context_->file_name; }
    [[nodiscard]] const std::string& hash() const { return hash_; }
    [[nodiscard]] const std::optional<base::Problem>& problem() const { return context_->problem; }

  private:
    TomlFile() = default;
    std::shared_ptr<const toml::table> root_;
    std::shared_ptr<TomlContext> context_;
    std::string hash_;  // SHA-256 of the bytes, in hexadecimals.
};

// The .toml files of a folder, sorted by name; Problem norms.unreadable when there is none.
[[nodiscard]] base::Outcome<std::vector<std::filesystem::path>> toml_files_of(
    const std::filesystem::path& folder
);

}  // namespace draagkracht::norms
