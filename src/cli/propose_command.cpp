// draagkracht propose: talks in, proposals out, one JSON object a line. Needs no database. A line
// that cannot be read is told with its number and left out; the others are answered.
#include <fmt/format.h>

#include <memory>

#include "cli/command.hpp"
#include "cli/line_reader.hpp"
#include "draagkracht/plans/proposals_json.hpp"

namespace draagkracht::cli {

namespace {

// Answers a line; a blank one is no talk.
base::Done propose_line(
    LineReader::Read read,
    std::string_view line,
    const norms::RuleBook& rules,
    const Console& console
) {
    if (read == LineReader::Read::too_long) {
        return base::problem("cli.line-too-long", "this line is too long to be a talk");
    }
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) {
        return {};
    }
    return plans::propose_line(line, rules).map([&console](const std::string& proposals) {
        console.lines(proposals + "\n");
    });
}

base::Outcome<ExitCode> propose(
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
    base::Outcome<LineReader> reader = LineReader::open(file);
    if (!reader) {
        return tl::unexpected(reader.error());
    }
    const std::string name = file == "-" ? "standard input" : file;
    ExitCode code = ExitCode::done;
    std::string_view line;
    std::int64_t number = 0;
    for (LineReader::Read read = reader->next(line); read != LineReader::Read::end;
         read = reader->next(line)) {
        ++number;
        if (const base::Done done = propose_line(read, line, *rules, console); !done) {
            console.problem(done.error().at(fmt::format("{}:{}", name, number)));
            code = ExitCode::bad_input;
        }
    }
    return code;
}

}  // namespace

void add_propose_command(const CommandLine& line) {
    const auto file = std::make_shared<std::string>("-");
    CLI::App& command = line.add(
        "propose",
        "Lay proposals side by side: households with claims and wishes in, as JSON Lines",
        [&options = line.options, file](const Console& console) {
            return propose(options, *file, console);
        }
    );
    command.add_option("FILE", *file, "JSON Lines; without it, or with -, standard input");
}

}  // namespace draagkracht::cli
