// A password as a person types it. It comes from the terminal or over standard input, and is never
// an argument, which everybody on the machine could read.
#pragma once

#include <string>

namespace draagkracht::cli {

// One line. The terminal shows nothing of what is typed.
[[nodiscard]] std::string read_password();

}  // namespace draagkracht::cli
