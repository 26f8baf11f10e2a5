// draagkracht run: the night's work, one business day after the other, up to a date. Days that were
// run already are left alone, so it may be called as often as one likes.
#include <fmt/format.h>

#include <memory>

#include "cli/command.hpp"
#include "draagkracht/daily/business_day_service.hpp"

namespace draagkracht::cli {

namespace {

struct Dates {
    std::string until;
    std::string from;
};

base::Outcome<daily::RunRequest> request_of(const Dates& dates) {
    const base::Outcome<base::Date> until = date_of_option(dates.until, "--until");
    if (!until) {
        return tl::unexpected(until.error());
    }
    if (dates.from.empty()) {
        return daily::RunRequest{*until, std::nullopt};
    }
    return date_of_option(dates.from, "--from").map([&](base::Date from) {
        return daily::RunRequest{*until, from};
    });
}

base::Outcome<ExitCode> run(
    const CommonOptions& options, const Dates& dates, const Console& console
) {
    const base::Outcome<daily::RunRequest> request = request_of(dates);
    if (!request) {
        return tl::unexpected(request.error());
    }
    const base::Outcome<OpenRegister> reg = OpenRegister::open(options);
    if (!reg) {
        return tl::unexpected(reg.error());
    }
    Progress progress{console, "steps", 0};
    std::int64_t steps = 0;
    const base::Outcome<daily::RunReport> report =
        daily::BusinessDayService{*reg->database, reg->rules.policies}.run_until(
            reg->here.occasion(access::Machine::night_run),
            *request,
            [&](const daily::StepDone&) { progress.show(++steps); }
        );
    if (!report) {
        const bool is_about_until = report.error().code == "daily.day-not-come";
        return tl::unexpected(is_about_until ? report.error().at("--until") : report.error());
    }
    console.result(
        {{"days", report->day_count},
         {"plansEnded", report->plans_ended_count},
         {"tasksOpened", report->tasks_opened_count},
         {"tasksClosed", report->tasks_closed_count},
         {"remindersRequested", report->reminders_requested_count},
         {"holdsToReview", report->holds_to_review_count}},
        fmt::format(
            "Business days run up to {}: {} paid off, {} opened, {} closed, {} asked for. {} to "
            "look "
            "at again.",
            request->until.to_string(),
            counted(report->plans_ended_count, "plan", "plans"),
            counted(report->tasks_opened_count, "task", "tasks"),
            report->tasks_closed_count,
            counted(report->reminders_requested_count, "reminder", "reminders"),
            counted(report->holds_to_review_count, "hold", "holds")
        )
    );
    return ExitCode::done;
}

}  // namespace

void add_run_command(const CommandLine& line) {
    const auto dates = std::make_shared<Dates>();
    CLI::App& command = line.add(
        "run",
        "Run the business days up to a date: missed instalments become tasks",
        [&options = line.options, dates](const Console& console) {
            return run(options, *dates, console);
        }
    );
    command.add_option("--until", dates->until, "The last day to run, such as 2026-07-31")
        ->required();
    command.add_option(
        "--from", dates->from, "Where a municipality that was never run begins; without it --until"
    );
    add_today_option(command, line.options);
}

}  // namespace draagkracht::cli
