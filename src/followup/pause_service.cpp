#include "draagkracht/followup/pause_service.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "draagkracht/audit/trail.hpp"
#include "draagkracht/followup/policy_service.hpp"
#include "draagkracht/people/people_store.hpp"
#include "draagkracht/plans/plan_store.hpp"
#include "followup/contact_store.hpp"
#include "followup/person_service.hpp"
#include "followup/task_store.hpp"

namespace draagkracht::followup {

using storage::Transaction;

namespace {

tl::unexpected<base::Problem> no_such_plan() {
    return base::problem("followup.no-such-plan", "there is no such plan in this municipality");
}

// The plan, with its debtor held against others who act on the same person, and the nights waiting.
base::Outcome<plans::PlanPauses> hold_plan(
    Transaction& transaction, base::MunicipalityId municipality, base::PlanId plan
) {
    hold_follow_up(transaction, municipality);
    const auto owners = plan_owners(transaction, municipality, {plan});
    const auto owner = owners.find(plan);
    if (owner == owners.end()) {
        return no_such_plan();
    }
    people::hold_person(transaction, owner->second.person);
    return plans::plan_with_pauses(transaction, plan).value();
}

const plans::Pause* pause_with_number(
    const std::vector<plans::Pause>& pauses, const std::string& number
) {
    const auto found = std::ranges::find_if(pauses, [&number](const plans::Pause& pause) {
        return pause.facts.number == number;
    });
    return found == pauses.end() ? nullptr : &*found;
}

// The tasks about instalments that are not missed as they fall due now; how many there were.
int withdraw_tasks(
    Transaction& transaction,
    const access::Occasion& occasion,
    base::PlanId plan,
    const std::vector<plans::Instalment>& schedule,
    const MissedMargin& margin
) {
    std::vector<TaskEnd> ends;
    for (const auto& [arrear, task] : open_tasks_on_plans(transaction, {plan})) {
        const auto place = static_cast<std::size_t>(arrear.instalment_number - 1);
        const ArrearStanding unpaid =
            arrear_standing(schedule.at(place), base::Money{}, margin, occasion.today);
        if (occasion.today.date() < unpaid.missed_on) {
            ends.push_back({task, TaskOutcome::withdrawn, std::nullopt});
        }
    }
    end_tasks(transaction, occasion.today, occasion.actor.text(), ends);
    return static_cast<int>(ends.size());
}

// What a pause, or a change to one, does beside moving instalments; the last thing before the
// commit.
void finish(
    Transaction& transaction,
    const access::Occasion& occasion,
    const plans::PlanFacts& plan,
    const std::string& action,
    const plans::PauseEntry& entry,
    int withdrawn_count
) {
    audit::Trail trail{transaction, occasion.author()};
    trail.record(
        {action,
         plan.municipality,
         plan.person,
         fmt::format("pause:{}", entry.pause.value()),
         fmt::format(
             R"({{"moved_count":{},"tasks_withdrawn_count":{}}})",
             entry.moved_count,
             withdrawn_count
         )}
    );
    trail.write();
    transaction.commit();
}

}  // namespace

base::Outcome<base::PauseId> PauseService::enter(
    const access::Occasion& occasion,
    base::MunicipalityId municipality,
    const plans::NewPause& pause
) {
    if (const base::Done allowed =
            access::require(occasion.actor, access::Right::agree_plan, municipality);
        !allowed) {
        return tl::unexpected(allowed.error());
    }
    const base::Outcome<RulesOfDay> rules =
        rules_of(database_, policies_, municipality, occasion.today.date());
    if (!rules) {
        return tl::unexpected(rules.error());
    }
    Transaction transaction{database_, "enter pause", storage::Access::write};
    const base::Outcome<plans::PlanPauses> known = hold_plan(transaction, municipality, pause.plan);
    if (!known) {
        return tl::unexpected(known.error());
    }
    if (const plans::Pause* same = pause_with_number(known->pauses, pause.number)) {
        if (same->facts == pause) {
            return same->id;
        }
        return base::problem(
            "plans.pause-number-taken",
            "another pause of this plan has this number",
            "a pause is never changed: enter a new one with a new number"
        );
    }
    const base::PersonId debtor = known->plan.facts.person;
    if (pause.contact && person_of_contact(transaction, *pause.contact) != debtor) {
        return base::problem(
            "followup.contact-of-other-person",
            "there is no such conversation with the debtor of this plan",
            "choose from the contacts of this person"
        );
    }
    const base::Outcome<plans::PauseEntry> entry =
        plans::enter_pause(transaction, occasion, *known, pause);
    if (!entry) {
        return tl::unexpected(entry.error());
    }
    const int withdrawn_count =
        withdraw_tasks(transaction, occasion, pause.plan, entry->schedule, missed_margin(**rules));
    finish(transaction, occasion, known->plan.facts, "plans.pause", *entry, withdrawn_count);
    return entry->pause;
}

base::Outcome<base::PauseId> PauseService::change(
    const access::Occasion& occasion,
    base::MunicipalityId municipality,
    const PauseName& name,
    const plans::PauseChange& change
) {
    if (const base::Done allowed =
            access::require(occasion.actor, access::Right::agree_plan, municipality);
        !allowed) {
        return tl::unexpected(allowed.error());
    }
    Transaction transaction{database_, "change pause", storage::Access::write};
    const base::Outcome<plans::PlanPauses> known = hold_plan(transaction, municipality, name.plan);
    if (!known) {
        return tl::unexpected(known.error());
    }
    const plans::Pause* pause = pause_with_number(known->pauses, name.number);
    if (pause == nullptr) {
        return base::problem("followup.no-such-pause", "this plan has no such pause");
    }
    if (!pause->changes.empty() && pause->changes.back().change == change) {
        return pause->id;
    }
    const base::Outcome<plans::PauseEntry> entry =
        plans::change_pause(transaction, occasion, *known, *pause, change);
    if (!entry) {
        return tl::unexpected(entry.error());
    }
    // Nothing moves to a later day, so that no task is settled by it.
    finish(
        transaction,
        occasion,
        known->plan.facts,
        change.last_day ? "plans.shorten_pause" : "plans.withdraw_pause",
        *entry,
        /*withdrawn_count=*/0
    );
    return entry->pause;
}

base::Outcome<std::vector<plans::Pause>> PauseService::pauses_of(
    const access::Occasion& occasion, base::MunicipalityId municipality, base::PersonId person
) {
    if (const base::Done allowed =
            access::require(occasion.actor, access::Right::see_person, municipality);
        !allowed) {
        return tl::unexpected(allowed.error());
    }
    Transaction transaction{database_, "pauses of person", storage::Access::write};
    if (const base::Done home = check_home(transaction, municipality, person); !home) {
        return tl::unexpected(home.error());
    }
    std::vector<base::PlanId> plans;
    for (const plans::Plan& plan : plans::plans_of_person(transaction, person)) {
        plans.push_back(plan.id);
    }
    std::vector<plans::Pause> pauses;
    for (auto& [plan, of_plan] : plans::pauses_of_plans(transaction, plans)) {
        std::ranges::move(of_plan, std::back_inserter(pauses));
    }
    audit::Trail trail{transaction, occasion.author()};
    trail.record({"followup.look", municipality, person, "pauses"});
    trail.write();
    transaction.commit();
    return pauses;
}

}  // namespace draagkracht::followup
