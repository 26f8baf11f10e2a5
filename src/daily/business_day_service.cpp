#include "draagkracht/daily/business_day_service.hpp"

#include <fmt/format.h>

#include <array>

#include "daily/business_day_store.hpp"
#include "draagkracht/access/access_service.hpp"
#include "draagkracht/followup/night_service.hpp"
#include "draagkracht/plans/ending_service.hpp"

namespace draagkracht::daily {

using access::Municipality;
using followup::Night;
using storage::Transaction;

namespace {

struct Step {
    const char* name;
    int (*run)(const Night&);
    int RunReport::*count;
};

int end_paid_plans(const Night& night) {
    return plans::end_paid_plans(
        night.transaction, night.trail, night.occasion, night.municipality
    );
}

// In this order: who has paid is not called, and nobody gets a letter about what was settled.
constexpr std::array<Step, 4> steps{{
    {"end_paid_plans", end_paid_plans, &RunReport::plans_ended_count},
    {"close_settled_tasks", followup::close_settled_tasks, &RunReport::tasks_closed_count},
    {"open_missed_tasks", followup::open_missed_tasks, &RunReport::tasks_opened_count},
    {"request_reminders", followup::request_reminders, &RunReport::reminders_requested_count},
}};

// The mark that all steps of a day are done, so that a step that is added later starts with the
// next day and does not run the past again.
constexpr const char* closing_step = "close_day";

base::Date first_day_to_run(const DaysRun& run, const RunRequest& request) {
    if (run.last_closed) {
        return run.last_closed->plus_days(1);
    }
    if (run.first_begun) {
        return *run.first_begun;
    }
    return request.first_day.value_or(request.until);
}

// One day of one municipality.
struct MunicipalDay {
    storage::Database& database;
    const access::Occasion& occasion;
    const Municipality& municipality;
    const norms::PolicyRules& rules;
};

// The number affected, or nothing when the step was done before.
std::optional<int> run_step(const MunicipalDay& day, const Step& step) {
    const DayStep mark{day.municipality.id, day.occasion.today.date(), step.name};
    Transaction transaction{day.database, step.name, storage::Access::write};
    if (!claim_step(transaction, mark, day.occasion.moment)) {
        return std::nullopt;
    }
    audit::Trail trail{transaction, day.occasion.author()};
    const int affected_count =
        step.run({transaction, trail, day.occasion, day.municipality.id, day.rules});
    note_affected(transaction, mark, affected_count);
    trail.write();
    transaction.commit();
    return affected_count;
}

bool close_day(const MunicipalDay& day) {
    const DayStep mark{day.municipality.id, day.occasion.today.date(), closing_step};
    Transaction transaction{day.database, closing_step, storage::Access::write};
    const bool is_closed_now = claim_step(transaction, mark, day.occasion.moment);
    transaction.commit();
    return is_closed_now;
}

// A run over all days and municipalities, and what it has to tell.
struct Run {
    storage::Database& database;
    const norms::PolicyBook& policies;
    const access::Occasion& occasion;
    const RunRequest& request;
    const std::function<void(const StepDone&)>& on_step;
    RunReport report;
};

base::Date first_day_of(const Run& run, base::MunicipalityId municipality) {
    Transaction transaction{run.database, "days run", storage::Access::read};
    return first_day_to_run(days_run(transaction, municipality, closing_step), run.request);
}

void run_day(Run& run, const MunicipalDay& day) {
    for (const Step& step : steps) {
        const std::optional<int> affected_count = run_step(day, step);
        if (!affected_count) {
            continue;
        }
        run.report.*step.count += *affected_count;
        if (run.on_step) {
            run.on_step({day.municipality.id, day.occasion.today.date(), step.name, *affected_count}
            );
        }
    }
    run.report.day_count += close_day(day) ? 1 : 0;
}

// A day counts as run once and for all: one that is run too early is missed for good.
base::Done check_has_come(base::Date until, base::BusinessDate today) {
    if (until <= today.date()) {
        return {};
    }
    return base::problem(
        "daily.day-not-come",
        fmt::format(
            "{} has not come yet; today is {}", until.to_string(), today.date().to_string()
        ),
        "run the days that are there; to try out a later one on a copy, make it today there"
    );
}

base::Done run_municipality(Run& run, const Municipality& municipality) {
    if (const base::Done allowed =
            access::require(run.occasion.actor, access::Right::run_business_day, municipality.id);
        !allowed) {
        return allowed;
    }
    if (const base::Done has_come = check_has_come(run.request.until, run.occasion.today);
        !has_come) {
        return has_come;
    }
    const auto policy = run.policies.policy_of(municipality.code);
    if (!policy) {
        return tl::unexpected(policy.error());
    }
    for (base::Date day = first_day_of(run, municipality.id); day <= run.request.until;
         day = day.plus_days(1)) {
        const auto rules = (*policy)->rules_on(day);
        if (!rules) {
            return tl::unexpected(rules.error());
        }
        const access::Occasion that_day{
            run.occasion.actor, base::BusinessDate{day}, run.occasion.moment};
        run_day(run, {run.database, that_day, municipality, **rules});
    }
    run.report.holds_to_review_count +=
        followup::holds_that_wait(run.database, municipality.id, run.request.until);
    return {};
}

}  // namespace

base::Outcome<RunReport> BusinessDayService::run_until(
    const access::Occasion& occasion,
    const RunRequest& request,
    const std::function<void(const StepDone&)>& on_step
) {
    Run run{database_, policies_, occasion, request, on_step, {}};
    for (const Municipality& municipality : access::AccessService{database_}.municipalities()) {
        if (const base::Done done = run_municipality(run, municipality); !done) {
            return tl::unexpected(done.error());
        }
    }
    return run.report;
}

}  // namespace draagkracht::daily
