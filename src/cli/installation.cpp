#include "cli/installation.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <vector>

#include "draagkracht/access/access_service.hpp"
#include "draagkracht/storage/migration.hpp"

namespace draagkracht::cli {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view settings_place = "config/draagkracht.toml";

std::vector<fs::path> homes() {
    std::vector<fs::path> homes;
    if (const char* named = std::getenv("DRAAGKRACHT_HOME"); named != nullptr) {
        homes.emplace_back(named);
    }
    homes.push_back(fs::current_path());
    std::error_code ignored;
    const fs::path program = fs::read_symlink("/proc/self/exe", ignored);
    for (fs::path folder = program.parent_path(); folder != folder.parent_path();
         folder = folder.parent_path()) {
        homes.push_back(folder);
    }
    homes.push_back(program.parent_path().parent_path() / "share" / "draagkracht");
    return homes;
}

base::Outcome<fs::path> find_settings(const CommonOptions& options) {
    if (!options.settings.empty()) {
        return fs::absolute(options.settings);
    }
    for (const fs::path& home : homes()) {
        if (fs::exists(home / settings_place)) {
            return fs::absolute(home / settings_place);
        }
    }
    return base::problem(
        "cli.no-settings",
        fmt::format("{} is not found", settings_place),
        "name the file with --config, or its folder's parent in DRAAGKRACHT_HOME"
    );
}

base::Done apply(const CommonOptions& options, norms::Settings& settings) {
    if (!options.database.empty()) {
        settings.database_address = options.database;
    }
    if (!options.key_file.empty()) {
        settings.key_file = options.key_file;
    }
    if (!options.today.empty()) {
        const base::Outcome<base::Date> today = date_of_option(options.today, "--today");
        if (!today) {
            return tl::unexpected(today.error());
        }
        settings.business_date = *today;
    }
    return {};
}

// libpq tells in several lines what a Problem tells in one.
std::string on_one_line(std::string text) {
    for (char& character : text) {
        character = character == '\n' || character == '\t' ? ' ' : character;
    }
    return text.substr(0, text.find_last_not_of(' ') + 1);
}

}  // namespace

Installation::Installation(fs::path home, norms::Settings settings)
    : home_{std::move(home)}, settings_{std::move(settings)} {}

base::Outcome<Installation> Installation::find(const CommonOptions& options) {
    const base::Outcome<fs::path> file = find_settings(options);
    if (!file) {
        return tl::unexpected(file.error());
    }
    base::Outcome<norms::Settings> settings = norms::read_settings(*file);
    if (!settings) {
        return tl::unexpected(settings.error());
    }
    if (const base::Done applied = apply(options, *settings); !applied) {
        return tl::unexpected(applied.error());
    }
    return Installation{file->parent_path().parent_path(), std::move(*settings)};
}

base::Outcome<std::unique_ptr<storage::Database>> Installation::connect() const {
    const base::Outcome<storage::DatabaseAddress> address =
        storage::DatabaseAddress::parse(settings_.database_address);
    if (!address) {
        return tl::unexpected(address.error());
    }
    try {
        const auto connections = static_cast<std::size_t>(settings_.database_connections);
        return std::make_unique<storage::Database>(*address, connections);
    } catch (const storage::DatabaseUnreachable& unreachable) {
        return base::problem(
            "storage.unreachable",
            on_one_line(unreachable.what()),
            "look whether the address is right and the database is running"
        );
    }
}

base::Outcome<std::unique_ptr<storage::Database>> Installation::open_database() const {
    const base::Outcome<storage::DatabaseAddress> address =
        storage::DatabaseAddress::parse(settings_.database_address);
    if (!address) {
        return tl::unexpected(address.error());
    }
    if (address->engine == storage::Engine::sqlite && !fs::exists(address->target)) {
        return base::problem(
            "storage.no-register",
            fmt::format("there is no register at {}", address->target),
            "look whether the path is right, or make one with draagkracht migrate"
        );
    }
    base::Outcome<std::unique_ptr<storage::Database>> database = connect();
    if (!database) {
        return database;
    }
    if (const base::Done fits = storage::check_schema(**database); !fits) {
        return tl::unexpected(fits.error());
    }
    return database;
}

base::Outcome<storage::Sealer> Installation::open_sealer() const {
    return storage::Sealer::from_key_file(settings_.key_file);
}

base::Outcome<norms::RuleBook> Installation::read_rules() const {
    return norms::read_rules(settings_.rule_files);
}

base::Outcome<OpenRegister> OpenRegister::open(const CommonOptions& options) {
    base::Outcome<Installation> here = Installation::find(options);
    if (!here) {
        return tl::unexpected(here.error());
    }
    base::Outcome<norms::RuleBook> rules = here->read_rules();
    if (!rules) {
        return tl::unexpected(rules.error());
    }
    base::Outcome<std::unique_ptr<storage::Database>> database = here->open_database();
    if (!database) {
        return tl::unexpected(database.error());
    }
    base::Outcome<storage::Sealer> sealer = here->open_sealer();
    if (!sealer) {
        return tl::unexpected(sealer.error());
    }
    return OpenRegister{
        std::move(*here), std::move(*database), std::move(*sealer), std::move(*rules)};
}

base::Outcome<base::Date> date_of_option(const std::string& text, const std::string& option) {
    return base::Date::parse(text).map_error([&](const base::Problem& wrong) {
        return base::Problem{"cli.wrong-usage", wrong.message, option, wrong.remedy};
    });
}

base::Outcome<base::MunicipalityId> municipality_named(
    storage::Database& database, const std::string& code
) {
    const auto municipalities = access::AccessService{database}.municipalities();
    const auto found = std::ranges::find(municipalities, code, &access::Municipality::code);
    if (found == municipalities.end()) {
        std::vector<std::string> codes;
        std::ranges::transform(
            municipalities, std::back_inserter(codes), &access::Municipality::code
        );
        return tl::unexpected(base::Problem{
            "cli.wrong-usage",
            "there is no such municipality in this register",
            "--municipality",
            codes.empty() ? "draagkracht migrate registers those of the policies"
                          : fmt::format("known here: {}", fmt::join(codes, ", "))});
    }
    return found->id;
}

access::Occasion Installation::occasion(access::Machine machine) const {
    const base::Timestamp moment = base::clock_now();
    const base::Date today =
        settings_.business_date ? *settings_.business_date : base::amsterdam_date(moment);
    return {access::Actor::machine(machine), base::BusinessDate{today}, moment};
}

}  // namespace draagkracht::cli
