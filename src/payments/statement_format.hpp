// Which format a file has, told from its first bytes and never from its name.
#pragma once

#include <string_view>

#include "draagkracht/base/problem.hpp"
#include "draagkracht/payments/statement.hpp"

namespace draagkracht::payments {

// `beginning` is the first part of the file, or all of it. All XML is camt; its reader knows
// better. Problems payments.cut-off (empty), payments.wrong-encoding (UTF-16),
// payments.unknown-format (what it is, where that can be seen).
[[nodiscard]] base::Outcome<StatementFormat> format_of(std::string_view beginning);

}  // namespace draagkracht::payments
