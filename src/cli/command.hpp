// The commands of the program. Each stands in a file of its own, src/cli/<command>_command.cpp, and
// adds itself to the command line; main runs the one that was chosen.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>

#include "cli/console.hpp"
#include "cli/installation.hpp"

namespace draagkracht::cli {

// What to do when the command line has been read.
using Work = std::function<ExitCode(const Console&)>;

struct CommandLine {
    CLI::App& program;
    CommonOptions& options;
    Work& chosen;

    // A command that runs `work`, which may keep what it reads in a shared_ptr. A Problem is told
    // to the person or machine that asked, and decides the exit code.
    CLI::App& add(
        const std::string& name,
        const std::string& description,
        std::function<base::Outcome<ExitCode>(const Console&)> work
    ) const;
};

// The option --today, for the commands for which it means something.
void add_today_option(CLI::App& command, CommonOptions& options);

[[nodiscard]] base::Problem unreadable_file(const std::string& file);

void add_capacity_command(const CommandLine& line);
void add_close_month_command(const CommandLine& line);
void add_collect_command(const CommandLine& line);
void add_refund_command(const CommandLine& line);
void add_confirm_statement_command(const CommandLine& line);
void add_demo_command(const CommandLine& line);
void add_explain_command(const CommandLine& line);
void add_gross_up_command(const CommandLine& line);
void add_journal_command(const CommandLine& line);
void add_letters_command(const CommandLine& line);
void add_load_command(const CommandLine& line);
void add_migrate_command(const CommandLine& line);
void add_norms_command(const CommandLine& line);
void add_officers_command(const CommandLine& line);
void add_propose_command(const CommandLine& line);
void add_reconcile_command(const CommandLine& line);
void add_reconcile_folder_command(const CommandLine& line);
void add_run_command(const CommandLine& line);
void add_serve_command(const CommandLine& line);
void add_set_off_list_command(const CommandLine& line);
void add_take_list_command(const CommandLine& line);
void add_verify_command(const CommandLine& line);

}  // namespace draagkracht::cli
