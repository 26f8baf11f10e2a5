#include "cli/command.hpp"

namespace draagkracht::cli {

CLI::App& CommandLine::add(
    const std::string& name,
    const std::string& description,
    std::function<base::Outcome<ExitCode>(const Console&)> work
) const {
    CLI::App* command = program.add_subcommand(name, description);
    command->callback([&chosen = chosen, work = std::move(work)] {
        chosen = [work](const Console& console) {
            const base::Outcome<ExitCode> code = work(console);
            return code ? *code : console.problem(code.error());
        };
    });
    return *command;
}

void add_today_option(CLI::App& command, CommonOptions& options) {
    command.add_option(
        "--today",
        options.today,
        "The business date, such as 2026-07-01; without it the date of the settings, or today in "
        "Amsterdam"
    );
}

base::Problem unreadable_file(const std::string& file) {
    return {"cli.unreadable-file", "this file cannot be read", file, "look whether it is there"};
}

}  // namespace draagkracht::cli
