#include "payments/statement_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <streambuf>

#include "draagkracht/base/sha256.hpp"
#include "payments/ahead_service.hpp"

namespace draagkracht::payments {

namespace {

constexpr std::uint64_t bytes_between_progress = 1024UL * 1024;
constexpr std::size_t block_bytes = 96UL * 1024;
constexpr std::size_t blocks_ahead_max = 4;

// Passes a file on and makes the SHA-256 of what went by. The next blocks are read and printed in a
// thread of its own, while this one is taken apart.
class HashedInput : public std::streambuf {
  public:
    explicit HashedInput(std::streambuf& source)
        : source_{source},
          blocks_{
              [this] { return read_block(); },
              [](const Block& block) { return block.empty(); },
              blocks_ahead_max} {}

    [[nodiscard]] std::uint64_t bytes_read() const { return bytes_read_; }

    // At the end of the file.
    [[nodiscard]] std::string sha256() {
        const base::Sha256Digits digits = hash_.digits();
        return {digits.begin(), digits.end()};
    }

  protected:
    // The reader takes whole buffers, so this is the only way through.
    std::streamsize xsgetn(char* buffer, std::streamsize wanted) override {
        std::streamsize count = 0;
        while (count < wanted && !is_at_end_) {
            if (given_ == block_.size()) {
                block_ = blocks_.next();
                given_ = 0;
                is_at_end_ = block_.empty();
            }
            const std::size_t piece =
                std::min(block_.size() - given_, static_cast<std::size_t>(wanted - count));
            std::copy_n(block_.data() + given_, piece, buffer + count);
            given_ += piece;
            count += static_cast<std::streamsize>(piece);
        }
        bytes_read_ += static_cast<std::uint64_t>(count);
        return count;
    }

  private:
    using Block = std::vector<char>;  // an empty one is the end

    Block read_block() {
        Block block(block_bytes);
        const std::streamsize count = source_.sgetn(block.data(), block_bytes);
        block.resize(static_cast<std::size_t>(count));
        hash_.add({block.data(), block.size()});
        return block;
    }

    std::streambuf& source_;
    base::Sha256 hash_;  // of the other thread, until the end
    Block block_;
    std::size_t given_ = 0;  // of the block
    bool is_at_end_ = false;
    std::uint64_t bytes_read_ = 0;
    Ahead<Block> blocks_;  // last, as it uses the above
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

base::Outcome<StatementFile> StatementFile::open(
    const std::filesystem::path& path, std::shared_ptr<EntrySpool> spool
) {
    const std::string name = path.filename().string();
    std::error_code error;
    if (!std::filesystem::is_regular_file(path, error)) {
        return unreadable(name, "there is no such file");
    }
    auto stream = std::make_unique<std::ifstream>(path, std::ios::binary);
    if (!*stream) {
        return unreadable(name, "the file cannot be opened");
    }
    return StatementFile{path, std::move(stream), std::move(spool)};
}

base::Outcome<CheckedFile> StatementFile::check(const ProgressListener& progress) {
    HashedInput hashed{*stream_->rdbuf()};
    std::istream input{&hashed};
    const std::unique_ptr<StatementReader> reader = read_statements(input, name_);
    CheckedFile checked;
    Tally tally;
    std::uint64_t told = 0;
    spool_->begin();
    while (true) {
        base::Outcome<StatementPiece> piece = reader->next();
        if (!piece) {
            return tl::unexpected(piece.error());
        }
        if (const Entry* const entry = std::get_if<Entry>(&*piece)) {
            tally.add(*entry);
            ++checked.entries;
            spool_->add(*entry);
        } else if (Statement* const statement = std::get_if<Statement>(&*piece)) {
            // What a page lacks stands on the other pages.
            base::Outcome<std::vector<Finding>> findings =
                statement->page ? std::vector<Finding>{} : control(*statement, tally);
            if (!findings) {
                return tl::unexpected(findings.error().at(name_));
            }
            spool_->add_end_of(*statement);
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
    base::Outcome<SpooledFile> spooled = spool_->finish();
    if (!spooled) {
        return tl::unexpected(spooled.error().at(name_));
    }
    spooled_ = *spooled;
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

std::unique_ptr<StatementReader> StatementFile::read_again() const {
    base::ensure(spooled_.has_value(), "a file is checked before it is read again");
    return spool_->read(*spooled_);
}

}  // namespace draagkracht::payments
