#include "draagkracht/followup/night_service.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "draagkracht/followup/policy_service.hpp"
#include "draagkracht/storage/outbox.hpp"
#include "followup/contact_store.hpp"
#include "followup/reminder.hpp"
#include "followup/step_store.hpp"
#include "followup/task_store.hpp"

namespace draagkracht::followup {

namespace {

ArrearStanding standing_on(const Night& night, const InstalmentFacts& facts) {
    return arrear_standing(
        facts.instalment, facts.paid_total, missed_margin(night.rules), night.occasion.today
    );
}

void record(
    const Night& night, std::string action, const InstalmentFacts& facts, std::string details = "{}"
) {
    night.trail.record(
        {std::move(action),
         night.municipality,
         facts.person,
         to_text(facts.arrear),
         std::move(details)}
    );
}

}  // namespace

int close_settled_tasks(const Night& night) {
    hold_follow_up(night.transaction, night.municipality);
    const MissedMargin margin = missed_margin(night.rules);
    std::vector<TaskEnd> ends;
    for (const OpenTask& open :
         open_tasks(night.transaction, night.municipality, night.occasion.today)) {
        const base::Money short_of = open.facts.instalment.cumulative - open.facts.paid_total;
        const bool is_paid = short_of <= margin.amount;
        const bool is_missed = standing_on(night, open.facts).punctuality != Punctuality::on_time;
        if (is_missed && !open.plan_has_ended) {
            continue;
        }
        const TaskOutcome outcome = is_paid ? TaskOutcome::paid : TaskOutcome::withdrawn;
        ends.push_back({open.task, outcome, std::nullopt});
        record(
            night,
            "followup.end_task",
            open.facts,
            fmt::format(R"({{"outcome":"{}"}})", to_text(outcome))
        );
    }
    end_tasks(night.transaction, night.occasion.today, night.occasion.actor.text(), ends);
    return static_cast<int>(ends.size());
}

int open_missed_tasks(const Night& night) {
    hold_follow_up(night.transaction, night.municipality);
    std::vector<NewTask> tasks;
    for (const MissedCandidate& candidate : missed_candidates(
             night.transaction, night.municipality, missed_margin(night.rules), night.occasion.today
         )) {
        const ArrearStanding standing = standing_on(night, candidate.facts);
        const bool is_left_in_peace = candidate.talked_on && talk_holds(
                                                                 standing,
                                                                 *candidate.talked_on,
                                                                 night.rules.unpaid_talk_days.value,
                                                                 night.occasion.today
                                                             );
        if (standing.punctuality == Punctuality::on_time || is_left_in_peace) {
            continue;
        }
        tasks.push_back({candidate.facts.person, candidate.facts.arrear, standing.left});
        record(
            night,
            "followup.open_task",
            candidate.facts,
            fmt::format(R"({{"left_cents":{}}})", standing.left.in_cents())
        );
    }
    add_tasks(night.transaction, night.municipality, night.occasion.today, tasks);
    return static_cast<int>(tasks.size());
}

int request_reminders(const Night& night) {
    if (!std::ranges::count(
            night.rules.escalation_ladder.value, norms::EscalationStep::friendly_reminder
        )) {
        return 0;
    }
    hold_follow_up(night.transaction, night.municipality);
    const auto contacts = contacts_about_open_tasks(night.transaction, night.municipality);
    const std::set<Arrear> reminded = reminded_arrears(night.transaction, night.municipality);
    std::vector<Reminder> reminders;
    std::vector<storage::LetterRequest> letters;
    for (const OpenTask& open :
         open_tasks(night.transaction, night.municipality, night.occasion.today)) {
        const InstalmentFacts& facts = open.facts;
        const ArrearStanding standing = standing_on(night, facts);
        const auto about = contacts.find(facts.arrear);
        if (standing.punctuality == Punctuality::on_time || open.plan_has_ended ||
            open.plan_is_quiet || about == contacts.end() || reminded.contains(facts.arrear)) {
            continue;
        }
        std::vector<base::ContactId> attempts = reminder_evidence(
            {facts.arrear, standing.missed_on, night.occasion.today}, about->second
        );
        if (attempts.empty()) {
            continue;
        }
        reminders.push_back({facts.person, facts.arrear, standing.missed_on, std::move(attempts)});
        letters.push_back(
            {night.municipality,
             facts.person,
             "friendly_reminder",
             to_text(facts.arrear),
             facts.arrear.plan,
             night.occasion.today.date(),
             night.occasion.actor.text()}
        );
        record(night, "followup.request_reminder", facts);
    }
    add_reminders(
        night.transaction,
        {night.municipality, night.occasion.today, night.occasion.actor.text()},
        reminders
    );
    storage::request_letters(night.transaction, letters);
    return static_cast<int>(reminders.size());
}

}  // namespace draagkracht::followup
