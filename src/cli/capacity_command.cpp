// draagkracht capacity: households in, worksheets out, one JSON object a line. Needs no database. A
// line that cannot be read is told with its number and left out; the others are answered.
// draagkracht capacity recompute: the worksheets in, and for each whether it comes out the same.
#include <fmt/format.h>

#include <memory>
#include <vector>

#include "cli/command.hpp"
#include "cli/line_reader.hpp"
#include "draagkracht/capacity/capacity_json.hpp"
#include "draagkracht/capacity/recomputation.hpp"

namespace draagkracht::cli {

namespace {

bool is_blank(std::string_view line) {
    return line.find_first_not_of(" \t\r") == std::string_view::npos;
}

// Worksheets are handed on in pieces of about this size, or when there is nothing to read for the
// moment: whoever sent a line through a pipe gets its answer.
constexpr std::size_t piece_bytes = std::size_t{1} << 18;

base::Done check_length(LineReader::Read read) {
    if (read == LineReader::Read::too_long) {
        return base::problem("cli.line-too-long", "this line is too long");
    }
    return {};
}

base::Done assess_line(
    LineReader::Read read,
    std::string_view line,
    capacity::LineAssessor& assessor,
    std::string& worksheets
) {
    if (const base::Done fits = check_length(read); !fits || is_blank(line)) {
        return fits;
    }
    return assessor.assess(line, worksheets).map([&] { worksheets += '\n'; });
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

// One worksheet; what is not the same is told with its place.
ExitCode recompute_line(
    LineReader::Read read,
    std::string_view line,
    const std::string& place,
    capacity::Recomputer& recomputer,
    const Console& console
) {
    const base::Outcome<capacity::Recomputation> again =
        check_length(read).and_then([&] { return recomputer.recompute(line); });
    if (!again) {
        return console.problem(again.error().at(place));
    }
    const bool is_same = again->result == capacity::Recomputed::same;
    console.result(
        {{"where", place},
         {"reference", again->reference},
         {"result", name_of(again->result)},
         {"place", again->place},
         {"program", again->program}},
        fmt::format("{}: {}: {}", place, again->reference, text_of(*again))
    );
    return is_same ? ExitCode::done : ExitCode::not_proved;
}

ExitCode recompute_lines(
    LineReader& reader,
    const std::string& name,
    const norms::RuleBook& rules,
    const Console& console
) {
    ExitCode code = ExitCode::done;
    Progress progress{console, "worksheets", 0};
    capacity::Recomputer recomputer{rules};
    std::string_view line;
    std::int64_t number = 0;
    for (LineReader::Read read = reader.next(line); read != LineReader::Read::end;
         read = reader.next(line)) {
        ++number;
        if (read == LineReader::Read::line && is_blank(line)) {
            continue;
        }
        // How a system ends its lines is no difference of the worksheet.
        if (line.ends_with('\r')) {
            line.remove_suffix(1);
        }
        const ExitCode ended =
            recompute_line(read, line, fmt::format("{}:{}", name, number), recomputer, console);
        code = code == ExitCode::done ? ended : code;
        progress.show(number);
    }
    return code;
}

// What both do with a file: its lines under the rules of this installation.
using Lines = ExitCode (*)(
    LineReader& reader,
    const std::string& name,
    const norms::RuleBook& rules,
    const Console& console
);

base::Outcome<ExitCode> over_files(
    const CommonOptions& options,
    const std::vector<std::string>& files,
    Lines lines,
    const Console& console
) {
    const base::Outcome<Installation> here = Installation::find(options);
    if (!here) {
        return tl::unexpected(here.error());
    }
    const base::Outcome<norms::RuleBook> rules = here->read_rules();
    if (!rules) {
        return tl::unexpected(rules.error());
    }
    ExitCode code = ExitCode::done;
    for (const std::string& file : files) {
        base::Outcome<LineReader> reader = LineReader::open(file);
        const ExitCode ended =
            reader ? lines(*reader, file == "-" ? "standard input" : file, *rules, console)
                   : console.problem(reader.error());
        code = code == ExitCode::done ? ended : code;
    }
    return code;
}

}  // namespace

void add_capacity_command(const CommandLine& line) {
    struct Files {
        std::string households = "-";
        std::vector<std::string> worksheets{"-"};
        const CLI::App* recompute = nullptr;
    };
    const auto files = std::make_shared<Files>();
    CLI::App& command = line.add(
        "capacity",
        "Work out repayment capacity: households in, worksheets out, as JSON Lines",
        [&options = line.options, files](const Console& console) {
            return files->recompute->parsed()
                       ? over_files(options, files->worksheets, recompute_lines, console)
                       : over_files(options, {files->households}, assess_lines, console);
        }
    );
    command.add_option(
        "FILE", files->households, "JSON Lines; without it, or with -, standard input"
    );
    CLI::App* const recompute = command.add_subcommand(
        "recompute",
        "Work stored worksheets out again under the rules that they name, and compare every byte"
    );
    recompute->add_option(
        "FILE", files->worksheets, "Worksheets, a line each; without it, or with -, standard input"
    );
    files->recompute = recompute;
}

}  // namespace draagkracht::cli
