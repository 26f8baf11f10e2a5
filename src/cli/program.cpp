#include "cli/program.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <system_error>

#include "cli/command.hpp"
#include "cli/nearest_word.hpp"
#include "draagkracht/base/log.hpp"
#include "draagkracht/storage/fault_text.hpp"
#include "draagkracht/storage/turn.hpp"

namespace draagkracht::cli {

namespace {

void add_common_options(CLI::App& program, CommonOptions& options) {
    program.add_option(
        "--database", options.database, "sqlite:PATH or postgresql://USER@HOST:PORT/NAME"
    );
    program.add_option(
        "--config",
        options.settings,
        "The settings file; else config/draagkracht.toml is looked for"
    );
    program.add_option("--key-file", options.key_file, "The key that opens the sealed columns");
    program.add_flag("--json", options.json, "Results and problems as JSON, one object a line");
    program.add_flag("--quiet", options.quiet, "Say only what goes wrong");
}

// Who read the results reads no further, such as head behind journal: there is nothing to say.
bool is_reader_gone(const std::exception& fault) {
    const auto* system = dynamic_cast<const std::system_error*>(&fault);
    return system != nullptr && system->code() == std::errc::broken_pipe;
}

ExitCode run(const Work& work, const CommonOptions& options) {
    const Console console{{.json = options.json, .quiet = options.quiet}};
    try {
        return work(console);
    } catch (const std::exception& fault) {
        if (is_reader_gone(fault)) {
            return ExitCode::reader_gone;
        }
        if (storage::is_collision(fault)) {
            return console.problem(storage::collision());
        }
        console.problem(
            {"cli.fault",
             "fault of the program: " + storage::fault_text(fault),
             {},
             "nothing of the step that failed was written; tell who keeps this installation"}
        );
        return ExitCode::fault;
    }
}

// The command that was meant, told with all there are; nothing when it is not that what is wrong.
std::optional<base::Problem> unknown_command(const CLI::App& program) {
    const CLI::App* level = &program;
    while (!level->get_subcommands().empty()) {
        level = level->get_subcommands().front();
    }
    std::vector<std::string> commands;
    for (const CLI::App* command : level->get_subcommands([](const CLI::App*) { return true; })) {
        commands.push_back(command->get_name());
    }
    const std::vector<std::string> not_understood = program.remaining(true);
    if (commands.empty() || not_understood.empty() || not_understood.front().starts_with("-")) {
        return std::nullopt;
    }
    const std::string& word = not_understood.front();
    const std::optional<std::string> meant = nearest_word(word, commands);
    return base::Problem{
        "cli.wrong-usage",
        fmt::format("there is no command '{}'", word),
        {},
        fmt::format(
            "{}there are {}",
            meant ? fmt::format("did you mean {}? ", *meant) : "",
            fmt::join(commands, ", ")
        )};
}

}  // namespace

int run_program(int argument_count, const char* const* arguments) {
    CLI::App program{
        "Draagkracht: debt recovery and repayment planning for Dutch municipalities",
        "draagkracht"};
    program.set_version_flag("--version", DRAAGKRACHT_VERSION);
    program.require_subcommand(1);
    program.fallthrough();  // common options may stand before or after the command
    program.footer(exit_code_help());

    CommonOptions options;
    if (argument_count > 0) {
        options.program = arguments[0];
    }
    Work chosen;
    add_common_options(program, options);
    const CommandLine line{program, options, chosen};
    add_migrate_command(line);
    add_demo_command(line);
    add_officers_command(line);
    add_load_command(line);
    add_capacity_command(line);
    add_propose_command(line);
    add_norms_command(line);
    add_reconcile_command(line);
    add_take_list_command(line);
    add_set_off_list_command(line);
    add_reconcile_folder_command(line);
    add_close_month_command(line);
    add_collect_command(line);
    add_refund_command(line);
    add_confirm_statement_command(line);
    add_run_command(line);
    add_explain_command(line);
    add_gross_up_command(line);
    add_journal_command(line);
    add_letters_command(line);
    add_verify_command(line);
    add_serve_command(line);

    try {
        program.parse(argument_count, arguments);
    } catch (const CLI::ParseError& wrong) {
        const auto unknown = wrong.get_exit_code() == 0 ? std::nullopt : unknown_command(program);
        if (unknown) {
            return static_cast<int>(Console{{.json = options.json}}.problem(*unknown));
        }
        return program.exit(wrong) == 0 ? 0 : static_cast<int>(ExitCode::wrong_usage);
    }
    base::start_log(options.quiet ? base::Level::error : base::Level::warning);
    return static_cast<int>(run(chosen, options));
}

}  // namespace draagkracht::cli
