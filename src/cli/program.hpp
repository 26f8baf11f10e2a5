// The command line as a whole: everything of the program but `main`.
#pragma once

namespace draagkracht::cli {

// Answers with the exit code.
[[nodiscard]] int run_program(int argument_count, const char* const* arguments);

}  // namespace draagkracht::cli
