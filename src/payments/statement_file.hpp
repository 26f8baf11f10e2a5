// A statement on disk: read once to check all of it, and again to book it.
#pragma once

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "draagkracht/payments/reconciliation_service.hpp"
#include "draagkracht/payments/statement_control.hpp"
#include "draagkracht/payments/statement_reader.hpp"

namespace draagkracht::payments {

struct CheckedStatement {
    Statement statement;
    Tally tally;
};

// What a file holds, every statement of which passed its control.
struct CheckedFile {
    std::vector<CheckedStatement> statements;
    std::string sha256;
    std::uint64_t entries = 0;
};

class StatementFile {
  public:
    // Problem payments.unreadable-file for what is no file that can be read twice.
    [[nodiscard]] static base::Outcome<StatementFile> open(const std::filesystem::path& path);

    // Reads to the end. Problems of the reader, of control, and payments.no-statement.
    [[nodiscard]] base::Outcome<CheckedFile> check(const ProgressListener& progress);
    // From the beginning again; the file must outlive the reader.
    [[nodiscard]] std::unique_ptr<StatementReader> read_again();

  private:
    StatementFile(std::string name, std::unique_ptr<std::ifstream> stream, std::uint64_t bytes)
        : name_{std::move(name)}, stream_{std::move(stream)}, bytes_{bytes} {}

    std::string name_;  // for problems
    std::unique_ptr<std::ifstream> stream_;
    std::uint64_t bytes_;
};

}  // namespace draagkracht::payments
