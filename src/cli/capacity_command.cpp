// draagkracht capacity: households in, worksheets out, one JSON object a line. Needs no database. A
// line that cannot be read is told with its number and left out; the others are answered.
#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>

#include "cli/command.hpp"
#include "draagkracht/capacity/capacity_json.hpp"

namespace draagkracht::cli {

namespace {

constexpr std::size_t line_bytes_max = std::size_t{1} << 20;

// One line of at most line_bytes_max; what is longer is skipped to its end and said to be so.
enum class Read { line, too_long, end };

Read read_line(std::streambuf& from, std::string& line) {
    line.clear();
    bool is_too_long = false;
    for (int next = from.sbumpc(); next != EOF; next = from.sbumpc()) {
        if (next == '\n') {
            return is_too_long ? Read::too_long : Read::line;
        }
        is_too_long = is_too_long || line.size() == line_bytes_max;
        if (!is_too_long) {
            line += static_cast<char>(next);
        }
    }
    return is_too_long ? Read::too_long : line.empty() ? Read::end : Read::line;
}

ExitCode assess_lines(
    std::istream& from,
    const std::string& name,
    const norms::RuleBook& rules,
    const Console& console
) {
    ExitCode code = ExitCode::done;
    Progress progress{console, "households", 0};
    std::string line;
    std::int64_t number = 0;
    for (Read read = read_line(*from.rdbuf(), line); read != Read::end;
         read = read_line(*from.rdbuf(), line)) {
        ++number;
        if (read == Read::line && line.find_first_not_of(" \t\r") == std::string::npos) {
            continue;
        }
        const base::Outcome<std::string> worksheet =
            read == Read::line
                ? capacity::assess_line(line, rules)
                : base::problem("cli.line-too-long", "this line is too long to be a household");
        if (worksheet) {
            console.line(*worksheet);
        } else {
            console.problem(worksheet.error().at(fmt::format("{}:{}", name, number)));
            code = ExitCode::bad_input;
        }
        progress.show(number);
    }
    return code;
}

base::Outcome<ExitCode> capacity(
    const CommonOptions& options, const std::string& file, const Console& console
) {
    const base::Outcome<Installation> here = Installation::find(options);
    if (!here) {
        return tl::unexpected(here.error());
    }
    const base::Outcome<norms::RuleBook> rules = here->read_rules();
    if (!rules) {
        return tl::unexpected(rules.error());
    }
    if (file == "-") {
        return assess_lines(std::cin, "standard input", *rules, console);
    }
    std::ifstream opened{file, std::ios::binary};
    if (!opened || std::filesystem::is_directory(file)) {
        return tl::unexpected(unreadable_file(file));
    }
    return assess_lines(opened, file, *rules, console);
}

}  // namespace

void add_capacity_command(const CommandLine& line) {
    const auto file = std::make_shared<std::string>("-");
    line.add(
            "capacity",
            "Work out repayment capacity: households in, worksheets out, as JSON Lines",
            [&options = line.options, file](const Console& console) {
                return capacity(options, *file, console);
            }
    ).add_option("FILE", *file, "JSON Lines; without it, or with -, standard input");
}

}  // namespace draagkracht::cli
