#include "cli/exit_code.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace draagkracht::cli {

namespace {

struct CodeOfProblem {
    std::string_view beginning;
    ExitCode code;
};

// The first that fits decides; every other problem is one of the input.
constexpr std::array codes{
    CodeOfProblem{"storage.unreachable", ExitCode::unreachable},
    CodeOfProblem{"storage.no-register", ExitCode::unreachable},
    CodeOfProblem{"storage.schema-differs", ExitCode::unreachable},
    CodeOfProblem{"storage.collision", ExitCode::bad_input},
    CodeOfProblem{"storage.not-an-address", ExitCode::wrong_usage},
    CodeOfProblem{"storage.", ExitCode::wrong_setup},
    CodeOfProblem{"norms.", ExitCode::wrong_setup},
    CodeOfProblem{"pages.", ExitCode::wrong_setup},
    CodeOfProblem{"text.", ExitCode::wrong_setup},
    CodeOfProblem{"letters.no-", ExitCode::wrong_setup},
    CodeOfProblem{"audit.chain-broken", ExitCode::not_proved},
    CodeOfProblem{"cli.cannot-listen", ExitCode::unreachable},
    CodeOfProblem{"cli.no-settings", ExitCode::wrong_setup},
    CodeOfProblem{"cli.wrong-usage", ExitCode::wrong_usage},
    CodeOfProblem{"daily.day-not-come", ExitCode::wrong_usage},
};

struct Meaning {
    ExitCode code;
    std::string_view text;
};

constexpr std::array meanings{
    Meaning{ExitCode::done, "done"},
    Meaning{ExitCode::fault, "a fault of the program itself"},
    Meaning{ExitCode::wrong_usage, "an unknown command, option or value"},
    Meaning{ExitCode::bad_input, "a file or line that cannot be taken; nothing of it was written"},
    Meaning{ExitCode::not_proved, "the books do not prove, or a bank statement stays open"},
    Meaning{
        ExitCode::unreachable, "no database, one of another version, or an address that is taken"},
    Meaning{ExitCode::wrong_setup, "settings, rules, templates or key cannot be used"},
    Meaning{ExitCode::reader_gone, "nobody reads the results any further"},
};

}  // namespace

ExitCode exit_code_of(const base::Problem& problem) {
    const auto known = std::ranges::find_if(codes, [&](const CodeOfProblem& row) {
        return problem.code.starts_with(row.beginning);
    });
    return known == codes.end() ? ExitCode::bad_input : known->code;
}

std::string exit_code_help() {
    std::string help = "Exit codes:\n";
    for (const Meaning& meaning : meanings) {
        help += fmt::format("  {}  {}\n", static_cast<int>(meaning.code), meaning.text);
    }
    return help;
}

}  // namespace draagkracht::cli
