// Amounts in euros as people type them in Dutch.
//
//     typed_amount("1.234,56")   // EUR 1234.56
//     typed_amount("€ 75")       // EUR 75.00
//     typed_amount("75,5")       // EUR 75.50
//     typed_amount("1.234")      // EUR 1234.00: three digits after a point are thousands
#pragma once

#include <optional>
#include <string>

#include "draagkracht/base/money.hpp"

namespace draagkracht::pages {

// Nothing for what is no amount, and for one below zero.
[[nodiscard]] std::optional<base::Money> typed_amount(const std::string& text);

// As it stands in a field again: "1234,56".
[[nodiscard]] std::string field_amount(base::Money amount);

}  // namespace draagkracht::pages
