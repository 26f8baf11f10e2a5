// Reads what the policies say about collecting by direct debit: the table [direct_debit] of each
// file.
//
//     DirectDebitBook book = read_direct_debit("config/policies").value();
//
// Reading is as strict as that of the rest of a policy, which read_rules does at the start of every
// command; so a slip in this table is told there too.
#pragma once

#include <filesystem>

#include "draagkracht/norms/direct_debit_rules.hpp"

namespace draagkracht::norms {

// Problems of reading, as in norms/rules_file.hpp.
[[nodiscard]] base::Outcome<DirectDebitBook> read_direct_debit(const std::filesystem::path& folder);

}  // namespace draagkracht::norms
