#include "followup/contact_store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "draagkracht/storage/bulk_insert.hpp"
#include "draagkracht/storage/rows.hpp"

namespace draagkracht::followup {

using soci::into;
using soci::use;
using storage::Column;
using storage::Nullable;

namespace {

std::string place_of_notes(base::ContactId contact) {
    return fmt::format("contact.notes:{}", contact.value());
}

std::optional<std::string> text_of(const std::optional<base::Date>& date) {
    return date ? std::optional{date->to_string()} : std::nullopt;
}

std::optional<base::Date> date_of(const std::optional<std::string>& text) {
    return text ? std::optional{base::Date::parse(*text).value()} : std::nullopt;
}

std::optional<NonpaymentReason> reason_of(const std::optional<std::string>& text) {
    return text ? std::optional{nonpayment_reason_of(*text).value()} : std::nullopt;
}

// The ids that a query gives, as the parameter of the next.
std::string ids_of(storage::Question&& query, const long long& id) {
    std::vector<std::int64_t> ids;
    storage::for_each_row(std::move(query), [&] { ids.push_back(id); });
    return storage::json_list(ids);
}

std::unordered_map<std::int64_t, std::vector<Arrear>> arrears_of(
    storage::Transaction& transaction, const std::string& contact_ids
) {
    std::unordered_map<std::int64_t, std::vector<Arrear>> arrears;
    long long contact = 0;
    long long plan = 0;
    int instalment_number = 0;
    storage::for_each_row(
        (ask(transaction,
             "SELECT contact_id, plan_id, instalment_number FROM contact_arrear"
             " WHERE contact_id " +
                 transaction.among_numbers(":ids") + " ORDER BY plan_id, instalment_number"),
         use(contact_ids, "ids"),
         into(contact),
         into(plan),
         into(instalment_number)),
        [&] {
            arrears[contact].push_back({base::PlanId{plan}, instalment_number});
        }
    );
    return arrears;
}

// Newest first, with the notes as they are stored: sealed.
std::vector<LoggedContact> sealed_contacts(
    storage::Transaction& transaction, const std::string& ids
) {
    std::unordered_map<std::int64_t, std::vector<Arrear>> arrears = arrears_of(transaction, ids);
    std::vector<LoggedContact> contacts;
    long long id = 0;
    long long person = 0;
    std::string number, contacted_on, channel, direction, outcome, notes, next_step, recorded_by;
    Nullable<std::string> reason, come_back_on;
    storage::for_each_row(
        (ask(transaction,
             "SELECT id, person_id, contact_number, contacted_on, channel, direction, outcome,"
             " nonpayment_reason, notes_sealed, next_step, come_back_on, recorded_by"
             " FROM contact WHERE id " +
                 transaction.among_numbers(":ids") + " ORDER BY contacted_on DESC, id DESC"),
         use(ids, "ids"),
         into(id),
         into(person),
         into(number),
         into(contacted_on),
         into(channel),
         into(direction),
         into(outcome),
         into(reason.value, reason.indicator),
         into(notes),
         into(next_step),
         into(come_back_on.value, come_back_on.indicator),
         into(recorded_by)),
        [&] {
            const ContactKind kind{
                channel_of(channel).value(),
                direction_of(direction).value(),
                contact_outcome_of(outcome).value()};
            Contact contact{
                number,
                base::PersonId{person},
                base::Date::parse(contacted_on).value(),
                kind,
                std::move(arrears[id]),
                reason_of(reason.get()),
                notes,
                next_step_of(next_step).value(),
                date_of(come_back_on.get()),
                {}};
            contacts.push_back({base::ContactId{id}, std::move(contact), recorded_by});
        }
    );
    return contacts;
}

std::vector<LoggedContact> without_notes(std::vector<LoggedContact> contacts) {
    for (LoggedContact& logged : contacts) {
        logged.contact.notes.clear();
    }
    return contacts;
}

base::Outcome<std::vector<LoggedContact>> opened(
    const storage::Sealer& sealer, std::vector<LoggedContact> contacts
) {
    for (LoggedContact& logged : contacts) {
        if (logged.contact.notes.empty()) {
            continue;
        }
        base::Outcome<std::string> notes =
            sealer.unseal(logged.contact.notes, place_of_notes(logged.id));
        if (!notes) {
            return tl::unexpected(notes.error().at(fmt::format("contact:{}", logged.id.value())));
        }
        logged.contact.notes = std::move(*notes);
    }
    return contacts;
}

void add_arrears(
    storage::Transaction& transaction,
    base::BusinessDate today,
    const std::vector<base::ContactId>& ids,
    const std::vector<Contact>& contacts
) {
    storage::BulkInsert rows{
        transaction,
        "contact_arrear",
        {{"contact_id", Column::number},
         {"plan_id", Column::number},
         {"instalment_number", Column::number},
         {"task_due_on", Column::text}}};
    for (std::size_t index = 0; index < contacts.size(); ++index) {
        const std::optional<std::string> due_on = text_of(task_due_after(contacts[index], today));
        for (const Arrear& arrear : contacts[index].arrears) {
            rows.add(
                {ids[index].value(),
                 arrear.plan.value(),
                 arrear.instalment_number,
                 storage::text_cell(due_on)}
            );
        }
    }
    rows.write();
}

}  // namespace

std::vector<base::ContactId> add_contacts(
    storage::Transaction& transaction,
    const storage::Sealer& sealer,
    const access::Occasion& occasion,
    base::MunicipalityId municipality,
    const std::vector<Contact>& contacts
) {
    storage::BulkInsert rows{
        transaction,
        "contact",
        {{"id", Column::number},
         {"municipality_id", Column::number},
         {"person_id", Column::number},
         {"contact_number", Column::text},
         {"contacted_on", Column::text},
         {"channel", Column::text},
         {"direction", Column::text},
         {"outcome", Column::text},
         {"weight", Column::text},
         {"nonpayment_reason", Column::text},
         {"notes_sealed", Column::text},
         {"next_step", Column::text},
         {"come_back_on", Column::text},
         {"recorded_by", Column::text},
         {"recorded_at", Column::text}}};
    storage::IdBlock block = transaction.reserve_ids(contacts.size());
    std::vector<base::ContactId> ids;
    for (const Contact& contact : contacts) {
        const base::ContactId id{block.take()};
        ids.push_back(id);
        rows.add(
            {id.value(),
             municipality.value(),
             contact.person.value(),
             contact.number,
             contact.contacted_on.to_string(),
             to_text(contact.kind.channel),
             to_text(contact.kind.direction),
             to_text(contact.kind.outcome),
             to_text(weight_of(contact.kind)),
             contact.nonpayment_reason ? storage::Cell{to_text(*contact.nonpayment_reason)}
                                       : storage::Cell{std::nullopt},
             contact.notes.empty() ? std::string{} : sealer.seal(contact.notes, place_of_notes(id)),
             to_text(contact.next_step),
             storage::text_cell(text_of(contact.come_back_on)),
             occasion.actor.text(),
             occasion.moment.to_string()}
        );
    }
    rows.write();
    add_arrears(transaction, occasion.today, ids, contacts);
    return ids;
}

std::optional<base::PersonId> person_of_contact(
    storage::Transaction& transaction, base::ContactId contact
) {
    const long long contact_id = contact.value();
    long long person = 0;
    transaction.sql() << "SELECT person_id FROM contact WHERE id = :contact",
        use(contact_id, "contact"), into(person);
    return transaction.sql().got_data() ? std::optional{base::PersonId{person}} : std::nullopt;
}

base::Outcome<std::map<std::string, LoggedContact>> contacts_by_number(
    storage::Transaction& transaction,
    const storage::Sealer& sealer,
    base::MunicipalityId municipality,
    const std::vector<std::string>& numbers
) {
    const long long municipality_id = municipality.value();
    const std::string wanted = storage::json_list(numbers);
    long long id = 0;
    const std::string ids = ids_of(
        (ask(transaction,
             "SELECT id FROM contact WHERE municipality_id = :municipality"
             " AND contact_number " +
                 transaction.among_texts(":numbers")),
         use(municipality_id, "municipality"),
         use(wanted, "numbers"),
         into(id)),
        id
    );
    base::Outcome<std::vector<LoggedContact>> contacts =
        opened(sealer, sealed_contacts(transaction, ids));
    if (!contacts) {
        return tl::unexpected(contacts.error());
    }
    std::map<std::string, LoggedContact> by_number;
    for (LoggedContact& logged : *contacts) {
        const std::string number = logged.contact.number;
        by_number.emplace(number, std::move(logged));
    }
    return by_number;
}

base::Outcome<std::vector<LoggedContact>> contacts_of_person(
    storage::Transaction& transaction, const storage::Sealer& sealer, base::PersonId person
) {
    const long long person_id = person.value();
    long long id = 0;
    const std::string ids = ids_of(
        (ask(transaction, "SELECT id FROM contact WHERE person_id = :person"),
         use(person_id, "person"),
         into(id)),
        id
    );
    return opened(sealer, sealed_contacts(transaction, ids));
}

std::vector<LoggedContact> contacts_about(storage::Transaction& transaction, const Arrear& arrear) {
    const long long plan_id = arrear.plan.value();
    long long id = 0;
    const std::string ids = ids_of(
        (ask(transaction,
             "SELECT contact_id FROM contact_arrear"
             " WHERE plan_id = :plan AND instalment_number = :instalment"),
         use(plan_id, "plan"),
         use(arrear.instalment_number, "instalment"),
         into(id)),
        id
    );
    return without_notes(sealed_contacts(transaction, ids));
}

std::map<Arrear, std::vector<LoggedContact>> contacts_about_open_tasks(
    storage::Transaction& transaction, base::MunicipalityId municipality
) {
    const long long municipality_id = municipality.value();
    long long id = 0;
    const std::string ids = ids_of(
        (ask(transaction,
             "SELECT DISTINCT about.contact_id FROM task"
             " JOIN contact_arrear about ON about.plan_id = task.plan_id"
             " AND about.instalment_number = task.instalment_number"
             " WHERE task.municipality_id = :municipality"
             " AND NOT EXISTS (SELECT 1 FROM task_end WHERE task_end.task_id = task.id)"),
         use(municipality_id, "municipality"),
         into(id)),
        id
    );
    std::map<Arrear, std::vector<LoggedContact>> by_arrear;
    for (const LoggedContact& logged : without_notes(sealed_contacts(transaction, ids))) {
        for (const Arrear& arrear : logged.contact.arrears) {
            by_arrear[arrear].push_back(logged);
        }
    }
    return by_arrear;
}

}  // namespace draagkracht::followup
