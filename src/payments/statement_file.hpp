// A statement on disk: read once to check all of it, and again to book it.
#pragma once

#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "draagkracht/payments/overlap.hpp"
#include "draagkracht/payments/reconciliation_service.hpp"
#include "draagkracht/payments/statement_control.hpp"
#include "draagkracht/payments/statement_reader.hpp"

namespace draagkracht::payments {

struct CheckedStatement {
    Statement statement;
    Tally tally;
    std::vector<Finding> findings;

    [[nodiscard]] std::optional<DaysBooked> days() const { return tally.days(*statement.date()); }
};

// The booked entries of a statement as far as they tell one from another, with their numbers.
struct PrintedStatement {
    std::vector<std::size_t> numbers;
    std::vector<EntryPrint> prints;
};

using PrintsOfFile = std::map<std::size_t, PrintedStatement>;  // by the number of the statement

// What a file holds, every statement of which can be proved.
struct CheckedFile {
    std::vector<CheckedStatement> statements;
    std::string sha256;
    std::uint64_t entries = 0;
};

// SHA-256 of what the file holds. Problem payments.unreadable-file.
[[nodiscard]] base::Outcome<std::string> sha256_of_file(const std::filesystem::path& path);

class StatementFile {
  public:
    // Problem payments.unreadable-file for what is no file that can be read twice.
    [[nodiscard]] static base::Outcome<StatementFile> open(const std::filesystem::path& path);

    // Reads to the end. Problems of the reader, of control, and payments.no-statement.
    [[nodiscard]] base::Outcome<CheckedFile> check(const ProgressListener& progress);
    // Adds the entries of those statements of the file. Problems of the reader.
    [[nodiscard]] base::Done read_prints(
        const CheckedFile& file, const std::set<std::size_t>& statements, PrintsOfFile& prints
    );
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
