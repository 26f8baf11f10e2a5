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
                 "WHERE person_id = :person ORDER BY sequence DESC LIMIT :most"),
         soci::use(person_id, "person"),
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
    while (events.next()) {
        on_event(row.event());
    }
}

}  // namespace draagkracht::audit
