// draagkracht set-off-list: writes the list of what the benefit payroll is asked to set off for a
// month. What was written is kept, to hold against it what comes back. Its file is named after the
// municipality and the number of the list, so that no list is written over another.
#include <fmt/format.h>

#include <filesystem>
#include <memory>

#include "cli/command.hpp"
#include "cli/whole_file.hpp"
#include "draagkracht/payments/set_off_list_service.hpp"

namespace draagkracht::cli {

namespace {

using payments::NotSetOff;
using payments::WrittenSetOffList;

struct SetOffListArguments {
    std::string municipality;
    std::string month;
    std::string folder;
};

Json json_of(const WrittenSetOffList& list, const std::string& file) {
    Json left_out = Json::array();
    for (const NotSetOff& one : list.left_out) {
        left_out.push_back({{"plan", one.plan_number}, {"reason", to_text(one.reason)}});
    }
    return {
        {"list", list.number.empty() ? Json(nullptr) : Json(list.number)},
        {"file", list.number.empty() ? Json(nullptr) : Json(file)},
        {"sha256", list.number.empty() ? Json(nullptr) : Json(list.sha256)},
        {"lines", list.lines.size()},
        {"total", list.total.to_string()},
        {"known", list.is_known},
        {"leftOut", std::move(left_out)}};
}

std::string text_of(const WrittenSetOffList& list, const std::string& file) {
    std::string text =
        list.number.empty()
            ? std::string{"Nothing is due; no list was written."}
            : fmt::format(
                  "List {}: {}, EUR {}, in {}{}\nSHA-256 {}",
                  list.number,
                  counted(static_cast<std::int64_t>(list.lines.size()), "line", "lines"),
                  list.total.to_string(),
                  file,
                  list.is_known ? "; it was written before." : ".",
                  list.sha256
              );
    for (const NotSetOff& one : list.left_out) {
        text += fmt::format("\n  left out: plan {}, {}", one.plan_number, to_text(one.reason));
    }
    return text;
}

base::Outcome<ExitCode> set_off_list(
    const CommonOptions& options, const SetOffListArguments& arguments, const Console& console
) {
    const base::Outcome<base::Month> month = base::month_of(arguments.month);
    if (!month) {
        return base::problem("cli.wrong-usage", "--month is not a month", month.error().remedy);
    }
    const base::Outcome<Installation> here = Installation::find(options);
    if (!here) {
        return tl::unexpected(here.error());
    }
    const auto database = here->open_database();
    if (!database) {
        return tl::unexpected(database.error());
    }
    const base::Outcome<base::MunicipalityId> municipality =
        municipality_named(**database, arguments.municipality);
    if (!municipality) {
        return tl::unexpected(municipality.error());
    }
    const base::Outcome<WrittenSetOffList> list = payments::SetOffListService{**database}.write(
        here->occasion(access::Machine::reconciliation), *municipality, *month
    );
    if (!list) {
        return tl::unexpected(list.error());
    }
    const std::filesystem::path file =
        std::filesystem::path{arguments.folder} /
        fmt::format("set-off-{}-{}.csv", arguments.municipality, list->number);
    if (!list->number.empty()) {
        const base::Done written = make_folder(arguments.folder).and_then([&] {
            return write_whole(file, list->file_text);
        });
        if (!written) {
            return tl::unexpected(written.error());
        }
    }
    console.result(json_of(*list, file.string()), text_of(*list, file.string()));
    return ExitCode::done;
}

}  // namespace

void add_set_off_list_command(const CommandLine& line) {
    const auto arguments = std::make_shared<SetOffListArguments>();
    CLI::App& command = line.add(
        "set-off-list",
        "Write the list of what the benefit payroll is asked to set off for a month",
        [&options = line.options, arguments](const Console& console) {
            return set_off_list(options, *arguments, console);
        }
    );
    command
        .add_option(
            "--out",
            arguments->folder,
            "Write the CSV (docs/formats.md) in this folder, as set-off-MUNICIPALITY-LIST.csv"
        )
        ->required();
    command.add_option("--municipality", arguments->municipality, "The code")->required();
    command.add_option("--month", arguments->month, "Such as 2026-07")->required();
    add_today_option(command, line.options);
}

}  // namespace draagkracht::cli
