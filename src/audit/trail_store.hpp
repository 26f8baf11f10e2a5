// The SQL of the trail.
#pragma once

#include <functional>

#include "draagkracht/audit/trail.hpp"

namespace draagkracht::audit {

struct Head {
    std::int64_t sequence;
    std::string hash;
};

// Takes the head of the chain and keeps it until the transaction ends.
[[nodiscard]] Head take_head(storage::Transaction& transaction);
// The head as it stands, without keeping it.
[[nodiscard]] Head look_at_head(storage::Transaction& transaction);
void add_events(storage::Transaction& transaction, const std::vector<RecordedEvent>& events);
// In their order.
void for_each_event(
    storage::Transaction& transaction, const std::function<void(const RecordedEvent&)>& on_event
);

// Whether there are people of an event that is not there.
[[nodiscard]] bool has_people_of_no_event(storage::Transaction& transaction);

}  // namespace draagkracht::audit
