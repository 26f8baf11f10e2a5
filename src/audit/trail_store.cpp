#include "audit/trail_store.hpp"

#include "draagkracht/storage/bulk_insert.hpp"
#include "draagkracht/storage/large_answer.hpp"
#include "draagkracht/storage/rows.hpp"

namespace draagkracht::audit {

namespace {

using storage::Nullable;

constexpr const char* all_columns =
    "SELECT sequence, occurred_at, business_date, actor, action, municipality_id, person_id,"
    " subject, details, previous_hash, hash, rows_written FROM audit_event ";

// The columns of one event, in the order of all_columns.
struct EventRow {
    long long sequence = 0;
    std::string occurred_at, business_date, actor, action, subject, details, previous_hash, hash;
    Nullable<long long> municipality, person;
    Nullable<std::string> rows_written;

    [[nodiscard]] RecordedEvent event() const {
        Event what{action, std::nullopt, std::nullopt, subject, details};
        if (const auto id = municipality.get()) {
            what.municipality = base::MunicipalityId{*id};
        }
        if (const auto id = person.get()) {
            what.person = base::PersonId{*id};
        }
        return {
            sequence,
            occurred_at,
            business_date,
            actor,
            what,
            previous_hash,
            hash,
            rows_written.get()};
    }
};

void add_people(storage::Transaction& transaction, const std::vector<RecordedEvent>& events) {
    using storage::Column;
    storage::BulkInsert rows{
        transaction,
        "audit_event_person",
        {{"person_id", Column::number}, {"sequence", Column::number}}};
    for (const RecordedEvent& recorded : events) {
        for (const base::PersonId person : recorded.event.people) {
            rows.add({person.value(), recorded.sequence});
        }
    }
    rows.write();
}

// The people of the events, for who goes through these in their order.
class PeopleOfEvents {
  public:
    explicit PeopleOfEvents(storage::Transaction& transaction)
        : rows_{
              transaction,
              "SELECT sequence, person_id FROM audit_event_person ORDER BY sequence, person_id"} {
        rows_.into(sequence_).into(person_);
        has_row_ = rows_.next();
    }

    [[nodiscard]] std::vector<base::PersonId> of(std::int64_t sequence) {
        std::vector<base::PersonId> people;
        for (; has_row_ && sequence_ <= sequence; has_row_ = rows_.next()) {
            people.emplace_back(person_);
        }
        return people;
    }

  private:
    storage::LargeAnswer rows_;
    long long sequence_ = 0;
    long long person_ = 0;
    bool has_row_ = false;
};

Head head_by(storage::Transaction& transaction, std::string_view lock) {
    long long sequence = 0;
    std::string hash;
    storage::for_each_row(
        (ask(transaction, "SELECT sequence, hash FROM audit_head WHERE id = 1" + std::string{lock}),
         soci::into(sequence),
         soci::into(hash)),
        [] {}
    );
    return {sequence, hash};
}

}  // namespace

Head take_head(storage::Transaction& transaction) {
    return head_by(transaction, storage::for_update(transaction));
}

Head look_at_head(storage::Transaction& transaction) {
    return head_by(transaction, "");
}

void add_events(storage::Transaction& transaction, const std::vector<RecordedEvent>& events) {
    using storage::Column;
    storage::BulkInsert rows{
        transaction,
        "audit_event",
        {{"sequence", Column::number},
         {"occurred_at", Column::text},
         {"business_date", Column::text},
         {"actor", Column::text},
         {"action", Column::text},
         {"municipality_id", Column::number},
         {"person_id", Column::number},
         {"subject", Column::text},
         {"details", Column::text},
         {"previous_hash", Column::text},
         {"hash", Column::text},
         {"rows_written", Column::text}}};
    for (const RecordedEvent& recorded : events) {
        const Event& event = recorded.event;
        rows.add(
            {recorded.sequence,
             recorded.occurred_at,
             recorded.business_date,
             recorded.actor,
             event.action,
             storage::id_cell(event.municipality),
             storage::id_cell(event.person),
             event.subject,
             event.details,
             recorded.previous_hash,
             recorded.hash,
             storage::text_cell(recorded.rows_written)}
        );
    }
    rows.write();
    add_people(transaction, events);
    const long long sequence = events.back().sequence;
    transaction.sql() << "UPDATE audit_head SET sequence = :sequence, hash = :hash WHERE id = 1",
        soci::use(sequence, "sequence"), soci::use(events.back().hash, "hash");
}

std::vector<RecordedEvent> events_of_person(
    storage::Transaction& transaction, base::PersonId person, int limit
) {
    std::vector<RecordedEvent> events;
    EventRow row;
    const long long person_id = person.value();
    storage::for_each_row(
        (ask(transaction,
             std::string{all_columns} +
                 "WHERE sequence IN (SELECT sequence FROM audit_event WHERE person_id = :person"
                 " UNION SELECT sequence FROM audit_event_person WHERE person_id = :person_too)"
                 " ORDER BY sequence DESC LIMIT :most"),
         soci::use(person_id, "person"),
         soci::use(person_id, "person_too"),
         soci::use(limit, "most"),
         soci::into(row.sequence),
         soci::into(row.occurred_at),
         soci::into(row.business_date),
         soci::into(row.actor),
         soci::into(row.action),
         soci::into(row.municipality.value, row.municipality.indicator),
         soci::into(row.person.value, row.person.indicator),
         soci::into(row.subject),
         soci::into(row.details),
         soci::into(row.previous_hash),
         soci::into(row.hash),
         soci::into(row.rows_written.value, row.rows_written.indicator)),
        [&] { events.push_back(row.event()); }
    );
    return events;
}

void for_each_event(
    storage::Transaction& transaction, const std::function<void(const RecordedEvent&)>& on_event
) {
    EventRow row;
    storage::LargeAnswer events{transaction, std::string{all_columns} + "ORDER BY sequence"};
    events.into(row.sequence)
        .into(row.occurred_at)
        .into(row.business_date)
        .into(row.actor)
        .into(row.action)
        .into(row.municipality)
        .into(row.person)
        .into(row.subject)
        .into(row.details)
        .into(row.previous_hash)
        .into(row.hash)
        .into(row.rows_written);
    PeopleOfEvents people{transaction};
    while (events.next()) {
        RecordedEvent event = row.event();
        event.event.people = people.of(event.sequence);
        on_event(event);
    }
}

bool has_people_of_no_event(storage::Transaction& transaction) {
    long long count = 0;
    transaction.sql() << "SELECT COUNT(*) FROM audit_event_person WHERE NOT EXISTS (SELECT 1"
                         " FROM audit_event WHERE audit_event.sequence ="
                         " audit_event_person.sequence)",
        soci::into(count);
    return count > 0;
}

}  // namespace draagkracht::audit
