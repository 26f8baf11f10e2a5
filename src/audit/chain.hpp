// The pure rule of the chain: the hash of an event covers all it says and the hash before it.
#pragma once

#include "draagkracht/audit/trail.hpp"

namespace draagkracht::audit {

// What the first event follows: the hash of nothing.
inline constexpr std::string_view hash_before_the_first =
    "0000000000000000000000000000000000000000000000000000000000000000";

// SHA-256 over the fields, each with its length before it, so that no two events read alike.
[[nodiscard]] std::string hash_of(const RecordedEvent& event);

}  // namespace draagkracht::audit
