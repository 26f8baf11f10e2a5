// Recording contacts: one by an officer, or many from a former system.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "draagkracht/followup/followup_service.hpp"
#include "draagkracht/people/people_store.hpp"
#include "followup/contact_store.hpp"
#include "followup/task_store.hpp"

namespace draagkracht::followup {

using storage::Transaction;

namespace {

// What the register holds about a set of contacts.
struct Known {
    std::unordered_map<base::PersonId, base::MunicipalityId> municipality_of;
    std::unordered_map<base::PlanId, PlanOwner> owner_of;
    std::map<std::string, LoggedContact> in_log;  // by number
};

std::vector<base::PlanId> plans_of(const std::vector<Contact>& contacts) {
    std::set<base::PlanId> plans;
    for (const Contact& contact : contacts) {
        for (const Arrear& arrear : contact.arrears) {
            plans.insert(arrear.plan);
        }
    }
    return {plans.begin(), plans.end()};
}

base::Outcome<Known> known_about(
    Transaction& transaction,
    const storage::Sealer& sealer,
    base::MunicipalityId municipality,
    const std::vector<Contact>& contacts
) {
    std::vector<base::PersonId> people;
    std::vector<std::string> numbers;
    for (const Contact& contact : contacts) {
        people.push_back(contact.person);
        numbers.push_back(contact.number);
    }
    base::Outcome<std::map<std::string, LoggedContact>> in_log =
        contacts_by_number(transaction, sealer, municipality, numbers);
    if (!in_log) {
        return tl::unexpected(in_log.error());
    }
    return Known{
        people::municipalities_of(transaction, people),
        plan_owners(transaction, municipality, plans_of(contacts)),
        std::move(*in_log)};
}

bool is_theirs(const Arrear& arrear, base::PersonId person, const Known& known) {
    const auto plan = known.owner_of.find(arrear.plan);
    return plan != known.owner_of.end() && plan->second.person == person &&
           arrear.instalment_number >= 1 &&
           arrear.instalment_number <= plan->second.instalment_count;
}

base::Done check_against(
    const Contact& contact, base::MunicipalityId municipality, const Known& known
) {
    const auto home = known.municipality_of.find(contact.person);
    if (home == known.municipality_of.end() || home->second != municipality) {
        return base::problem(
            "people.unknown-person",
            "there is no such person in this municipality",
            "look the person up by client number"
        );
    }
    for (const Arrear& arrear : contact.arrears) {
        if (!is_theirs(arrear, contact.person, known)) {
            return base::problem(
                "followup.no-such-arrear",
                fmt::format("this person has no {}", to_text(arrear)),
                "choose from the plans of this person"
            );
        }
    }
    return {};
}

// The order of the arrears and the place of reading say nothing about the contact.
Contact contents_of(Contact contact) {
    contact.where.clear();
    std::ranges::sort(contact.arrears);
    return contact;
}

// Sorts out what is new, what is known and what is wrong.
class Sorting {
  public:
    Sorting(base::MunicipalityId municipality, base::BusinessDate today, Known known)
        : municipality_{municipality}, today_{today}, known_{std::move(known)} {}

    void take(const Contact& contact) {
        if (const base::Done wrong = problem_of(contact); !wrong) {
            registration.problems.push_back(wrong.error().at(
                contact.where.empty() ? "contact " + contact.number : contact.where
            ));
            return;
        }
        const auto [place, is_new] = seen_.emplace(contact.number, contents_of(contact));
        if (!is_new || known_.in_log.contains(contact.number)) {
            ++registration.known_count;
            return;
        }
        ++registration.added_count;
        new_contacts.push_back(contact);
    }

    base::Registration registration;
    std::vector<Contact> new_contacts;

