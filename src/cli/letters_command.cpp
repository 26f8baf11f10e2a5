// draagkracht letters: makes and freezes the letters that were asked for, and lays their PDFs in a
// folder for whoever prints and posts them.
#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <optional>

#include "cli/command.hpp"
#include "cli/whole_file.hpp"
#include "draagkracht/letters/letters_service.hpp"

namespace draagkracht::cli {

namespace {

namespace fs = std::filesystem;

// A name without personal data: "1042-plan_confirmation.pdf".
std::string file_name_of(const letters::SentLetter& letter) {
    return fmt::format("{}-{}.pdf", letter.id.value(), letter.kind);
}

void tell(
    const letters::LettersReport& report,
    const std::optional<std::size_t>& laid_out,
    const Console& console
) {
    Json withheld = Json::array();
    std::string text =
        fmt::format("{} letters made, {} withheld.", report.sent.size(), report.withheld.size());
    for (const letters::WithheldLetter& letter : report.withheld) {
        withheld.push_back(
            {{"kind", letter.kind}, {"subject", letter.subject}, {"code", letter.reason.code}}
        );
        text +=
            fmt::format("\n  {} about {}: {}", letter.kind, letter.subject, letter.reason.message);
    }
    Json result{{"made", report.sent.size()}, {"withheld", std::move(withheld)}};
    if (laid_out) {
        result["laidOut"] = *laid_out;
        text += fmt::format("\n{} letters laid out.", *laid_out);
    }
    console.result(result, text);
}

base::Outcome<ExitCode> letters(
    const CommonOptions& options, const std::string& folder, const Console& console
) {
    const base::Outcome<OpenRegister> reg = OpenRegister::open(options);
    if (!reg) {
        return tl::unexpected(reg.error());
    }
    base::Outcome<letters::LettersService> service = letters::LettersService::open(
        *reg->database, reg->sealer, reg->rules.policies, reg->here.settings().templates / "letters"
    );
    if (!service) {
        return tl::unexpected(service.error());
    }
    if (const base::Done made = folder.empty() ? base::Done{} : make_folder(folder); !made) {
        return tl::unexpected(made.error());
    }
    const access::Occasion occasion = reg->here.occasion(access::Machine::letter_room);
    Progress progress{console, "letters", 0};
    const base::Outcome<letters::LettersReport> report = service->send_requested(
        occasion, [&](std::size_t done) { progress.show(static_cast<std::int64_t>(done)); }
    );
    if (!report) {
        return tl::unexpected(report.error());
    }
    std::optional<std::size_t> laid_out;
    if (!folder.empty()) {
        const base::Outcome<std::size_t> laid =
            service->lay_out(occasion, [&folder](const letters::SentLetter& letter) {
                return write_whole(fs::path{folder} / file_name_of(letter), letter.pdf);
            });
        if (!laid) {
            return tl::unexpected(laid.error());
        }
        laid_out = *laid;
    }
    tell(*report, laid_out, console);
    return ExitCode::done;
}

}  // namespace

void add_letters_command(const CommandLine& line) {
    const auto folder = std::make_shared<std::string>();
    CLI::App& command = line.add(
        "letters",
        "Make the letters that were asked for",
        [&options = line.options, folder](const Console& console) {
            return letters(options, *folder, console);
        }
    );
    command.add_option(
        "--out", *folder, "Lay the PDFs in this folder too, also those of a run that was cut off"
    );
    add_today_option(command, line.options);
}

}  // namespace draagkracht::cli
