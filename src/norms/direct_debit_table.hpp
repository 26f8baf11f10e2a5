// The table [direct_debit] of a policy.
#pragma once

#include <vector>

#include "draagkracht/norms/direct_debit_rules.hpp"
#include "norms/toml_file.hpp"

namespace draagkracht::norms {

// One policy for each municipality for which it names a creditor; none when the table is not there.
[[nodiscard]] std::vector<DirectDebitPolicy> take_direct_debit(TomlTable& root);

}  // namespace draagkracht::norms