  private:
    [[nodiscard]] base::Done problem_of(const Contact& contact) const {
        if (const base::Done valid = check(contact, today_); !valid) {
            return valid;
        }
        const auto logged = known_.in_log.find(contact.number);
        const auto seen = seen_.find(contact.number);
        const bool differs = (logged != known_.in_log.end() &&
                              contents_of(logged->second.contact) != contents_of(contact)) ||
                             (seen != seen_.end() && seen->second != contents_of(contact));
        if (differs) {
            return base::problem(
                "followup.contact-number-taken",
                "another contact has this number",
                "the log is never changed: record a new contact with a new number"
            );
        }
        return check_against(contact, municipality_, known_);
    }

    base::MunicipalityId municipality_;
    base::BusinessDate today_;
    Known known_;
    std::map<std::string, Contact> seen_;
};

void end_talked_tasks(
    Transaction& transaction,
    const access::Occasion& occasion,
    const std::vector<Contact>& contacts,
    const std::vector<base::ContactId>& ids
) {
    std::map<Arrear, base::TaskId> open = open_tasks_on_plans(transaction, plans_of(contacts));
    std::vector<TaskEnd> ends;
    for (std::size_t index = 0; index < contacts.size(); ++index) {
        if (task_due_after(contacts[index], occasion.today)) {
            continue;
        }
        for (const Arrear& arrear : contacts[index].arrears) {
            if (const auto task = open.extract(arrear); !task.empty()) {
                ends.push_back({task.mapped(), TaskOutcome::contacted, ids[index]});
            }
        }
    }
    end_tasks(transaction, occasion.today, occasion.actor.text(), ends);
}

void audit_contacts(
    audit::Trail& trail,
    base::MunicipalityId municipality,
    const std::vector<Contact>& contacts,
    const std::vector<base::ContactId>& ids
) {
    for (std::size_t index = 0; index < contacts.size(); ++index) {
        const ContactKind& kind = contacts[index].kind;
        trail.record(
            {"followup.record_contact",
             municipality,
             contacts[index].person,
             fmt::format("contact:{}", ids[index].value()),
             fmt::format(
                 R"({{"channel":"{}","outcome":"{}","arrear_count":{}}})",
                 to_text(kind.channel),
                 to_text(kind.outcome),
                 contacts[index].arrears.size()
             )}
        );
    }
}

}  // namespace

base::Registration FollowupService::register_contacts(
    Transaction& transaction,
    audit::Trail& trail,
    const access::Occasion& occasion,
    base::MunicipalityId municipality,
    const std::vector<Contact>& contacts
) const {
    base::Outcome<Known> known = known_about(transaction, sealer_, municipality, contacts);
    if (!known) {
        return {.problems = {known.error()}};
    }
    Sorting sorting{municipality, occasion.today, std::move(*known)};
    for (const Contact& contact : contacts) {
        sorting.take(contact);
    }
    if (!sorting.registration.problems.empty()) {
        return {.problems = std::move(sorting.registration.problems)};
    }
    const std::vector<Contact>& added = sorting.new_contacts;
    const std::vector<base::ContactId> ids =
        add_contacts(transaction, sealer_, occasion, municipality, added);
    end_talked_tasks(transaction, occasion, added, ids);
    audit_contacts(trail, municipality, added, ids);
    return sorting.registration;
}

base::Outcome<base::ContactId> FollowupService::record_contact(
    const access::Occasion& occasion, base::MunicipalityId municipality, const Contact& contact
) {
    if (const base::Done allowed =
            access::require(occasion.actor, access::Right::record_contact, municipality);
        !allowed) {
        return tl::unexpected(allowed.error());
    }
    Transaction transaction{database_, "record contact", storage::Access::write};
    // The same contact handed in twice at once is one contact.
    people::hold_person(transaction, contact.person);
    audit::Trail trail{transaction, occasion.author()};
    const base::Registration registration =
        register_contacts(transaction, trail, occasion, municipality, {contact});
    if (!registration.problems.empty()) {
        return tl::unexpected(registration.problems.front());
    }
    const base::Outcome<std::map<std::string, LoggedContact>> logged =
        contacts_by_number(transaction, sealer_, municipality, {contact.number});
    if (!logged) {
        return tl::unexpected(logged.error());
    }
    trail.write();
    transaction.commit();
    return logged->at(contact.number).id;
}

}  // namespace draagkracht::followup
