// The trail: who did or saw what, when, and to whom. It is only ever added to.
//
//     Trail trail{transaction, {"officer:12", today, moment}};
//     trail.record({"plans.agree", municipality, person, "plan:12", R"({"amount_cents":5000})"});
//     trail.write();
//     transaction.commit();
//
// Each event holds the hash of the event before it, so a change or a removal breaks the chain from
// there on, and verify_chain finds the place. Details never hold personal data: ids and amounts.
// The last event of each write also tells which rows were written with it (row_proof.hpp).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "draagkracht/base/date.hpp"
#include "draagkracht/base/id.hpp"
#include "draagkracht/base/timestamp.hpp"
#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::audit {

struct Author {
    std::string actor;  // "officer:12", "machine:reconciliation"
    base::BusinessDate today;
    base::Timestamp moment;
};

struct Event {
    std::string action;  // "<room>.<verb>"; a look at a person is "<room>.look"
    std::optional<base::MunicipalityId> municipality;
    std::optional<base::PersonId> person;
    std::string subject;         // "claim:17"
    std::string details = "{}";  // JSON
    // Beside `person`, each once: of what is told of many at once.
    std::vector<base::PersonId> people = {};
};

// Consecutive events of the trail; none when the first is past the last.
struct EventRange {
    std::int64_t first = 1;
    std::int64_t last = 0;
};

class Trail {
  public:
    Trail(storage::Transaction& transaction, Author author);
    void record(Event event);
    // Adds what was recorded to the chain; the last act before commit, since it holds the head of
    // the chain against all other writers.
    void write();
    // What this trail has added. The head was held from the first on, so nobody else's is between.
    [[nodiscard]] const EventRange& written() const { return written_; }

  private:
    storage::Transaction& transaction_;
    Author author_;
    std::vector<Event> events_;
    EventRange written_;
};

// One event as it stands in the trail, for whoever may read it.
struct RecordedEvent {
    std::int64_t sequence;
    std::string occurred_at;
    std::string business_date;
    std::string actor;
    Event event;
    std::string previous_hash;
    std::string hash;
    std::optional<std::string> rows_written{};  // prints, as JSON; no personal data
};

// The events that concern a person, newest first, at most `limit`; without their `people`.
[[nodiscard]] std::vector<RecordedEvent> events_of_person(
    storage::Transaction& transaction, base::PersonId person, int limit
);

// The number of the last event. As every change is told in the trail, nothing was changed since
// while it is still the same.
[[nodiscard]] std::int64_t last_sequence(storage::Transaction& transaction);

// Problem audit.chain-broken with the first sequence number that does not fit; otherwise the number
// of events. Reads in order, in constant memory.
[[nodiscard]] base::Outcome<std::int64_t> verify_chain(storage::Transaction& transaction);

}  // namespace draagkracht::audit
