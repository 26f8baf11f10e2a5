#include "draagkracht/followup/followup_service.hpp"

#include <algorithm>

#include "draagkracht/access/access_service.hpp"
#include "draagkracht/followup/policy_service.hpp"
#include "draagkracht/followup/promise.hpp"
#include "draagkracht/people/people_service.hpp"
#include "draagkracht/people/people_store.hpp"
#include "followup/contact_store.hpp"
#include "followup/person_service.hpp"
#include "followup/step_store.hpp"
#include "followup/worklist_store.hpp"

namespace draagkracht::followup {

using storage::Transaction;

namespace {

constexpr int worklist_limit_max = 200;

// The items of the worklist without the names.
std::vector<WorklistItem> items_of(
    Transaction& transaction,
    const std::vector<WorklistRow>& rows,
    const norms::PolicyRules& rules,
    base::BusinessDate today
) {
    std::vector<base::PersonId> people;
    for (const WorklistRow& row : rows) {
        people.push_back(row.facts.person);
    }
    const std::map<Arrear, int> attempts = attempt_counts(transaction, people);
    const auto last = last_contacts(transaction, people);
    std::vector<WorklistItem> items;
    for (const WorklistRow& row : rows) {
        const InstalmentFacts& facts = row.facts;
        const auto attempt_count = attempts.find(facts.arrear);
        const auto last_contact = last.find(facts.person);
        items.push_back(
            {.task = row.task,
             .person = facts.person,
             .client_number = {},
             .name = {},
             .phone = {},
             .arrear = facts.arrear,
             .plan_number = row.plan_number,
             .instalment = facts.instalment,
             .standing =
                 arrear_standing(facts.instalment, facts.paid_total, missed_margin(rules), today),
             .opened_on = row.opened_on,
             .due_on = row.due_on,
             .attempt_count = attempt_count == attempts.end() ? 0 : attempt_count->second,
             .last_contact =
                 last_contact == last.end() ? std::nullopt : std::optional{last_contact->second}}
        );
    }
    return items;
}

// People are looked at through their own room, which writes down each look.
base::Done add_names(
    storage::Database& database,
    const storage::Sealer& sealer,
    const access::Occasion& occasion,
    std::vector<WorklistItem>& items
) {
    std::vector<base::PersonId> wanted;
    for (const WorklistItem& item : items) {
        wanted.push_back(item.person);
    }
    const base::Outcome<std::vector<people::Identity>> identities =
        people::PeopleService{database, sealer}.identities_of(occasion, wanted);
    if (!identities) {
        return tl::unexpected(identities.error());
    }
    for (std::size_t index = 0; index < items.size(); ++index) {
        const people::Identity& identity = (*identities)[index];
        items[index].client_number = identity.client_number;
        items[index].name = identity.name.full();
        items[index].phone = identity.phone;
    }
    return {};
}

}  // namespace

base::Outcome<Worklist> FollowupService::worklist(
    const access::Occasion& occasion, base::MunicipalityId municipality, WorklistPage page
) {
    if (const base::Done allowed =
            access::require(occasion.actor, access::Right::see_person, municipality);
        !allowed) {
        return tl::unexpected(allowed.error());
    }
    const base::Outcome<RulesOfDay> rules =
        rules_of(database_, policies_, municipality, occasion.today.date());
    if (!rules) {
        return tl::unexpected(rules.error());
    }
    Worklist worklist{};
    {
        Transaction transaction{database_, "worklist", storage::Access::read};
        const WorklistQuery query{
            .municipality = municipality,
            .today = occasion.today,
            .margin = missed_margin(**rules),
            .limit = std::clamp(page.limit, 0, worklist_limit_max),
            .offset = std::max(page.offset, 0)};
        const WorklistTotals totals = worklist_totals(transaction, query);
        worklist = {
            items_of(transaction, worklist_rows(transaction, query), **rules, occasion.today),
            totals.count,
            totals.left,
            totals.oldest_opened_on};
    }
    if (const base::Done named = add_names(database_, sealer_, occasion, worklist.items); !named) {
        return tl::unexpected(named.error());
    }
    return worklist;
}

base::Outcome<std::vector<WorklistItem>> FollowupService::tasks_of(
    const access::Occasion& occasion, base::MunicipalityId municipality, base::PersonId person
) {
    if (const base::Done allowed =
            access::require(occasion.actor, access::Right::see_person, municipality);
        !allowed) {
        return tl::unexpected(allowed.error());
    }
    const base::Outcome<RulesOfDay> rules =
        rules_of(database_, policies_, municipality, occasion.today.date());
    if (!rules) {
        return tl::unexpected(rules.error());
    }
    std::vector<WorklistItem> items;
    {
        Transaction transaction{database_, "tasks of person", storage::Access::read};
        items = items_of(
            transaction,
            open_tasks_of_person(transaction, municipality, person, occasion.today),
            **rules,
            occasion.today
        );
    }
    if (const base::Done named = add_names(database_, sealer_, occasion, items); !named) {
        return tl::unexpected(named.error());
    }
    return items;
}

base::Outcome<TalkFacts> FollowupService::talk_facts(
    const access::Occasion& occasion, base::MunicipalityId municipality, base::TaskId task
) {
    if (const base::Done allowed =
            access::require(occasion.actor, access::Right::see_person, municipality);
        !allowed) {
        return tl::unexpected(allowed.error());
    }
    const base::Outcome<RulesOfDay> rules =
        rules_of(database_, policies_, municipality, occasion.today.date());
    if (!rules) {
        return tl::unexpected(rules.error());
    }
    std::vector<WorklistItem> items;
    PlanInTalk plan;
    base::Money paid;
    std::vector<LoggedContact> contacts;
    std::vector<TakenStep> steps;
    {
        Transaction transaction{database_, "talk facts", storage::Access::read};
        const std::optional<WorklistRow> row =
            worklist_row(transaction, municipality, task, occasion.today);
        if (!row) {
            return base::problem(
                "followup.no-such-task", "this task does not exist, or is done already"
            );
        }
        items = items_of(transaction, {*row}, **rules, occasion.today);
        plan = plan_in_talk(transaction, row->facts.arrear.plan);
        paid = row->facts.paid_total;
        steps = steps_about(transaction, row->facts.arrear);
        base::Outcome<std::vector<LoggedContact>> log =
            contacts_of_person(transaction, sealer_, row->facts.person);
        if (!log) {
            return tl::unexpected(log.error());
        }
        contacts = std::move(*log);
    }
    if (const base::Done named = add_names(database_, sealer_, occasion, items); !named) {
        return tl::unexpected(named.error());
    }
    WorklistItem& item = items.front();
    const GateSubject subject{item.arrear, item.standing.missed_on, occasion.today};
    const GateView gate = look_at_gate(subject, contacts, (*rules)->contact_gate());
    const std::optional<base::Date> promise = promised_until(item.arrear, contacts, occasion.today);
    return TalkFacts{
        std::move(item),
        plan.total,
        paid,
        plan.agreed_amount,
        std::move(plan.claims),
        std::move(contacts),
        std::move(steps),
        gate,
        promise};
}

base::Outcome<TaskSubject> FollowupService::subject_of(
    const access::Occasion& occasion, base::MunicipalityId municipality, base::TaskId task
) {
    if (const base::Done allowed =
            access::require(occasion.actor, access::Right::record_contact, municipality);
        !allowed) {
        return tl::unexpected(allowed.error());
    }
    Transaction transaction{database_, "subject of task", storage::Access::read};
    const std::optional<TaskSubject> subject = subject_of_task(transaction, municipality, task);
    if (!subject) {
        return base::problem("followup.no-such-task", "this task does not exist");
    }
    return *subject;
}

base::Outcome<std::vector<LoggedContact>> FollowupService::contacts_of(
    const access::Occasion& occasion, base::MunicipalityId municipality, base::PersonId person
) {
    if (const base::Done allowed =
            access::require(occasion.actor, access::Right::see_person, municipality);
        !allowed) {
        return tl::unexpected(allowed.error());
    }
    Transaction transaction{database_, "contacts of person", storage::Access::write};
    if (const base::Done home = check_home(transaction, municipality, person); !home) {
        return tl::unexpected(home.error());
    }
    base::Outcome<std::vector<LoggedContact>> contacts =
        contacts_of_person(transaction, sealer_, person);
    audit::Trail trail{transaction, occasion.author()};
    trail.record({"followup.look", municipality, person, "contacts"});
    trail.write();
    transaction.commit();
    return contacts;
}

}  // namespace draagkracht::followup
