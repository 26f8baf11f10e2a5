// draagkracht load: people, households, claims, plans and contacts of a former system, from a file
// of JSON Lines. All of it is written, or nothing.
#include <fmt/format.h>

#include <fstream>
#include <iostream>
#include <memory>

#include "cli/command.hpp"
#include "draagkracht/conversion/conversion_service.hpp"

namespace draagkracht::cli {

namespace {

Json json_of(const conversion::LoadReport& report) {
    Json counts = Json::object();
    for (const auto& [kind, count] : report.counts) {
        counts[std::string{to_text(kind)}] = {{"added", count.added}, {"known", count.known}};
    }
    return {{"lines", report.line_count}, {"counts", std::move(counts)}};
}

std::string text_of(const conversion::LoadReport& report) {
    std::string text =
        counted(static_cast<std::int64_t>(report.line_count), "line", "lines") + " read.";
    for (const auto& [kind, count] : report.counts) {
        text += fmt::format(
            "\n  {:<12} {:>7} added, {:>7} known already", to_text(kind), count.added, count.known
        );
    }
    return text;
}

base::Outcome<ExitCode> load_from(
    std::istream& lines, const std::string& name, OpenRegister& reg, const Console& console
) {
    conversion::ConversionService conversion{*reg.database, reg.sealer, reg.rules.policies};
    Progress progress{console, "lines", 0};
    const conversion::LoadReport report = conversion.load(
        reg.here.occasion(access::Machine::conversion),
        lines,
        name,
        [&](const conversion::LoadProgress& now) {
            progress.show(static_cast<std::int64_t>(now.line_count));
        }
    );
    if (!report.problems.empty()) {
        return console.problems(report.problems);
    }
    console.result(json_of(report), text_of(report));
    return ExitCode::done;
}

base::Outcome<ExitCode> load(
    const CommonOptions& options, const std::string& file, const Console& console
) {
    base::Outcome<OpenRegister> reg = OpenRegister::open(options);
    if (!reg) {
        return tl::unexpected(reg.error());
    }
    if (file == "-") {
        return load_from(std::cin, "standard input", *reg, console);
    }
    std::ifstream lines{file, std::ios::binary};
    if (!lines) {
        return tl::unexpected(unreadable_file(file));
    }
    return load_from(lines, file, *reg, console);
}

}  // namespace

void add_load_command(const CommandLine& line) {
    const auto file = std::make_shared<std::string>();
    CLI::App& command = line.add(
        "load",
        "Load people, households, claims, plans and contacts of a former system, all or nothing",
        [&options = line.options, file](const Console& console) {
            return load(options, *file, console);
        }
    );
    command.add_option("FILE", *file, "JSON Lines (docs/formats.md); - for standard input")
        ->required();
    add_today_option(command, line.options);
}

}  // namespace draagkracht::cli
