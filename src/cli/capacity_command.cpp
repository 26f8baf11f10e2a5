// draagkracht capacity: households in, worksheets out, one JSON object a line. Needs no database. A
// line that cannot be read is told with its number and left out; the others are answered.
#include <fmt/format.h>

#include <memory>

#include "cli/command.hpp"
#include "cli/line_reader.hpp"
#include "draagkracht/capacity/capacity_json.hpp"

namespace draagkracht::cli {

namespace {

// Worksheets are handed on in pieces of about this size, or when there is nothing to read for the
// moment: whoever sent a line through a pipe gets its answer.
constexpr std::size_t piece_bytes = std::size_t{1} << 18;

base::Done assess_line(
    LineReader::Read read,
    std::string_view line,
    capacity::LineAssessor& assessor,
    std::string& worksheets
) {
    if (read == LineReader::Read::too_long) {
        return base::problem("cli.line-too-long", "this line is too long to be a household");
    }
    const bool is_blank = line.find_first_not_of(" \t\r") == std::string_view::npos;
    return is_blank ? base::Done{}
                    : assessor.assess(line, worksheets).map([&] { worksheets += '\n'; });
}

ExitCode assess_lines(
    LineReader& reader,
    const std::string& name,
    const norms::RuleBook& rules,
    const Console& console
) {
    ExitCode code = ExitCode::done;
    Progress progress{console, "households", 0};
    capacity::LineAssessor assessor{rules};
    std::string worksheets;
    std::string_view line;
    std::int64_t number = 0;
    for (LineReader::Read read = reader.next(line); read != LineReader::Read::end;
         read = reader.next(line)) {
        ++number;
        if (const base::Done done = assess_line(read, line, assessor, worksheets); !done) {
            console.problem(done.error().at(fmt::format("{}:{}", name, number)));
            code = ExitCode::bad_input;
        }
        if (worksheets.size() >= piece_bytes || reader.must_wait()) {
            console.lines(worksheets);
            worksheets.clear();
        }
        progress.show(number);
    }
    console.lines(worksheets);
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
    base::Outcome<LineReader> reader = LineReader::open(file);
    if (!reader) {
        return tl::unexpected(reader.error());
    }
    return assess_lines(*reader, file == "-" ? "standard input" : file, *rules, console);
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
