// Reads on while the caller is at work with what came before: taking a file apart and booking it
// keep one core of the machine busy each.
//
//     const auto reader = read_ahead(read_statements(file, "statement.xml"));
//     reader->next();      // the same pieces, in the same order
#pragma once

#include <memory>

#include "draagkracht/payments/statement_reader.hpp"

namespace draagkracht::payments {

// About a megabyte ahead, or a few entries when they are large. `reader` and the file under it
// are in use until the answer is gone. An exception of `reader` comes out of next().
[[nodiscard]] std::unique_ptr<StatementReader> read_ahead(std::unique_ptr<StatementReader> reader);

}  // namespace draagkracht::payments
