#include "cli/demo/demo_summary.hpp"

#include <fmt/format.h>

#include "cli/console.hpp"
#include "draagkracht/figures/figures_service.hpp"
#include "draagkracht/followup/followup_service.hpp"

namespace draagkracht::cli {

namespace {

const base::Date period_start{std::chrono::year{2026} / 10 / 1};

// Thousands apart, for an English reader: "EUR 12,345.67".
std::string euros(base::Money amount) {
    std::string text = amount.to_string();
    for (std::size_t place = text.size() - 3; place > 3; place -= 3) {
        text.insert(place - 3, ",");
    }
    return "EUR " + text;
}

std::string text_of(const figures::KeyFigures& figures, int to_call_count) {
    return fmt::format(
        "  Owed        {} claims of {} people, {} in all; {} plans are running.\n"
        "  Came in     {} on claims since {}; besides, {} in {} payments waits for a person.\n"
        "  Not paid    {}, {} together: a person calls first. About {} the talk is done,\n"
        "              {} to be called today, and {} for a later day.\n"
        "  Spoken      {} conversations and {} attempts; {} friendly reminders, {} formal "
        "notices.\n",
        figures.open_claim_count,
        figures.debtor_count,
        euros(figures.outstanding()),
        figures.running_plan_count,
        euros(figures.received),
        figures.period.from.to_string(),
        euros(figures.suspense_amount),
        figures.suspense_count,
        counted(figures.missed_instalment_count, "instalment", "instalments"),
        euros(figures.missed_amount),
        figures.missed_instalment_count - figures.open_task_count,
        to_call_count == 1 ? "1 is" : fmt::format("{} are", to_call_count),
        figures.open_task_count - to_call_count,
        figures.conversation_count,
        figures.attempt_count,
        figures.reminder_count,
        figures.formal_notice_count
    );
}

std::string text_of(const followup::Worklist& worklist) {
    std::string text = "\n  Today's list of Anouk, debt officer:\n";
    for (const followup::WorklistItem& item : worklist.items) {
        text += fmt::format(
            "    {:<8} {:<18} {:>12} of the instalment of {} is not in; {}\n",
            item.client_number,
            item.name,
            euros(item.standing.left),
            item.instalment.due_date.to_string(),
            item.attempt_count == 0
                ? std::string{"call, and ask why"}
                : fmt::format(
                      "tried {}, try another way", counted(item.attempt_count, "time", "times")
                  )
        );
    }
    const int more = worklist.total_count - static_cast<int>(worklist.items.size());
    return more > 0 ? text + fmt::format("    and {} more\n", more) : text;
}

}  // namespace

base::Outcome<std::string> demo_summary(
    const DemoOffice& office, const OpenRegister& reg, base::Date day
) {
    const base::Outcome<figures::KeyFigures> figures =
        figures::FiguresService{*reg.database, reg.rules.policies}.key_figures(
            office.occasion_of(access::Role::supervisor, day),
            office.municipality(),
            {period_start, day}
        );
    if (!figures) {
        return tl::unexpected(figures.error());
    }
    const base::Outcome<followup::Worklist> worklist =
        followup::FollowupService{*reg.database, reg.sealer, reg.rules.policies}.worklist(
            office.occasion_of(access::Role::debt_officer, day), office.municipality(), {.limit = 6}
        );
    if (!worklist) {
        return tl::unexpected(worklist.error());
    }
    return fmt::format(
        "\nZandwijk on {}\n\n{}{}",
        day.to_string(),
        text_of(*figures, worklist->total_count),
        text_of(*worklist)
    );
}

}  // namespace draagkracht::cli
