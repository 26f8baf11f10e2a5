#include "draagkracht/audit/trail.hpp"

#include <fmt/format.h>

#include "audit/chain.hpp"
#include "audit/rows_written.hpp"
#include "audit/trail_store.hpp"

namespace draagkracht::audit {

Trail::Trail(storage::Transaction& transaction, Author author)
    : transaction_{transaction}, author_{std::move(author)} {}

void Trail::record(Event event) {
    events_.push_back(std::move(event));
}

void Trail::write() {
    if (events_.empty()) {
        return;
    }
    Head head = take_head(transaction_);
    const storage::WrittenRows rows = transaction_.take_written();
    std::size_t untold = events_.size();
    std::vector<RecordedEvent> recorded;
    recorded.reserve(events_.size());
    for (Event& event : events_) {
        RecordedEvent& next = recorded.emplace_back(RecordedEvent{
            ++head.sequence,
            author_.moment.to_string(),
            author_.today.date().to_string(),
            author_.actor,
            std::move(event),
            head.hash,
            {}});
        if (--untold == 0 && !rows.empty()) {
            next.rows_written = text_of(rows);
        }
        next.hash = hash_of(next);
        head.hash = next.hash;
    }
    events_.clear();
    add_events(transaction_, recorded);
    const bool is_first = written_.first > written_.last;
    written_ = {is_first ? recorded.front().sequence : written_.first, head.sequence};
}

std::int64_t last_sequence(storage::Transaction& transaction) {
    return look_at_head(transaction).sequence;
}

base::Outcome<std::int64_t> verify_chain(storage::Transaction& transaction) {
    std::int64_t last_sequence = 0;
    std::int64_t broken_at = 0;
    std::string last_hash{hash_before_the_first};
    for_each_event(transaction, [&](const RecordedEvent& event) {
        const bool fits = event.sequence == last_sequence + 1 && event.previous_hash == last_hash &&
                          event.hash == hash_of(event);
        if (!fits && broken_at == 0) {
            broken_at = last_sequence + 1;
        }
        last_sequence = event.sequence;
        last_hash = event.hash;
    });
    const Head head = look_at_head(transaction);
    const bool has_another_end = head.sequence != last_sequence || head.hash != last_hash ||
                                 has_people_of_no_event(transaction);
    if (broken_at == 0 && has_another_end) {
        broken_at = last_sequence + 1;
    }
    if (broken_at != 0) {
        return base::problem(
            "audit.chain-broken",
            fmt::format("the audit trail was changed or cut at event {}", broken_at),
            "compare with a back-up; nothing after that event can be trusted"
        );
    }
    return last_sequence;
}

}  // namespace draagkracht::audit
