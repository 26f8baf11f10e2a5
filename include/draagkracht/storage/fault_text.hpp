// What the log may tell of an exception. A database repeats the values of the statement that failed
// in its message, and these can be a name or an account number.
//
//     } catch (const std::exception& fault) {
//         log_line(Level::error, "api", fault_text(fault));   // "UNIQUE constraint failed: person"
#pragma once

#include <exception>
#include <string>

namespace draagkracht::storage {

// The first line of the message, without the statement and its values.
[[nodiscard]] std::string fault_text(const std::exception& fault);

}  // namespace draagkracht::storage
