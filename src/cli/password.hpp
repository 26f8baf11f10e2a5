// A password that is typed at the terminal or comes over standard input, and who acts by it. It is
// never an argument, which everybody on the machine could read.
#pragma once

#include <string>

#include "draagkracht/access/occasion.hpp"
#include "draagkracht/storage/database.hpp"

namespace draagkracht::cli {

// The first line of standard input; a terminal shows nothing of it.
[[nodiscard]] std::string read_password();

// Asks for the password of this officer, for one act at that moment. Problems of
// access::AccessService::log_in.
[[nodiscard]] base::Outcome<access::Occasion> occasion_of_officer(
    storage::Database& database, const access::Occasion& now, const std::string& login
);

}  // namespace draagkracht::cli
