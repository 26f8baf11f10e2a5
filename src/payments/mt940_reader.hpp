// Reads MT940 and its structured form, as Dutch banks send them.
#pragma once

#include <istream>
#include <memory>
#include <string>

#include "draagkracht/payments/statement_reader.hpp"

namespace draagkracht::payments {

// Whether a field of an MT940 begins with this line.
[[nodiscard]] bool begins_mt940_field(std::string_view line);

// `file` must outlive the reader; `file_name` is for problems. These are named where the file is
// read, in read_statements.
[[nodiscard]] std::unique_ptr<StatementReader> read_mt940(
    std::istream& file, std::string file_name
);

}  // namespace draagkracht::payments
