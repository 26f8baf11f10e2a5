// With what the program ends, for scripts. docs/formats.md and --help tell the same.
#pragma once

#include <string>

#include "draagkracht/base/problem.hpp"

namespace draagkracht::cli {

enum class ExitCode {
    done = 0,
    fault = 1,               // a fault of the program itself
    wrong_usage = 2,         // an unknown command, option or value
    bad_input = 3,           // a file or line that cannot be taken
    not_proved = 4,          // the books do not prove, or a statement stays open
    unreachable = 5,         // no database, one of another version, or an address that is taken
    wrong_setup = 6,         // settings, rules, templates or key cannot be used
    reader_gone = 128 + 13,  // as a shell tells of a program that SIGPIPE ended
};

[[nodiscard]] ExitCode exit_code_of(const base::Problem& problem);

// The foot of --help.
[[nodiscard]] std::string exit_code_help();

}  // namespace draagkracht::cli
