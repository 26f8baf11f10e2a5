// draagkracht letters: makes and freezes the letters that were asked for, and lays their PDFs in a
// folder for whoever prints and posts them.
#include <fmt/format.h>

#include <fstream>
#include <memory>

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

base::Done lay_out(
    letters::LettersService& service,
    const access::Occasion& occasion,
    const std::vector<base::LetterId>& sent,
    const fs::path& folder
) {
    for (const base::LetterId id : sent) {
        const base::Outcome<letters::SentLetter> letter = service.sent_letter(occasion, id);
        if (!letter) {
            return tl::unexpected(letter.error());
        }
        const fs::path path = folder / file_name_of(*letter);
        std::ofstream file{path, std::ios::binary};
        file << letter->pdf;
        if (!file.flush()) {
            return tl::unexpected(base::Problem{
                "cli.unwritable-folder",
                "this letter could not be laid out; the register has it",
                path.string(),
                "make room, and take it from the page of the client"});
        }
    }
    return {};
}

void tell(const letters::LettersReport& report, const Console& console) {
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
    console.result({{"made", report.sent.size()}, {"withheld", std::move(withheld)}}, text);
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
    if (!folder.empty()) {
        if (const base::Done laid = lay_out(*service, occasion, report->sent, folder); !laid) {
            return tl::unexpected(laid.error());
        }
    }
    tell(*report, console);
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
    command.add_option("--out", *folder, "Lay the PDFs of this run in this folder too");
    add_today_option(command, line.options);
}

}  // namespace draagkracht::cli
