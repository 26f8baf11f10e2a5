#include "audit/chain.hpp"

#include <fmt/format.h>

#include "draagkracht/base/sha256.hpp"

namespace draagkracht::audit {

namespace {

template <typename Tag>
std::string number_or_none(const std::optional<base::Id<Tag>>& id) {
    return id ? std::to_string(id->value()) : "none";
}

}  // namespace

std::string hash_of(const RecordedEvent& event) {
    std::string text;
    const auto append = [&text](std::string_view field) {
        text += fmt::format_int{field.size()}.c_str();
        text += ':';
        text += field;
        text += ',';
    };
    append(event.previous_hash);
    append(std::to_string(event.sequence));
    append(event.occurred_at);
    append(event.business_date);
    append(event.actor);
    append(event.event.action);
    append(number_or_none(event.event.municipality));
    append(number_or_none(event.event.person));
    append(event.event.subject);
    append(event.event.details);
    if (event.rows_written) {
        append(*event.rows_written);
    }
    if (!event.event.people.empty()) {
        append("people");  // two fields, so that they are not taken for rows that were written
        append(storage::json_list(event.event.people));
    }
    return base::sha256_of(text);
}

}  // namespace draagkracht::audit
