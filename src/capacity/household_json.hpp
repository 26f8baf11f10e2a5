// Reads a household, and writes it: each known fact once and in one order.
#pragma once

#include "capacity/json_reader.hpp"
#include "capacity/json_writer.hpp"
#include "draagkracht/capacity/household.hpp"

namespace draagkracht::capacity {

// Of an object that stands in something larger; problems are noted in its document.
[[nodiscard]] Household read_household(JsonFields& fields);
// Problem capacity.not-a-household, with the field.
[[nodiscard]] base::Outcome<Household> read_household(
    JsonDocument& document, std::string_view text
);

// What is not known is left out, so that a fact that a later version asks for changes no receipt.
void write_household(JsonWriter& json, const Household& household);

}  // namespace draagkracht::capacity
