#include "payments/statement_file.hpp"

#include <fmt/format.h>

#include <atomic>
#include <streambuf>

#include "draagkracht/base/sha256.hpp"
#include "payments/ahead_reader.hpp"

namespace draagkracht::payments {

namespace {

constexpr std::uint64_t bytes_between_progress = 1024UL * 1024;

// Passes a file on and makes the SHA-256 of what went by.
class HashedInput : public std::streambuf {
  public:
    explicit HashedInput(std::streambuf& source) : source_{source} {}

    [[nodiscard]] std::uint64_t bytes_read() const { return bytes_read_; }

    // At the end of the file.
    [[nodiscard]] std::string sha256() {
        const base::Sha256Digits digits = hash_.digits();
        return {digits.begin(), digits.end()};
    }

  protected:
    // The reader takes whole buffers, so this is the only way through.
    std::streamsize xsgetn(char* buffer, std::streamsize wanted) override {
        const std::streamsize count = source_.sgetn(buffer, wanted);
        hash_.add({buffer, static_cast<std::size_t>(count)});
        bytes_read_ += static_cast<std::uint64_t>(count);
        return count;
    }

  private:
    std::streambuf& source_;
    base::Sha256 hash_;
    std::atomic<std::uint64_t> bytes_read_ = 0;  // asked while another thread reads
};

tl::unexpected<base::Problem> unreadable(const std::string& name, std::string message) {
    return tl::unexpected(base::problem(
                              "payments.unreadable-file",
                              std::move(message),
                              "check the name, and whether this program may read the file"
    )
                              .value()
                              .at(name));
}

}  // namespace

base::Outcome<std::string> sha256_of_file(const std::filesystem::path& path) {
    std::ifstream file{path, std::ios::binary};
    if (!file) {
        return unreadable(path.filename().string(), "the file cannot be opened");
    }
    HashedInput hashed{*file.rdbuf()};
    std::vector<char> buffer(bytes_between_progress);
    while (hashed.sgetn(buffer.data(), static_cast<std::streamsize>(buffer.size())) > 0) {
    }
    return hashed.sha256();
}

base::Outcome<StatementFile> StatementFile::open(const std::filesystem::path& path) {
    const std::string name = path.filename().string();
    std::error_code error;
    if (!std::filesystem::is_regular_file(path, error)) {
        return unreadable(name, "there is no such file");
    }
    auto stream = std::make_unique<std::ifstream>(path, std::ios::binary);
    if (!*stream) {
        return unreadable(name, "the file cannot be opened");
    }
    return StatementFile{path, std::move(stream)};
}

base::Outcome<CheckedFile> StatementFile::check(const ProgressListener& progress) {
    HashedInput hashed{*stream_->rdbuf()};
    std::istream input{&hashed};
    const std::unique_ptr<StatementReader> reader = read_ahead(read_statements(input, name_));
    CheckedFile checked;
    Tally tally;
    std::uint64_t told = 0;
    while (true) {
        base::Outcome<StatementPiece> piece = reader->next();
        if (!piece) {
            return tl::unexpected(piece.error());
        }
        if (const Entry* const entry = std::get_if<Entry>(&*piece)) {
            tally.add(*entry);
            ++checked.entries;
        } else if (Statement* const statement = std::get_if<Statement>(&*piece)) {
            // What a page lacks stands on the other pages.
            base::Outcome<std::vector<Finding>> findings =
                statement->page ? std::vector<Finding>{} : control(*statement, tally);
            if (!findings) {
                return tl::unexpected(findings.error().at(name_));
            }
            checked.statements.push_back({std::move(*statement), tally, std::move(*findings)});
            tally = {};
        } else {
            break;
        }
        if (progress && hashed.bytes_read() >= told + bytes_between_progress) {
            told = hashed.bytes_read();
            progress({Progress::Stage::checking, told, bytes_});
        }
    }
    if (checked.statements.empty()) {
        return tl::unexpected(
            base::problem("payments.no-statement", "the file holds no statement").value().at(name_)
        );
    }
    checked.sha256 = hashed.sha256();
    return checked;
}

base::Done StatementFile::read_prints(
    const CheckedFile& file, const std::set<std::size_t>& statements, PrintsOfFile& prints
) {
    for (const std::size_t number : statements) {
        prints[number];  // also of one in which nothing was booked
    }
    const std::unique_ptr<StatementReader> reader = read_again();
    while (true) {
        const base::Outcome<StatementPiece> piece = reader->next();
        if (!piece) {
            return tl::unexpected(piece.error());
        }
        if (const Entry* const entry = std::get_if<Entry>(&*piece)) {
            const bool counts = entry->status == EntryStatus::booked && !entry->amount.is_zero() &&
                                statements.contains(entry->statement_number);
            if (counts && entry->statement_number <= file.statements.size()) {
                const Statement& statement = file.statements[entry->statement_number - 1].statement;
                PrintedStatement& of_statement = prints[entry->statement_number];
                of_statement.numbers.push_back(entry->number);
                of_statement.prints.push_back(print_of(*entry, *statement.date()));
            }
        } else if (std::holds_alternative<EndOfFile>(*piece)) {
            return {};
        }
    }
}

void StatementFile::put_away() {
    stream_.reset();
}

base::Done StatementFile::take_up() {
    std::error_code error;
    const bool is_same = std::filesystem::file_size(path_, error) == bytes_ &&
                         std::filesystem::last_write_time(path_, error) == changed_at_;
    stream_ = std::make_unique<std::ifstream>(path_, std::ios::binary);
    if (error || !is_same || !*stream_) {
        return tl::unexpected(base::problem(
                                  "payments.file-changed",
                                  "the file was changed while it was being reconciled",
                                  "hand in the file as the bank sent it once more; nothing is "
                                  "booked twice"
        )
                                  .value()
                                  .at(name_));
    }
    return {};
}

std::unique_ptr<StatementReader> StatementFile::read_again() {
    stream_->clear();
    stream_->seekg(0);
    return read_ahead(read_statements(*stream_, name_));
}

}  // namespace draagkracht::payments
