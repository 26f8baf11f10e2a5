// The log of the running program, for the person who keeps it running. It holds counts, ids, times
// and problem codes, and never a name, BSN, IBAN or the text of a remittance.
//
//     log_line(Level::info, "payments", "statement 17: 1200 entries, 3 in suspense");
#pragma once

#include <string_view>

namespace draagkracht::base {

enum class Level { debug, info, warning, error };

// Sets where the log goes: standard error, from `least` upward. Called once, at start.
void start_log(Level least);

// `room` names who speaks.
void log_line(Level level, std::string_view room, std::string_view message);

}  // namespace draagkracht::base
