// A statement on disk: read once to check all of it. What was read is kept, and booked from there.
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
#include "payments/entry_spool_file.hpp"

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

// What a file holds, every statement of which can be proved; pages when they are joined
// (statement_pages.hpp).
struct CheckedFile {
    std::vector<CheckedStatement> statements;
    std::string sha256;
    std::uint64_t entries = 0;

    // A file holds statements or notifications: it is one message of the bank.
    [[nodiscard]] bool is_notification() const {
        return statements.front().statement.kind == StatementKind::notification;
    }
};

// SHA-256 of what the file holds. Problem payments.unreadable-file.
[[nodiscard]] base::Outcome<std::string> sha256_of_file(const std::filesystem::path& path);

class StatementFile {
  public:
    // `spool` keeps what is read. Problem payments.unreadable-file for what is no file.
    [[nodiscard]] static base::Outcome<StatementFile> open(
        const std::filesystem::path& path, std::shared_ptr<EntrySpool> spool
    );

    // Reads to the end, once. Problems of the reader, of control, of the spool, and
    // payments.no-statement.
    [[nodiscard]] base::Outcome<CheckedFile> check(const ProgressListener& progress);
    [[nodiscard]] const std::string& name() const { return name_; }
    // Those that were read, so that a file that waits for another is not read again for them.
    [[nodiscard]] PrintsOfFile& prints() { return prints_; }
    // Adds the entries of those statements of the file. Problems of the reader.
    [[nodiscard]] base::Done read_prints(
        const CheckedFile& file, const std::set<std::size_t>& statements, PrintsOfFile& prints
    );
    // What was checked from the beginning again, of a statement only its number. This must outlive
    // the reader.
    [[nodiscard]] std::unique_ptr<StatementReader> read_again() const;

  private:
    StatementFile(
        std::filesystem::path path,
        std::unique_ptr<std::ifstream> stream,
        std::shared_ptr<EntrySpool> spool
    )
        : path_{std::move(path)},
          name_{path_.filename().string()},
          stream_{std::move(stream)},
          spool_{std::move(spool)},
          bytes_{std::filesystem::file_size(path_)} {}

    std::filesystem::path path_;
    std::string name_;  // for problems
    std::unique_ptr<std::ifstream> stream_;
    std::shared_ptr<EntrySpool> spool_;
    std::optional<SpooledFile> spooled_;  // once it was checked
    std::uint64_t bytes_;
    PrintsOfFile prints_;
};

}  // namespace draagkracht::payments
