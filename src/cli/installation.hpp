// The installation that a command works on: its settings, and what they lead to. Everything is
// opened when it is first asked for, so that `capacity` needs no database.
//
//     Outcome<Installation> here = Installation::find(options);
//     Outcome<std::unique_ptr<Database>> database = here->open_database();
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "draagkracht/access/occasion.hpp"
#include "draagkracht/norms/rules_file.hpp"
#include "draagkracht/norms/settings_file.hpp"
#include "draagkracht/storage/database.hpp"
#include "draagkracht/storage/sealer.hpp"

namespace draagkracht::cli {

// The options that every command takes.
struct CommonOptions {
    std::string database;  // empty: as the settings say
    std::string settings;  // a file; empty: looked for
    std::string key_file;  // empty: as the settings say
    std::string today;     // empty: as the settings say
    bool json = false;
    bool quiet = false;
    std::string program = "draagkracht";  // as it was called, for commands that are shown
};

class Installation {
  public:
    // The settings file is the one that is named, or config/draagkracht.toml in the first of: the
    // folder in DRAAGKRACHT_HOME, the working folder, the folders above the program, and
    // ../share/draagkracht beside it. Problems cli.no-settings, cli.wrong-usage (not a date) and
    // those of the file.
    [[nodiscard]] static base::Outcome<Installation> find(const CommonOptions& options);

    [[nodiscard]] const norms::Settings& settings() const { return settings_; }
    // Where the settings file lies is the folder config of this one.
    [[nodiscard]] const std::filesystem::path& home() const { return home_; }

    // Problems storage.not-an-address, storage.unreachable; of open_database also
    // storage.schema-differs when the schema is not that of this program, and storage.no-register:
    // only connect makes the file of a register that is not there.
    [[nodiscard]] base::Outcome<std::unique_ptr<storage::Database>> connect() const;
    [[nodiscard]] base::Outcome<std::unique_ptr<storage::Database>> open_database() const;

    [[nodiscard]] base::Outcome<storage::Sealer> open_sealer() const;
    [[nodiscard]] base::Outcome<norms::RuleBook> read_rules() const;

    // A machine acts now, on the business date that was named or else is today in Amsterdam.
    [[nodiscard]] access::Occasion occasion(access::Machine machine) const;

  private:
    Installation(std::filesystem::path home, norms::Settings settings);
    std::filesystem::path home_;
    norms::Settings settings_;
};

// A register with what is needed to work on it.
struct OpenRegister {
    Installation here;
    std::unique_ptr<storage::Database> database;
    storage::Sealer sealer;
    norms::RuleBook rules;

    // Problems of all that is opened.
    [[nodiscard]] static base::Outcome<OpenRegister> open(const CommonOptions& options);
};

// A date that was given as an option. Problem cli.wrong-usage, at that option.
[[nodiscard]] base::Outcome<base::Date> date_of_option(
    const std::string& text, const std::string& option
);

// The municipality with this code. Problem cli.wrong-usage, at --municipality.
[[nodiscard]] base::Outcome<base::MunicipalityId> municipality_named(
    storage::Database& database, const std::string& code
);

}  // namespace draagkracht::cli
