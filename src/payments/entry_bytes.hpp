// An entry of a statement as bytes, and back: every field that a reader fills.
//
//     std::string bytes;
//     append_bytes(bytes, entry);
//     entry_of(bytes)                // the same again
#pragma once

#include <string>
#include <string_view>

#include "draagkracht/payments/statement.hpp"

namespace draagkracht::payments {

void append_bytes(std::string& bytes, const Entry& entry);
// Of bytes that are of no entry it throws ProgrammerFault.
[[nodiscard]] Entry entry_of(std::string_view bytes);

}  // namespace draagkracht::payments
