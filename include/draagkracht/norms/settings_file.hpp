// Settings say how one installation runs: which database, which address to listen on, where the
// rules and templates lie. Nothing of law or policy is in them.
//
//     Settings settings = read_settings("config/draagkracht.toml").value();
//     settings.database_address      // "sqlite:draagkracht.db"
//
// config/draagkracht.toml explains every key. A relative path there counts from that file's folder.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "draagkracht/base/date.hpp"
#include "draagkracht/base/log.hpp"
#include "draagkracht/base/problem.hpp"
#include "draagkracht/norms/rules_file.hpp"

namespace draagkracht::norms {

struct Settings {
    std::string database_address;  // "sqlite:PATH" or "postgresql://..."
    int database_connections = 0;
    std::filesystem::path key_file;  // Opens the sealed columns; belongs outside the database.
    std::string listen_address;
    int listen_port = 0;
    bool behind_tls = false;  // People reach it over https.
    RuleFiles rule_files;
    std::filesystem::path templates;  // Holds letters/ and pages/.
    std::filesystem::path assets;     // Style sheet, fonts and icon of the pages.
    base::Level log_level = base::Level::info;
    std::optional<base::Date> business_date;  // Empty: the day it is in Amsterdam.
    int import_chunk_entries = 0;             // Payments of a bank file written in one.
};

// Every key must be there: a missing one is a Problem, as an unknown one is; see rules_file.hpp.
[[nodiscard]] base::Outcome<Settings> read_settings(const std::filesystem::path& file);

}  // namespace draagkracht::norms
