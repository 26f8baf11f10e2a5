// draagkracht refund: money that is paid back. Says what was decided and is not paid out; an
// officer prepares it, and when another one has approved, the same officer lays the file for the
// bank in a folder.
#include <fmt/format.h>

#include <filesystem>
#include <memory>

#include "cli/command.hpp"
#include "cli/password.hpp"
#include "cli/whole_file.hpp"
#include "cli/withdrawal_text.hpp"
#include "draagkracht/access/approvals_service.hpp"
#include "draagkracht/payments/hand_act_service.hpp"
#include "draagkracht/payments/payout_service.hpp"

namespace draagkracht::cli {

namespace {

namespace fs = std::filesystem;
using payments::OpenRefund;
using payments::PayoutService;

struct RefundArguments {
    std::string municipality;
    std::string officer;
    std::string message;
    std::string folder;
    std::int64_t withdrawn = 0;
    std::string reason;
    bool is_prepared = false;
};

// Where, and by whom.
struct Asked {
    storage::Database& database;
    const storage::Sealer& sealer;
    access::Occasion occasion;
    base::MunicipalityId municipality;
};

void show(const OpenRefund& refund, const Console& console) {
    Json json{
        {"entry", refund.entry.value()},
        {"act", refund.act_number},
        {"amount", refund.amount.to_string()},
        {"account", refund.account.text()},
        {"decided", refund.decided_on.to_string()},
        {"standing", to_text(refund.standing)}};
    std::string how{to_text(refund.standing)};
    if (refund.payout) {
        json["payout"] = name_of(*refund.payout);
        how += " in " + name_of(*refund.payout);
    }
    if (refund.standing == payments::RefundStanding::returned) {
        json["returnReason"] = refund.return_reason;
        how += refund.return_reason.empty() ? "" : ", " + refund.return_reason;
    }
    if (refund.gone_by) {
        json["goneBy"] = refund.gone_by->value();
        how += fmt::format("; the money may be gone by entry {}", refund.gone_by->value());
    }
    console.result(
        json,
        fmt::format(
            "entry {}: EUR {} to {}, decided {} ({}): {}",
            refund.entry.value(),
            refund.amount.to_string(),
            refund.account.text(),
            refund.decided_on.to_string(),
            refund.act_number,
            how
        )
    );
}

// What a second person is asked, or has granted and nobody has recorded yet.
base::Done show_questions(const Asked& asked, const Console& console) {
    const auto open =
        access::ApprovalsService{asked.database}.open_approvals(asked.occasion, asked.municipality);
    if (!open) {
        return tl::unexpected(open.error());
    }
    std::vector<base::ApprovalId> ids;
    for (const access::AskedApproval& one : *open) {
        if (one.asked.action == payments::refund_approval_action) {
            ids.push_back(one.asked.id);
        }
    }
    payments::HandActService acts{asked.database, asked.sealer};
    const auto questions = acts.refund_questions(asked.occasion, asked.municipality, ids);
    if (!questions) {
        return tl::unexpected(questions.error());
    }
    for (const access::AskedApproval& one : *open) {
        const auto question = questions->find(one.asked.id);
        const auto refund = payments::refund_to_approve(one.asked.subject);
        if (question == questions->end() || !refund) {
            continue;
        }
        const bool waits = one.state == access::ApprovalState::waits;
        console.result(
            {{"approval", one.asked.id.value()},
             {"entry", refund->entry.value()},
             {"amount", refund->amount.to_string()},
             {"account", question->second.account.text()},
             {"standing", waits ? "asked" : "granted"}},
            fmt::format(
                "entry {}: EUR {} to {}: {}",
                refund->entry.value(),
                refund->amount.to_string(),
                question->second.account.text(),
                waits ? "a second person is asked" : "approved, and not recorded"
            )
        );
    }
    return {};
}

base::Outcome<ExitCode> list(const Asked& asked, const Console& console) {
    if (const base::Done shown = show_questions(asked, console); !shown) {
        return tl::unexpected(shown.error());
    }
    return PayoutService{asked.database, asked.sealer}
        .open_refunds(asked.occasion, asked.municipality)
        .map([&](const payments::OpenRefunds& refunds) {
            for (const OpenRefund& refund : refunds.items) {
                show(refund, console);
            }
            const auto shown = static_cast<int>(refunds.items.size());
            console.note(
                counted(refunds.total_count, "refund", "refunds") + " decided and not paid out" +
                (shown < refunds.total_count ? fmt::format("; the oldest {} are shown.", shown)
                                             : ".")
            );
            return ExitCode::done;
        });
}

base::Done prepare(const Asked& asked, const std::string& text, const Console& console) {
    const auto message = payments::transfer_message_of(text);
    if (!message) {
        return base::problem(
            "cli.wrong-usage",
            "this is no message that is made here",
            "write pain.001.001.03 or pain.001.001.09 after --message"
        );
    }
    const auto prepared = PayoutService{asked.database, asked.sealer}.prepare(
        asked.occasion, asked.municipality, *message
    );
    if (!prepared) {
        return tl::unexpected(prepared.error());
    }
    for (const OpenRefund& refund : prepared->refunds) {
        show(refund, console);
    }
    const std::string name = name_of(prepared->id);
    console.result(
        {{"payout", name},
         {"orders", prepared->orders.count},
         {"amount", prepared->orders.total.to_string()},
         {"known", prepared->is_known}},
        fmt::format(
            "{}, EUR {}. {} {}; a second person is asked to approve it.",
            counted(static_cast<std::int64_t>(prepared->orders.count), "order", "orders"),
            prepared->orders.total.to_string(),
            name,
            prepared->is_known ? "was prepared before" : "is prepared"
        )
    );
    return {};
}

// The file and, beside it, its order slip.
base::Done lay(
    const payments::LaidOutPayout& file, const fs::path& folder, const Console& console
) {
    const std::string name = name_of(file.id);
    const fs::path path = folder / (name + ".xml");
    if (const base::Done slip = write_whole(folder / (name + ".txt"), file.slip); !slip) {
        return slip;
    }
    if (const base::Done written = write_whole(path, file.bytes); !written) {
        return written;
    }
    console.result(
        {{"payout", name},
         {"file", path.string()},
         {"orders", file.orders.count},
         {"amount", file.orders.total.to_string()},
         {"sha256", file.sha256},
         {"sha1", file.sha1}},
        fmt::format("{}\n\n{}", path.string(), file.slip)
    );
    return {};
}

base::Done lay_out(const Asked& asked, const fs::path& folder, const Console& console) {
    if (const base::Done made = make_folder(folder); !made) {
        return made;
    }
    const auto report = PayoutService{asked.database, asked.sealer}.lay_out(
        asked.occasion,
        asked.municipality,
        [&](const payments::LaidOutPayout& file) { return lay(file, folder, console); }
    );
    if (!report) {
        return tl::unexpected(report.error());
    }
    for (const payments::WaitingPayout& waiting : report->waiting) {
        const std::string name = name_of(waiting.payout.payout);
        console.result(
            {{"payout", name},
             {"waits", waiting.reason.code},
             {"why", waiting.reason.message},
             {"remedy", waiting.reason.remedy}},
            fmt::format("{} waits: {}", name, waiting.reason.to_line())
        );
    }
    console.note(
        counted(static_cast<std::int64_t>(report->laid_out.size()), "file", "files") + " laid out."
    );
    return {};
}

base::Done withdraw(
    const Asked& asked, payments::PayoutId payout, const std::string& reason, const Console& console
) {
    return PayoutService{asked.database, asked.sealer}
        .withdraw(asked.occasion, asked.municipality, payout, reason)
        .map([&](payments::Withdrawal withdrawal) {
            const std::string name = name_of(payout);
            const bool is_done = withdrawal == payments::Withdrawal::done;
            console.result(
                {{"payout", name}, {"withdrawn", is_done}}, withdrawal_text(name, withdrawal)
            );
        });
}

base::Outcome<ExitCode> act(
    const Asked& asked, const RefundArguments& arguments, const Console& console
) {
    base::Done done;
    if (arguments.withdrawn != 0) {
        done = withdraw(asked, payments::PayoutId{arguments.withdrawn}, arguments.reason, console);
    }
    if (done && arguments.is_prepared) {
        done = prepare(asked, arguments.message, console);
    }
    if (done && !arguments.folder.empty()) {
        done = lay_out(asked, arguments.folder, console);
    }
    if (!done) {
        return tl::unexpected(done.error());
    }
    const bool only_lists =
        arguments.withdrawn == 0 && !arguments.is_prepared && arguments.folder.empty();
    return only_lists ? list(asked, console) : ExitCode::done;
}

base::Outcome<ExitCode> refund(
    const CommonOptions& options, const RefundArguments& arguments, const Console& console
) {
    const base::Outcome<OpenRegister> reg = OpenRegister::open(options);
    if (!reg) {
        return tl::unexpected(reg.error());
    }
    const auto municipality = municipality_named(*reg->database, arguments.municipality);
    if (!municipality) {
        return tl::unexpected(municipality.error());
    }
    const access::Occasion now = reg->here.occasion(access::Machine::report);
    return occasion_of_officer(*reg->database, now, arguments.officer)
        .and_then([&](const access::Occasion& officer) {
            return act({*reg->database, reg->sealer, officer, *municipality}, arguments, console);
        });
}

}  // namespace

void add_refund_command(const CommandLine& line) {
    const auto arguments = std::make_shared<RefundArguments>();
    CLI::App& command = line.add(
        "refund",
        "Money that is paid back: say what is open, prepare it for the bank, and lay out the file "
        "once it is approved",
        [&options = line.options, arguments](const Console& console) {
            return refund(options, *arguments, console);
        }
    );
    command.add_option("--municipality", arguments->municipality, "The code")->required();
    command
        .add_option(
            "--officer",
            arguments->officer,
            "The log-in of who asks; the password is typed, or comes over standard input"
        )
        ->required();
    CLI::Option* const prepared = command.add_flag(
        "--prepare", arguments->is_prepared, "Prepare all that is decided and not in an order"
    );
    arguments->message = to_text(payments::TransferMessage::pain_001_001_09);
    command.add_option("--message", arguments->message, "pain.001.001.09, or pain.001.001.03")
        ->needs(prepared);
    command.add_option(
        "--out",
        arguments->folder,
        "Lay the files that a second person approved in this folder, each with its order slip"
    );
    CLI::Option* const withdraw = command.add_option(
        "--withdraw", arguments->withdrawn, "The number of a payout that does not go to the bank"
    );
    command.add_option("--reason", arguments->reason, "Why it does not")->needs(withdraw);
    add_today_option(command, line.options);
}

}  // namespace draagkracht::cli
