// draagkracht collect: instalments that are collected by direct debit. An officer prepares them;
// when another one has approved, the same officer lays the file for the bank in a folder.
#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <optional>

#include "cli/command.hpp"
#include "cli/password.hpp"
#include "cli/whole_file.hpp"
#include "cli/withdrawal_text.hpp"
#include "draagkracht/payments/collection_service.hpp"

namespace draagkracht::cli {

namespace {

namespace fs = std::filesystem;
using payments::CollectionProposal;
using payments::CollectionService;

struct CollectArguments {
    std::string municipality;
    std::string officer;
    std::string until;
    std::string month;
    std::string folder;
    std::int64_t withdrawn = 0;
    std::string reason;
    bool is_dry_run = false;
};

// Where, and by whom.
struct Asked {
    access::Occasion occasion;
    base::MunicipalityId municipality;
};

// Nothing when none was given.
base::Outcome<std::optional<base::Date>> last_due_date(const CollectArguments& arguments) {
    if (!arguments.until.empty()) {
        return date_of_option(arguments.until, "--until").map([](base::Date until) {
            return std::optional{until};
        });
    }
    if (arguments.month.empty()) {
        return std::optional<base::Date>{};
    }
    return date_of_option(arguments.month + "-01", "--month").map([](base::Date first) {
        return std::optional{first.plus_months(1, base::MonthEnd::last_day).plus_days(-1)};
    });
}

Json json_of(const payments::NamedInstalment& instalment) {
    return {
        {"plan", instalment.plan_number},
        {"instalment", instalment.number},
        {"due", instalment.due_date.to_string()}};
}

std::string text_of(const payments::NamedInstalment& instalment) {
    return fmt::format(
        "plan {}, instalment {}, due {}",
        instalment.plan_number,
        instalment.number,
        instalment.due_date.to_string()
    );
}

// What is not collected, and why.
void show(const std::vector<payments::SkippedInstalment>& left_out, const Console& console) {
    for (const payments::SkippedInstalment& one : left_out) {
        Json json = json_of(one.instalment);
        json["leftOut"] = to_text(one.left_out.reason);
        json["why"] = one.left_out.explanation;
        console.result(
            json,
            fmt::format("{}: not collected: {}", text_of(one.instalment), one.left_out.explanation)
        );
    }
}

void show(const CollectionProposal& proposal, const Console& console) {
    for (const payments::ProposedOrder& one : proposal.orders) {
        Json json = json_of(one.instalment);
        json["collectOn"] = one.order.collect_on.to_string();
        json["amount"] = one.order.amount.to_string();
        json["retry"] = one.order.is_retry;
        console.result(
            json,
            fmt::format(
                "{}: EUR {} on {}{}",
                text_of(one.instalment),
                one.order.amount.to_string(),
                one.order.collect_on.to_string(),
                one.order.is_retry ? ", tried again" : ""
            )
        );
    }
    show(proposal.left_out, console);
}

// What all of it comes to; `name` is empty when nothing was kept.
void show_total(
    const CollectionProposal& proposal,
    const std::string& name,
    bool is_known,
    const Console& console
) {
    Json json{
        {"orders", proposal.total.count},
        {"amount", proposal.total.total.to_string()},
        {"leftOut", proposal.left_out.size()}};
    if (!name.empty()) {
        json["collection"] = name;
        json["known"] = is_known;
    }
    std::string text = fmt::format(
        "{}, EUR {}; {} left out.",
        counted(static_cast<std::int64_t>(proposal.total.count), "order", "orders"),
        proposal.total.total.to_string(),
        proposal.left_out.size()
    );
    text += name.empty() ? " Nothing was written."
                         : fmt::format(
                               " {} {}; a second person is asked to approve it.",
                               name,
                               is_known ? "was prepared before" : "is prepared"
                           );
    console.result(json, text);
}

base::Outcome<ExitCode> prepare(
    CollectionService& service,
    const Asked& asked,
    base::Date until,
    bool is_dry_run,
    const Console& console
) {
    if (is_dry_run) {
        return service.look(asked.occasion, asked.municipality, until)
            .map([&](const CollectionProposal& proposal) {
                show(proposal, console);
                show_total(proposal, {}, false, console);
                return ExitCode::done;
            });
    }
    return service.prepare(asked.occasion, asked.municipality, until)
        .map([&](const payments::PreparedCollection& prepared) {
            show(prepared.proposal, console);
            show_total(prepared.proposal, name_of(prepared.id), prepared.is_known, console);
            return ExitCode::done;
        });
}

// The file and, beside it, its order slip.
base::Done lay(
    const payments::LaidOutCollection& file, const fs::path& folder, const Console& console
) {
    const std::string name = name_of(file.id);
    const fs::path path = folder / (name + ".xml");
    if (const base::Done slip = write_whole(folder / (name + ".txt"), file.slip); !slip) {
        return slip;
    }
    if (const base::Done written = write_whole(path, file.bytes); !written) {
        return written;
    }
    show(file.fallen_out, console);
    console.result(
        {{"collection", name},
         {"file", path.string()},
         {"orders", file.orders.count},
         {"amount", file.orders.total.to_string()},
         {"approvedOrders", file.approved.count},
         {"approvedAmount", file.approved.total.to_string()},
         {"sha256", file.sha256},
         {"sha1", file.sha1}},
        fmt::format("{}\n\n{}", path.string(), file.slip)
    );
    return {};
}

base::Outcome<ExitCode> lay_out(
    CollectionService& service, const Asked& asked, const fs::path& folder, const Console& console
) {
    if (const base::Done made = make_folder(folder); !made) {
        return tl::unexpected(made.error());
    }
    const auto report = service.lay_out(
        asked.occasion,
        asked.municipality,
        [&](const payments::LaidOutCollection& file) { return lay(file, folder, console); }
    );
    if (!report) {
        return tl::unexpected(report.error());
    }
    for (const payments::WaitingCollection& waiting : report->waiting) {
        const std::string name = name_of(waiting.collection.collection);
        console.result(
            {{"collection", name},
             {"waits", waiting.reason.code},
             {"why", waiting.reason.message},
             {"remedy", waiting.reason.remedy}},
            fmt::format("{} waits: {}", name, waiting.reason.to_line())
        );
    }
    for (const payments::EmptiedCollection& emptied : report->emptied) {
        const std::string name = name_of(emptied.id);
        show(emptied.fallen_out, console);
        console.result(
            {{"collection", name}, {"ended", true}},
            name + " ended: nothing of it is to be collected any more."
        );
    }
    console.note(
        counted(static_cast<std::int64_t>(report->laid_out.size()), "file", "files") + " laid out."
    );
    return ExitCode::done;
}

base::Done withdraw(
    CollectionService& service,
    const Asked& asked,
    const CollectArguments& arguments,
    const Console& console
) {
    const payments::CollectionId collection{arguments.withdrawn};
    return service.withdraw(asked.occasion, asked.municipality, collection, arguments.reason)
        .map([&](payments::Withdrawal withdrawal) {
            const std::string name = name_of(collection);
            const bool is_done = withdrawal == payments::Withdrawal::done;
            console.result(
                {{"collection", name}, {"withdrawn", is_done}}, withdrawal_text(name, withdrawal)
            );
        });
}

base::Outcome<ExitCode> act(
    CollectionService& service,
    const Asked& asked,
    const CollectArguments& arguments,
    const std::optional<base::Date>& until,
    const Console& console
) {
    if (arguments.withdrawn != 0) {
        const base::Done done = withdraw(service, asked, arguments, console);
        if (!done) {
            return tl::unexpected(done.error());
        }
    }
    if (until) {
        const auto prepared = prepare(service, asked, *until, arguments.is_dry_run, console);
        if (!prepared) {
            return prepared;
        }
    }
    return arguments.folder.empty() ? base::Outcome<ExitCode>{ExitCode::done}
                                    : lay_out(service, asked, arguments.folder, console);
}

base::Outcome<ExitCode> collect(
    const CommonOptions& options, const CollectArguments& arguments, const Console& console
) {
    const auto until = last_due_date(arguments);
    if (!until) {
        return tl::unexpected(until.error());
    }
    if (!*until && arguments.folder.empty() && arguments.withdrawn == 0) {
        return base::problem(
            "cli.wrong-usage",
            "there is nothing to do without --until, --month, --out or --withdraw",
            "draagkracht collect --help"
        );
    }
    const base::Outcome<OpenRegister> reg = OpenRegister::open(options);
    if (!reg) {
        return tl::unexpected(reg.error());
    }
    const auto municipality = municipality_named(*reg->database, arguments.municipality);
    if (!municipality) {
        return tl::unexpected(municipality.error());
    }
    // The day and the moment are the same whoever acts; who it is, the password tells.
    const access::Occasion now = reg->here.occasion(access::Machine::report);
    const base::Outcome<access::Occasion> officer =
        occasion_of_officer(*reg->database, now, arguments.officer);
    if (!officer) {
        return tl::unexpected(officer.error());
    }
    CollectionService service{
        *reg->database, reg->sealer, reg->rules.policies, reg->rules.direct_debit};
    return act(service, {*officer, *municipality}, arguments, *until, console);
}

}  // namespace

void add_collect_command(const CommandLine& line) {
    const auto arguments = std::make_shared<CollectArguments>();
    CLI::App& command = line.add(
        "collect",
        "Collect instalments by direct debit: prepare, and lay out the file once it is approved",
        [&options = line.options, arguments](const Console& console) {
            return collect(options, *arguments, console);
        }
    );
    command.add_option("--municipality", arguments->municipality, "The code")->required();
    command
        .add_option(
            "--officer",
            arguments->officer,
            "The log-in of who prepares; the password is typed, or comes over standard input"
        )
        ->required();
    CLI::Option* const until =
        command.add_option("--until", arguments->until, "Prepare what falls due by this day");
    command.add_option("--month", arguments->month, "The same by the end of a month: 2026-12")
        ->excludes(until);
    command.add_flag(
        "--dry-run",
        arguments->is_dry_run,
        "Say what would be collected and what not, and write nothing but the look"
    );
    command.add_option(
        "--out",
        arguments->folder,
        "Lay the files that a second person approved in this folder, each with its order slip"
    );
    CLI::Option* const withdraw = command.add_option(
        "--withdraw",
        arguments->withdrawn,
        "The number of a collection that does not go to the bank"
    );
    command.add_option("--reason", arguments->reason, "Why it does not")->needs(withdraw);
    add_today_option(command, line.options);
}

}  // namespace draagkracht::cli
