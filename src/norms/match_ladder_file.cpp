#include "draagkracht/norms/match_ladder_file.hpp"

#include <fmt/format.h>

#include <set>

#include "norms/match_ladder_table.hpp"
#include "norms/parameter_file.hpp"

namespace draagkracht::norms {

namespace {

// No rule of the ladder goes by an account alone, and none may be asked for under another name.
void keep_account_from_deciding(TomlTable& section) {
    for (TomlTable& row : section.rows("ladder")) {
        for (const std::string& name : row.texts("value")) {
            const bool goes_by_account = name.starts_with("account") || name.starts_with("iban");
            if (goes_by_account && name != name_of(MatchRule::account_and_amount)) {
                row.complain(
                    "value",
                    "norms.account-alone",
                    fmt::format("the rule '{}' would let an account decide by itself", name),
                    "a guardian pays for many people from one account: choose account_and_amount"
                );
            }
        }
    }
}

}  // namespace

MatchLadders take_match_ladders(TomlTable& root) {
    if (!root.has("matching")) {
        return {};
    }
    TomlTable section = root.table("matching");
    keep_account_from_deciding(section);
    const auto rows = read_dated<std::vector<MatchRule>>(section, "ladder", RowKind::policy);
    for (const Parameter<std::vector<MatchRule>>& row : rows) {
        const std::set<MatchRule> once(row.value.begin(), row.value.end());
        if (once.size() != row.value.size()) {
            section.complain(
                "ladder",
                "norms.not-a-value",
                fmt::format("a rule stands twice in the ladder: {}", row.row.value_text),
                "name each rule once, and leave out what is off"
            );
        }
    }
    section.close();
    return MatchLadders{rows};
}

base::Outcome<LaddersOfMunicipalities> read_match_ladders(const std::filesystem::path& folder) {
    const base::Outcome<std::vector<std::filesystem::path>> files = toml_files_of(folder);
    if (!files) {
        return tl::unexpected(files.error());
    }
    LaddersOfMunicipalities ladders;
    for (const std::filesystem::path& path : *files) {
        const base::Outcome<TomlFile> file = TomlFile::read(path);
        if (!file) {
            return tl::unexpected(file.error());
        }
        TomlTable root = file->root();
        const MatchLadders of_policy = take_match_ladders(root);
        for (TomlTable& municipality : root.rows("municipalities")) {
            ladders.emplace(municipality.text("code"), of_policy);
        }
        if (file->problem()) {
            return tl::unexpected(*file->problem());
        }
    }
    return ladders;
}

}  // namespace draagkracht::norms
