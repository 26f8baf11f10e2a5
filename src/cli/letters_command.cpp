// draagkracht letters: makes and freezes the letters that were asked for, and lays their PDFs in a
// folder for whoever prints and posts them.
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <fstream>
#include <memory>
#include <optional>

#include "cli/command.hpp"
#include "draagkracht/letters/letters_service.hpp"

namespace draagkracht::cli {

namespace {

namespace fs = std::filesystem;

// A name without personal data: "1042-plan_confirmation.pdf".
std::string file_name_of(const letters::SentLetter& letter) {
    return fmt::format("{}-{}.pdf", letter.id.value(), letter.kind);
}

// Only the owner reads the folder: a letter holds a name, an address and a debt.
base::Done make_folder(const fs::path& folder) {
    std::error_code failed;
    const bool is_new = fs::create_directories(folder, failed);
    if (is_new) {
        fs::permissions(folder, fs::perms::owner_all, failed);
    }
    if (failed || !fs::is_directory(folder)) {
        return tl::unexpected(base::Problem{
            "cli.unwritable-folder", "letters cannot be laid here", folder.string(), {}});
    }
    return {};
}

// On the disk, and not in the memory of the machine alone.
bool reach_the_disk(const fs::path& path, int flags) {
    const int file = open(path.c_str(), flags | O_CLOEXEC);
    const bool done = file >= 0 && fsync(file) == 0;
    if (file >= 0) {
        close(file);
    }
    return done;
}

// Whole or not at all under its name, whenever the power fails. A letter that is laid out again
// stands where it stood.
base::Done lay_out(const letters::SentLetter& letter, const fs::path& folder) {
    const fs::path path = folder / file_name_of(letter);
    const fs::path half = path.string() + ".part";
    std::ofstream file{half, std::ios::binary};
    file << letter.pdf;
    file.close();
    std::error_code failed;
    if (file && reach_the_disk(half, O_RDONLY)) {
        fs::rename(half, path, failed);
        if (!failed && reach_the_disk(folder, O_RDONLY | O_DIRECTORY)) {
            return {};
        }
    }
    return tl::unexpected(base::Problem{
        "cli.unwritable-folder",
        "this letter could not be laid out; the register has it",
        path.string(),
        "make room and run this again: what is not laid out yet is laid out then"});
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
        const base::Outcome<std::size_t> laid = service->lay_out(
            occasion, [&](const letters::SentLetter& letter) { return lay_out(letter, folder); }
        );
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
