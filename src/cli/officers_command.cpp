// draagkracht officers: makes officers known, lists them, and gives and takes roles. A password is
// typed at the terminal or comes over standard input; it is never an argument, which everybody on
// the machine could read.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <memory>

#include "cli/command.hpp"
#include "cli/password.hpp"
#include "draagkracht/access/access_service.hpp"
#include "draagkracht/access/officers_service.hpp"

namespace draagkracht::cli {

namespace {

using access::Role;

struct OfficerOptions {
    std::string login;
    std::string name;
    std::string municipality;
    std::vector<std::string> roles;
    bool takes_all_away = false;  // said, so that a role that was forgotten takes nothing away
};

base::Problem wrong_option(const std::string& option, const std::string& message) {
    return {"cli.wrong-usage", message, option, {}};
}

base::Outcome<std::set<Role>> roles_of(const OfficerOptions& options) {
    std::set<Role> roles;
    for (const std::string& text : options.roles) {
        const std::optional<Role> role = access::role_of(text);
        if (!role) {
            return tl::unexpected(wrong_option(
                "--role", "a role is debt_officer, caseworker, supervisor, auditor or administrator"
            ));
        }
        roles.insert(*role);
    }
    return roles;
}

// What every act on officers needs; the keeper of the installation acts, from its own machine.
struct Desk {
    std::unique_ptr<storage::Database> database;
    access::Occasion occasion;

    static base::Outcome<Desk> open(const CommonOptions& options) {
        const base::Outcome<Installation> here = Installation::find(options);
        if (!here) {
            return tl::unexpected(here.error());
        }
        base::Outcome<std::unique_ptr<storage::Database>> database = here->open_database();
        if (!database) {
            return tl::unexpected(database.error());
        }
        return Desk{std::move(*database), here->occasion(access::Machine::conversion)};
    }
};

base::Outcome<ExitCode> add_officer(
    const CommonOptions& common, const OfficerOptions& options, const Console& console
) {
    const base::Outcome<Desk> desk = Desk::open(common);
    if (!desk) {
        return tl::unexpected(desk.error());
    }
    const base::Outcome<base::MunicipalityId> municipality =
        municipality_named(*desk->database, options.municipality);
    const base::Outcome<std::set<Role>> roles = roles_of(options);
    if (!municipality || !roles) {
        return tl::unexpected(!municipality ? municipality.error() : roles.error());
    }
    access::RolesByMunicipality given;
    if (!roles->empty()) {
        given.emplace(*municipality, *roles);
    }
    const base::Outcome<base::OfficerId> added = access::AccessService{*desk->database}.add_officer(
        desk->occasion, {options.login, options.name, read_password(), given}
    );
    if (!added) {
        return tl::unexpected(added.error());
    }
    console.result({{"officer", added->value()}}, fmt::format("{} can log in.", options.login));
    return ExitCode::done;
}

base::Outcome<ExitCode> set_roles(
    const CommonOptions& common, const OfficerOptions& options, const Console& console
) {
    if (options.roles.empty() != options.takes_all_away) {
        return tl::unexpected(wrong_option(
            "--role", "either the roles are named, each with --role, or --none takes all away"
        ));
    }
    const base::Outcome<Desk> desk = Desk::open(common);
    if (!desk) {
        return tl::unexpected(desk.error());
    }
    const base::Outcome<base::MunicipalityId> municipality =
        municipality_named(*desk->database, options.municipality);
    const base::Outcome<std::set<Role>> roles = roles_of(options);
    if (!municipality || !roles) {
        return tl::unexpected(!municipality ? municipality.error() : roles.error());
    }
    const base::Done done = access::OfficersService{*desk->database}.set_roles(
        desk->occasion, options.login, *municipality, *roles
    );
    if (!done) {
        return tl::unexpected(done.error());
    }
    console.result(
        {{"login", options.login}, {"roles", options.roles}},
        fmt::format(
            "{} has in {}: {}.",
            options.login,
            options.municipality,
            options.roles.empty() ? "no role" : fmt::format("{}", fmt::join(options.roles, ", "))
        )
    );
    return ExitCode::done;
}

base::Outcome<ExitCode> list_officers(const CommonOptions& common, const Console& console) {
    const base::Outcome<Desk> desk = Desk::open(common);
    if (!desk) {
        return tl::unexpected(desk.error());
    }
    const base::Outcome<std::vector<access::OfficerEntry>> officers =
        access::OfficersService{*desk->database}.officers(desk->occasion);
    if (!officers) {
        return tl::unexpected(officers.error());
    }
    std::map<base::MunicipalityId, std::string> codes;
    for (const access::Municipality& known :
         access::AccessService{*desk->database}.municipalities()) {
        codes.emplace(known.id, known.code);
    }
    for (const access::OfficerEntry& officer : *officers) {
        Json roles = Json::object();
        std::string text = fmt::format("{} ({})", officer.login, officer.display_name);
        for (const auto& [municipality, held] : officer.roles) {
            std::vector<std::string> names;
            for (const Role role : held) {
                names.emplace_back(access::to_text(role));
            }
            text += fmt::format("  {}: {}", codes[municipality], fmt::join(names, ", "));
            roles[codes[municipality]] = std::move(names);
        }
        console.result(
            {{"login", officer.login}, {"name", officer.display_name}, {"roles", roles}}, text
        );
    }
    return ExitCode::done;
}

}  // namespace

void add_officers_command(const CommandLine& line) {
    CLI::App* const officers =
        line.program.add_subcommand("officers", "Keep the officers and what each may do");
    officers->require_subcommand(1);
    const CommandLine under{*officers, line.options, line.chosen};
    const auto options = std::make_shared<OfficerOptions>();
    const auto place = [&options](CLI::App& command) {
        command.add_option("LOGIN", options->login, "The log-in name")->required();
        command.add_option("--municipality", options->municipality, "Its code, such as zandwijk")
            ->required();
        command.add_option(
            "--role",
            options->roles,
            "debt_officer, caseworker, supervisor, auditor or administrator; may be repeated"
        );
    };
    CLI::App& add = under.add(
        "add",
        "Add an officer; the password is typed, or comes over standard input",
        [&common = line.options, options](const Console& console) {
            return add_officer(common, *options, console);
        }
    );
    place(add);
    add.add_option("--name", options->name, "As colleagues and debtors read it")->required();
    CLI::App& roles = under.add(
        "roles",
        "Give an officer these roles in a municipality, and no other",
        [&common = line.options, options](const Console& console) {
            return set_roles(common, *options, console);
        }
    );
    place(roles);
    roles.add_flag("--none", options->takes_all_away, "Take all roles in this municipality away");
    under.add(
        "list",
        "Who there are, and what each may do",
        [&common = line.options](const Console& console) { return list_officers(common, console); }
    );
}

}  // namespace draagkracht::cli
